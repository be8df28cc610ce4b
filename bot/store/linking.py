"""Two names for one person: a code shown in one channel and typed in another joins what both hold.

Whoever redeems a code becomes the person who made it. All in one transaction: a crash leaves two people or
one, never something between.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Table, delete, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from bot.domain import Change, ChangeKind, DeliveryStatus, LinkCode, Person
from bot.errors import LinkRefused
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.privacy import naming_person, of_person, tables_of_people
from bot.store.rows import introduce
from bot.store.tables import (
    Base,
    ChangeRow,
    DeliveryRow,
    DomainJson,
    FeedbackRow,
    IdentityRow,
    InvitationRow,
    LinkCodeRow,
    PersonRow,
    TaskDoneRow,
)

TERMINAL = "terminal"
_SCHEDULED = DeliveryStatus.SCHEDULED.value
_ONE_EACH = [Base.metadata.tables[row.__tablename__] for row in (FeedbackRow, InvitationRow)]
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_LENGTH = 8  # about 10^12 codes, of which a few live for minutes
_MISREAD = str.maketrans("OIL", "011")
# The same whatever is wrong, so that nobody learns which codes there are.
_REFUSED = (
    "This code is not valid, or not any more: each works once, and for a few minutes. "
    "Make a new one with `pathcoach profile link`, or where you talk with the coach already."
)


def create_code(database: Database, person_id: str, *, now: datetime, valid_s: float) -> LinkCode:
    """Make a code for a person; the one before no longer works."""
    code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    row = LinkCodeRow(code=code, person_id=person_id, expires_at=now + timedelta(seconds=valid_s))
    with database.write() as session:
        introduce(session, person_id)
        of_no_use = or_(LinkCodeRow.person_id == person_id, LinkCodeRow.expires_at <= now)
        session.execute(delete(LinkCodeRow).where(of_no_use))
        session.add(row)
        return row.link_code()


def redeem_code(database: Database, code: str, *, person_id: str, now: datetime) -> Person:
    """Make `person_id` one with the person whose code this is, and return that person. Raises LinkRefused.

    Case, spaces, dashes, and O for 0 or I for 1, do not matter. The profile of the code's owner holds
    wherever it says something; what the two know is put together.
    """
    written = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(_MISREAD)
    with database.write() as session:
        row = session.get(LinkCodeRow, written, with_for_update=True)
        if row is None or row.expires_at <= now:
            raise LinkRefused(_REFUSED)
        owner_id = row.person_id
        if owner_id == person_id:
            raise LinkRefused("This code is your own. Type it where the coach knows you by another name.")
        introduce(session, person_id)
        session.delete(row)
        for each in sorted((owner_id, person_id)):
            session.get(PersonRow, each, with_for_update=True)
        return _join(session, person_id, owner_id, now=now)


def join_profiles(owner: Person, other: Person) -> Person:
    """Return `owner` with what only `other` had told, and with the skills and holidays of both."""
    nothing = Person(owner.person_id)
    single = {field.name for field in fields(Person)} - {"person_id", "known_skills", "holidays"}
    unsaid = {name for name in single if getattr(owner, name) == getattr(nothing, name)}
    quiet = {"quiet_from", "quiet_until"}
    if not quiet <= unsaid:
        unsaid -= quiet  # the two mean something together alone
    known = {skill.casefold() for skill in owner.known_skills}
    more = tuple(skill for skill in other.known_skills if skill.casefold() not in known)
    return replace(
        owner,
        **{name: getattr(other, name) for name in unsaid},
        known_skills=owner.known_skills + more,
        holidays=tuple(sorted({*owner.holidays, *other.holidays}, key=lambda holiday: holiday.first_on)),
    )


def _join(session: Session, gone_id: str, owner_id: str, *, now: datetime) -> Person:
    owner, gone = (session.get_one(PersonRow, each).person() for each in (owner_id, gone_id))
    joined = join_profiles(owner, gone)
    _drop_second_tasks(session, gone_id, owner_id)
    _drop_second_messages(session, gone_id, owner_id)
    for table in _ONE_EACH:
        _drop_second_rows(session, table, gone_id, owner_id)
    # What the history has of the profile that is gone could not be undone in the other.
    session.execute(delete(ChangeRow).where(ChangeRow.person_id == gone_id, ChangeRow.subject == "profile"))
    session.execute(delete(LinkCodeRow).where(LinkCodeRow.person_id == gone_id))
    _hand_over(session, gone_id, owner_id)
    session.execute(delete(PersonRow).where(PersonRow.person_id == gone_id))
    session.merge(IdentityRow(channel=TERMINAL, external_id=gone_id, person_id=owner_id))
    if joined != owner:
        session.merge(PersonRow.of(joined))
        changed = Change(
            new_id(),
            new_id(),
            owner_id,
            "profile",
            owner_id,
            ChangeKind.CHANGED,
            now,
            before=owner,
            after=joined,
        )
        session.add(ChangeRow.of(changed))
    return joined


def _drop_second_tasks(session: Session, gone_id: str, owner_id: str) -> None:
    """Of a task that both have done, the owner's stays, with its history."""
    done = select(TaskDoneRow.pathway_id, TaskDoneRow.task_id).where(TaskDoneRow.person_id == owner_id)
    for pathway_id, task_id in session.execute(done).all():
        task = session.get(TaskDoneRow, (gone_id, pathway_id, task_id))
        if task is None:
            continue
        of_it = (ChangeRow.subject == "task", ChangeRow.subject_id == f"{pathway_id}/{task_id}")
        session.execute(delete(ChangeRow).where(ChangeRow.person_id == gone_id, *of_it))
        session.delete(task)
    session.flush()


