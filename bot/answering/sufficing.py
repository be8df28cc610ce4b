"""Whether one skill is enough: "can I get away with just Python?". What else there is to learn says so.

Not for whether a time or a budget is enough: see horizons.py and fitting.py.
"""

from __future__ import annotations

import re

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.lines import Lines
from bot.answering.listing import item
from bot.answering.reading import Reading
from bot.answering.records import Kind, listed
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import join


def enough(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Say what else is critical or important beside the skills that a question takes for enough."""
    named = reading.named(Kind.SKILL, Kind.TRANSFERABLE)
    asked = any(re.search(form, reading.text, re.IGNORECASE) for form in view.lexicon["sufficing"])
    if not asked or not named or reading.figures or reading.named(Kind.RESOURCE, Kind.TITLE):
        return []
    needed = (Importance.CRITICAL, Importance.IMPORTANT)
    others = [r for r in view.of_kind(Kind.SKILL) if r.importance in needed and r not in named]
    if not others:
        return []
    lead = view.prompts.say("not_enough", names=join([record.name for record in named]))
    return [enumerate_facts(lead, listed(others), [item(record) for record in others])]
