"""Link codes: used once, in time, by somebody else; and two people become one with all that they have."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import time as machine_time
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import (
    ChangeKind,
    Commitment,
    Delivery,
    DeliveryKind,
    DeliveryStatus,
    Holiday,
    Identity,
    Incoming,
    Person,
    TaskDone,
)
from bot.errors import LinkRefused
from bot.store import Store
from bot.store.ids import new_id
from bot.store.linking import join_profiles
from tests.store.conftest import NOON, REPLY, run_python
from tests.store.test_history import EMAIL, change, undoing
from tests.store.test_privacy import fill

SOON = NOON + timedelta(minutes=5)


def join(store: Store, gone: str, owner: str) -> Person:
    """Let `gone` redeem a code of `owner`."""
    code = store.create_link_code(owner, now=NOON)
    return store.redeem_link_code(code.code, person_id=gone, now=SOON)


def commitment(store: Store, person_id: str, **values: Any) -> Commitment:
    made = replace(EMAIL, commitment_id=new_id(), person_id=person_id, **values)
    store.history.record([change(None, made)])
    return made


# --- codes ----------------------------------------------------------------------------------------


def test_a_code_is_eight_signs_that_are_not_mistaken_for_each_other(store: Store) -> None:
    codes = [store.create_link_code("ada", now=NOON, valid_s=60) for _ in range(20)]

    assert len({code.code for code in codes}) == 20
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", code.code) for code in codes)
    assert {(code.person_id, code.expires_at) for code in codes} == {("ada", NOON + timedelta(seconds=60))}


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code.lower(),
        lambda code: f" {code[:4]}-{code[4:]} ",
        lambda code: " ".join(code),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("1", "I").replace("0", "O"),
    ],
)
def test_a_code_may_be_written_as_people_write(store: Store, written: Any) -> None:
    code = store.create_link_code("ada", now=NOON)

    assert store.redeem_link_code(written(code.code), person_id="bob", now=SOON).person_id == "ada"


def test_a_code_that_is_wrong_used_old_or_replaced_is_refused_in_the_same_words(store: Store) -> None:
    used, old = store.create_link_code("ada", now=NOON), store.create_link_code("eve", now=NOON)
    replaced = store.create_link_code("cat", now=NOON)
    store.create_link_code("cat", now=NOON)
    store.redeem_link_code(used.code, person_id="bob", now=SOON)

    said = set()
    for code, at in (
        (used.code, SOON),
        (old.code, old.expires_at),
        (replaced.code, SOON),
        ("00000000", SOON),
        ("", SOON),
        ("né " * 5000, SOON),
    ):
        with pytest.raises(LinkRefused) as refused:
            store.redeem_link_code(code, person_id="dan", now=at)
        said.add(str(refused.value))
    assert len(said) == 1
    assert "`pathcoach profile link`" in said.pop()
    assert store.resolve_terminal("dan") == "dan"


def test_ones_own_code_is_not_used_up(store: Store) -> None:
    code = store.create_link_code("ada", now=NOON)

    with pytest.raises(LinkRefused, match="your own"):
        store.redeem_link_code(code.code, person_id="ada", now=SOON)

    assert store.redeem_link_code(code.code, person_id="bob", now=SOON).person_id == "ada"


# --- one person -----------------------------------------------------------------------------------


def test_everything_of_the_one_who_redeems_is_the_owners_and_nothing_names_them_any_more(
    store: Store, tmp_path: Path
) -> None:
    fill(store, "ada")
    fill(store, "local", word="Pumpernickel")
    threads, commitments = store.threads("local"), store.commitments.find("local")
    hers = {table: len(rows) for table, rows in store.export_person("ada").tables.items()}
    his = {table: len(rows) for table, rows in store.export_person("local").tables.items()}

    join(store, "local", "ada")

    joined = {table: len(rows) for table, rows in store.export_person("ada").tables.items()}
    one_person = {"people": 1, "link_codes": 0, "tasks_done": 1, "space_invitations": 1}
    # Of the history, his profile and the task that both had done are out, and the joining is in; the review
    # and the two names in the terminal were had by both.
    less = {"changes": his["changes"] - 2 + 1, "deliveries": 1, "identities": his["identities"] + 1}
    assert joined == {table: hers[table] + less.get(table, his[table]) for table in hers} | one_person
    assert not any(store.export_person("local").tables.values())
    assert '"local"' not in json.dumps({**store.export_person("ada").tables, "identities": []})
    assert threads[0].thread_id in {thread.thread_id for thread in store.threads("ada")}
    assert replace(commitments[0], person_id="ada") in store.commitments.find("ada")
    assert {"person_id": "ada"}.items() <= _first_commitment(store, threads[0].thread_id).items()
    store.forget("local")  # verifies that no row speaks of them


def _first_commitment(store: Store, thread_id: str) -> dict[str, Any]:
    (turn,) = store.turns(thread_id)
    (found,) = turn.reply.commitments
    return {field.name: getattr(found, field.name) for field in fields(found)}


def test_a_task_that_both_have_done_is_done_once_and_undone_once(store: Store) -> None:
    hers = TaskDone("ada", "baker", "1.1", NOON, "https://hers.example")
    store.history.record([done := change(None, hers, ChangeKind.DONE)])
    his = [TaskDone("bob", "baker", task, NOON - timedelta(days=1)) for task in ("1.1", "1.2")]
    store.history.record([change(None, task, ChangeKind.DONE) for task in his])

    join(store, "bob", "ada")

    assert store.progress.done_tasks("ada") == [replace(his[1], person_id="ada"), hers]
    store.history.record([undoing(done)])
    assert store.progress.done_tasks("ada") == [replace(his[1], person_id="ada")]


def test_the_last_act_of_the_one_who_is_gone_can_still_be_undone(store: Store) -> None:
    made = commitment(store, "bob")

    join(store, "bob", "ada")

    (last,) = store.history.last_batch("ada")
    assert last.after == replace(made, person_id="ada")
    store.history.record([undoing(last)])
    assert store.commitments.find("ada") == []


def test_what_is_still_to_be_sent_is_sent_and_there_is_one_review(store: Store) -> None:
    made = commitment(store, "bob")
    reminder = Delivery(new_id(), "bob", DeliveryKind.REMINDER, NOON, made.commitment_id)
    hers, his = (Delivery(new_id(), each, DeliveryKind.REVIEW, NOON) for each in ("ada", "bob"))
    later = Delivery(new_id(), "bob", DeliveryKind.REVIEW, NOON + timedelta(hours=6))
    sent = Delivery(new_id(), "bob", DeliveryKind.REVIEW, NOON - timedelta(days=7))
    store.deliveries.schedule([reminder, hers, his, later, sent])
    store.deliveries.record_sent([sent.delivery_id], at=NOON)

    join(store, "bob", "ada")

    kept = {delivery.delivery_id: delivery.status for delivery in store.deliveries.of_person("ada")}
    scheduled = DeliveryStatus.SCHEDULED
    assert kept == {
        sent.delivery_id: DeliveryStatus.SENT,
        hers.delivery_id: scheduled,
        reminder.delivery_id: scheduled,
    }
    store.deliveries.schedule([replace(sent, delivery_id=new_id(), person_id="ada")])
    assert len(store.deliveries.of_person("ada")) == 3  # the occasion that was sent is still known as such


def test_a_review_that_both_were_sent_at_the_same_time_was_sent_once(store: Store) -> None:
    hers, his = (Delivery(new_id(), each, DeliveryKind.REVIEW, NOON) for each in ("ada", "bob"))
    store.deliveries.schedule([hers, his])
    store.deliveries.record_sent([hers.delivery_id, his.delivery_id], at=NOON)

    join(store, "bob", "ada")

    assert [sent.delivery_id for sent in store.deliveries.sent("ada", since=NOON)] == [hers.delivery_id]


def test_the_terminal_knows_the_person_by_the_name_that_is_gone_also_over_two_links(store: Store) -> None:
    slack = store.resolve("slack", "T1:U1").person_id
    join(store, "local", "ada")
    assert store.resolve_terminal("local") == "ada"

    join(store, "ada", slack)

    assert [store.resolve_terminal(user) for user in ("local", "ada", "eve")] == [slack, slack, "eve"]
    assert store.identities(slack) == [
        Identity(slack, "slack", "T1:U1"),
        Identity(slack, "terminal", "ada"),
        Identity(slack, "terminal", "local"),
    ]


def test_joining_is_one_entry_of_the_history_of_the_profile(store: Store) -> None:
    store.save_person(Person("bob", hours_per_week=6.0))

    joined = join(store, "bob", "ada")

    (entry,) = store.history.changes("ada")
    assert (entry.before, entry.after) == (Person("ada"), joined) == (Person("ada"), store.person("ada"))
    assert joined.hours_per_week == 6.0


# --- profiles -------------------------------------------------------------------------------------


def test_the_owners_profile_holds_where_it_says_something_and_what_both_know_is_put_together() -> None:
    summer, easter = (Holiday(date(2026, month, 1), date(2026, month, 9)) for month in (7, 4))
    owner = Person(
        "ada", "Ada", None, "baker", None, "baker", 6.0, None, ("Python", "C++"), holidays=(summer,)
    )
    other = Person(
        "bob",
        "Bob",
        "Europe/Oslo",
        "cook",
        "clerk",
        known_skills=("python", "Docker"),
        working_days=(5, 6),
        quiet_from=time(22),
        quiet_until=time(6),
        holidays=(easter, summer),
        reminders_on=False,
    )

    assert join_profiles(owner, other) == Person(
        "ada",
        "Ada",
        "Europe/Oslo",
        "baker",
        "clerk",
        "baker",
        6.0,
        None,
        ("Python", "C++", "Docker"),
        (5, 6),
        time(22),
        time(6),
        (easter, summer),
        False,
    )


def test_quiet_hours_are_taken_from_one_of_the_two() -> None:
    owner, other = Person("ada", quiet_until=time(10)), Person("bob", quiet_from=time(19))

    joined = join_profiles(owner, other)

    assert (joined.quiet_from, joined.quiet_until) == (time(21), time(10))


@given(
    skills=st.lists(st.text(max_size=5), max_size=5, unique=True),
    more=st.lists(st.text(max_size=5), max_size=5, unique=True),
)
def test_no_skill_is_lost_or_doubled_by_joining(skills: list[str], more: list[str]) -> None:
    joined = join_profiles(Person("a", known_skills=tuple(skills)), Person("b", known_skills=tuple(more)))

    known = {skill.casefold() for skill in joined.known_skills}
    assert known == {skill.casefold() for skill in [*skills, *more]}
    assert joined.known_skills[: len(skills)] == tuple(skills)


# --- a kill ---------------------------------------------------------------------------------------

REDEEM = """
import sys
from datetime import datetime
from bot.clock import system_clock
from bot.store import Store
url, code, now = sys.argv[1:4]
with Store.open(url, clock=system_clock) as store:
    print("ready", flush=True)
    store.redeem_link_code(code, person_id="local", now=datetime.fromisoformat(now))
    print("done", flush=True)