def _drop_second_messages(session: Session, gone_id: str, owner_id: str) -> None:
    """Of two messages of a kind that wait for the person as such, or for one occasion, the owner's stays."""
    owners = select(DeliveryRow).where(DeliveryRow.person_id == owner_id, DeliveryRow.commitment_id.is_(None))
    theirs = select(DeliveryRow).where(DeliveryRow.person_id == gone_id, DeliveryRow.commitment_id.is_(None))
    there = list(session.scalars(owners))
    keys, awaited = {row.key for row in there}, {row.kind for row in there if row.status == _SCHEDULED}
    for row in session.scalars(theirs):
        row.key = row.key.replace(f":{gone_id}:", f":{owner_id}:")
        if row.key in keys or (row.status == _SCHEDULED and row.kind in awaited):
            session.delete(row)
    session.flush()


def _drop_second_rows(session: Session, table: Table, gone_id: str, owner_id: str) -> None:
    """Of what each person has one of, such as an opinion of one reply, the owner's stays."""
    of_what = [column for column in table.primary_key if column.name != "person_id"]
    owners = table.alias()
    same = [owners.c[column.name] == column for column in of_what]
    there = select(1).where(owners.c.person_id == owner_id, *same).exists()
    session.execute(delete(table).where(table.c.person_id == gone_id, there))


def _hand_over(session: Session, gone_id: str, owner_id: str) -> None:
    """Make every row of one person another's, also in the JSON that it holds."""
    for table in tables_of_people():
        for column in table.c:
            if isinstance(column.type, DomainJson | JSON):
                _rename_in_json(session, column, gone_id, owner_id)
    for table in tables_of_people():
        if "person_id" in table.c and table is not PersonRow.__table__:
            session.execute(update(table).where(table.c.person_id == gone_id).values(person_id=owner_id))


def _rename_in_json(session: Session, column: Column[Any], gone_id: str, owner_id: str) -> None:
    table, keys = column.table, list(column.table.primary_key)
    theirs = (of_person(table, gone_id), naming_person(column, gone_id))
    for value, *key in session.execute(select(type_coerce(column, JSON), *keys).where(*theirs)).all():
        row = [part == known for part, known in zip(keys, key, strict=True)]
        renamed = type_coerce(_renamed(value, gone_id, owner_id), JSON)
        session.execute(update(table).where(*row).values({column.name: renamed}))


def _renamed(value: Any, gone_id: str, owner_id: str) -> Any:
    match value:
        case dict():
            renamed = {key: _renamed(part, gone_id, owner_id) for key, part in value.items()}
            return renamed | ({"person_id": owner_id} if value.get("person_id") == gone_id else {})
        case list():
            return [_renamed(part, gone_id, owner_id) for part in value]
        case _:
            return value
