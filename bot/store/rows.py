"""What several parts of the store do with rows."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain import Person
from bot.store.tables import Base, PersonRow


def introduce(session: Session, person_id: str) -> None:
    """Make sure that there is a row for a person, so that others can refer to it."""
    if session.get(PersonRow, person_id) is None:
        add_if_new(session, PersonRow.of(Person(person_id)))


def add_if_new(session: Session, row: Base) -> bool:
    """Add a row unless there is one of its key; tell whether it was added.

    On a server another process may be adding the same: then this waits, and does not fail.
    """
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True
