"""What was accepted: held by one process at a time, and settled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import InboxStatus
from bot.store import Store
from tests.store.conftest import COMMAND, LATER, NOON, accept, accept_one, claim, message, run_python, words

CLAIM = """
import sys
from datetime import timedelta
from bot.clock import system_clock
from bot.store import Store
from tests.store.conftest import NOON
url, name = sys.argv[1:]
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    while True:
        left = store.inbox.claim_left(now=NOON + timedelta(1), claimed_by=name, lease_s=30, limit=3)
        print(*(item.item_id for item in left), flush=True)
        if not left:
            break
"""


# --- answering ------------------------------------------------------------------------------------


def test_a_waiting_message_is_begun_once_and_by_its_holder_alone(store: Store) -> None:
    accept_one(store)

    assert not store.inbox.begin("i1", claimed_by="p2")
    assert store.inbox.begin("i1", claimed_by="p1")
    assert not store.inbox.begin("i1", claimed_by="p1")
    assert not store.inbox.begin("unknown", claimed_by="p1")


def test_a_message_that_was_claimed_meanwhile_is_not_begun(store: Store) -> None:
    accept_one(store)
    claim(store)

    assert not store.inbox.begin("i1", claimed_by="p1")
    assert store.inbox.begin("i1", claimed_by="p2")


def test_an_address_is_added_to(store: Store) -> None:
    accept_one(store)

    store.inbox.address("i1", {"reply_ts": "2.5", "ts": "1.6"})
    store.inbox.address("unknown", {"ts": "1"})

    assert claim(store)[0].address == {"channel": "C1", "ts": "1.6", "reply_ts": "2.5"}


@pytest.mark.parametrize("status", [InboxStatus.ANSWERED, InboxStatus.APOLOGISED, InboxStatus.REFUSED])
def test_a_settled_message_has_no_text_any_more_and_stays_settled(store: Store, status: InboxStatus) -> None:
    accept_one(store)

    assert store.inbox.finish("i1", status, at=LATER)
    assert not store.inbox.finish("i1", InboxStatus.ANSWERED, at=LATER)
    store.inbox.hand_back("p1")

    (row,) = store.export_person(store.resolve("slack", "U1").person_id).tables["inbox"]
    assert (row["status"], row["text"], row["answered_at"]) == (status, "", LATER.isoformat())
    assert not store.inbox.begin("i1", claimed_by="p1")
    assert claim(store) == []


def test_a_message_cannot_be_settled_as_waiting(store: Store) -> None:
    with pytest.raises(ValueError, match="waiting settles nothing"):
        store.inbox.finish("i1", InboxStatus.WAITING, at=NOON)


# --- leases ---------------------------------------------------------------------------------------


def test_what_is_held_is_nobody_elses_until_the_lease_runs_out(store: Store) -> None:
    accept_one(store)

    assert claim(store, now=NOON + timedelta(seconds=29)) == []
    assert claim(store, now=NOON + timedelta(seconds=30), claimed_by="p2") != []
    assert claim(store, now=NOON + timedelta(seconds=59), claimed_by="p3") == []


def test_a_lease_that_is_renewed_goes_on(store: Store) -> None:
    accept_one(store)
    accept_one(store, message(2), claimed_by="p9")
    store.inbox.begin("i1", claimed_by="p1")

    store.inbox.renew("p1", now=NOON + timedelta(seconds=20), lease_s=30)

    assert [item.item_id for item in claim(store)] == ["i2"]


def test_what_is_handed_back_is_free_at_once_and_tells_whether_it_was_begun(store: Store) -> None:
    accept(store, *[message(number) for number in range(3)])
    accept_one(store, message(9), claimed_by="p9")
    store.inbox.begin("i1", claimed_by="p1")
    store.inbox.finish("i2", InboxStatus.ANSWERED, at=NOON)

    store.inbox.hand_back("p1")
    store.inbox.renew("p1", now=NOON, lease_s=30)  # comes late, and holds nothing

    left = claim(store, now=NOON)
    assert [(item.item_id, item.status) for item in left] == [
        ("i0", InboxStatus.WAITING),
        ("i1", InboxStatus.ANSWERING),
    ]


def test_the_oldest_are_claimed_first(store: Store) -> None:
    for number in (3, 1, 2):
        accept_one(store, message(number), now=NOON + timedelta(seconds=number - 5))

    assert [item.item_id for item in claim(store, limit=2)] == ["i1", "i2"]
    assert [item.item_id for item in claim(store, limit=2)] == ["i3"]


def test_each_of_what_is_left_is_claimed_by_one_process(store: Store, url: str) -> None:
    accept(store, *[message(number) for number in range(60)])

    processes = [run_python(CLAIM, url, name) for name in ("a", "b", "c")]
    claimed = [word for process in processes for word in words(process)]

    assert sorted(claimed) == sorted(f"i{number}" for number in range(60))


# --- forgetting ----------------------------------------------------------------------------------


def test_old_keys_and_what_was_settled_long_ago_are_forgotten_and_what_is_owed_is_not(store: Store) -> None:
    accept(store, *[message(number) for number in range(3)])
    accept_one(store, replace(COMMAND, marks=("thread:new",)), now=LATER)
    store.inbox.finish("i0", InboxStatus.ANSWERED, at=NOON)
    store.inbox.finish("i1", InboxStatus.ANSWERED, at=LATER)

    store.inbox.forget_keys(LATER)

    person_id = store.resolve("slack", "U1").person_id
    assert sorted(row["item_id"] for row in store.export_person(person_id).tables["inbox"]) == ["i1", "i2"]
    assert accept_one(store, COMMAND) is None
    assert store.inbox.knows("thread:new")
    assert not store.inbox.knows("event:0")
    assert accept_one(store, message(0)) is not None


def test_when_a_kind_of_event_came_last_is_known(store: Store) -> None:
    accept_one(store, COMMAND)
    accept_one(store, replace(COMMAND, keys=("command:2",)), now=LATER)
    accept_one(store, replace(COMMAND, keys=("event:3",), kind="app_mention", marks=("thread:1",)))

    assert store.inbox.kinds_seen() == {"command": LATER, "app_mention": NOON}
