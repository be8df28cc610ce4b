"""Places in a list that was shown: "the second one", "number 3", "the last", "both", "all of them". Pure.

Not for what is said of them: that is for reports (several.py) and promises (offers.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from bot.commitments.finding import NUMBERED

T = TypeVar("T")
_PLACES = (
    r"first|1st|(?:no\.?|number|nr\.?|#) ?(?:1|one)|1",
    r"second|2nd|(?:no\.?|number|nr\.?|#) ?(?:2|two)|2",
    r"third|3rd|(?:no\.?|number|nr\.?|#) ?(?:3|three)|3",
    r"fourth|4th|(?:no\.?|number|nr\.?|#) ?(?:4|four)|4",
    r"fifth|5th|(?:no\.?|number|nr\.?|#) ?(?:5|five)|5",
)
_PLACED = tuple(re.compile(rf"(?<![\w.:%-])(?:{each})(?![\w:%])", re.IGNORECASE) for each in _PLACES)
_LAST = re.compile(r"\b(?:last|final)(?: one| of (?:them|these|those))?\b(?! (?:week|month|night|year|time))")
_FIRST_OF = re.compile(r"\b(first|last) (two|three|four|2|3|4)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4}
ALL = re.compile(
    r"\b(?:both|every(?:thing| one|one)?|all(?: (?:of (?:them|it|these|those)|the?m|three|two|four|\d))?)\b",
    re.IGNORECASE,
)


def placed(text: str, shown: Sequence[T]) -> tuple[T, ...]:
    """Return those of `shown` that `text` names by their places, in the order of `shown`; "all" is not read.

    "The first two" are two, "the first and the third" are, too.
    """
    text = NUMBERED.sub(" ", text)  # "chapter 2" is no place in a list
    if run := _FIRST_OF.search(text):
        count = _COUNTS.get(run[2].lower()) or int(run[2])
        return tuple(shown[:count] if run[1].lower() == "first" else shown[-count:])
    places = [at for at, pattern in enumerate(_PLACED[: len(shown)]) if pattern.search(text)]
    if shown and _LAST.search(text):
        places.append(len(shown) - 1)
    return tuple(shown[at] for at in dict.fromkeys(places))
