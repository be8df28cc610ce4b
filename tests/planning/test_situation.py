from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain import Matches, Pathway, Person
from bot.errors import UnknownPathway
from bot.planning.situation import Situation, choose_pathway
from tests.planning.conftest import MONDAY


@pytest.mark.parametrize(
    ("own", "asked", "configured", "chosen"),
    [
        ("a", "b", "c", "b"),
        ("a", None, "c", "a"),
        (None, None, "c", "c"),
    ],
)
def test_what_was_asked_for_comes_before_the_persons_own_before_the_configured(
    keeper: Pathway, own: str | None, asked: str | None, configured: str | None, chosen: str
) -> None:
    indexed = {name: replace(keeper, pathway_id=name) for name in "abc"}
    person = Person("ana", pathway_id=own)
    assert choose_pathway(indexed, person, asked=asked, configured=configured).pathway_id == chosen


def test_the_only_pathway_need_not_be_named(keeper: Pathway) -> None:
    assert choose_pathway({"a": keeper}, Person("ana")) is keeper


@pytest.mark.parametrize(
    ("names", "person", "said"),
    [
        ("ab", Person("ana"), r"Which pathway\? Name one by --pathway ID; these are indexed: a, b\."),
        ("a", Person("ana", pathway_id="gone"), r"No pathway gone is indexed\. .*there are: a\."),
        ("", Person("ana"), r"these are indexed: none\."),
    ],
)
def test_where_the_pathway_is_not_clear_those_that_there_are_are_named(
    keeper: Pathway, names: str, person: Person, said: str
) -> None:
    with pytest.raises(UnknownPathway, match=said):
        choose_pathway(dict.fromkeys(names, keeper), person)


def test_a_finished_task_changes_the_situation_and_not_the_one_before(keeper: Pathway, ana: Person) -> None:
    before = Situation(keeper, Matches(), ana, frozenset(), MONDAY)
    after = before.with_done("1.1")

    assert (before.plan.hours_left, after.plan.hours_left) == (60, 50)
