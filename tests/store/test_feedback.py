"""What people think of replies: the last word of each, of any turn that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import Rated, Turn
from bot.errors import UnknownTurn
from bot.store import Store
from tests.store.conftest import NOON, REPLY
from tests.store.test_linking import join

LATER = NOON + timedelta(minutes=1)


def ask(store: Store, person_id: str = "ada", question: str = "How long?") -> Turn:
    thread = store.open_thread(person_id, "slack", title=question)
    return store.append_turn(thread.thread_id, question, reply=REPLY)


def opinions(store: Store) -> list[tuple[str, bool]]:
    return [(rated.turn.turn_id, rated.helpful) for rated in store.feedback.all()]


def test_an_opinion_comes_with_question_sources_and_model(store: Store) -> None:
    turn = ask(store)

    assert store.feedback.give("ada", turn.turn_id, helpful=True, at=NOON)

    assert store.feedback.all() == [Rated(turn, True, NOON)]
    (rated,) = store.feedback.all()
    assert (rated.turn.question, rated.turn.reply.model) == ("How long?", "small.gguf")
    assert rated.turn.reply.citations == REPLY.citations


def test_the_same_opinion_again_changes_nothing(store: Store) -> None:
    turn = ask(store)
    store.feedback.give("ada", turn.turn_id, helpful=False, at=NOON)

    assert not store.feedback.give("ada", turn.turn_id, helpful=False, at=LATER)

    assert store.feedback.all() == [Rated(turn, False, NOON)]


def test_a_changed_mind_replaces_the_opinion_before(store: Store) -> None:
    turn = ask(store)
    store.feedback.give("ada", turn.turn_id, helpful=True, at=NOON)

    assert store.feedback.give("ada", turn.turn_id, helpful=False, at=LATER)

    assert store.feedback.all() == [Rated(turn, False, LATER)]


def test_whoever_reads_along_has_an_opinion_of_their_own(store: Store) -> None:
    turn = ask(store)
    store.feedback.give("ada", turn.turn_id, helpful=True, at=NOON)

    assert store.feedback.give("a stranger", turn.turn_id, helpful=False, at=LATER)

    assert opinions(store) == [(turn.turn_id, False), (turn.turn_id, True)]


def test_the_newest_are_first_and_older_ones_can_be_left_out(store: Store) -> None:
    first, second = ask(store), ask(store)
    store.feedback.give("ada", second.turn_id, helpful=True, at=NOON)
    store.feedback.give("ada", first.turn_id, helpful=True, at=LATER)

    assert [turn_id for turn_id, _ in opinions(store)] == [first.turn_id, second.turn_id]
    assert [rated.turn.turn_id for rated in store.feedback.all(since=LATER)] == [first.turn_id]


def test_a_turn_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownTurn, match=r"'t9'.*Ask again"):
        store.feedback.give("ada", "t9", helpful=True, at=NOON)

    assert store.feedback.all() == []


def test_opinions_go_with_the_thread_and_with_either_person(store: Store) -> None:
    deleted, hers, his = ask(store), ask(store), ask(store, "bob")
    for turn in (deleted, hers, his):
        store.feedback.give("ada", turn.turn_id, helpful=True, at=NOON)
        store.feedback.give("bob", turn.turn_id, helpful=False, at=NOON)

    store.delete_thread(deleted.thread_id)
    assert len(opinions(store)) == 4
    store.forget("ada")

    assert opinions(store) == [(his.turn_id, False)]


def test_of_two_opinions_of_people_who_become_one_the_owners_stays(store: Store) -> None:
    both, one = ask(store), ask(store)
    store.feedback.give("owner", both.turn_id, helpful=True, at=LATER)
    store.feedback.give("gone", both.turn_id, helpful=False, at=NOON)
    store.feedback.give("gone", one.turn_id, helpful=False, at=NOON)

    join(store, "gone", "owner")

    assert opinions(store) == [(both.turn_id, True), (one.turn_id, False)]
    assert not store.feedback.give("owner", one.turn_id, helpful=False, at=LATER)


def test_a_turn_is_found_by_its_id(store: Store) -> None:
    turn = ask(store)

    assert store.turn(turn.turn_id) == turn
    assert turn.reply == replace(REPLY, turn_id=turn.turn_id)
    with pytest.raises(UnknownTurn, match="'t9'"):
        store.turn("t9")
