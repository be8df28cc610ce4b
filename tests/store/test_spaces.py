"""Places where several people talk: the pathway that is meant there, and who asked the coach in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from bot.store import Store
from tests.store.conftest import NOON
from tests.store.test_linking import join


def test_a_place_has_the_pathway_that_was_set_last(store: Store) -> None:
    assert store.spaces.pathway("slack", "T1:C1") is None

    store.spaces.set_pathway("slack", "T1:C1", pathway_id="baker", at=NOON)
    store.spaces.set_pathway("slack", "T1:C2", pathway_id="miller", at=NOON)
    assert store.spaces.pathway("slack", "T1:C1") == "baker"

    store.spaces.set_pathway("slack", "T1:C1", pathway_id="miller", at=NOON + timedelta(1))
    assert store.spaces.pathway("slack", "T1:C1") == "miller"

    store.spaces.set_pathway("slack", "T1:C1", pathway_id=None, at=NOON + timedelta(2))
    assert store.spaces.pathway("slack", "T1:C1") is None
    assert store.spaces.pathway("slack", "T1:C2") == "miller"
    assert store.spaces.pathway("irc", "T1:C2") is None


def test_everyone_who_asked_the_coach_into_a_place_is_known_once(store: Store) -> None:
    for person_id in ("ada", "bob", "ada"):
        store.spaces.invited("slack", "T1:C1", person_id=person_id)
    store.spaces.invited("slack", "T1:C2", person_id="cyd")

    assert store.spaces.inviters("slack", "T1:C1") == {"ada", "bob"}
    assert store.spaces.inviters("slack", "T1:C3") == set()


def test_a_place_that_is_set_many_times_at_once_is_one_place(store: Store) -> None:
    def set_and_invite(number: int) -> None:
        store.spaces.set_pathway("slack", "T1:C1", pathway_id=f"p{number}", at=NOON)
        store.spaces.invited("slack", "T1:C1", person_id="ada")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(set_and_invite, range(16)))

    assert (store.spaces.pathway("slack", "T1:C1") or "")[0] == "p"
    assert store.spaces.inviters("slack", "T1:C1") == {"ada"}


def test_a_place_outlives_who_asked_the_coach_in(store: Store) -> None:
    store.spaces.invited("slack", "T1:C1", person_id="ada")
    store.spaces.set_pathway("slack", "T1:C1", pathway_id="baker", at=NOON)

    store.forget("ada")

    assert store.spaces.inviters("slack", "T1:C1") == set()
    assert store.spaces.pathway("slack", "T1:C1") == "baker"


def test_invitations_of_people_who_become_one_are_the_owners(store: Store) -> None:
    for person_id, space_id in (("owner", "T1:C1"), ("gone", "T1:C1"), ("gone", "T1:C2")):
        store.spaces.invited("slack", space_id, person_id=person_id)

    join(store, "gone", "owner")

    assert store.spaces.inviters("slack", "T1:C1") == {"owner"}
    assert store.spaces.inviters("slack", "T1:C2") == {"owner"}
