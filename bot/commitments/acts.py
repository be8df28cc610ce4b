"""One act of a person, and the entries that it makes in the history. Pure but for new ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from bot.commitments.states import restore
from bot.domain import Change, ChangeKind, Commitment, Person, TaskDone
from bot.signs import in_one_line
from bot.store.ids import new_id


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and when. What is changed by it has its `batch_id`, and is undone together."""

    person: Person
    zone: tzinfo
    now: datetime  # in `zone`
    batch_id: str


def make_change(
    act: Act,
    before: Commitment | TaskDone | Person | None,
    after: Commitment | TaskDone | Person | None,
    kind: ChangeKind,
    *,
    why: str | None = None,
    undoes: str | None = None,
) -> Change:
    """Return the entry for what was `before` and is `after`; one of them is given."""
    about = after or before
    if isinstance(about, Commitment):
        subject, subject_id = "commitment", about.commitment_id
    elif isinstance(about, TaskDone):
        subject, subject_id = "task", f"{about.pathway_id}/{about.task_id}"
    else:
        subject, subject_id = "profile", act.person.person_id
    return Change(
        change_id=new_id(),
        batch_id=act.batch_id,
        person_id=act.person.person_id,
        subject=subject,  # type: ignore[arg-type]
        subject_id=subject_id,
        kind=kind,
        at=act.now.astimezone(UTC),
        before=before,
        after=after,
        why=why and in_one_line(why),
        undoes=undoes,
    )


def compensate(act: Act, change: Change, current: Commitment | None) -> Change:
    """Return the entry that undoes `change`; `current` is the commitment it is about, as it is now.

    What the change brought into being is gone afterwards.
    """
    before, after = change.after, change.before
    if isinstance(before, Commitment):
        before = current or before
        if isinstance(after, Commitment):
            after = restore(before, after)
    return make_change(act, before, after, ChangeKind.UNDONE, undoes=change.change_id)
