"""The whole move at one's own pace: "with 20 hours a week, when am I done?", "can I do it in 6 months?"."""

from __future__ import annotations

from math import ceil

from bot.answering import claims
from bot.answering.finding import Statement, state
from bot.answering.hours import budgeted_weeks, weekly_hours
from bot.answering.lines import Lines
from bot.answering.lookup import hours_assumed, roadmap_total
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.language import has
from bot.pathways.grammar import count

_WEEKS_IN_MONTH = 52 / 12
HOURS_A_WEEK = (
    r"how (?:many|much) (?:hours|time|h)(?: \w+){0,3}? (?:a|per|each|every|/) ?(?:week|wk)|weekly hours"
)


def at_own_pace(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Stretch the weeks to the person's hours a week; for a time that is hoped for, say both figures."""
    timed = [record for record in reading.subjects if record.weeks]
    if not view.pathway.phases or timed or reading.importances:
        return []  # of a part of it
    if budgeted_weeks(reading, view):
        return []  # so many hours in all, not the whole move
    asked = view.lexicon["plain"]
    if (weekly := weekly_hours(reading.text)) and has(asked["when_done"], reading.text):
        weeks, assumed = sum(r.weeks or 0 for r in view.of_kind(Kind.PHASE)), view.pathway.hours_per_week
        total = roadmap_total(view)
        if weekly == assumed:
            return [*total, hours_assumed(view)]
        text = view.prompts.say(
            "hours_stretched",
            hours=f"{weekly:g}",
            assumed=assumed,
            weeks=count(round(weeks * assumed / weekly), "week"),
            total=weeks * assumed,
        )
        return [*total, Statement(text, total[0].rests_on)]
    if has(asked["hoped"], reading.text) and any(f.unit in ("month", "year") for f in reading.figures):
        said = claims.check(reading, view, lines)
        return [*said, *roadmap_total(view), hours_assumed(view)] if said else []
    return []


def needed(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many hours a week bring one or more entries into so many weeks: "phase 2 in 3 weeks?"."""
    timed = [record for record in reading.subjects if record.weeks]
    spans = [f for f in reading.figures if f.unit in ("week", "month") and f.low == f.high > 0]
    if not timed or len(spans) != 1 or not has(HOURS_A_WEEK, reading.text):
        return []
    weeks, hours = sum(record.weeks or 0 for record in timed), view.pathway.hours_per_week
    within = spans[0].low * (_WEEKS_IN_MONTH if spans[0].unit == "month" else 1)
    text = view.prompts.say(
        "hours_needed",
        assumed=hours,
        weeks=count(weeks, "week"),
        total=weeks * hours,
        span=spans[0].text,
        hours=ceil(weeks * hours / within),
    )
    return [Statement(text, tuple(record.fact for record in timed))]


def assumed(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Which hours a week the weeks stand for."""
    if reading.subjects or any(f.unit == "hour" for f in reading.figures) or not view.pathway.phases:
        return []
    whole = view.record("fact/duration")
    return [hours_assumed(view), *roadmap_total(view), *([state(whole.fact)] if whole else [])]
