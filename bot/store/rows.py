"""What several parts of the store do with rows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.domain import Person
from bot.store.tables import PersonRow


def introduce(session: Session, person_id: str) -> None:
    """Make sure that there is a row for a person, so that others can refer to it."""
    if session.get(PersonRow, person_id) is None:
        session.add(PersonRow.of(Person(person_id)))
        session.flush()
