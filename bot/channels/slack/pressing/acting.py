"""What a press does to a commitment, and what is said of it. Not for showing it.

A press carries the version that was seen. One that is old changes nothing: it is said how things stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.channels.slack.surfaces.buttons import Action, Press
from bot.coaching import Desk
from bot.commitments import Changed
from bot.commitments.recurrence import shifted
from bot.commitments.schedule import MORNING, next_allowed
from bot.commitments.states import refuse_stale
from bot.commitments.telling import Teller
from bot.dates import say_due, to_utc
from bot.domain import Commitment, CommitmentStatus
from bot.errors import BadQuestion, StaleChange, UnknownCommitment

_OUTCOMES = {
    Action.DONE: CommitmentStatus.DONE,
    Action.PARTLY: CommitmentStatus.PARTLY,
    Action.MISSED: CommitmentStatus.MISSED,
    Action.DROP: CommitmentStatus.DROPPED,
}
_OPEN, _PROPOSED = CommitmentStatus.OPEN, CommitmentStatus.PROPOSED
_TO_EXPLAIN = (CommitmentStatus.PARTLY, CommitmentStatus.MISSED)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a press came to. `said` is "" where a proposal only asks again; without `commitment` it is gone.

    `offers` can be pressed next; `again`: its usual buttons can, since it is still to be done.
    """

    action: Action
    commitment_id: str
    said: str
    commitment: Commitment | None = None
    offers: tuple[Action, ...] = ()
    again: bool = False
    stale: bool = False  # nothing was done


