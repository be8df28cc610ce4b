"""A reply is right if it states the fact from the page alone; another's figure has to be said to be that."""

from __future__ import annotations

import pytest

from eval.retrieval.metrics import intervals, summarise
from eval.retrieval.names import Naming

from .conftest import MakeOutcome


def test_the_figure_from_the_page_is_right(make_outcome: MakeOutcome) -> None:
    assert make_outcome("Kite makers earn $50,000.").right
    assert not make_outcome("Kite makers earn $40,000.").right
    assert not make_outcome("Kite makers earn $50,000.", cites=()).right


def test_the_figure_of_another_page_is_wrong_even_where_it_is_the_same(make_outcome: MakeOutcome) -> None:
    other = make_outcome("Kite testers earn $50,000.", cites=("kite-testers",))

    assert other.wrong_occupation
    assert not other.right
    assert make_outcome("Both earn $50,000.", cites=("kite-makers", "kite-testers")).wrong_occupation


@pytest.mark.parametrize(
    "opening", ['The documents have no page on "kite makers".', "I don't know about a kite maker."]
)
def test_what_is_said_to_be_nearby_is_no_wrong_occupation(make_outcome: MakeOutcome, opening: str) -> None:
    assert not make_outcome(f"{opening} Kite testers earn $9.", cites=("kite-testers",)).wrong_occupation


def test_a_denial_of_something_else_is_no_excuse(make_outcome: MakeOutcome) -> None:
    text = "Kite testers earn $9. No degree is needed."

    assert make_outcome(text, cites=("kite-testers",)).wrong_occupation


def test_a_trap_is_right_where_it_is_declined(make_outcome: MakeOutcome) -> None:
    assert make_outcome("Not covered.", cites=(), naming=Naming.TRAP, abstained=True).right
    assert make_outcome('There is no page on "bog wardens".', naming=Naming.TRAP).right
    fallen = make_outcome("They earn $50,000.", naming=Naming.TRAP)
    assert not fallen.right
    assert fallen.wrong_occupation


def test_the_metrics_keep_traps_and_synonyms_apart(make_outcome: MakeOutcome) -> None:
    outcomes = [
        make_outcome("Kite makers earn $50,000."),
        make_outcome("Not covered.", cites=(), abstained=True, ranked=("kite-testers/body/1",)),
        make_outcome("$9.", cites=("kite-testers",), naming=Naming.SYNONYM),
        make_outcome("$9.", cites=("kite-testers",), naming=Naming.TRAP),
        make_outcome("No.", cites=(), naming=Naming.TRAP, abstained=True),
    ]

    found = summarise(outcomes)

    assert found["figure_right"] == 0.5
    assert found["abstained"] == 0.5
    assert found["recall_at_1"] == found["page_recall_at_5"] == 0.5
    assert found["wrong_occupation"] == 0.25
    assert found["trap_declined"] == 0.5
    assert found["synonym_right"] == 0.0
    assert found["synonym_wrong_occupation"] == 1.0
    assert intervals(outcomes)["figure_right"] is not None
    assert set(summarise([])) == set(found)


def test_one_chunk_with_the_fact_is_enough_and_counts_from_its_rank(make_outcome: MakeOutcome) -> None:
    ranking = make_outcome("?", ranked=("kite-testers/body/1", "kite-makers/body/4")).ranking

    assert ranking is not None
    assert (ranking.found_within(1), ranking.found_within(2)) == (False, True)
    assert 0 < ranking.ndcg < 1
    assert ranking.page_within(2, "kite-makers")
    assert not ranking.page_within(1, "kite-makers")
