"""The tables, and how a row becomes a word of the domain. Portable SQL: no type that only SQLite has.

A change here needs a script in `bot/migrations/versions` and its revision in `schema.HEAD`; tests compare.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.domain import Person, Reply, Thread, Turn
from bot.errors import StorageError


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept and returned in UTC, also by databases that forget the offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no offset; the store keeps aware datetimes only")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class ReplyJson(TypeDecorator[Reply]):
    """A whole `Reply` as JSON. Fields that it gained since are read with their defaults."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Reply | None, dialect: Dialect) -> Any:
        return _replies().dump_python(value, mode="json") if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Reply | None:
        try:
            return _replies().validate_python(value) if value else None
        except ValidationError as error:
            fault = error.errors()[0]
            raise StorageError(
                f"A kept reply cannot be read: {'.'.join(map(str, fault['loc']))}: {fault['msg']}. "
                f"It was written by another version of Pathcoach; start a new thread."
            ) from error


@cache
def _replies() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)  # built at the first turn: not every command reads one


class Base(DeclarativeBase):
    """Every constraint has a name, so that a migration can change it on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, Reply: ReplyJson, list[str]: JSON}  # noqa: RUF012


class PersonRow(Base):
    """Someone the coach talks with."""

    __tablename__ = "people"

    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    display_name: Mapped[str | None] = mapped_column(Text)
    timezone: Mapped[str | None] = mapped_column(String(64))
    pathway_id: Mapped[str | None] = mapped_column(Text)
    hours_per_week: Mapped[int | None]
    started_on: Mapped[date | None]
    known_skills: Mapped[list[str]]

    @classmethod
    def of(cls, person: Person) -> PersonRow:
        return cls(
            person_id=person.person_id,
            display_name=person.display_name,
            timezone=person.timezone,
            pathway_id=person.pathway_id,
            hours_per_week=person.hours_per_week,
            started_on=person.started_on,
            known_skills=list(person.known_skills),
        )

    def person(self) -> Person:
        return Person(
            person_id=self.person_id,
            display_name=self.display_name,
            timezone=self.timezone,
            pathway_id=self.pathway_id,
            hours_per_week=self.hours_per_week,
            started_on=self.started_on,
            known_skills=tuple(self.known_skills),
        )


class IdentityRow(Base):
    """A name under which a channel knows a person; its key is what makes it unique."""

    __tablename__ = "identities"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"), index=True)


class ThreadRow(Base):
    """A conversation of one person."""

    __tablename__ = "threads"
    __table_args__ = (Index(None, "person_id", "updated_at"),)

    thread_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(32))
    pathway_id: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def thread(self) -> Thread:
        return Thread(
            thread_id=self.thread_id,
            person_id=self.person_id,
            channel=self.channel,
            pathway_id=self.pathway_id,
            title=self.title,
            created_at=self.created_at,
            updated_at=self.updated_at,
        )


class TurnRow(Base):
    """A question and its reply: whole as JSON, and in columns what is searched and counted."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("thread_id", "position"),)

    turn_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("threads.thread_id", ondelete="CASCADE"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(64))
    abstained: Mapped[bool]
    composer: Mapped[str] = mapped_column(String(16))
    model: Mapped[str | None] = mapped_column(Text)
    reply: Mapped[Reply]
    created_at: Mapped[datetime]

    def turn(self) -> Turn:
        return Turn(
            turn_id=self.turn_id,
            thread_id=self.thread_id,
            position=self.position,
            question=self.question,
            reply=self.reply,
            created_at=self.created_at,
        )
