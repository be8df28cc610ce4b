"""What is looked for often is found through an index, however much is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.domain import CommitmentStatus
from bot.store import Store
from tests.store.conftest import NOON, accept, message

Plan = Callable[[Callable[[], object]], list[str]]


@pytest.fixture
def plan(tmp_path: Path, store: Store) -> Iterator[Plan]:
    """`plan(read)` returns SQLite's plan for every query that `read` makes."""
    queries: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        queries.append((statement, values))

    def explain(read: Callable[[], object]) -> list[str]:
        queries.clear()
        read()
        with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
            return [
                step[3]
                for statement, values in queries
                if statement.startswith("SELECT")
                for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            ]

    event.listen(Engine, "before_cursor_execute", note)
    yield explain
    event.remove(Engine, "before_cursor_execute", note)


def test_due_messages_are_read_off_an_index_in_order(store: Store, plan: Plan) -> None:
    left, waiting = plan(lambda: store.deliveries.due(NOON))

    assert left == "SEARCH deliveries USING INDEX ix_deliveries_status_due_at (status=?)"
    assert waiting == "SEARCH deliveries USING INDEX ix_deliveries_status_due_at (status=? AND due_at<?)"


def test_what_is_owed_an_answer_is_found_among_what_is_unsettled_alone(store: Store, plan: Plan) -> None:
    search, *_ = plan(lambda: store.inbox.claim_left(now=NOON, claimed_by="p", lease_s=1))

    assert search == "SEARCH inbox USING INDEX ix_inbox_status_lease_until (status=?)"


def test_a_persons_commitments_are_read_off_an_index(store: Store, plan: Plan) -> None:
    by_person = "SEARCH commitments USING INDEX ix_commitments_person_id_status_due_on (person_id=?"

    assert plan(lambda: store.commitments.find("ada")) == [f"{by_person})"]
    assert plan(lambda: store.commitments.open("ada")) == [f"{by_person} AND status=?)"]
    both = (CommitmentStatus.OPEN, CommitmentStatus.MISSED)
    assert plan(lambda: store.commitments.find("ada", statuses=both, due_from=NOON.date())) == [
        f"{by_person} AND status=? AND due_on>?)"
    ]


@pytest.mark.parametrize(
    "read",
    [
        lambda store: store.deliveries.sent("ada", since=NOON),
        lambda store: store.deliveries.of_person("ada"),
        lambda store: store.deliveries.cancel_waiting("ada"),
        lambda store: store.deliveries.claim(["a"], message_id="m", claimed_by="p", now=NOON, lease_s=1),
        lambda store: store.history.changes("ada"),
        lambda store: store.history.changes("ada", subject_id="a"),
        lambda store: store.history.last_batch("ada"),
        lambda store: store.progress.done_tasks("ada", "baker"),
        lambda store: store.threads("ada"),
        lambda store: store.resolve("slack", "T1:U1"),
        lambda store: store.identity("slack", "T1:U1"),
        lambda store: accept(store, message(1), message(2, external_id="U2"), message(3)),
        lambda store: store.inbox.knows("a"),
        lambda store: store.spaces.inviters("slack", "T1:C1"),
        lambda store: store.spaces.pathway("slack", "T1:C1"),
    ],
)
def test_nothing_of_a_person_is_found_by_reading_all_of_a_table(
    store: Store, plan: Plan, read: Callable[[Store], object]
) -> None:
    steps = plan(lambda: read(store))

    assert steps
    assert [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step] == []
