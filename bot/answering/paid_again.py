"""The pay once more, asked in other words after an answer: by the month, of the other role, at one end.

Not for a first question about pay: pay.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has

_NOUN = r"(?:ends?|figures?|numbers?|bounds?|ones?)"
_LOW = rf"(?:low(?:er|est)?|bottom|small(?:er)?) {_NOUN}|minim(?:um|a|ums)|floors?"
_HIGH = rf"(?:upper|high(?:er|est)?|top|big(?:ger)?) {_NOUN}|maxim(?:um|a|ums)|ceilings?"
_APART = (
    r"how (?:far|much|many|big|wide|large)|apart|difference|differ|gap|plus|above|below|between|compare[sd]?"
    r"|distance|jump|rise|gain|increase|more|extra"
)


def paid_again(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading as one of the pay, where that is asked for once more."""
    bound = reading.subjects or reading.importances or reading.phases
    if focus.topic != "salary" or bound:
        return None
    record = view.record("fact/salary")
    subjects = (record,) if record else ()
    again = replace(
        reading, topic="salary", operation="lookup", subjects=subjects, horizon=None, continued=True
    )
    return again if has(view.lexicon["ellipsis"]["pay_measure"], reading.text) else None


def between_ends(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "The lower ends are how far apart?": the same ends of the pay of the two roles compared."""
    end = _end(reading, focus) if focus.topic == "salary" and not reading.subjects else ""
    if not end:
        return None
    text = f"How far apart are the two roles at the {end} of their pay?"
    return replace(reading, text=text, topic="salary", operation="lookup", figures=(), continued=True)


def _end(reading: Reading, focus: Focus) -> str:
    """Return the end of the two ranges of pay whose distance is asked for; "" where none is."""
    if not has(_APART, reading.text):
        return ""
    said = [reading.text]
    if re.search(r"\b(?:those|these|them|they|that)\b", reading.text, re.I):
        said += [*reversed(focus.told), focus.question]
    for text in said:
        low, high = has(_LOW, text), has(_HIGH, text)
        if low != high:
            return "lower end" if low else "upper end"
    return ""
