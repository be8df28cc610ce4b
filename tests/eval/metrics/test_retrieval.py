from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.retrieval import ndcg_at, recall_at, reciprocal_rank

_IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def test_recall_is_the_share_of_gold_among_the_first_k() -> None:
    assert recall_at(["a", "x", "b"], {"a", "b"}, 2) == 0.5
    assert recall_at(["a", "x", "b"], {"a", "b"}, 3) == 1.0


def test_recall_at_1_can_be_reached_where_two_chunks_are_gold() -> None:
    assert recall_at(["a", "b"], {"a", "b"}, 1) == 1.0


def test_the_first_gold_chunk_makes_the_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "a", "b"], {"a", "b"}) == 0.5


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    assert ndcg_at(["x", "a"], {"a"}) == pytest.approx(1 / log2(3))
    assert ndcg_at(["a", "x", "b"], {"a", "b"}) == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)))


def test_what_stands_behind_k_gains_nothing() -> None:
    assert ndcg_at(["x", "a"], {"a"}, k=1) == 0.0


def test_nothing_found_and_nothing_gold_are_zero() -> None:
    for ranked, gold in (((), {"a"}), (("a",), ())):
        assert recall_at(ranked, gold, 5) == reciprocal_rank(ranked, gold) == ndcg_at(ranked, gold) == 0.0


@given(_IDS, _IDS)
def test_an_order_with_all_gold_first_is_perfect_and_no_order_is_better(
    gold: list[str], others: list[str]
) -> None:
    ranked = [*gold, *(each for each in others if each not in gold)]
    assert ndcg_at(ranked, gold) == pytest.approx(1.0 if gold else 0.0)
    assert 0 <= ndcg_at(ranked[::-1], gold) <= 1 + 1e-9
