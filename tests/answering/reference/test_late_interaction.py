"""Token by token: what asks for a thing is near what speaks of it, and what answers is told from both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from bot.answering.reference.late_interaction import LateInteraction, bare, best_matches
from bot.embedding import MiniLMEmbedder

ROWS = np.eye(4, dtype=np.float32)
EVEN = np.zeros(4, np.float32)


def test_each_token_of_the_question_counts_by_its_best_match_alone() -> None:
    assert best_matches(EVEN[:2], ROWS[:2], ROWS[[0, 2, 3]]) == pytest.approx(0.5)
    assert best_matches(EVEN[:2], ROWS[:2], ROWS) == pytest.approx(1.0)


def test_a_token_that_tells_more_counts_more() -> None:
    telling = np.log(np.array([3, 1], np.float32))
    assert best_matches(telling, ROWS[:2], ROWS[[0, 2, 3]]) == pytest.approx(0.75)
    assert best_matches(telling, ROWS[:2], ROWS[[1, 2, 3]]) == pytest.approx(0.25)


def test_nothing_is_like_nothing() -> None:
    assert best_matches(EVEN[:0], ROWS[:0], ROWS) == 0.0
    assert best_matches(EVEN, ROWS, ROWS[:0]) == 0.0


def test_signs_that_ask_for_nothing_are_left_out() -> None:
    assert bare("So – what's the fee (in €)?!") == "So what's the fee in €"


@pytest.mark.real_model
def test_a_sentence_that_answers_is_told_from_one_that_speaks_of_the_same() -> None:
    late = LateInteraction(MiniLMEmbedder())

    answer, nearby, apart = late.answers(
        "Who do I write to if I want to borrow the drill?",
        [
            "Loans: Send a note to Ada Thornquist to take a tool home.",
            "Loans: The drill was bought in 2019 and is lent for a week.",
            "House: The workshop stands beside the church.",
        ],
    )

    assert answer > 0
    assert answer > nearby > apart


@pytest.mark.real_model
def test_weights_that_change_nothing_leave_likeness(tmp_path: Path) -> None:
    save_file(
        {"telling": np.zeros(384, np.float16), "score": np.array([0, 1, 0], np.float16)},
        tmp_path / "w.safetensors",
    )
    embedder = MiniLMEmbedder()
    one, other = embedder.embed(["a fee", "what it costs"])

    [likeness] = LateInteraction(embedder, tmp_path / "w.safetensors").answers("a fee", ["what it costs"])

    assert likeness == pytest.approx(float(one @ other), abs=1e-4)
