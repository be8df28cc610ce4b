"""What is asked of a thing, such as a mark, a price or a name, and whether a statement says it.

Not for lengths, ratings and pay, which every pathway holds.
"""

from __future__ import annotations

from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, words


def asked_for(reading: Reading, view: PathwayView) -> list[str]:
    """Return how a statement would say what is asked for, as patterns; none for most questions."""
    asking = reading.asking or reading.text
    return [str(a["held"]) for a in view.lexicon["attributes"].values() if has(a["asked"], asking)]


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
