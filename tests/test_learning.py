"""Learning from labelled examples: a fit that separates them, is kept, and says the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.learning import Learner

TEXTS = ["how long does it take", "how many weeks is it", "what does it pay", "how much money is it"]
TARGETS = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], np.float32)


class HashingEmbedder:
    """Hashed words, deterministic, and a count of what was embedded."""

    name, digest, dimensions = "hashing", "hashing", 64

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, sum(word.encode()) % 64] += 1.0
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def learner(
    embedder: HashingEmbedder,
    *,
    name: str = "test-1",
    cache: Path | None = None,
    fitted: list[str] | None = None,
) -> Learner:
    return Learner(
        name,
        TEXTS,
        TARGETS,
        cues=lambda text: ["pay" in text, text.endswith("?")],
        embedder=embedder,
        cache=cache,
        before_fitting=lambda: (fitted if fitted is not None else []).append(name),
    )


@pytest.mark.parametrize(("text", "target"), list(zip(TEXTS, TARGETS, strict=True)))
def test_an_example_scores_high_for_its_label_and_low_for_the_other(
    text: str, target: NDArray[np.float32]
) -> None:
    scores = learner(HashingEmbedder()).scores(text)

    assert scores == pytest.approx(list(target), abs=0.2)


def test_a_text_like_an_example_is_taken_for_it() -> None:
    time_score, pay_score = learner(HashingEmbedder()).scores("how many weeks does it take")

    assert time_score > 0.5 > pay_score


def test_a_text_like_none_scores_low_for_all() -> None:
    assert max(learner(HashingEmbedder()).scores("zebras graze quietly")) < 0.4


def test_a_cue_counts_beside_the_words() -> None:
    fit = learner(HashingEmbedder())

    assert fit.scores("pay zebras")[1] > fit.scores("count zebras")[1]


def test_a_vector_that_is_there_is_not_made_again() -> None:
    embedder = HashingEmbedder()
    fit = learner(embedder)
    (vector,) = embedder.embed(["what does it pay"])
    made = embedder.texts

    assert fit.scores("what does it pay", vector) == fit.scores("what does it pay")
    assert embedder.texts == made + 1


def test_a_fit_is_kept_and_another_name_fits_anew(tmp_path: Path) -> None:
    first, second, fitted = HashingEmbedder(), HashingEmbedder(), []  # type: ignore[var-annotated]
    before = learner(first, cache=tmp_path, fitted=fitted).scores("how long is it")

    again = learner(second, cache=tmp_path, fitted=fitted).scores("how long is it")
    learner(second, name="test-2", cache=tmp_path, fitted=fitted)

    assert again == before
    assert fitted == ["test-1", "test-2"]
    assert [path.name for path in tmp_path.iterdir()] == ["test-2.npy"]


def test_what_is_fitted_elsewhere_in_the_meantime_is_not_fitted_here(tmp_path: Path) -> None:
    idle = HashingEmbedder()

    here = Learner(
        "test-1",
        TEXTS,
        TARGETS,
        cues=lambda text: ["pay" in text, text.endswith("?")],
        embedder=idle,
        cache=tmp_path,
        before_fitting=lambda: learner(HashingEmbedder(), cache=tmp_path),
    )

    assert idle.texts == 0
    assert here.scores(TEXTS[0])[0] > 0.5


def test_an_empty_text_has_scores() -> None:
    assert len(learner(HashingEmbedder()).scores("")) == 2
