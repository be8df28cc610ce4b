"""People, and the names that channels know them by."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time

from bot.domain import (
    Holiday,
    Identity,
    Person,
)
from bot.store import Store


def test_a_person_is_kept_whole_and_replaced_whole(store: Store) -> None:
    ada = Person(
        "ada",
        "Ada",
        "Europe/Oslo",
        "baker",
        hours_per_week=7.5,
        started_on=date(2026, 3, 2),
        known_skills=("Python", "C++"),
        working_days=(5, 6),
        quiet_from=time(22, 30),
        holidays=(Holiday(date(2026, 7, 1), date(2026, 7, 14)),),
        reminders_on=False,
    )

    assert store.person("ada") == Person("ada")
    store.save_person(ada)
    assert store.person("ada") == ada
    store.save_person(Person("ada", hours_per_week=4))
    assert store.person("ada") == Person("ada", hours_per_week=4)


def test_a_persons_threads_survive_a_new_profile(store: Store) -> None:
    thread = store.open_thread("ada", "terminal", title="")

    store.save_person(Person("ada", "Ada"))

    assert store.threads("ada") == [thread]


def test_a_channels_name_leads_to_the_same_person_each_time(store: Store) -> None:
    ada = store.resolve("slack", "T1:U1")
    store.save_person(replace(ada, display_name="Ada"))

    assert store.resolve("slack", "T1:U1") == replace(ada, display_name="Ada")
    others = {store.resolve("slack", "T1:U2").person_id, store.resolve("terminal", "T1:U1").person_id}
    assert len(others | {ada.person_id}) == 3


def test_a_person_met_many_times_at_once_is_one_person(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        people = set(pool.map(lambda _: store.resolve("slack", "T1:U1"), range(16)))

    assert len(people) == 1


def test_what_a_channel_says_of_someone_is_kept_and_what_it_leaves_out_stays(store: Store) -> None:
    ada = store.resolve("slack", "T1:U1")
    assert store.identity("slack", "T1:U1") == Identity(ada.person_id, "slack", "T1:U1")

    store.note_identity("slack", "T1:U1", address="D1")
    store.note_identity("slack", "T1:U1", timezone="Europe/Oslo")

    known = Identity(ada.person_id, "slack", "T1:U1", "D1", "Europe/Oslo")
    assert store.identity("slack", "T1:U1") == known
    assert store.identities(ada.person_id) == [known]
    assert store.person(ada.person_id) == ada


def test_nothing_is_kept_of_someone_whom_the_channel_does_not_know(store: Store) -> None:
    store.note_identity("slack", "T1:U9", address="D9")

    assert store.identity("slack", "T1:U9") is None
