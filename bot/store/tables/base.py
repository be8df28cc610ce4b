"""What all tables share: types that every database has, and names for constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, DateTime, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

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


class DomainJson(TypeDecorator[Any]):
    """A whole word of the domain as JSON. Fields that it gained since are read with their defaults."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any, name: str) -> None:
        """`kind` is the type, `name` what a person would call it."""
        super().__init__()
        self.kind = kind
        self.name = name

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any:
        return write_json(self.kind, value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        return read_json(self.kind, value, name=self.name)


def write_json(kind: Any, value: Any | None) -> Any:
    """Return a word of the domain as what JSON has."""
    return None if value is None else _adapter(kind).dump_python(value, mode="json")


def read_json(kind: Any, value: Any | None, *, name: str) -> Any:
    """Return what `write_json` was given. Raises StorageError where it is no such thing."""
    try:
        return None if value is None else _adapter(kind).validate_python(value)
    except ValidationError as error:
        fault = error.errors()[0]
        raise StorageError(
            f"A kept {name} cannot be read: {'.'.join(map(str, fault['loc']))}: {fault['msg']}. "
            f"It was written by another version of Pathcoach; install that version."
        ) from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)  # built at the first row: not every command reads one


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
    type_annotation_map = {datetime: UtcDateTime, list[str]: JSON, list[int]: JSON}  # noqa: RUF012
