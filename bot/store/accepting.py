"""Many messages that come at once, accepted in one transaction: each once, and no more than one may send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain import InboxItem, InboxStatus, Incoming, Person
from bot.store.ids import new_id
from bot.store.tables import Base, IdentityRow, InboxKeyRow, InboxRow, PersonRow

_Name = tuple[str, str]  # a channel, and what it calls somebody

_INSERTS: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_MINUTE = timedelta(minutes=1)
_APART = timedelta(microseconds=1)  # so that what came in one batch keeps its order


def accept_all(
    session: Session,
    incoming: Sequence[Incoming],
    *,
    claimed_by: str,
    now: datetime,
    lease_s: float,
    most_a_minute: int,
) -> list[InboxItem | None]:
    """Keep each of `incoming` that is new, and return its item; None for what was here before.

    What is more than `most_a_minute` of a person is kept as REFUSED.
    """
    new = _note_keys(session, incoming, now)
    people = _people(session, [each for each, is_new in zip(incoming, new, strict=True) if is_new])
    asked = _asked_since(session, set(people.values()), now - _MINUTE)
    until = now + timedelta(seconds=lease_s)
    items: list[InboxItem | None] = []
    for number, (each, is_new) in enumerate(zip(incoming, new, strict=True)):
        if not is_new:
            items.append(None)
            continue
        person_id = people.get((each.channel, each.external_id), "")  # "" is nobody: keys alone are kept
        item = InboxItem(
            each.item_id, each.channel, person_id, each.text, now + number * _APART, each.address
        )
        if person_id and asked[person_id] >= most_a_minute:
            item = replace(item, text="", status=InboxStatus.REFUSED, answered_at=now)
        elif person_id:
            item = replace(item, claimed_by=claimed_by, lease_until=until)
            asked[person_id] += 1
        items.append(item)
    if kept := [_values(InboxRow.of(item)) for item in items if item is not None and item.person_id]:
        session.execute(insert(InboxRow), kept)
    return items


def _note_keys(session: Session, incoming: Sequence[Incoming], now: datetime) -> list[bool]:
    """Note all keys, and say of each message whether it was the first to bring every one of its own."""
    first: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for number, each in enumerate(incoming):
        for key in each.keys:
            first.setdefault(key, number)
            kinds.setdefault(key, each.kind)
    inserted = _insert_keys(session, kinds, now)
    new = [
        all(first[key] == number and key in inserted for key in each.keys)
        for number, each in enumerate(incoming)
    ]
    marks = {
        mark: each.kind for each, is_new in zip(incoming, new, strict=True) if is_new for mark in each.marks
    }
    _insert_keys(session, marks, now)
    return new


def _insert_keys(session: Session, kinds: Mapping[str, str], now: datetime) -> set[str]:
    """Return the keys that were not there before: another process may be noting the same."""
    if not kinds:
        return set()
    # In one order, or two processes could wait for each other; so with people below.
    rows = [{"key": key, "kind": kinds[key], "received_at": now} for key in sorted(kinds)]
    noted = _insert_new(session, InboxKeyRow).returning(InboxKeyRow.key)
    return set(session.scalars(noted, rows))


def _insert_new(session: Session, table: type[Base]) -> Any:
    """Return an insert that leaves out each row of which there is one already."""
    return _INSERTS[session.get_bind().dialect.name](table).on_conflict_do_nothing()


def _people(session: Session, incoming: Sequence[Incoming]) -> dict[_Name, str]:
    """Return the person of each name by which a channel knows them; the first time, a new one."""
    names = sorted({(each.channel, each.external_id) for each in incoming if each.external_id})
    known = _known(session, names)
    while strangers := [name for name in names if name not in known]:
        _introduce(session, strangers)
        known |= _known(session, strangers)
    return known


def _known(session: Session, names: Sequence[_Name]) -> dict[_Name, str]:
    """Return who is known, and keep others from forgetting or joining them before this is kept."""
    if not names:
        return {}
    # Of each channel by itself: of pairs SQLite would look at every identity that there is.
    of_channel: dict[str, list[str]] = {}
    for channel, external_id in names:
        of_channel.setdefault(channel, []).append(external_id)
    called_so = [
        and_(IdentityRow.channel == channel, IdentityRow.external_id.in_(external_ids))
        for channel, external_ids in of_channel.items()
    ]
    found = (
        select(IdentityRow.channel, IdentityRow.external_id, IdentityRow.person_id)
        .join(PersonRow)
        .where(or_(*called_so))
        .order_by(IdentityRow.person_id)
        .with_for_update(read=True, key_share=True, of=PersonRow)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(found)}


def _introduce(session: Session, names: Sequence[_Name]) -> None:
    """Make a new person for each name, unless another process makes one known under it meanwhile."""
    rows = [
        {"channel": channel, "external_id": external_id, "person_id": new_id()}
        for channel, external_id in names
    ]
    people = [_values(PersonRow.of(Person(row["person_id"]))) for row in rows]
    session.execute(insert(PersonRow), people)
    noted = _insert_new(session, IdentityRow).returning(IdentityRow.person_id)
    if of_no_use := {row["person_id"] for row in rows} - set(session.scalars(noted, rows)):
        session.execute(delete(PersonRow).where(PersonRow.person_id.in_(of_no_use)))


def _asked_since(session: Session, person_ids: set[str], since: datetime) -> Counter[str]:
    """Return how many messages of each came since then, without those that were refused."""
    counted = (
        select(InboxRow.person_id, func.count())
        .where(
            InboxRow.person_id.in_(person_ids),
            InboxRow.received_at >= since,
            InboxRow.status != InboxStatus.REFUSED.value,
        )
        .group_by(InboxRow.person_id)
    )
    return Counter({row[0]: row[1] for row in session.execute(counted)}) if person_ids else Counter()


def _values(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
