"""Alembic's entry: runs the scripts on the connection that the store hands over.

Called from the `alembic` command, to draft a new script, it opens the store of the settings instead.
"""

from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from bot.store.tables import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table by copying it
        render_item=_render_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render_plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Scripts must outlive our own types, so they name those of SQLAlchemy."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def open_and_migrate() -> None:
    from sqlalchemy import create_engine

    from bot.config import load_settings

    with create_engine(load_settings().store_url).begin() as connection:
        migrate(connection)


given = context.config.attributes.get("connection")
migrate(given) if given is not None else open_and_migrate()
