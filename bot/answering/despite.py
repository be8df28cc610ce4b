"""What is answered although a question does not look covered: its form leaves no doubt.

Whether it looks covered is coverage.py's to say.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answering import claims, gone, groups, noted, ordering, own_pay, pace, pay, presence, reckoning
from bot.answering.finding import Statement
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.view import PathwayView


def answer(reading: Reading, view: PathwayView, lines: Lines) -> tuple[Reading, list[Statement]] | None:
    """Return the reading as it was settled, with what to say; None where nothing is certain."""
    if ordered := ordering.certain(reading, view, lines):
        return replace(reading, operation="order"), ordered
    if not reading.strange and (level := groups.of_level(reading, view)):
        return replace(reading, topic="skills"), level
    if hours := pace.needed(reading, view):
        return replace(reading, topic="duration"), hours
    if reckoned := reckoning.certain(reading, view):
        return replace(reading, topic="duration"), reckoned
    asked_on = reading.continued and reading.topic == "salary"
    if asked_on and (said := pay.currency(reading, view)):
        return reading, said
    if reading.topic == "salary" and (paid := own_pay.certain(reading, view)):
        return reading, paid
    if corrected := claims.certain(reading, view):
        return replace(reading, operation="verify"), corrected
    for tell in (gone.told, noted.told):
        if said := tell(reading, view, lines):
            return reading, said
    present = presence.named(reading, view)
    return (reading, present) if present else None
