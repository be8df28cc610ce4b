"""Token by token: what asks for a thing is near what speaks of that thing."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.reference.late_interaction import LateInteraction, mean_of_best
from bot.embedding import BundledEmbedder, MiniLMEmbedder

ROWS = np.eye(4, dtype=np.float32)


def test_each_token_of_the_question_counts_by_its_best_match_alone() -> None:
    assert mean_of_best(ROWS[:2], ROWS[[0, 2, 3]]) == pytest.approx(0.5)
    assert mean_of_best(ROWS[:2], ROWS) == pytest.approx(1.0)


def test_nothing_is_like_nothing() -> None:
    assert mean_of_best(ROWS[:0], ROWS) == 0.0
    assert mean_of_best(ROWS, ROWS[:0]) == 0.0


@pytest.mark.real_model
def test_what_speaks_of_the_thing_is_nearer_than_what_speaks_of_its_house() -> None:
    late = LateInteraction(MiniLMEmbedder())

    near, far = late.likeness(
        "What does it cost to borrow a drill?",
        ["Tools are lent for two euros a day.", "The workshop stands beside the church."],
    )

    assert near > far


@pytest.mark.real_model
@pytest.mark.timeout(600)
def test_the_vectors_of_tokens_are_those_of_sentence_transformers() -> None:
    texts = ["How long does it take?", "a", "Boards, and what they cost in the longer of two sentences."]

    for ours, theirs in zip(
        MiniLMEmbedder().embed_tokens(texts), BundledEmbedder().embed_tokens(texts), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
