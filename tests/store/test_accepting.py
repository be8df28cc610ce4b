"""What comes in is kept once, in its order, as a message of one person, and no more than one may send."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.domain import InboxItem, InboxStatus, Person
from bot.store import Store
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.tables import PersonRow
from tests.store.conftest import (
    ADDRESS,
    COMMAND,
    LATER,
    MESSAGE,
    NOON,
    accept,
    accept_one,
    claim,
    message,
    run_python,
    words,
)

ACCEPT = """
import sys
from bot.clock import system_clock
from bot.domain import Incoming
from bot.store import Store
from tests.store.conftest import NOON
url, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
held = {"claimed_by": name, "now": NOON, "lease_s": 30, "most_a_minute": 1000}
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    for number in range(count):
        keys = (f"event{number}{name}", f"ts{number}")
        message = Incoming(keys, "message.im", "slack", f"{name}{number}", "U1", "?")
        if store.inbox.accept_all([message], **held) != [None]:
            print(number, flush=True)
"""
ACCEPT_STRANGERS = """
import sys
from bot.clock import system_clock
from bot.domain import Incoming
from bot.store import Store
from tests.store.conftest import NOON
url, name, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
held = {"claimed_by": name, "now": NOON, "lease_s": 30, "most_a_minute": 1000}
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    for first in range(0, 200, 20):
        batch = [
            Incoming((f"{name}{number}",), "message.im", "slack", f"{name}{number}", f"U{number}", "?")
            for number in range(first, first + 20)
        ][::step]
        print(*(item.person_id for item in store.inbox.accept_all(batch, **held)[::step]), flush=True)
