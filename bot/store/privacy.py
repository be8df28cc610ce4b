"""All that is kept about one person: handed out, or erased and then looked for.

Which rows these are is read off the tables themselves, so that no new table is left out: those that name the
person, and those that belong to such a row. The others hold nothing about anybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    CursorResult,
    Table,
    Text,
    cast,
    delete,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from bot.domain import PersonExport
from bot.errors import StorageError
from bot.store.database import Database
from bot.store.tables import Base, DomainJson


def export_person(database: Database, person_id: str, *, now: datetime) -> PersonExport:
    """Return everything about a person, as it is at one moment."""
    with database.read() as session:
        tables = {table.name: tuple(_rows(session, table, person_id)) for table in tables_of_people()}
    return PersonExport(person_id, now, tables)


def forget_person(database: Database, person_id: str) -> Mapping[str, int]:
    """Erase everything about a person, out of the file as well; return how many rows of which table.

    Raises StorageError where anything is left.
    """
    counts = {}
    with database.write() as session:
        for table in reversed(tables_of_people()):
            erased: CursorResult[Any] = session.connection().execute(
                delete(table).where(of_person(table, person_id))
            )
            counts[table.name] = erased.rowcount
    database.scrub()
    with database.read() as session:
        if left := sorted(set(_mentioning(session, person_id))):
            raise StorageError(
                f"Something about {person_id} is left in {', '.join(left)} of {database.name}, perhaps "
                f"because another process wrote it just now. End that process, and repeat this."
            )
    return counts


def tables_of_people() -> list[Table]:
    """Return the tables whose rows are each about a person; one that is referred to stands first."""
    return [table for table in Base.metadata.sorted_tables if _is_of_people(table)]


def _is_of_people(table: Table) -> bool:
    return "person_id" in table.c or any(_is_of_people(key.column.table) for key in table.foreign_keys)


def of_person(table: Table, person_id: str) -> ColumnElement[bool]:
    """Return the condition under which a row of `table` is about a person."""
    if "person_id" in table.c:
        return table.c.person_id == person_id
    (key,) = table.foreign_keys  # such as of a turn to its thread
    return key.parent.in_(select(key.column).where(of_person(key.column.table, person_id)))


def naming_person(column: ColumnElement[Any], person_id: str) -> ColumnElement[bool]:
    """Return a condition that holds wherever the JSON of `column` names a person, and seldom elsewhere."""
    return cast(column, Text).contains(_as_in_json(person_id), autoescape=True)


def _rows(session: Session, table: Table, person_id: str) -> Iterator[dict[str, Any]]:
    columns = [
        type_coerce(column, JSON).label(column.name) if isinstance(column.type, DomainJson) else column
        for column in table.c
    ]
    found = select(*columns).where(of_person(table, person_id)).order_by(*table.primary_key)
    for row in session.execute(found).mappings():
        yield {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _mentioning(session: Session, person_id: str) -> Iterator[str]:
    """Yield the names of the tables that still speak of a person."""
    for table in tables_of_people():
        for column in table.c:
            if named := _naming(column, person_id):
                condition, words = named
                # Some databases compare without regard to case, in which other people's ids may differ.
                found = session.scalars(select(cast(column, Text)).where(condition))
                if any(words in value for value in found):
                    yield table.name


def _naming(column: Column[Any], person_id: str) -> tuple[ColumnElement[bool], str] | None:
    """Return where `column` names a person, and the words by which it does; None where it names nobody."""
    if column.name in ("person_id", "subject_id"):
        return column == person_id, person_id
    if column.name == "key":
        return column.contains(f":{person_id}:", autoescape=True), f":{person_id}:"
    if isinstance(column.type, DomainJson | JSON):
        return naming_person(column, person_id), _as_in_json(person_id)
    return None


def _as_in_json(person_id: str) -> str:
    return f'"person_id": {json.dumps(person_id)}'
