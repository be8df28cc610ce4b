"""Does the pathway cover the question? Decided on evidence, before anything is ranked again or written.

A logistic function of the evidence. Its weights and its threshold stand in prompts/coverage.yaml, which
`python -m eval.calibrate` writes from the work half of the question set and the questions of coverage.jsonl.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.attributes import (
    asks_for_a_figure,
    asks_of_the_strange,
    counts_the_unknown,
    is_all_strange,
)
from bot.answering.lines import Line
from bot.answering.nearby import restriction
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import has, words

_ELSEWHERE = frozenset({"uncovered", "offtopic"})
_APART = _ELSEWHERE | {"smalltalk", "capabilities", "distress", "legal", "medical", "visa"}
_OF_ALL = ("salary", "demand")  # what a pathway gives for everybody and everywhere
_NARROWED = 0.4  # score of such a topic from which it is asked for
_IN_FULL = 0.99  # share of the question's telling words that a statement holds
_FAR_OFF = 0.35  # score of "offtopic" from which a question may be about something else
_COSTS = r"costs?|prices?|fees?|tuition"
_PAID = r"pay|paid|salar(?:y|ies)|earn\w*|wages?|rais\w+|rise|income|make"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_FAR_OFF_BARE = 0.25  # cosine of the nearest statement to what is far off
_NOUNS = ("phase_words", "skill_words", "task_words", "resource_words", "role_words")
_OFF_TOPIC = 0.45  # cosine of the nearest statement below which a question may be about something else


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the question is covered, how surely (0 to 1), and which words stand in the way."""

    covered: bool
    probability: float = 0.0
    missing: tuple[str, ...] = ()
    off_topic: bool = False


def judge(reading: Reading, best: Line | None, view: PathwayView, *, bare: float) -> Coverage:
    """Judge the question against the nearest statement (None: there is none); `bare` as in `evidence`."""
    fitted = view.prompts.coverage
    weights: Mapping[str, float] = fitted["weights"]
    found = evidence(reading, best, view, bare=bare)
    logit = fitted["bias"] + sum(weights[name] * value for name, value in found.items())
    probability = 1 / (1 + math.exp(-logit))
    if asks_of_the_strange(reading, view):
        return Coverage(False, min(probability, fitted["threshold"] / 2), reading.strange)
    if best is not None and not best.says_it and asks_for_a_figure(reading, view):
        return Coverage(False, min(probability, fitted["threshold"] / 2), reading.strange)
    if _is_narrowed(reading, view) or _asks_for_a_price(reading):
        return Coverage(False, min(probability, fitted["threshold"] / 2), reading.strange)
    if _is_another_matter(reading) or _is_far_off(reading, best, view, bare=bare):
        return Coverage(False, min(probability, fitted["threshold"] / 2), reading.strange, off_topic=True)
    if probability >= fitted["threshold"]:
        return Coverage(True, probability)
    if _asks_for_it_alone(reading, best, view):
        return Coverage(True, fitted["threshold"])
    topics = reading.route.topic_scores
    near = best is not None and best.cosine >= _OFF_TOPIC
    return Coverage(
        False, probability, reading.strange, topics["offtopic"] > topics["uncovered"] and not near
    )


def _asked(reading: Reading) -> set[str]:
    """Return the words of the sentences that ask, else of all: what is told beside them is no question."""
    asking = [part for part in _SENTENCE_END.split(reading.text) if "?" in part]
    return set(words(" ".join(asking) or reading.text))


def _is_narrowed(reading: Reading, view: PathwayView) -> bool:
    """Whether pay or demand is asked for of a place or a grade alone, of which no pathway tells."""
    scores = reading.route.topic_scores
    asked = max(scores[name] for name in _OF_ALL) >= _NARROWED and not reading.figures
    if has(view.prompts.reference["asks_pathway"], reading.text):
        return False  # "in Norway, and in the pathway?" names the place beside the pathway
    return asked and reading.operation != "verify" and restriction(reading, view) is not None


def _asks_for_a_price(reading: Reading) -> bool:
    """Whether a sum is of what things cost, which no pathway says: "would it all cost over 1000 dollars?"."""
    sums = any(figure.unit == "money" for figure in reading.figures)
    return sums and has(_COSTS, reading.text) and not has(_PAID, reading.text)


def _is_another_matter(reading: Reading) -> bool:
    """Whether a time of the plan stands beside nothing that pathways know: "will it rain this week?"."""
    telling = set(reading.residue)
    beside = reading.horizon is not None and bool(telling) and telling <= set(reading.unknown)
    return beside and not reading.continued and reading.route.topic_scores["offtopic"] >= _FAR_OFF


def _is_far_off(reading: Reading, best: Line | None, view: PathwayView, *, bare: float) -> bool:
    """Whether all that a question names is unknown, and nothing is near: "how's the traffic?"."""
    telling = {word for word in reading.residue if "'" not in word}  # "what'd I give up" names nothing
    alien = bool(telling) and telling <= set(reading.unknown) and not (reading.subjects or reading.continued)
    if not alien or reading.horizon or any(has(view.lexicon[name], reading.text) for name in _NOUNS):
        return False
    return bare < _FAR_OFF_BARE and (best is None or best.cosine < _FAR_OFF_BARE)


def _asks_for_it_alone(reading: Reading, best: Line | None, view: PathwayView) -> bool:
    """Whether nothing more is asked than to hear of a thing that the nearest statement names in full."""
    told = best is not None and best.coverage >= _IN_FULL and best.says_it
    return told and not reading.strange and has(view.lexicon["tell_of"], reading.text)


def evidence(reading: Reading, best: Line | None, view: PathwayView, *, bare: float) -> dict[str, float]:
    """Return what speaks for and against coverage, by name.

    `bare` is the nearest statement's cosine where neither it nor the question speaks of the roles: every
    statement is near "… as an Edge AI Engineer". The router's scores are of the whole text and of the
    sentence that asks, each counting half; that of a topic beyond 1 says no more than 1.
    """
    route, asked = reading.route.mean(reading.whole), _asked(reading)
    return {
        "inside": route.scope_scores["inside"],
        "outside": route.scope_scores["outside"],
        "uncovered": route.topic_scores["uncovered"],
        "likeliest_inside": min(1.0, max(s for name, s in route.topic_scores.items() if name not in _APART)),
        "elsewhere": reading.route.topic in _ELSEWHERE,
        "named": bool(reading.subjects),
        "cosine": best.cosine if best else 0.0,
        "bare": bare,
        "shared_words": best.coverage if best else 0.0,
        "strange": min(2, sum(word in asked for word in reading.strange)),
        "continued": reading.continued,
        "personal": reading.route.topic == "advice",
        "unsaid": best is not None and not best.says_it,
        "unheard": is_all_strange(reading) or counts_the_unknown(reading),
    }
