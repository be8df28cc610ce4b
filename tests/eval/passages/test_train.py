"""Exercises are read as they are written, and what is learnt from them in torch is the same in numpy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.answering.reference.late_interaction import LateInteraction
from bot.embedding import MiniLMEmbedder
from eval.passages.train import judged
from eval.passages.training import FOLDER, Exercise, read_exercises

DOCUMENT = {
    "title": "Hives",
    "sentences": [
        {"h": "Fees", "s": "A hive costs nine crowns a month."},
        {"h": "Fees", "s": "Whoever leaves gets nothing back."},
        {"h": "House", "s": "The shed is green."},
    ],
    "questions": [
        {"q": "what do I pay for a hive?", "a": [0]},
        {"q": "fees, and what if I go?", "both": [0, 1]},
        {"q": "what does the shed cost?", "a": [], "nearest": 2},
    ],
}


def test_exercises_are_read(tmp_path: Path) -> None:
    (tmp_path / "hives.jsonl").write_text(json.dumps(DOCUMENT) + "\n")

    paid, both, none = read_exercises(tmp_path)

    assert paid == Exercise("hives:1", "what do I pay for a hive", paid.sentences, (0,))
    assert paid.sentences[0] == "Fees: A hive costs nine crowns a month."
    assert both.answers == (0, 1)
    assert (none.answers, none.trap) == ((), 2)


def test_every_exercise_points_at_sentences_that_there_are() -> None:
    exercises = read_exercises(FOLDER)

    assert len({each.document for each in exercises}) > 100
    for each in exercises:
        assert each.question
        pointed = {*each.answers, *([] if each.trap is None else [each.trap])}
        assert pointed <= set(range(len(each.sentences)))


def test_the_best_sentence_is_judged() -> None:
    exercises = [
        Exercise("a", "q", ("x", "y"), (1,)),
        Exercise("a", "r", ("x", "y"), ()),
    ]
    assert "first: 1.000; area for answered or not: 1.000" in judged([[0.1, 0.9], [0.2, -3.0]], exercises)


@pytest.mark.real_model
@pytest.mark.timeout(600)
def test_what_is_learnt_is_the_same_in_numpy(tmp_path: Path) -> None:
    from eval.passages.learner import Learner

    (tmp_path / "hives.jsonl").write_text(json.dumps(DOCUMENT) + "\n")
    exercises = read_exercises(tmp_path)
    learner = Learner(exercises, steps=6)
    first = learner.epoch(2)
    for _ in range(2):
        last = learner.epoch(2)
    learner.write(tmp_path / "weights.safetensors")

    ours = LateInteraction(MiniLMEmbedder(), tmp_path / "weights.safetensors")
    for each, theirs in zip(exercises, learner.scores(exercises), strict=True):
        assert ours.answers(each.question, each.sentences) == pytest.approx(theirs, abs=0.1)
    assert last < first
