"""Whole answers to a fixed set of questions, and how soon each begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import yaml

from bot.benchmark.effort import in_time
from bot.benchmark.report import Answers, FirstSentence
from bot.benchmark.spread import spread
from bot.benchmark.turns import Asked
from bot.errors import ModelError

Ask = Callable[[str, str | None], Asked]  # a question and the thread that it goes on with

_QUESTIONS = "questions.yaml"


def read_questions() -> tuple[str, ...]:
    """Return the questions, those that code answers first."""
    text = Path(__file__).with_name(_QUESTIONS).read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def first_written(ask: Ask, questions: Sequence[str]) -> Asked:
    """Ask until the model writes, which loads it. Raises ModelError where it writes no answer."""
    for question in questions:
        asked = ask(question, None)
        if asked.written:
            return asked
    raise ModelError("The model writes none of the answers: code composes all of them.")


def follow_up(ask: Ask, opening: Asked, questions: Sequence[str]) -> Asked | None:
    """Go on in the thread of `opening` with what the model writes; None where it writes nothing more."""
    for question in questions[questions.index(opening.question) + 1 :]:
        asked = ask(question, opening.thread_id)
        if asked.written:
            return asked
    return None


def ask_all(ask: Ask, questions: Sequence[str], *, rounds: int, seconds: float) -> list[Asked]:
    """Ask each question `rounds` times, all of them in turn, as far as `seconds` go."""
    ordered = _alternating(questions)
    return [ask(question, None) for _, question in in_time(product(range(rounds), ordered), seconds)]


def sum_up(asked: Sequence[Asked]) -> Answers | None:
    """Return what whole answers took."""
    everything = spread([each.total_s for each in asked])
    if everything is None:
        return None
    coded = spread([each.total_s for each in asked if not each.written])
    return Answers(everything, coded, spread([each.total_s for each in asked if each.written]))


def first_sentences(
    cold: Asked, anew: tuple[Asked, Asked | None] | None, warm: Sequence[Asked]
) -> FirstSentence:
    """Return how soon answers of the model begin; `anew` are the first one with the model loaded anew, and
    the one that followed it."""
    cached, following = anew or (None, None)
    return FirstSentence(
        cold_s=cold.first_s,
        prefix_cached_s=cached.first_s if cached else None,
        follow_up_s=following.first_s if following else None,
        warm=spread([each.first_s for each in warm if each.written]),
    )


def _alternating(questions: Sequence[str]) -> list[str]:
    """Return the questions with first and second half by turns, so that fewer of them are still of both."""
    half = (len(questions) + 1) // 2
    pairs = zip(questions[:half], [*questions[half:], ""], strict=False)
    return [question for pair in pairs for question in pair if question]
