"""Does the pathway cover the question? Decided on evidence, before anything is written.

A logistic function of two things: whether the router takes the question for one that pathways hold, and how
near the nearest statement stands to it. The weights were fitted on the work half of the question set.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.answering.lines import Line
from bot.answering.reading import Reading

_BIAS = 1.65
# The router's scores for what pathways hold, for what they do not, and for "uncovered"; of the whole text and
# of the sentence that asks, each counting half.
_INSIDE, _OUTSIDE, _UNCOVERED = 3.0, -3.0, -1.7
# The likeliest topic is outside: less telling where the question names or points at something of the pathway.
_LIKELIEST, _YET_NAMED = -2.9, 0.6
_COSINE, _SHARED_WORDS = 1.8, 0.5
_STRANGE = -0.45
_CONTINUED = 1.9
_PERSONAL = 0.9  # a personal question can be spoken to even where its details are unknown
_LEAST = 0.45
_ELSEWHERE = frozenset({"uncovered", "offtopic"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the question is covered, how surely (0 to 1), and which words stand in the way."""

    covered: bool
    probability: float = 0.0
    missing: tuple[str, ...] = ()
    off_topic: bool = False


def judge(reading: Reading, best: Line | None) -> Coverage:
    """Judge the question against the nearest statement (None: there is none)."""
    topics, route = reading.route.topic_scores, reading.route.mean(reading.whole)
    cosine, shared = (best.cosine, best.coverage) if best else (0.0, 0.0)
    elsewhere = reading.route.topic in _ELSEWHERE
    logit = (
        _BIAS
        + _INSIDE * route.scope_scores["inside"]
        + _OUTSIDE * route.scope_scores["outside"]
        + _UNCOVERED * route.topic_scores["uncovered"]
        + _LIKELIEST * elsewhere
        + _YET_NAMED * (elsewhere and bool(reading.anchors or reading.subjects))
        + _COSINE * cosine
        + _SHARED_WORDS * shared
        + _STRANGE * min(2, len(reading.strange))
        + _CONTINUED * reading.continued
        + _PERSONAL * (reading.route.topic == "advice")
    )
    probability = 1 / (1 + math.exp(-logit))
    if probability >= _LEAST:
        return Coverage(True, probability)
    off_topic = topics["offtopic"] > topics["uncovered"] and cosine < 0.45
    return Coverage(False, probability, reading.strange, off_topic)
