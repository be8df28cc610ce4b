"""What is seen of an attack: replies, what stands in the store, and everything that would be shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.channels.slack.surfaces.post import Post
from bot.domain import Reply

from .cases import Attack

Row = tuple[tuple[str, Any], ...]
_OF_THE_TURN = ("threads", "turns")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All rows of the store, by table; each row names its person."""

    rows: Mapping[str, frozenset[Row]]

    def changed(self, after: Snapshot) -> list[tuple[str, Row]]:
        """Return the rows that only one of the two has, with their tables."""
        names = self.rows.keys() | after.rows.keys()
        empty: frozenset[Row] = frozenset()
        return [
            (name, row)
            for name in sorted(names)
            for row in self.rows.get(name, empty) ^ after.rows.get(name, empty)
        ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What Slack is given: messages and views; `twin` is the same with harmless words, where there is one."""

    posts: tuple[Post, ...] = ()
    views: tuple[Mapping[str, Any], ...] = ()
    twin: Shown | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """What one attack came to. A calendar and a page stand with their twins; a page's may be empty."""

    attack: Attack
    person_id: str
    before: Snapshot
    after: Snapshot
    replies: tuple[Reply, ...] = ()
    refusals: tuple[str, ...] = ()  # the sentences of errors for the person
    faults: tuple[str, ...] = ()  # errors that are for nobody
    granted: tuple[str, ...] = ()  # what an id or a code gave
    printed: tuple[str, ...] = ()  # on a terminal
    slack: tuple[Shown, ...] = ()
    tables: tuple[str, ...] = ()  # CSV
    calendars: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    misplaced: tuple[str, ...] = ()  # files where none belongs
    secrets: frozenset[str] = frozenset()  # words of another person
    prompt_runs: frozenset[tuple[str, ...]] = field(default=frozenset(), repr=False)

    @property
    def said(self) -> list[str]:
        """All that the attacker gets to read."""
        cited = [f"{each.heading} {each.quote}" for reply in self.replies for each in reply.citations]
        return [*(reply.text for reply in self.replies), *cited, *self.refusals, *self.granted, *self.printed]


def take_snapshot(database: Path) -> Snapshot:
    """Return what stands in an SQLite file now."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = {name: _rows(connection, name) for name in names}
    owners = {dict(row)["thread_id"]: dict(row)["person_id"] for row in rows.get("threads", ())}
    if "turns" in rows:
        rows["turns"] = frozenset(
            (*row, ("person_id", owners.get(dict(row)["thread_id"], ""))) for row in rows["turns"]
        )
    return Snapshot(rows)


def is_of_the_turn(table: str) -> bool:
    """Tell whether rows of this table are the conversation itself."""
    return table in _OF_THE_TURN


def _rows(connection: sqlite3.Connection, table: str) -> frozenset[Row]:
    found = connection.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in found.description]
    return frozenset(tuple(zip(names, row, strict=True)) for row in found)
