"""What is measured of the coach as a whole: how soon it begins to answer, when it is done, how it finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from bot.benchmark.answers import ask_all, first_sentences, first_written, follow_up, read_questions, sum_up
from bot.benchmark.effort import Effort, in_time
from bot.benchmark.installation import Installation
from bot.benchmark.parts import Parts
from bot.benchmark.peak import peak_bytes
from bot.benchmark.report import Answers, FirstSentence
from bot.benchmark.spread import Spread, spread
from bot.benchmark.turns import Asked
from bot.index.reader import Index

_RETRIEVAL_S = 5.0


@dataclass(frozen=True, slots=True)
class CoachSide:
    """What was found; `written` are the questions that the model was seen to write for."""

    first_sentence: FirstSentence | None
    answers: Answers | None
    retrieval: Spread | None
    peak_bytes: int
    written: tuple[str, ...]


def measure_coach(installation: Installation, parts: Parts, effort: Effort) -> CoachSide:
    """Ask the fixed questions; the first that the model writes for loads it.

    The peak of memory is that of one sitting: what is measured after opening everything anew is not in it.
    """
    questions = read_questions()
    ask = installation.ask
    cold = parts.attempt("first_sentence", lambda: first_written(ask, questions))
    rounds, seconds = effort.answer_rounds, effort.answers_s
    asked = parts.attempt("answers", lambda: ask_all(ask, questions, rounds=rounds, seconds=seconds)) or []
    retrieval = parts.attempt(
        "retrieval", lambda: search_all(installation.index, questions, rounds=effort.retrieval_rounds)
    )
    peak = peak_bytes()
    anew = parts.attempt("prefix", lambda: _anew(installation, cold, questions)) if cold else None
    return CoachSide(
        first_sentence=first_sentences(cold, anew, asked) if cold else None,
        answers=sum_up(asked),
        retrieval=retrieval,
        peak_bytes=peak,
        written=tuple(dict.fromkeys(each.question for each in asked if each.written)),
    )


def _anew(installation: Installation, cold: Asked, questions: Sequence[str]) -> tuple[Asked, Asked | None]:
    """Ask once more with the model loaded anew, and then what follows in the same thread."""
    installation.load_anew()
    installation.ask(questions[0], None)  # loads everything but the model
    cached = installation.ask(cold.question, None)
    return cached, follow_up(installation.ask, cached, questions)


def search_all(
    index: Index,
    questions: Sequence[str],
    *,
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Spread | None:
    """Time searches with all that belongs to them: the embedding of the question is part of it.

    No text comes twice, as the vectors of the last ones are remembered.
    """
    taken = []
    for number, question in in_time(product(range(rounds), questions), _RETRIEVAL_S):
        query = f"{question} {number + 1}"
        begun = clock()
        index.search(query)
        taken.append(clock() - begun)
    return spread(taken)
