"""Sentences become claims that can stand alone."""

from __future__ import annotations

import pytest

from bot.grounding.clauses import Clause, breaks_off, read_clauses


def said(clause: Clause) -> list[str]:
    return [term.token.low for term in clause.terms]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ada keeps bees, and Grace stores honey.", [["ada", "keeps", "bees"], ["grace", "stores", "honey"]]),
        ("Rust is critical and takes 8 weeks.", [["rust", "critical"], ["rust", "8 weeks"]]),
        ("The kit costs $80 and weighs 2 kg.", [["kit", "costs", "$80"], ["kit", "weighs", "2 kg"]]),
        ("The crew repairs roofs and gutters.", [["crew", "repairs", "roofs", "gutters"]]),
        (
            "Rent is high; after the move it is low.",
            [["rent", "high"], ["rent", "move", "low"]],
        ),
    ],
)
def test_each_claim_has_its_subject(text: str, claims: list[list[str]]) -> None:
    assert [said(clause) for clause in read_clauses(text)] == claims


def test_what_is_denied_is_marked_up_to_the_end_of_its_claim() -> None:
    first, second = read_clauses("The grant covers fees but does not cover travel.")

    assert not any(term.negated for term in first.terms)
    assert [term.token.low for term in second.terms if term.negated] == ["cover", "travel"]


def test_a_condition_is_marked_wherever_it_stands() -> None:
    for text in ("If it rains, the crew rests.", "The crew rests if it rains."):
        (clause,) = read_clauses(text)
        assert {term.token.low: term.region for term in clause.terms} == {
            "rains": "if",
            "crew": "",
            "rests": "",
        }


def test_a_reason_in_front_becomes_the_second_claim() -> None:
    main, reason = read_clauses("Because of frost, the lesson is cancelled.")

    assert (main.link, reason.link) == ("", "cause")


@pytest.mark.parametrize("text", ["You may miss the calm, and.", "You work with the.", "It does not."])
def test_a_sentence_that_leads_on_breaks_off(text: str) -> None:
    assert breaks_off(text)


def test_items_of_a_list_are_told_apart() -> None:
    (clause,) = read_clauses("The kit contains a board, a power supply and a lens.")

    items = {term.token.low: term.item for term in clause.terms}
    assert items["power"] == items["supply"]
    assert len({items["board"], items["power"], items["lens"]}) == 3
    assert clause.lists == ("and",)
