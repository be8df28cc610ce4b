"""What the coach says about commitments: proposals, lists, and what was changed. Pure.

`now` is aware and in the person's zone. Nothing is said to be saved or done that the given words of the
store do not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.commitments.due import is_overdue
from bot.commitments.recurring import say_distance, say_recurrence
from bot.commitments.service import Changed
from bot.commitments.states import needs_smaller_step
from bot.dates import say_day, say_due, say_relative
from bot.domain import Change, ChangeKind, Commitment, CommitmentStatus
from bot.prompts import Prompts

_FRIDAY = 4
_SOON = timedelta(days=2)  # too close to suggest


def suggest_date(now: datetime) -> date:
    """Return a date to suggest where none was said: this week's Friday, or next week's from Thursday on."""
    today = now.date()
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    return friday if friday - today >= _SOON else friday + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Teller:
    """Says it to one person at one moment."""

    prompts: Prompts
    now: datetime

    def proposals(self, proposals: Sequence[Commitment]) -> str:
        """Say what was understood, and ask whether to save it; where a date is missing, ask by when."""
        if len(proposals) == 1:
            return self._proposal(proposals[0])
        undated = next((each for each in proposals if each.due_on is None), None)
        if undated is not None:
            ask = self.prompts.say(
                "proposals_undated", text=undated.text, suggested=say_day(suggest_date(self.now))
            )
        else:
            ask = self.prompts.say("proposals_ask", zone=self.zone)
        items = [self._with_plan(self._proposal_item(each), each) for each in proposals]
        return "\n".join([self.prompts.say("proposals_intro"), *items, "", ask])

    def confirmed(self, changed: Changed) -> str:
        """Say what is saved now, and what was so before."""
        lines = [self._confirmed(each) for each in changed.changed]
        return "\n".join([*lines, *map(self._already, changed.unchanged)])

    def declined(self, changed: Changed) -> str:
        """Say what will not be saved."""
        lines = [self.prompts.say("declined", text=each.text) for each in changed.changed]
        return "\n".join([*lines, *map(self._already, changed.unchanged)])

    def closed(self, changed: Changed) -> str:
        """Say what became of promises, when they come up again, and after two misses offer a smaller step."""
        lines = []
        for each in changed.changed:
            said = self.prompts.say(f"closed_{each.status.value}", text=each.text)
            if each.status is CommitmentStatus.MISSED and needs_smaller_step(each):
                said = f"{said} {self.prompts.say('smaller_step')}"
            lines.append(said)
        lines += [self.prompts.say("following", due=self._due(each)) for each in changed.following]
        return "\n".join([*lines, *map(self._already, changed.unchanged)])

    def moved(self, changed: Changed) -> str:
        """Say by when it is now, and offer a smaller step where it was put off twice."""
        lines = []
        for each in changed.changed:
            said = self.prompts.say("moved", text=each.text, due=self._due(each))
            lines.append(f"{said} {self.prompts.say('smaller_step')}" if needs_smaller_step(each) else said)
        return "\n".join(lines)

    def snoozed(self, commitment: Commitment, remind_at: datetime | None) -> str:
        """Say when the reminder comes, `remind_at`, which is outside quiet hours; None: reminders are off."""
        if remind_at is None:
            return self.prompts.say("snoozed_off", text=commitment.text)
        asked_at = commitment.snoozed_until
        name = "snoozed_moved" if asked_at is not None and asked_at < remind_at else "snoozed"
        asked = self._moment(asked_at) if asked_at is not None else ""
        return self.prompts.say(name, text=commitment.text, moment=self._moment(remind_at), asked=asked)

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone(self.now.tzinfo)
        return f"{say_relative(local.date(), self.now.date())}, {local:%H:%M}"

    def edited(self, changed: Changed) -> str:
        """Say that it is changed."""
        lines = []
        for each in changed.changed:
            said = self.prompts.say("changed", text=each.text)
            plan = self.prompts.say("changed_plan", if_then=each.if_then) if each.if_then else ""
            lines.append(f"{said} {plan}".strip())
        return "\n".join([*lines, *map(self._already, changed.unchanged)])

    def undone(self, changes: Sequence[Change]) -> str:
        """Say what `CommitmentService.undo` took back."""
        if not changes:
            return self.prompts.say("undone_nothing")
        if len(changes) > 1 and all(change.subject == "task" for change in changes):
            return self.prompts.say("undone_tasks", count=len(changes))
        return "\n".join(dict.fromkeys(map(self._undone, changes)))

    def listing(self, commitments: Sequence[Commitment]) -> str:
        """Say what is open, one a line, the soonest due first."""
        if not commitments:
            return self.prompts.say("list_none")
        return "\n".join([self.count(commitments), *map(self.line, commitments)])

    def count(self, commitments: Sequence[Commitment]) -> str:
        """Say how many are open and how many of them overdue, in a sentence or two."""
        if len(commitments) == 1:
            said = self.prompts.say("list_one")
        else:
            said = self.prompts.say("list_many", count=len(commitments))
        late = sum(is_overdue(each, self.now) for each in commitments)
        if not late:
            return said
        late_said = self.prompts.say("list_late_one" if late == 1 else "list_late_many", count=late)
        return f"{said} {late_said}"

    def status(self, commitments: Sequence[Commitment]) -> str:
        """Say in one breath how many are open and which comes next; "" for none. For other answers."""
        if not commitments:
            return ""
        coming = [each for each in commitments if each.due_on and not is_overdue(each, self.now)]
        if not coming:
            return self.count(commitments)
        first = coming[0]
        following = self.prompts.say(
            "list_next", text=first.text, due=self._due(first), relative=self.relative(first)
        )
        return f"{self.count(commitments)} {following}"

    def line(self, commitment: Commitment) -> str:
        """Say one of a list."""
        if commitment.status is CommitmentStatus.PROPOSED:
            return self.prompts.say("list_item_proposed", text=commitment.text)
        if commitment.status is not CommitmentStatus.OPEN:
            return self.prompts.say("list_item_closed", text=commitment.text, status=self._status(commitment))
        if commitment.due_on is None:
            said = self.prompts.say("list_item_undated", text=commitment.text)
        else:
            name = "list_item_overdue" if is_overdue(commitment, self.now) else "list_item"
            said = self.prompts.say(
                name, text=commitment.text, due=self._due(commitment), relative=self.relative(commitment)
            )
        if recurring := self._recurring(commitment):
            said = self.prompts.say("list_item_recurring", item=said, recurring=recurring)
        if commitment.if_then:
            said = self.prompts.say("list_item_plan", item=said, if_then=commitment.if_then)
        return said

    def status_of(self, commitment: Commitment) -> str:
        """Say where it stands: "open", "partly done"."""
        if is_overdue(commitment, self.now):
            return self.prompts.say("status_overdue")
        return self.prompts.say(f"status_{commitment.status.value}")

    def due_of(self, commitment: Commitment) -> str:
        """Say when it is due, and how far off that is; "" while that is not known."""
        if commitment.due_on is None:
            return ""
        if commitment.status is not CommitmentStatus.OPEN:
            return self._due(commitment)
        return f"{self._due(commitment)} ({self.relative(commitment)})"

    @property
    def zone(self) -> str:
        """The name of the person's zone."""
        return str(self.now.tzinfo)

    def relative(self, commitment: Commitment) -> str:
        """Say how far off it is: "tomorrow", "in 3 days", "2 days ago"."""
        assert commitment.due_on is not None
        return say_distance(self.prompts, commitment.due_on, self.now.date())

    def _due(self, commitment: Commitment) -> str:
        assert commitment.due_on is not None
        return say_due(commitment.due_on, commitment.due_time)

    def _status(self, commitment: Commitment) -> str:
        return self.prompts.say(f"status_{commitment.status.value}")

    def _proposal(self, proposal: Commitment) -> str:
        if proposal.due_on is None:
            understood = self.prompts.say("proposal_undated", text=proposal.text)
            ask = self.prompts.say("proposal_ask_date", suggested=say_day(suggest_date(self.now)))
        else:
            due, ask = self._due(proposal), self.prompts.say("proposal_ask")
            recurring = self._recurring(proposal)
            name = "proposal_recurring" if recurring else "proposal"
            understood = self.prompts.say(
                name, text=proposal.text, recurring=recurring, due=due, zone=self.zone
            )
        return f"{self._with_plan(understood, proposal)} {ask}"

    def _with_plan(self, said: str, commitment: Commitment) -> str:
        if commitment.if_then is None:
            return said
        return f"{said} {self.prompts.say('proposal_plan', if_then=commitment.if_then)}"

    def _recurring(self, commitment: Commitment) -> str:
        return say_recurrence(self.prompts, commitment.recurrence) if commitment.recurrence else ""

    def _proposal_item(self, proposal: Commitment) -> str:
        if proposal.due_on is None:
            return self.prompts.say("proposals_item_undated", text=proposal.text)
        recurring = self._recurring(proposal)
        name = "proposals_item_recurring" if recurring else "proposals_item"
        return self.prompts.say(name, text=proposal.text, recurring=recurring, due=self._due(proposal))

    def _confirmed(self, commitment: Commitment) -> str:
        if commitment.due_on is None:
            return self.prompts.say("confirmed_undated", text=commitment.text)
        recurring = self._recurring(commitment)
        name = "confirmed_recurring" if recurring else "confirmed"
        return self.prompts.say(name, text=commitment.text, recurring=recurring, due=self._due(commitment))

    def _already(self, commitment: Commitment) -> str:
        status = self._status(commitment)
        if commitment.status is CommitmentStatus.OPEN:
            return self.prompts.say("already_saved", text=commitment.text)
        if commitment.closed_at is None:
            return self.prompts.say("already", text=commitment.text, status=status)
        day = say_day(commitment.closed_at.astimezone(self.now.tzinfo).date())
        return self.prompts.say("already_on", text=commitment.text, status=status, day=day)

    def _undone(self, change: Change) -> str:
        if change.subject != "commitment":
            return self.prompts.say(f"undone_{change.subject}")
        before, after = change.before, change.after
        if not isinstance(before, Commitment):
            assert isinstance(after, Commitment)
            name = "undone_proposed" if change.kind is ChangeKind.PROPOSED else "undone_following"
            return self.prompts.say(name, text=after.text)
        if change.kind is ChangeKind.CONFIRMED:
            return self.prompts.say("undone_confirmed", text=before.text)
        if change.kind is ChangeKind.MOVED and before.due_on is not None:
            return self.prompts.say("undone_moved", text=before.text, due=self._due(before))
        if isinstance(after, Commitment) and before.status is not after.status:
            return self.prompts.say("undone_reopened", text=before.text, status=self._status(before))
        return self.prompts.say("undone_changed", text=before.text)
