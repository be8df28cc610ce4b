"""Weeks in hours: what some skills or phases come to, where a question speaks of hours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement
from bot.answering.reading import Reading
from bot.answering.records import Record
from bot.answering.view import PathwayView
from bot.language import has
from bot.pathways.grammar import count


def in_hours(
    timed: Sequence[Record], reading: Reading, view: PathwayView, *, spoken: str = "hours?"
) -> list[Statement]:
    """Turn weeks into hours, or stretch them to the person's own, where the question has `spoken`."""
    weekly = next((f for f in reading.figures if f.unit == "hour" and f.low > 0), None)
    if not weekly and not has(spoken, reading.text):
        return []
    weeks, assumed = sum(record.weeks or 0 for record in timed), view.pathway.hours_per_week
    facts = tuple(record.fact for record in timed)
    if weekly and weekly.low != assumed and re.search(r"week|wk", reading.text):
        text = view.prompts.say(
            "hours_stretched",
            hours=f"{weekly.low:g}",
            assumed=assumed,
            weeks=count(round(weeks * assumed / weekly.low), "week"),
            total=weeks * assumed,
        )
    else:
        text = view.prompts.say(
            "hours_total", weeks=count(weeks, "week"), total=weeks * assumed, hours=assumed
        )
    return [Statement(text, facts)]
