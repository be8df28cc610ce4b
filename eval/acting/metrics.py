"""What is measured of the coach's acts, one function a metric. Deterministic; a share of nothing is None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commitments.due import due_at
from bot.domain import Change, ChangeKind, Commitment, CommitmentStatus, Reply

from ..metrics import FAILED, Interval, interval, median_ms, percentile_ms
from .cases import Utterance

NEGATIVE = "negative"
_PROPOSED, _OPEN = CommitmentStatus.PROPOSED, CommitmentStatus.OPEN
_DOCUMENTS = frozenset({"answer", "abstain"})
_PROPOSES = {
    ("commitment", ChangeKind.PROPOSED),
    ("commitment", ChangeKind.MOVED),
}  # moved: a proposal's date
_CLOSES = {ChangeKind.DONE, ChangeKind.PARTLY, ChangeKind.MISSED, ChangeKind.DROPPED}
_OF_PROFILE = {("profile", ChangeKind.CHANGED)}

# What an action may change, as (subject, kind) of the history; what is not listed changes nothing.
_MAY_CHANGE: Mapping[str, set[tuple[str, ChangeKind]]] = {
    "propose_commitment": _PROPOSES,
    "confirm_commitment": {
        ("commitment", kind) for kind in (ChangeKind.CONFIRMED, *_CLOSES, ChangeKind.MOVED)
    },
    "decline_commitment": {("commitment", ChangeKind.DROPPED)},
    "close_commitment": {
        *(
            ("commitment", kind) for kind in (*_CLOSES, ChangeKind.CONFIRMED)
        ),  # confirmed: the next of a series
        ("task", ChangeKind.DONE),
    },
    "move_commitment": {("commitment", ChangeKind.MOVED)},
    "edit_commitment": {*_PROPOSES, ("commitment", ChangeKind.CHANGED)},
    "snooze_commitment": {("commitment", ChangeKind.SNOOZED)},
    "finish_task": {("task", ChangeKind.DONE)},
    "profile": _OF_PROFILE,
    "reminders": _OF_PROFILE,
    "undo": {(subject, ChangeKind.UNDONE) for subject in ("commitment", "task", "profile")},
}
# What an action has to change, lest it was only talk.
_HAS_TO_CHANGE = {
    "confirm_commitment": ChangeKind.CONFIRMED,
    "decline_commitment": ChangeKind.DROPPED,
    "move_commitment": ChangeKind.MOVED,
    "snooze_commitment": ChangeKind.SNOOZED,
    "finish_task": ChangeKind.DONE,
    "undo": ChangeKind.UNDONE,
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the store holds of a person: their commitments by id, and all that ever changed."""

    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def count(self, status: CommitmentStatus) -> int:
        """Return how many commitments stand so."""
        return sum(each.status is status for each in self.commitments.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, the reply to its message, and the store before and after that."""

    case: Utterance
    reply: Reply
    before: Ledger
    after: Ledger
    elapsed_ms: float  # of the message alone, without what came before it

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the message changed, oldest first."""
        return self.after.changes[len(self.before.changes) :]


# --- of one outcome ---------------------------------------------------------------------------------


def acts_right(outcome: Outcome) -> bool:
    """Is the reply's action one of those that are right, and was it done?

    "answer" is whatever speaks of the documents; "other" is whatever changes nothing and offers no promise.
    """
    return any(_is_done(outcome, action) for action in outcome.case.actions)


def is_due_right(outcome: Outcome) -> bool:
    """Are the moments of what was proposed, saved, moved or put off those of the case, in any order?"""
    return outcome.case.due is None or sorted(map(_iso, outcome.case.due)) == sorted(map(_iso, dues(outcome)))


def is_outcome_right(outcome: Outcome) -> bool:
    """Has something been closed, and all that has with the outcome of the case?"""
    return outcome.case.outcome is None or set(outcomes(outcome)) == {outcome.case.outcome}


def dues(outcome: Outcome) -> list[datetime | None]:
    """Return the moments of the reply's commitments that changed and are still to be kept, in its order.

    They are on the person's clock: when it is due, or until when it is snoozed; None where there is no date.
    """
    zone = ZoneInfo(outcome.case.timezone)
    told = dict.fromkeys(each.commitment_id for each in outcome.reply.commitments)
    now_so = [
        each for name in told if (each := _changed(outcome, name)) and each.status in (_PROPOSED, _OPEN)
    ]
    return [
        each.snoozed_until.astimezone(zone) if each.snoozed_until else due_at(each, zone) for each in now_so
    ]


def outcomes(outcome: Outcome) -> list[CommitmentStatus]:
    """Return what became of the promises that the message closed."""
    return [
        CommitmentStatus(change.kind.value)
        for change in outcome.changes
        if isinstance(change.before, Commitment)
        and change.before.status is not _PROPOSED  # a proposal is declined
        and change.kind in _CLOSES
    ]


def unwanted(outcome: Outcome) -> list[Change]:
    """Return what the message changed and none of the right actions may change."""
    may_change = {pair for action in outcome.case.actions for pair in _MAY_CHANGE.get(action, ())}
    if outcome.case.due:  # a report may go on with a promise
        may_change |= _PROPOSES
    return [change for change in outcome.changes if (change.subject, change.kind) not in may_change]


def proposes_from_negative(outcome: Outcome) -> bool:
    """Is something proposed, or even saved, that was only imagined, asked, denied, past or said by others?"""
    return outcome.case.kind == NEGATIVE and any(
        outcome.after.count(status) > outcome.before.count(status) for status in (_PROPOSED, _OPEN)
    )


def is_right(outcome: Outcome) -> bool:
    """Was everything done as it should be, and nothing else?"""
    return (
        acts_right(outcome) and is_due_right(outcome) and is_outcome_right(outcome) and not unwanted(outcome)
    )


# --- of many ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """The share for which `holds` is true, among those for which `of` is; None of nothing."""

    holds: Callable[[Outcome], bool]
    of: Callable[[Outcome], bool] = lambda outcome: True

    def __call__(self, outcomes: Iterable[Outcome]) -> float | None:
        """Return the share."""
        judged = self._judged(outcomes)
        return sum(judged) / len(judged) if judged else None

    def interval(self, outcomes: Iterable[Outcome]) -> Interval | None:
        """Return its 95 % interval."""
        return interval(self._judged(outcomes))

    def _judged(self, outcomes: Iterable[Outcome]) -> list[bool]:
        return [self.holds(outcome) for outcome in outcomes if self.of(outcome)]


right = Share(is_right)
action = Share(acts_right)
# Of messages with dates, those in which all of them are right.
due = Share(is_due_right, of=lambda outcome: outcome.case.due is not None)
# Of reports, those that are kept as they were meant: done, partly, missed or dropped.
closed = Share(is_outcome_right, of=lambda outcome: outcome.case.outcome is not None)
_SHARES = {"right": right, "action": action, "due": due, "closed": closed}


def proposed_from_negatives(outcomes: Iterable[Outcome]) -> int:
    """Return how many messages that promise nothing were taken for promises."""
    return sum(map(proposes_from_negative, outcomes))


def unwanted_changes(outcomes: Iterable[Outcome]) -> int:
    """Return how many messages changed something in the store that they should not."""
    return sum(bool(unwanted(outcome)) for outcome in outcomes)


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Return every metric of a set of outcomes, by name."""
    return {
        "cases": len(outcomes),
        **{name: share(outcomes) for name, share in _SHARES.items()},
        "proposed_from_negatives": proposed_from_negatives(outcomes),
        "unwanted_changes": unwanted_changes(outcomes),
        "median_ms": median_ms(outcomes),
        "p95_ms": percentile_ms(outcomes, 95),
    }


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval | None]:
    """Return the 95 % interval of every share, by name."""
    return {name: share.interval(outcomes) for name, share in _SHARES.items()}


def _is_done(outcome: Outcome, action: str) -> bool:
    if action == "other":
        return not outcome.changes and outcome.reply.action not in ("propose_commitment", FAILED)
    if action == "answer":
        return outcome.reply.action in _DOCUMENTS
    has_to = _HAS_TO_CHANGE.get(action)
    done = has_to is None or any(change.kind is has_to for change in outcome.changes)
    return outcome.reply.action == action and done


def _changed(outcome: Outcome, commitment_id: str) -> Commitment | None:
    """Return a commitment as it is now, if the message made or changed it."""
    after = outcome.after.commitments.get(commitment_id)
    return after if after != outcome.before.commitments.get(commitment_id) else None


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
