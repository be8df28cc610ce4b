"""Does the pathway cover the question? Decided on evidence, before anything is written.

A logistic function of two things: whether the router takes the question for one that pathways hold, and how
near the nearest statement stands to it. The weights were fitted on the work half of the question set and on
the router's examples of what pathways do not hold, each of these scored by a router that had not seen it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.answering.attributes import counts_the_unknown, is_all_strange
from bot.answering.lines import Line
from bot.answering.reading import Reading

_BIAS = -0.71
# The router's scores for what pathways hold, for what they do not, and for "uncovered"; of the whole text and
# of the sentence that asks, each counting half.
_INSIDE, _OUTSIDE, _UNCOVERED = 2.91, -3.33, -2.55
# The likeliest topic is outside: less telling where the question names or points at something of the pathway.
_LIKELIEST, _YET_NAMED = -1.89, 0.83
# The nearest statement: as it stands, where neither speaks of the roles, and the words that are shared.
_COSINE, _BARE, _SHARED_WORDS = 2.35, 3.16, 0.24
_STRANGE = -0.76
_CONTINUED = 2.18
_PERSONAL = 0.46  # a personal question can be spoken to even where its details are unknown
# A price, a mark or the like is asked for that the nearest statement lacks, or something quite unknown is.
_UNSAID, _UNHEARD = -6.0, -1.5
_LEAST = 0.38
_ELSEWHERE = frozenset({"uncovered", "offtopic"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the question is covered, how surely (0 to 1), and which words stand in the way."""

    covered: bool
    probability: float = 0.0
    missing: tuple[str, ...] = ()
    off_topic: bool = False


def judge(reading: Reading, best: Line | None, *, bare: float) -> Coverage:
    """Judge the question against the nearest statement (None: there is none).

    `bare` is the nearest statement's cosine where neither it nor the question speaks of the roles: every
    statement is near "… as an Edge AI Engineer".
    """
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
        + _BARE * bare
        + _SHARED_WORDS * shared
        + _STRANGE * min(2, len(reading.strange))
        + _CONTINUED * reading.continued
        + _PERSONAL * (reading.route.topic == "advice")
        + _UNSAID * (best is not None and not best.says_it)
        + _UNHEARD * (is_all_strange(reading) or counts_the_unknown(reading))
    )
    probability = 1 / (1 + math.exp(-logit))
    if probability >= _LEAST:
        return Coverage(True, probability)
    off_topic = topics["offtopic"] > topics["uncovered"] and cosine < 0.45
    return Coverage(False, probability, reading.strange, off_topic)
