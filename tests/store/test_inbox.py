"""What was accepted: kept once, held by one process at a time, and settled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain import InboxItem, InboxStatus
from bot.store import Store
from bot.store.ids import new_id
from tests.store.conftest import NOON, run_python

LATER = NOON + timedelta(seconds=31)
ITEM = InboxItem("i1", "slack", "ada", "How long?", NOON, {"channel": "C1", "ts": "1.5"})
ACCEPT = """
import sys
from bot.domain import InboxItem
from bot.store import Store
from tests.store.conftest import NOON
from bot.clock import system_clock
url, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    for number in range(count):
        item = InboxItem(f"{name}{number}", "slack", "ada", "?", NOON)
        keys = [f"event{number}{name}", f"ts{number}"]
        if store.inbox.accept(keys, item, kind="message.im", claimed_by=name, now=NOON, lease_s=30):
            print(number, flush=True)
"""
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


def accept(store: Store, keys: list[str], item: InboxItem | None = ITEM, **values: Any) -> bool:
    given = {"kind": "message.im", "claimed_by": "p1", "now": NOON, "lease_s": 30.0} | values
    return store.inbox.accept(keys, item, **given)


def claim(store: Store, **values: Any) -> list[InboxItem]:
    return store.inbox.claim_left(**{"now": LATER, "claimed_by": "p2", "lease_s": 30.0} | values)


# --- accepting ------------------------------------------------------------------------------------


def test_a_message_is_accepted_once_by_any_of_its_keys_and_each_key_is_known_from_then_on(
    store: Store,
) -> None:
    assert accept(store, ["event:1", "ts:1"])
    assert not accept(store, ["event:1", "ts:1"], replace(ITEM, item_id="i2"))
    assert not accept(store, ["event:2", "ts:1"], replace(ITEM, item_id="i3"))
    assert not accept(store, ["event:2"], replace(ITEM, item_id="i4"))

    assert [item.item_id for item in claim(store)] == ["i1"]


def test_what_is_accepted_is_there_as_it_was_after_the_store_is_opened_again(store: Store, url: str) -> None:
    accept(store, ["event:1"])
    store.close()

    with Store.open(url, clock=lambda: NOON) as another:
        (item,) = claim(another)

    held = {"claimed_by": "p2", "lease_until": LATER + timedelta(seconds=30)}
    assert item == replace(ITEM, **held)


def test_keys_can_be_kept_without_a_message(store: Store) -> None:
    assert accept(store, ["command:1"], None)

    assert not accept(store, ["command:1"], None)
    assert claim(store) == []


def test_a_message_that_cannot_be_kept_leaves_its_keys_unknown(store: Store) -> None:
    accept(store, ["event:1"])

    with pytest.raises(IntegrityError):
        accept(store, ["event:2"])  # under the id of the first

    assert accept(store, ["event:2"], replace(ITEM, item_id="i2"))


def test_of_processes_and_threads_that_accept_the_same_one_alone_succeeds(store: Store, url: str) -> None:
    processes = [run_python(ACCEPT, url, name, "40") for name in ("a", "b")]
    with ThreadPoolExecutor(4) as pool:
        mine = list(
            pool.map(
                lambda number: accept(
                    store, [f"mine{number}", f"ts{number % 40}"], replace(ITEM, item_id=new_id())
                ),
                range(160),
            )
        )
    theirs = [int(line) for process in processes for line in process.communicate(timeout=120)[0].split()]

    assert sum(mine) + len(theirs) == 40
    assert len(set(theirs)) == len(theirs)
    assert len(claim(store)) == 40


# --- answering ------------------------------------------------------------------------------------


def test_a_waiting_message_is_begun_once_and_by_its_holder_alone(store: Store) -> None:
    accept(store, ["event:1"])

    assert not store.inbox.begin("i1", claimed_by="p2")
    assert store.inbox.begin("i1", claimed_by="p1")
    assert not store.inbox.begin("i1", claimed_by="p1")
    assert not store.inbox.begin("unknown", claimed_by="p1")


def test_a_message_that_was_claimed_meanwhile_is_not_begun(store: Store) -> None:
    accept(store, ["event:1"])
    claim(store)

    assert not store.inbox.begin("i1", claimed_by="p1")
    assert store.inbox.begin("i1", claimed_by="p2")


def test_an_address_is_added_to(store: Store) -> None:
    accept(store, ["event:1"])

    store.inbox.address("i1", {"reply_ts": "2.5", "ts": "1.6"})
    store.inbox.address("unknown", {"ts": "1"})

    assert claim(store)[0].address == {"channel": "C1", "ts": "1.6", "reply_ts": "2.5"}


@pytest.mark.parametrize("status", [InboxStatus.ANSWERED, InboxStatus.APOLOGISED, InboxStatus.REFUSED])
def test_a_settled_message_has_no_text_any_more_and_stays_settled(store: Store, status: InboxStatus) -> None:
    accept(store, ["event:1"])

    assert store.inbox.finish("i1", status, at=LATER)
    assert not store.inbox.finish("i1", InboxStatus.ANSWERED, at=LATER)
    store.inbox.hand_back("p1")

    (row,) = store.export_person("ada").tables["inbox"]
    assert (row["status"], row["text"], row["answered_at"]) == (status, "", LATER.isoformat())
    assert not store.inbox.begin("i1", claimed_by="p1")
    assert claim(store) == []


def test_a_message_cannot_be_settled_as_waiting(store: Store) -> None:
    with pytest.raises(ValueError, match="waiting settles nothing"):
        store.inbox.finish("i1", InboxStatus.WAITING, at=NOON)


# --- leases ---------------------------------------------------------------------------------------


def test_what_is_held_is_nobody_elses_until_the_lease_runs_out(store: Store) -> None:
    accept(store, ["event:1"])

    assert claim(store, now=NOON + timedelta(seconds=29)) == []
    assert claim(store, now=NOON + timedelta(seconds=30), claimed_by="p2") != []
    assert claim(store, now=NOON + timedelta(seconds=59), claimed_by="p3") == []


def test_a_lease_that_is_renewed_goes_on(store: Store) -> None:
    accept(store, ["event:1"])
    accept(store, ["event:2"], replace(ITEM, item_id="i2"), claimed_by="p9")
    store.inbox.begin("i1", claimed_by="p1")

    store.inbox.renew("p1", now=NOON + timedelta(seconds=20), lease_s=30)

    assert [item.item_id for item in claim(store)] == ["i2"]


def test_what_is_handed_back_is_free_at_once_and_tells_whether_it_was_begun(store: Store) -> None:
    for number in range(3):
        accept(store, [f"event:{number}"], replace(ITEM, item_id=f"i{number}"))
    accept(store, ["event:9"], replace(ITEM, item_id="i9"), claimed_by="p9")
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
        item = replace(ITEM, item_id=f"i{number}", received_at=NOON + timedelta(seconds=number))
        accept(store, [f"event:{number}"], item)

    assert [item.item_id for item in claim(store, limit=2)] == ["i1", "i2"]
    assert [item.item_id for item in claim(store, limit=2)] == ["i3"]


def test_each_of_what_is_left_is_claimed_by_one_process(store: Store, url: str) -> None:
    for number in range(60):
        accept(store, [f"event:{number}"], replace(ITEM, item_id=f"i{number}"))

    processes = [run_python(CLAIM, url, name) for name in ("a", "b", "c")]
    claimed = [item for process in processes for item in process.communicate(timeout=120)[0].split()]

    assert sorted(claimed) == sorted(f"i{number}" for number in range(60))


# --- counting and forgetting ----------------------------------------------------------------------


def test_a_persons_messages_since_then_are_counted_without_refused_ones(store: Store) -> None:
    for number in range(4):
        item = replace(ITEM, item_id=f"i{number}", received_at=NOON + timedelta(minutes=number))
        accept(store, [f"event:{number}"], item)
    accept(store, ["event:9"], replace(ITEM, item_id="i9", person_id="bob"))
    store.inbox.finish("i2", InboxStatus.ANSWERED, at=LATER)
    store.inbox.finish("i3", InboxStatus.REFUSED, at=LATER)

    assert store.inbox.count_since("ada", NOON + timedelta(minutes=1)) == 2
    assert store.inbox.count_since("nobody", NOON) == 0


def test_old_keys_and_what_was_settled_long_ago_are_forgotten_and_what_is_owed_is_not(store: Store) -> None:
    for number in range(3):
        accept(store, [f"event:{number}"], replace(ITEM, item_id=f"i{number}"))
    accept(store, ["event:new"], None, now=LATER)
    store.inbox.finish("i0", InboxStatus.ANSWERED, at=NOON)
    store.inbox.finish("i1", InboxStatus.ANSWERED, at=LATER)

    store.inbox.forget_keys(LATER)

    assert sorted(row["item_id"] for row in store.export_person("ada").tables["inbox"]) == ["i1", "i2"]
    assert not accept(store, ["event:new"], None)
    assert accept(store, ["event:0"], None)


def test_when_a_kind_of_event_came_last_is_known(store: Store) -> None:
    accept(store, ["event:1"], None)
    accept(store, ["event:2"], None, now=LATER)
    accept(store, ["event:3"], None, kind="app_mention")

    assert store.inbox.kinds_seen() == {"message.im": LATER, "app_mention": NOON}
