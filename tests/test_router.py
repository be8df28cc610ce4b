"""The router learns from its examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.embedding import MiniLMEmbedder
from bot.prompts import Prompts, bundled_prompts
from bot.router import Router, router_cache

EXAMPLES = """
- {topic: duration, operation: lookup, examples: [how long does it take, how many weeks is it]}
- {topic: salary, operation: lookup, examples: [what does it pay, how much money will I earn]}
- {topic: uncovered, operation: lookup, examples: [which laptop should I buy, is the course free]}
"""


class CountingEmbedder:
    """Hashed words, deterministic, and a count of what was embedded."""

    name, digest, dimensions = "counting", "counting", 64

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, sum(word.encode()) % 64] += 1.0
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def prompts(tmp_path: Path) -> Prompts:
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "routes.yaml").write_text(EXAMPLES)
    (folder / "lexicon.yaml").write_text((bundled_prompts().folder / "lexicon.yaml").read_text())
    return Prompts(folder)


def test_an_example_is_routed_as_labelled(prompts: Prompts) -> None:
    router = Router(prompts, CountingEmbedder())

    assert [router.route(text).topic for text in ("how long does it take", "what does it pay")] == [
        "duration",
        "salary",
    ]


def test_scopes_tell_what_pathways_hold_from_what_they_do_not(prompts: Prompts) -> None:
    scores = Router(prompts, CountingEmbedder()).route("which laptop should I buy").scope_scores

    assert scores["outside"] > 0.5 > scores["inside"]


def test_a_fitted_router_is_kept_and_not_fitted_again(prompts: Prompts, tmp_path: Path) -> None:
    Router(prompts, CountingEmbedder(), cache=tmp_path / "cache")
    second = CountingEmbedder()

    router = Router(prompts, second, cache=tmp_path / "cache")

    assert second.texts == 0
    assert router.route("how long does it take").topic == "duration"


def test_a_changed_example_makes_it_fit_again(prompts: Prompts, tmp_path: Path) -> None:
    Router(prompts, CountingEmbedder(), cache=tmp_path / "cache")
    (prompts.folder / "routes.yaml").write_text(EXAMPLES.replace("which laptop", "which fast laptop"))
    embedder = CountingEmbedder()

    Router(Prompts(prompts.folder), embedder, cache=tmp_path / "cache")

    assert embedder.texts == 6


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "topic", "operation"),
    [
        ("for how many weeks will the skill keep me busy", "duration", "lookup"),
        ("how many phases are on the roadmap", "phases", "count"),
        ("what do people in the new role get paid", "salary", "lookup"),
        ("which phase follows the phase", "phases", "order"),
        ("which skill needs the most weeks", "duration", "extreme"),
    ],
)
def test_the_bundled_examples_teach_unseen_wordings(text: str, topic: str, operation: str) -> None:
    route = Router(bundled_prompts(), MiniLMEmbedder(), cache=router_cache()).route(text)

    assert (route.topic, route.operation) == (topic, operation)


def test_only_a_router_that_has_to_be_fitted_says_so(prompts: Prompts, tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        Router(prompts, CountingEmbedder(), cache=tmp_path, before_fitting=lambda: said.append("fitting"))
    assert said == ["fitting"]


def test_words_that_no_feature_rests_on_may_change_without_a_new_fit(
    prompts: Prompts, tmp_path: Path
) -> None:
    Router(prompts, CountingEmbedder(), cache=tmp_path / "cache").route("x")
    path = prompts.folder / "lexicon.yaml"
    path.write_text(path.read_text() + "\nseasons: {spring: march}\n")
    again = CountingEmbedder()

    Router(Prompts(prompts.folder), again, cache=tmp_path / "cache")

    assert again.texts == 0
