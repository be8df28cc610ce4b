"""What is asked of a thing, such as a mark, a price or a name, and whether a statement says it.

Not for lengths, ratings and pay, which every pathway holds.
"""

from __future__ import annotations

import re

from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_BEFORE_A_THING = "and|what about|how about|for|does|is|learn|studying"
_FIGURES = ("mark", "validity", "amount", "share", "age")
_OF_ONE_THING = ("duration", "importance", "how", "why")


def asked_for(reading: Reading, view: PathwayView) -> list[str]:
    """Return how a statement would say what is asked for, as patterns; none for most questions."""
    asking = reading.asking or reading.text
    return [str(a["held"]) for a in view.lexicon["attributes"].values() if has(a["asked"], asking)]


def asks_for_a_figure(reading: Reading, view: PathwayView) -> bool:
    """Whether a mark, a share or an amount is asked for, which stands in a statement or is not known."""
    attributes = view.lexicon["attributes"]
    return any(has(attributes[name]["asked"], reading.asking or reading.text) for name in _FIGURES)


def says(text: str, wanted: list[str]) -> bool:
    """Whether a statement says all that is wanted."""
    return all(has(pattern, text) for pattern in wanted)


def is_all_strange(reading: Reading) -> bool:
    """Whether nothing that is asked about something named is known: "how many watts does X draw"."""
    telling = [word for word in reading.residue if word not in STOPWORDS]
    named = bool(reading.subjects or reading.anchors)
    return (
        named
        and reading.operation != "verify"
        and bool(telling)
        and all(word in reading.unknown for word in telling)
    )


def counts_the_unknown(reading: Reading) -> bool:
    """Whether the thing that is counted or sought is one that nobody speaks of: "how many gigabytes"."""
    said = words(reading.asking or reading.text)
    return any(
        before in ("many", "much") and how == "how" and word in reading.unknown
        for how, before, word in zip(said, said[1:], said[2:], strict=False)
    )


def asks_of_the_strange(reading: Reading, view: PathwayView) -> bool:
    """Whether a name that nobody knows is all that a question is about, or one of two that it sets apart.

    "And TensorRT, how many weeks?", "Zephyr or FreeRTOS?". Where somebody lives or works is not asked about.
    """
    lower, asking = reading.text.lower(), (reading.asking or reading.text).lower()
    unknown, names = ("|".join(map(re.escape, each)) for each in (reading.unknown, reading.strange))
    if (
        unknown
        and not reading.subjects
        and re.search(rf"\bhow long (?:does|will) (?:{unknown}) take\b", lower)
    ):
        return True
    if names and re.search(
        rf"\b(?:{names}) (?:vs\.?|versus)(?!\w)|\b(?:vs\.?|versus) (?:{names})(?!\w)", lower
    ):
        return True
    telling = {word for word in reading.residue if not view.asks(stem(word))}
    if not telling or not telling <= set(reading.strange) or reading.subjects or reading.anchors:
        return False
    spoken_of = re.search(rf"(?:^|\b(?:{_BEFORE_A_THING}) )(?:the )?(?:{names})\b", asking)
    return spoken_of is not None and reading.topic in _OF_ONE_THING
