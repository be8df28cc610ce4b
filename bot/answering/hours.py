"""Weeks in hours: what some skills or phases come to, where a question speaks of hours.

Hours a week and hours in all are told apart by their words. Not for the move at one's own pace: pace.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement, state
from bot.answering.reading import Reading
from bot.answering.records import Record
from bot.answering.terms import find_terms
from bot.answering.view import PathwayView
from bot.language import has
from bot.pathways.grammar import count

_DAYS = {"day": 7, "evening": 7, "night": 7, "morning": 7, "weekday": 5}
_MOST = 80  # hours that somebody may have in a week
_LASTS = r"(?:runs?|ran) out|used up|budget|how far|(?:get|gets|bring|brings|take|takes) me|lasts?|reach"
_HOW_MANY = (
    r"how many (?:\w+ )?hours(?! (?:a|an|per|each|every|daily|weekly)\b)|number of hours|in hours"
    r"|hours (?:altogether|in (?:total|all)|overall)"
    r"|total(?: of)? hours|hours (?:for|does|do|go|goes|would|is|are)"
)


def in_hours(
    timed: Sequence[Record], reading: Reading, view: PathwayView, *, spoken: str = "hours?"
) -> list[Statement]:
    """Turn weeks into hours, or stretch them to the person's own, where the question has `spoken`."""
    weekly = weekly_hours(reading.text) or _perhaps_weekly(reading)
    if not weekly and not has(spoken, reading.text):
        return []
    weeks, assumed = sum(record.weeks or 0 for record in timed), view.pathway.hours_per_week
    facts = tuple(record.fact for record in timed)
    if not weekly or weekly == assumed:
        text = view.prompts.say(
            "hours_total", weeks=count(weeks, "week"), total=weeks * assumed, hours=assumed
        )
        return [Statement(text, facts)]
    text = view.prompts.say(
        "hours_stretched",
        hours=f"{weekly:g}",
        assumed=assumed,
        weeks=count(round(weeks * assumed / weekly), "week"),
        total=weeks * assumed,
    )
    if not has(_HOW_MANY, reading.text):
        return [Statement(text, facts)]
    spent = view.prompts.say(
        "hours_spent",
        hours=f"{weekly:g}",
        weeks=count(weeks, "week"),
        total=f"{weeks * weekly:g}",
        assumed=assumed,
        whole=weeks * assumed,
    )
    return [Statement(spent, facts), Statement(text, facts)]


def of_named(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many hours the named skills or phases come to; nothing where a question asks for no hours."""
    if not has(_HOW_MANY, reading.text) or reading.has("aux", view.lexicon) or reading.operation == "verify":
        return []
    terms = [term for term in find_terms(reading, view) if not term.out]
    records = list(dict.fromkeys(record for term in terms for record in term.records))
    if not records or len({record.kind for record in records}) > 1 or not any(term.named for term in terms):
        return []
    return [*(state(record.fact) for record in records), *in_hours(records, reading, view)]


def weekly_hours(text: str) -> float | None:
    """Return the hours a week that a person has; None where they name none."""
    match = re.search(
        r"\b(\d+(?:\.\d+)?)(?: ?(?:-|–|to|or) ?(\d+))? ?-?(?:hours?|hrs?|h)\b(?: \w+){0,2}? ?"
        r"(?:/ ?|a |per |each |every |on |at |in |over )?(?:the |my )?"
        r"(weeks?|wk|weekends?|saturdays?|sundays?|weekdays?|days?|daily|weekly|evenings?|nights?|mornings?)\b",
        text.lower(),
    )
    if match is None:
        return None
    hours = (float(match[1]) + float(match[2] or match[1])) / 2
    unit = match[3].rstrip("s").replace("daily", "day")
    return hours * _DAYS.get(unit, 1) or None


def budgeted_weeks(reading: Reading, view: PathwayView) -> tuple[float, float, int] | None:
    """Return hours in all, the hours a week and the weeks that they last; None where no budget is named."""
    found = [f.low for f in reading.figures if f.unit == "hour" and f.low > _MOST]
    if len(found) != 1 or not has(_LASTS, reading.text):
        return None
    weekly = weekly_hours(reading.text)
    weekly = weekly if weekly and weekly <= _MOST else float(view.pathway.hours_per_week)
    return found[0], weekly, round(found[0] / weekly)


def _perhaps_weekly(reading: Reading) -> float | None:
    """Return the hours of a question that speaks of weeks; more than a week can hold are hours in all."""
    hours = next((f.low for f in reading.figures if f.unit == "hour" and f.low > 0), None)
    return hours if hours and hours <= _MOST and re.search(r"week|wk", reading.text) else None