class Acts:
    """Everything is done as the person who pressed: to them another's commitments are unknown."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._service, self._prompts = desk, desk.commitments, desk.prompts

    def teller(self, person_id: str) -> Teller:
        """Return who says it, on a person's clock."""
        return Teller(self._prompts, self._service.now(person_id))

    def get(self, person_id: str, press: Press) -> Commitment:
        """Return what a press is about. Raises UnknownCommitment, and BadQuestion for one about nothing."""
        if press.commitment_id is None:
            raise BadQuestion(self._prompts.say("slack_not_yours"))
        return self._service.get(person_id, press.commitment_id)

    def do(self, person_id: str, press: Press) -> Outcome:
        """Do what needs no more than the press. Raises CoachError."""
        before = self.get(person_id, press)
        try:
            return _DO[press.action](self, before, press)
        except StaleChange:
            return self.standing(self.get(person_id, press), press.action)

    def close(self, person_id: str, press: Press, why: str) -> Outcome:
        """Close it with what kept them, or note that with one that is closed so. Raises CoachError."""
        before = self.get(person_id, press)
        status = _OUTCOMES[press.action]
        refuse_stale(before, press.version)
        if before.status is not status:
            return self._close(before, press, why=why)
        if not why:
            return self.standing(before, press.action)
        (after,) = self._service.explain(person_id, before.commitment_id, why).changed
        said = self._prompts.say("slack_explained", text=after.text, why=why)
        return Outcome(press.action, after.commitment_id, said, after, self._offers(after))

    def date(self, person_id: str, press: Press, day: date, at: time | None) -> Outcome:
        """Give it another date, or another moment to be reminded. Raises CoachError."""
        before = self.get(person_id, press)
        refuse_stale(before, press.version)
        if press.action is Action.SNOOZE_DATE:
            return self._snooze(before, press, _moment(self._service.now(person_id), day, at or MORNING))
        if press.action is Action.REPLAN:
            changed = self._service.move(person_id, before.commitment_id, day, at, version=press.version)
            (after,) = changed.changed
            said = self.teller(person_id).moved(changed)
            return Outcome(press.action, after.commitment_id, said, after, (Action.UNDO,))
        recurrence = shifted(before.recurrence, day) if before.recurrence else None
        after = self._service.set_date(person_id, before.commitment_id, day, at, recurrence=recurrence)
        return Outcome(press.action, after.commitment_id, "", after, again=True)

    def standing(self, commitment: Commitment, action: Action) -> Outcome:
        """Return how a commitment stands, where a press was too late to change that."""
        teller, status = self.teller(commitment.person_id), commitment.status
        if status in (_OPEN, _PROPOSED):
            said = self._say_standing(commitment)
            return Outcome(action, commitment.commitment_id, said, commitment, again=True, stale=True)
        said = teller.closed(Changed(unchanged=(commitment,)))
        offers = self._offers(commitment)
        return Outcome(action, commitment.commitment_id, said, commitment, offers, stale=True)

    def outdated(self, person_id: str, seen: Mapping[str, int]) -> list[Outcome]:
        """Return how those stand now that have changed since they were `seen` in a version, by id."""
        found = []
        for commitment_id, version in seen.items():
            try:
                commitment = self._service.get(person_id, commitment_id)
            except UnknownCommitment:
                continue
            if commitment.version != version:
                found.append(self.standing(commitment, Action.UNDO))
        return found

    def beside(self, outcome: Outcome) -> list[Commitment]:
        """Return what is shown beside one in a message that Slack does not hand back.

        That are the proposals that were made together with it, or else what is open.
        """
        commitment = outcome.commitment
        if commitment is None:
            return []
        if outcome.action in _OF_PROPOSALS or commitment.status is _PROPOSED:
            others = self._service.proposals(commitment.person_id)
            others = [each for each in others if each.created_at == commitment.created_at]
        else:
            others = self._service.open(commitment.person_id)
        return [each for each in others if each.commitment_id != commitment.commitment_id]

    def _confirm(self, before: Commitment, press: Press) -> Outcome:
        if before.status is not _PROPOSED:
            return self.standing(before, press.action)
        refuse_stale(before, press.version)
        changed = self._service.confirm(before.person_id, [before.commitment_id])
        if not changed.changed:
            return self.standing(changed.unchanged[0], press.action)
        said = self.teller(before.person_id).confirmed(changed)
        (after,) = changed.changed
        return Outcome(press.action, after.commitment_id, said, after, (Action.UNDO,))

    def _decline(self, before: Commitment, press: Press) -> Outcome:
        changed = self._service.decline(before.person_id, [before.commitment_id])
        if not changed.changed:
            return self.standing(changed.unchanged[0], press.action)
        said = self.teller(before.person_id).declined(changed)
        (after,) = changed.changed
        return Outcome(press.action, after.commitment_id, said, after, (Action.UNDO,))

    def _close(self, before: Commitment, press: Press, *, why: str = "") -> Outcome:
        person_id, commitment_id = before.person_id, before.commitment_id
        if press.action is Action.DROP:  # all that is to come: the form says that it won't be asked about
            changed = self._service.drop(
                person_id, commitment_id, series=True, why=why or None, version=press.version
            )
        else:
            outcome = _OUTCOMES[press.action]
            changed = self._service.close(
                person_id, commitment_id, outcome, why=why or None, version=press.version
            )
        after = self._service.get(person_id, commitment_id)
        if not changed.changed:
            return self.standing(after, press.action)
        offers = self._offers(after, comes_back=bool(changed.following), explained=bool(why))
        said = self.teller(person_id).closed(changed)
        return Outcome(press.action, commitment_id, said, after, (*offers, Action.UNDO))

    def _snooze_hour(self, before: Commitment, press: Press) -> Outcome:
        return self._snooze(before, press, self._service.now(before.person_id) + _HOUR)

    def _snooze_tomorrow(self, before: Commitment, press: Press) -> Outcome:
        now = self._service.now(before.person_id)
        return self._snooze(before, press, _moment(now, now.date() + _DAY, MORNING))

    def _snooze(self, before: Commitment, press: Press, until: datetime) -> Outcome:
        person_id = before.person_id
        changed = self._service.snooze(person_id, before.commitment_id, until, version=press.version)
        (after,) = changed.changed
        person, zone = self._desk.store.person(person_id), self._service.zone_of(person_id)
        at = next_allowed(until, person, zone) if person.reminders_on else None
        said = self.teller(person_id).snoozed(after, at)
        return Outcome(press.action, after.commitment_id, said, after, (Action.UNDO,))

    def _undo(self, before: Commitment, press: Press) -> Outcome:
        """Undo the last act, if that is what was done to this commitment."""
        person_id, commitment_id = before.person_id, before.commitment_id
        refuse_stale(before, press.version)
        last = self._desk.store.history.last_batch(person_id)
        if commitment_id not in {change.subject_id for change in last}:
            said = self._prompts.say("slack_not_last")
            return Outcome(press.action, commitment_id, said, before, stale=True)
        said = self.teller(person_id).undone(self._service.undo(person_id))
        try:
            after = self._service.get(person_id, commitment_id)
        except UnknownCommitment:
            return Outcome(press.action, commitment_id, said)
        return Outcome(
            press.action, after.commitment_id, said, after, again=after.status in (_OPEN, _PROPOSED)
        )

    def _offers(
        self, commitment: Commitment, *, comes_back: bool = False, explained: bool = False
    ) -> tuple[Action, ...]:
        """Return what may follow on one that was not kept: another date, and why."""
        if commitment.status not in _TO_EXPLAIN:
            return ()
        replan = () if comes_back else (Action.REPLAN,)
        return replan if explained else (*replan, Action.WHY)

    def _say_standing(self, commitment: Commitment) -> str:
        say, text = self._prompts.say, commitment.text
        if commitment.status is _PROPOSED:
            return say("slack_stands_proposed", text=text)
        if commitment.due_on is None:
            return say("slack_stands_open_undated", text=text)
        return say("slack_stands_open", text=text, due=say_due(commitment.due_on, commitment.due_time))


def _moment(now: datetime, day: date, at: time) -> datetime:
    zone = now.tzinfo
    assert zone is not None
    return to_utc(day, at, zone).astimezone(zone)


_OF_PROPOSALS = (Action.CONFIRM, Action.CHANGE_DATE, Action.NOT_NOW)
_DO: Mapping[Action, Callable[[Acts, Commitment, Press], Outcome]] = {
    Action.CONFIRM: Acts._confirm,
    Action.NOT_NOW: Acts._decline,
    Action.DONE: Acts._close,
    Action.PARTLY: Acts._close,
    Action.MISSED: Acts._close,
    Action.SNOOZE_HOUR: Acts._snooze_hour,
    Action.SNOOZE_TOMORROW: Acts._snooze_tomorrow,
    Action.UNDO: Acts._undo,
}
AT_ONCE = frozenset(_DO)