"""


def test_a_kill_while_two_are_joined_leaves_two_or_one(store: Store, url: str, tmp_path: Path) -> None:
    fill(store, "ada")
    fill(store, "local")
    thread = store.threads("local")[0]
    for _ in range(150):
        reply = replace(REPLY, commitments=(replace(EMAIL, person_id="local"),))
        store.append_turn(thread.thread_id, "?", reply=reply)
    before = store.export_person("local").tables
    code = store.create_link_code("ada", now=NOON).code
    for delay_s in (0.0, 0.005, 0.02, 0.05):
        process = run_python(REDEEM, url, code, NOON.isoformat())
        assert process.stdout is not None
        process.stdout.readline()
        machine_time.sleep(delay_s)
        process.send_signal(signal.SIGKILL)
        process.communicate()

        with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if store.resolve_terminal("local") == "ada":
            assert not any(store.export_person("local").tables.values())
            break
        assert store.export_person("local").tables == before
    else:
        store.redeem_link_code(code, person_id="local", now=NOON)
    assert len(store.turns(thread.thread_id)) == 151
    assert {thread.person_id for thread in store.threads("ada")} == {"ada"}


def test_what_a_channel_says_of_the_one_who_redeems_goes_on_being_said_of_the_owner(store: Store) -> None:
    gone = store.resolve("slack", "T1:U1").person_id
    store.note_identity("slack", "T1:U1", address="D1", timezone="Europe/Oslo")

    join(store, gone, "ada")

    assert store.identity("slack", "T1:U1") == Identity("ada", "slack", "T1:U1", "D1", "Europe/Oslo")


def test_a_message_of_the_one_who_redeems_is_answered_to_the_owner(store: Store) -> None:
    message = Incoming(("event:1",), "message.im", "slack", "i1", "T1:U1", "How long?")
    store.inbox.accept_all([message], claimed_by="p1", now=NOON, lease_s=30, most_a_minute=9)

    join(store, store.resolve("slack", "T1:U1").person_id, "ada")

    assert store.inbox.begin("i1", claimed_by="p1")
    (left,) = store.inbox.claim_left(now=NOON + timedelta(1), claimed_by="p2", lease_s=30)
    assert (left.person_id, left.text) == ("ada", "How long?")
