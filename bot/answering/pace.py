"""The whole move at one's own pace: "with 20 hours a week, when am I done?", "can I do it in 6 months?"."""

from __future__ import annotations

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


def at_own_pace(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Stretch the weeks to the person's hours a week; for a time that is hoped for, say both figures."""
    timed = [record for record in reading.subjects if record.weeks]
    if not view.pathway.phases or any(r.kind is not Kind.PHASE for r in timed) or timed:
        return []
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


def assumed(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Which hours a week the weeks stand for."""
    if reading.subjects or any(f.unit == "hour" for f in reading.figures) or not view.pathway.phases:
        return []
    whole = view.record("fact/duration")
    return [hours_assumed(view), *roadmap_total(view), *([state(whole.fact)] if whole else [])]
