"""A large store: how soon due messages and one person's commitments are found: `python -m bench.store`.

10,000 people with 50 commitments each, in SQLite, in process. Every commitment has a message that is due
later, 1,000s are due now, and a few were left claimed by a process that was killed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, insert
from sqlalchemy.orm import DeclarativeBase

from bench.ask import Bar
from bot.clock import frozen_clock
from bot.domain import Commitment, CommitmentStatus, Delivery, DeliveryKind, DeliveryStatus, Person
from bot.store import Store
from bot.store.tables import CommitmentRow, DeliveryRow, PersonRow

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
BLOCK = 100  # people who differ from each other; the rest are copies of them
DUE_OF_BLOCK = 50  # of whom so many are to get a message now
BATCH = 1_000  # due messages that one round of the reminders takes
_IDS = ("person_id", "commitment_id", "delivery_id", "key")
_STATUSES = tuple(CommitmentStatus)


@dataclass(frozen=True, slots=True)
class Timed:
    """What was looked for, how many milliseconds each look took, and how much it found."""

    name: str
    times_ms: Sequence[float]
    found: int
    most_ms: float


def build(url: str, *, people: int, each: int) -> None:
    """Fill a new store: a block of people through the tables of the store, then copies of it."""
    Store.open(url, clock=frozen_clock(NOW)).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        block: dict[type[DeclarativeBase], Sequence[DeclarativeBase]] = {
            PersonRow: [_person(number) for number in range(BLOCK)],
            CommitmentRow: [_commitment(number, turn) for number in range(BLOCK) for turn in range(each)],
            DeliveryRow: list(_deliveries(each)),
        }
        for table, rows in block.items():
            connection.execute(insert(table), [_values(row) for row in rows])
        for copy in range(1, people // BLOCK):
            for table, rows in block.items():
                connection.exec_driver_sql(_copying(table, copy, rows=len(rows)))
    engine.dispose()


def run(url: str, *, people: int, looks: int) -> list[Timed]:
    """Look for everything `looks` times."""
    chance = random.Random(7)
    with Store.open(url, clock=frozen_clock(NOW)) as store:

        def someone() -> str:
            return f"person-{chance.randrange(BLOCK)}-{chance.randrange(1, people // BLOCK)}"

        return [
            _time("due messages, one round", lambda: store.deliveries.due(NOW, limit=BATCH), looks, 20),
            _time("due messages, the first 100", lambda: store.deliveries.due(NOW, limit=100), looks, 20),
            _time(
                "due messages, none there",
                lambda: store.deliveries.due(NOW - timedelta(days=365)),
                looks,
                20,
            ),
            _time("a person's commitments", lambda: store.commitments.find(someone()), looks, 30),
            _time("a person's open commitments", lambda: store.commitments.open(someone()), looks, 30),
        ]


def bars(timed: Sequence[Timed]) -> list[Bar]:
    """Return the bars of the benchmark."""
    return [
        Bar(f"{each.name}: median milliseconds", median(each.times_ms), most=each.most_ms) for each in timed
    ]


def table(timed: Sequence[Timed]) -> str:
    """Return the figures: median, fastest and slowest, and how much was found by the last look."""
    lines = [f"{'milliseconds':<32}{'median':>10}{'least':>10}{'most':>10}{'found':>10}"]
    for each in timed:
        figures = (median(each.times_ms), min(each.times_ms), max(each.times_ms))
        lines.append(f"{each.name:<32}" + "".join(f"{ms:>10.2f}" for ms in figures) + f"{each.found:>10}")
    return "\n".join(lines)


def _time(name: str, look: Callable[[], Sequence[object]], looks: int, most_ms: float) -> Timed:
    times_ms = []
    look()  # the first one only fills caches
    for _ in range(looks):
        started = time.perf_counter()
        found = look()
        times_ms.append((time.perf_counter() - started) * 1000)
    return Timed(name, times_ms, len(found), most_ms)


def _person(number: int) -> PersonRow:
    return PersonRow.of(Person(f"person-{number}", timezone="Europe/Oslo"))


def _commitment(number: int, turn: int) -> CommitmentRow:
    return CommitmentRow.of(
        Commitment(
            f"{number}-{turn}",
            f"person-{number}",
            "email two people who work as one",
            date(2026, 1, 5) + timedelta(days=turn * 7 % 180),
            status=_STATUSES[turn % len(_STATUSES)],
            created_at=NOW,
        )
    )


def _deliveries(each: int) -> Iterator[DeliveryRow]:
    for number in range(BLOCK):
        for turn in range(each):
            due_at = NOW + timedelta(hours=1 + turn * 24, seconds=number)
            yield _delivery(number, turn, DeliveryKind.CHECK_IN, due_at)
        if number < DUE_OF_BLOCK:
            due_at = NOW - timedelta(seconds=number)
            yield _delivery(number, 0, DeliveryKind.REMINDER, due_at, left_claimed=number == 0)


def _delivery(
    number: int, turn: int, kind: DeliveryKind, due_at: datetime, *, left_claimed: bool = False
) -> DeliveryRow:
    return DeliveryRow.of(
        Delivery(
            f"{kind.value}-{number}-{turn}",
            f"person-{number}",
            kind,
            due_at,
            f"{number}-{turn}",
            DeliveryStatus.CLAIMED if left_claimed else DeliveryStatus.SCHEDULED,
            message_id="m" if left_claimed else None,
            claimed_by="killed" if left_claimed else None,
            lease_until=due_at if left_claimed else None,
        )
    )


def _values(row: DeclarativeBase) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _copying(table: type[DeclarativeBase], copy: int, *, rows: int) -> str:
    """Return the SQL that copies the first `rows`, with ids of their own."""
    names = [column.name for column in table.__table__.columns]
    taken = [f"\"{name}\" || '-{copy}'" if name in _IDS else f'"{name}"' for name in names]
    columns = ", ".join(f'"{name}"' for name in names)
    name = table.__tablename__
    return f"INSERT INTO {name} ({columns}) SELECT {', '.join(taken)} FROM {name} WHERE rowid <= {rows}"


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and a bar is missed."""
    parser = argparse.ArgumentParser(description="How soon things are found in a large store.")
    parser.add_argument("--people", type=int, default=10_000, help="how many, in 100s (default 10000)")
    parser.add_argument("--commitments", type=int, default=50, help="of each of them (default 50)")
    parser.add_argument("--looks", type=int, default=200, help="how often each is looked for (default 200)")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if arguments.people < BLOCK or min(arguments.commitments, arguments.looks) < 1:
        parser.error(f"--people must be {BLOCK} or more, --commitments and --looks 1 or more")
    people = arguments.people // BLOCK * BLOCK
    with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
        url = f"sqlite:///{Path(scratch) / 'store.sqlite'}"
        started = time.perf_counter()
        build(url, people=people, each=arguments.commitments)
        _say(f"built {people * arguments.commitments} commitments in {time.perf_counter() - started:.0f} s")
        timed = run(url, people=people, looks=arguments.looks)
    found = bars(timed)
    print(table(timed), "", *found, sep="\n")
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
