"""What can be done with commitments: read, changed by a pure transition, and kept with what follows, at once.

Every act is one transaction: the commitments, their history and their messages. Doing a thing twice is
harmless: the second time it comes back as unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bot.commitments import states
from bot.commitments.acts import Act, compensate, make_change
from bot.commitments.due import due_at
from bot.commitments.reading import CommitmentReader
from bot.commitments.recurrence import check_rule, comes_after, next_occurrence
from bot.commitments.rescheduling import deliveries_of, reschedule
from bot.commitments.schedule import review_delivery
from bot.commitments.states import Draft
from bot.domain import Change, ChangeKind, Commitment, CommitmentStatus, Delivery, Recurrence, TaskDone
from bot.errors import BadChange, StaleChange
from bot.store.ids import new_id

_OPEN, _PROPOSED = CommitmentStatus.OPEN, CommitmentStatus.PROPOSED


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act came to: what it changed, what was so already, and what comes up next in a series."""

    changed: tuple[Commitment, ...] = ()
    unchanged: tuple[Commitment, ...] = ()
    following: tuple[Commitment, ...] = ()


class CommitmentService(CommitmentReader):
    """Safe to share between threads and processes. Another person's commitments are unknown ones."""

    # --- promising --------------------------------------------------------------------------------

    def propose(self, person_id: str, drafts: Sequence[Draft]) -> tuple[Commitment, ...]:
        """Keep proposals and return them: nothing follows from them until they are confirmed.

        Raises BadChange for a date that has passed.
        """
        act = self._act(person_id)
        for draft in drafts:
            if draft.recurrence is not None:
                check_rule(draft.recurrence.rule)
        made = tuple(
            states.propose(draft, commitment_id=new_id(), person_id=person_id, now=act.now)
            for draft in drafts
        )
        self._record(act, [make_change(act, None, proposal, ChangeKind.PROPOSED) for proposal in made])
        return made

    def set_date(
        self,
        person_id: str,
        commitment_id: str,
        due_on: date,
        due_time: time | None = None,
        *,
        recurrence: Recurrence | None = None,
    ) -> Commitment:
        """Give a proposal its date, and how it recurs where that came with it. Raises BadChange."""
        act = self._act(person_id)
        before = self.get(person_id, commitment_id)
        if before.status is not _PROPOSED:
            raise BadChange(f"“{before.text}” is no proposal any more. Move it to another date instead.")
        after = states.move(before, due_on, due_time, act.now)
        if recurrence is not None:
            check_rule(recurrence.rule)
            after = states.edit(after, recurrence=recurrence)
        self._record(act, [make_change(act, before, after, ChangeKind.MOVED)])
        return after

    def confirm(self, person_id: str, commitment_ids: Iterable[str]) -> Changed:
        """Make promises of proposals. Raises BadChange where the date of one has passed."""
        ids = tuple(commitment_ids)

        def confirm() -> Changed:
            act = self._act(person_id)
            pairs = [(each, states.confirm(each, act.now)) for each in self._all(person_id, ids)]
            reviews = [review_delivery(act.person, act.zone, act.now)] if act.person.reminders_on else []
            return self._keep(act, pairs, ChangeKind.CONFIRMED, more=reviews)

        return _even_if_second(confirm)

    def decline(self, person_id: str, commitment_ids: Iterable[str]) -> Changed:
        """Take back proposals; what is no proposal any more stays."""
        pairs = [(each, states.withdraw(each)) for each in self._all(person_id, commitment_ids)]
        return self._keep(self._act(person_id), pairs, ChangeKind.DROPPED)

    # --- following up -----------------------------------------------------------------------------

    def close(
        self,
        person_id: str,
        commitment_id: str,
        outcome: CommitmentStatus,
        *,
        why: str | None = None,
        evidence_url: str | None = None,
        version: int | None = None,
        with_task: bool = False,
    ) -> Changed:
        """Keep what became of a promise: done, partly, missed or dropped; a series goes on.

        `version` is what the person saw: StaleChange where it has changed since. `with_task` also marks the
        roadmap task that it serves as done. Raises BadChange for a proposal.
        """

        def close() -> Changed:
            act = self._act(person_id)
            before = self.get(person_id, commitment_id)
            states.refuse_stale(before, version)
            after = states.close(before, outcome, act.now, evidence_url=evidence_url)
            with_it = self._task_done(act, after) if with_task and outcome is CommitmentStatus.DONE else []
            following = self._following(before, after, act.now)
            kind = ChangeKind(outcome.value)
            return self._keep(act, [(before, after)], kind, why=why, following=following, also=with_it)

        return _even_if_second(close)

    def drop(
        self,
        person_id: str,
        commitment_id: str,
        *,
        series: bool = False,
        why: str | None = None,
        version: int | None = None,
    ) -> Changed:
        """Let go of a promise or a proposal: this occurrence of it, or with `series` all that are to come."""
        before = self.get(person_id, commitment_id)
        if before.status is _PROPOSED:
            return self.decline(person_id, [commitment_id])
        if not series or before.series_id is None:
            dropped = CommitmentStatus.DROPPED
            return self.close(person_id, commitment_id, dropped, why=why, version=version)
        act = self._act(person_id)
        states.refuse_stale(before, version)
        rest = self._store.commitments.find(person_id, statuses=(_OPEN,), series_id=before.series_id)
        pairs = [(each, states.close(each, CommitmentStatus.DROPPED, act.now)) for each in rest or [before]]
        return self._keep(act, pairs, ChangeKind.DROPPED, why=why)

    def move(
        self,
        person_id: str,
        commitment_id: str,
        due_on: date,
        due_time: time | None = None,
        *,
        why: str | None = None,
        version: int | None = None,
    ) -> Changed:
        """Give it another date; its time of day stays where none is given, unless that has passed.

        Raises BadChange, StaleChange.
        """
        act = self._act(person_id)
        before = self.get(person_id, commitment_id)
        states.refuse_stale(before, version)
        over = due_on == act.now.date() and before.due_time is not None and before.due_time <= act.now.time()
        kept = None if over else before.due_time
        after = states.move(before, due_on, due_time or kept, act.now)
        return self._keep(act, [(before, after)], ChangeKind.MOVED, why=why)

    def snooze(
        self, person_id: str, commitment_id: str, until: datetime, *, version: int | None = None
    ) -> Changed:
        """Remind of it at `until` and not before; its due date stays. Raises BadChange, StaleChange."""
        act = self._act(person_id)
        before = self.get(person_id, commitment_id)
        states.refuse_stale(before, version)
        return self._keep(act, [(before, states.snooze(before, until, act.now))], ChangeKind.SNOOZED)

    def edit(
        self,
        person_id: str,
        commitment_id: str,
        *,
        text: str | None = None,
        if_then: str | None = None,
        evidence_url: str | None = None,
        recurrence: Recurrence | None = None,
    ) -> Changed:
        """Change its words, its if-then plan, its evidence or how it recurs; "" removes. Raises BadChange."""
        if recurrence is not None:
            check_rule(recurrence.rule)
        before = self.get(person_id, commitment_id)
        after = states.edit(
            before, text=text, if_then=if_then, evidence_url=evidence_url, recurrence=recurrence
        )
        return self._keep(self._act(person_id), [(before, after)], ChangeKind.CHANGED)

    def explain(self, person_id: str, commitment_id: str, why: str) -> Changed:
        """Keep what helped or kept somebody, in their words; the review repeats it."""
        before = self.get(person_id, commitment_id)
        after = replace(before, version=before.version + 1)
        return self._keep(self._act(person_id), [(before, after)], ChangeKind.CHANGED, why=why)

    def lapse(self, person_id: str, commitment_id: str, *, at: datetime) -> Changed:
        """Count one that nobody answered for as missed, and let the next occurrence take its place.

        `at` is when that one's reminder is due. The missed one closed when it was due, not only now.
        """
        act = self._act(person_id)
        before = self.get(person_id, commitment_id)
        after = states.close(before, CommitmentStatus.MISSED, due_at(before, act.zone) or act.now)
        following = self._following(before, after, at.astimezone(act.zone))
        return self._keep(act, [(before, after)], ChangeKind.MISSED, following=following, since=at)

    def undo(self, person_id: str) -> tuple[Change, ...]:
        """Take back the last act, about commitments, tasks or the profile; return what it had changed."""
        undone = self._store.history.last_batch(person_id)
        if not undone:
            return ()
        act = self._act(person_id)
        known = {each.commitment_id: each for each in self._store.commitments.find(person_id)}
        self._record(act, [compensate(act, change, known.get(change.subject_id)) for change in undone])
        if any(change.subject == "profile" for change in undone):
            self.reschedule(person_id)
        return tuple(undone)

    def can_undo(self, person_id: str) -> bool:
        """Whether there is an act that `undo` would take back."""
        return bool(self._store.history.last_batch(person_id))

    def reschedule(self, person_id: str) -> None:
        """Bring all that is still to come in line with the profile: timezone, quiet hours, reminders off."""
        reschedule(self._store, self._act(person_id))

    # --- keeping ----------------------------------------------------------------------------------

    def _all(self, person_id: str, commitment_ids: Iterable[str]) -> list[Commitment]:
        return [self.get(person_id, each) for each in dict.fromkeys(commitment_ids)]

    def _following(self, before: Commitment, after: Commitment, completed_at: datetime) -> list[Commitment]:
        """The next occurrence, once an open one is closed; not again for one that was reopened since."""
        if before.status is not _OPEN or after is before or before.recurrence is None:
            return []
        series = self._store.commitments.find(before.person_id, series_id=before.series_id)
        if any(comes_after(each, before) for each in series):
            return []
        following = next_occurrence(after, completed_at, commitment_id=new_id())
        return [following] if following else []

    def _task_done(self, act: Act, commitment: Commitment) -> list[Change]:
        if commitment.pathway_id is None or commitment.task_id is None:
            return []
        done = self._store.progress.done_tasks(act.person.person_id, commitment.pathway_id)
        if any(each.task_id == commitment.task_id for each in done):
            return []
        task = TaskDone(
            act.person.person_id,
            commitment.pathway_id,
            commitment.task_id,
            act.now.astimezone(UTC),
            commitment.evidence_url,
        )
        return [make_change(act, None, task, ChangeKind.DONE)]

    def _keep(
        self,
        act: Act,
        pairs: Sequence[tuple[Commitment, Commitment]],
        kind: ChangeKind,
        *,
        why: str | None = None,
        following: Sequence[Commitment] = (),
        also: Sequence[Change] = (),
        more: Sequence[Delivery] = (),
        since: datetime | None = None,
    ) -> Changed:
        changed = [(before, after) for before, after in pairs if after is not before]
        changes = [make_change(act, before, after, kind, why=why) for before, after in changed]
        changes += [make_change(act, None, each, ChangeKind.CONFIRMED) for each in following]
        if changed:
            self._record(act, [*changes, *also], more=more, since=since)
        return Changed(
            changed=tuple(after for _, after in changed),
            unchanged=tuple(after for before, after in pairs if after is before),
            following=tuple(following) if changed else (),
        )

    def _record(
        self,
        act: Act,
        changes: Sequence[Change],
        *,
        more: Sequence[Delivery] = (),
        since: datetime | None = None,
    ) -> None:
        moved, schedule = deliveries_of(act, changes, since=since)
        self._store.history.record(changes, rescheduled=moved, schedule=[*schedule, *more])


def _even_if_second(act: Callable[[], Changed]) -> Changed:
    """Do it again where another process was first: what it did is then there already."""
    try:
        return act()
    except StaleChange:
        return act()