"""


def people(url: str) -> int:
    with Database(url, busy_timeout_s=30).read() as session:
        return session.scalar(select(func.count()).select_from(PersonRow)) or 0


def statuses(items: list[InboxItem | None]) -> list[InboxStatus | None]:
    return [item and item.status for item in items]


# --- accepting ------------------------------------------------------------------------------------


def test_a_message_is_accepted_once_by_any_of_its_keys_and_each_key_is_known_from_then_on(
    store: Store,
) -> None:
    assert accept_one(store, message(1, keys=("event:1", "ts:1"))) is not None
    assert accept_one(store, message(2, keys=("event:1", "ts:1"))) is None
    assert accept_one(store, message(3, keys=("event:2", "ts:1"))) is None
    assert accept_one(store, message(4, keys=("event:2",))) is None

    assert [item.item_id for item in claim(store)] == ["i1"]


def test_one_message_that_comes_twice_in_a_batch_is_accepted_once_by_any_of_its_keys(store: Store) -> None:
    mention = message(1, keys=("ts:1", "event:1"), kind="app_mention")
    again = message(2, keys=("ts:1", "event:2"), kind="message.channels")
    retried = message(3, keys=("event:2",))  # by what only the one before had

    items = accept(store, mention, again, retried, message(4))

    assert [item and item.item_id for item in items] == ["i1", None, None, "i4"]
    assert [item.item_id for item in claim(store)] == ["i1", "i4"]
    assert accept_one(store, message(5, keys=("event:2",))) is None
    assert accept(store, mention, again, retried, message(4)) == [None] * 4


def test_the_keys_of_what_came_before_are_noted_also_for_what_follows_in_the_batch(store: Store) -> None:
    accept_one(store, message(1))

    items = accept(store, message(2, keys=("event:1", "ts:2")), message(3, keys=("ts:2",)))

    assert items == [None, None]


def test_what_comes_in_one_batch_keeps_its_order(store: Store) -> None:
    names = [7, 3, 9, 1, 5]

    items = accept(store, *[message(name, external_id=f"U{name % 2}") for name in names])

    ids = [f"i{name}" for name in names]
    assert [item and item.item_id for item in items] == ids
    assert [item.item_id for item in claim(store)] == ids


def test_nothing_is_accepted_of_an_empty_batch(store: Store) -> None:
    assert accept(store) == []


def test_a_batch_of_hundreds_of_messages_and_people_is_accepted_in_one_go(store: Store, url: str) -> None:
    batch = [message(n, keys=(f"event:{n}", f"ts:{n}"), external_id=f"U{n % 150}") for n in range(300)]

    items = accept(store, *batch)

    assert [item and item.item_id for item in items] == [each.item_id for each in batch]
    assert claim(store, limit=301) == [
        replace(item, claimed_by="p2", lease_until=LATER + timedelta(seconds=30)) for item in items if item
    ]
    assert people(url) == 150
    assert accept(store, *batch) == [None] * 300


def test_what_is_accepted_is_there_as_it_was_after_the_store_is_opened_again(store: Store, url: str) -> None:
    accepted = accept_one(store)
    store.close()

    with Store.open(url, clock=lambda: NOON) as another:
        (item,) = claim(another)
        person_id = another.resolve("slack", "U1").person_id

    until = NOON + timedelta(seconds=30)
    assert accepted == InboxItem(
        "i1", "slack", person_id, "How long?", NOON, ADDRESS, claimed_by="p1", lease_until=until
    )
    assert item == replace(accepted, claimed_by="p2", lease_until=LATER + timedelta(seconds=30))


def test_keys_can_be_kept_without_a_message(store: Store, url: str) -> None:
    first, question, second = accept(store, COMMAND, MESSAGE, COMMAND)

    assert first is not None
    assert question is not None
    assert second is None
    assert accept_one(store, COMMAND) is None
    assert [item.item_id for item in claim(store)] == ["i1"]
    assert people(url) == 1


def test_a_message_that_cannot_be_kept_leaves_its_keys_unknown(store: Store) -> None:
    accept_one(store)

    with pytest.raises(IntegrityError):
        accept(store, message(3), message(2, item_id="i1"))  # the last one under the id of the first

    assert statuses(accept(store, message(2), message(3))) == [InboxStatus.WAITING] * 2


def test_of_processes_and_threads_that_accept_the_same_one_alone_succeeds(store: Store, url: str) -> None:
    def accept_mine(number: int) -> bool:
        keys = (f"mine{number}", f"ts{number % 40}")
        return accept_one(store, message(number, keys=keys, item_id=new_id())) is not None

    processes = [run_python(ACCEPT, url, name, "40") for name in ("a", "b")]
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(accept_mine, range(160)))
    theirs = [int(word) for process in processes for word in words(process)]

    assert sum(mine) + len(theirs) == 40
    assert len(set(theirs)) == len(theirs)
    assert len(claim(store)) == 40


# --- marks ----------------------------------------------------------------------------------------


def test_the_marks_of_a_message_are_noted_with_it_and_do_not_tell_it_from_others(store: Store) -> None:
    marked = {"marks": ("thread:1", "thread:2")}
    assert not store.inbox.knows("thread:1")

    items = accept(store, message(1, **marked), message(2, **marked))

    assert statuses(items) == [InboxStatus.WAITING] * 2
    assert all(store.inbox.knows(key) for key in ("event:1", "event:2", "thread:1", "thread:2"))
    assert not store.inbox.knows("thread:3")


def test_the_marks_of_what_came_before_are_not_noted(store: Store) -> None:
    accept(store, message(1), message(1, marks=("thread:1",)))
    accept_one(store, message(1, marks=("thread:2",)))

    assert not store.inbox.knows("thread:1")
    assert not store.inbox.knows("thread:2")


# --- whom it is of --------------------------------------------------------------------------------


def test_a_message_is_of_the_person_whom_the_channel_knows_so(store: Store) -> None:
    store.save_person(Person("ada", "Ada"))
    code = store.create_link_code("ada", now=NOON).code
    store.redeem_link_code(code, person_id=store.resolve("slack", "U1").person_id, now=NOON)

    known, stranger, elsewhere, again = accept(
        store,
        message(1),
        message(2, external_id="U2"),
        message(3, channel="web"),
        message(4, external_id="U2"),
    )

    assert known is not None
    assert known.person_id == "ada"
    assert stranger is not None
    assert again is not None
    assert stranger.person_id == again.person_id == store.resolve("slack", "U2").person_id
    assert elsewhere is not None
    assert elsewhere.person_id == store.resolve("web", "U1").person_id != "ada"


def test_what_came_before_makes_nobody_known(store: Store) -> None:
    accept(store, message(1), message(1, external_id="U2"))

    assert store.identity("slack", "U1") is not None
    assert store.identity("slack", "U2") is None


def test_whom_several_processes_introduce_at_once_is_one_person(store: Store, url: str) -> None:
    processes = [
        run_python(ACCEPT_STRANGERS, url, name, step) for name, step in (("a", "1"), ("b", "-1"), ("c", "-1"))
    ]
    first, *others = [words(process) for process in processes]

    assert len(set(first)) == len(first) == 200
    assert others == [first, first]
    assert first == [store.resolve("slack", f"U{number}").person_id for number in range(200)]
    assert people(url) == 200


# --- too much -------------------------------------------------------------------------------------


def test_of_one_batch_what_is_more_than_a_person_may_send_is_refused_and_nothing_else(store: Store) -> None:
    batch = [message(number) for number in range(6)]
    others = [message(f"x{number}", external_id="U2") for number in range(3)]

    items = accept(store, *batch[:5], COMMAND, *others, batch[5], most_a_minute=4)

    waiting, refused = InboxStatus.WAITING, InboxStatus.REFUSED
    assert statuses(items) == [*[waiting] * 4, refused, waiting, *[waiting] * 3, refused]
    assert [item.item_id for item in claim(store)] == ["i0", "i1", "i2", "i3", "ix0", "ix1", "ix2"]


def test_what_is_refused_is_settled_and_without_its_text(store: Store) -> None:
    item = accept_one(store, most_a_minute=0)

    assert item is not None
    assert item == InboxItem(
        "i1", "slack", item.person_id, "", NOON, ADDRESS, InboxStatus.REFUSED, answered_at=NOON
    )
    (row,) = store.export_person(item.person_id).tables["inbox"]
    assert (row["status"], row["text"], row["answered_at"]) == ("refused", "", NOON.isoformat())
    assert not store.inbox.begin("i1", claimed_by="p1")
    assert accept_one(store) is None


def test_a_persons_messages_of_the_last_minute_count_without_refused_ones(store: Store) -> None:
    for number, seconds in enumerate((61, 60, 30, 1)):
        accept_one(store, message(number), now=NOON - timedelta(seconds=seconds))
    accept_one(store, message("x", external_id="U2"))
    store.inbox.finish("i2", InboxStatus.ANSWERED, at=NOON)
    store.inbox.finish("i3", InboxStatus.REFUSED, at=NOON)

    items = accept(store, message(4), message(5), message(6), most_a_minute=3)

    assert statuses(items) == [InboxStatus.WAITING, InboxStatus.REFUSED, InboxStatus.REFUSED]


def test_what_one_person_sends_under_two_names_counts_together(store: Store) -> None:
    code = store.create_link_code(store.resolve("slack", "U1").person_id, now=NOON).code
    store.redeem_link_code(code, person_id=store.resolve("slack", "U2").person_id, now=NOON)

    items = accept(store, message(1), message(2, external_id="U2"), most_a_minute=1)

    assert statuses(items) == [InboxStatus.WAITING, InboxStatus.REFUSED]
