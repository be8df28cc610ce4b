"""Whether several skills or phases fit into a time: "could both must-haves be squeezed into ten weeks?".

Not for the whole move at one's own pace (pace.py), nor for what one of them takes (claimed_figures.py).
"""

from __future__ import annotations

from dataclasses import replace

from bot.answering.arithmetic import add_up
from bot.answering.claimed_figures import in_weeks
from bot.answering.finding import Statement
from bot.answering.hours import weekly_hours
from bot.answering.reading import Reading
from bot.answering.terms import find_terms
from bot.answering.view import PathwayView
from bot.language import has

_FITS = (
    r"fits?|fitted|squeez\w*|squash\w*|cram\w*|manag\w*|doable|feasible|possible|realistic|enough|suffic\w*"
    r"|pull\w* off|get (?:\w+ ){0,4}done|be done|finish\w*|wrap\w* up|get through"
)
_ASKS = (
    r"which|what|how (?:many|long|much)|list|name|when|number of|each|apiece"
    r"|(?:skills?|phases?|stages?) (?:that |which )?(?:i|one|we|you) (?:could|can|might|would)"
)


def into_time(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return "Yes" or "No" with the sum; nothing where fewer than two are named, or no single time."""
    text = reading.text
    limits = [
        f for f in reading.figures if f.unit in ("week", "month", "hour") and f.comparison in ("=", "<", "<=")
    ]
    if len(limits) != 1 or weekly_hours(text):
        return []
    in_all = limits[0].high / view.pathway.hours_per_week if limits[0].unit == "hour" else None
    if not has(_FITS, text) or has(_ASKS, text):
        return []
    records = list(
        dict.fromkeys(r for term in find_terms(reading, view) if not term.out for r in term.records)
    )
    if len(records) < (1 if in_all else 2) or len({r.kind for r in records}) > 1:
        return []
    limit = in_all or in_weeks(limits[0].high, limits[0])
    fits = sum(r.weeks or 0 for r in records) <= limit
    first, *others = add_up(records, replace(reading, excluded=()), view)
    opening = view.prompts.say("yes" if fits else "no")
    return [Statement(f"{opening} {first.text}", first.rests_on, first.items), *others]
