"""A message is settled by what became of it, however long the store takes, and counted once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.channels.slack.conversation.settling import Outcome, Settling, outcome_of
from bot.channels.slack.serving.metrics import Metrics
from bot.clock import system_clock
from bot.domain import InboxItem, Incoming
from bot.errors import NotSent, StorageError
from bot.store import Store
from bot.store.inbox import Inbox


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=system_clock) as opened:
        yield opened


@pytest.fixture
def item(store: Store) -> InboxItem:
    """A message that is being answered."""
    incoming = Incoming(("k",), "message.im", "slack", "i", "T:U", "?")
    (kept,) = store.inbox.accept_all(
        [incoming], claimed_by="me", now=system_clock(), lease_s=30, most_a_minute=9
    )
    assert kept is not None
    assert store.inbox.begin("i", claimed_by="me")
    return kept


def left(store: Store, *, after_s: float) -> list[str]:
    """Claim what is not settled and held by nobody."""
    at = system_clock() + timedelta(seconds=after_s)
    return [each.item_id for each in store.inbox.claim_left(now=at, claimed_by="another", lease_s=30)]


def settle(inbox: Inbox, item: InboxItem, outcome: Outcome) -> float | None:
    """Settle it, and return how many of this outcome were counted."""
    metrics = Metrics()
    asyncio.run(Settling(inbox, metrics, claimed_by="me").settle(item, outcome))
    return metrics.registry.get_sample_value("pathcoach_slack_questions_total", {"outcome": outcome})


class LockedOnce:
    """An inbox in which the first item is settled at the second try."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox, self._locked = inbox, True

    def finish(self, *given: Any, **named: Any) -> bool:
        if self._locked:
            self._locked = False
            raise StorageError("The store is locked.")
        return self._inbox.finish(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inbox, name)


@pytest.mark.parametrize("outcome", ["answered", "stopped", "apologised", "lost"])
def test_what_is_over_is_settled_for_good_and_counted(
    store: Store, item: InboxItem, outcome: Outcome
) -> None:
    assert settle(store.inbox, item, outcome) == 1
    assert left(store, after_s=3600) == []


def test_what_is_put_off_is_free_a_little_later_and_not_counted(store: Store, item: InboxItem) -> None:
    assert settle(store.inbox, item, "put off") is None
    assert left(store, after_s=0) == []
    assert left(store, after_s=60) == ["i"]


def test_what_was_shown_is_settled_as_soon_as_the_store_can(store: Store, item: InboxItem) -> None:
    assert settle(cast(Any, LockedOnce(store.inbox)), item, "answered") == 1
    assert left(store, after_s=3600) == []


def test_what_slack_does_not_take_is_shown_later_but_not_for_ever(item: InboxItem) -> None:
    old = replace(item, received_at=item.received_at - timedelta(hours=1))
    assert [outcome_of(each, NotSent("No.")) for each in (item, old)] == ["put off", "lost"]
