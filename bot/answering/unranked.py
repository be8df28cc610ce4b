"""Ranks that no document gives: "which phase is the most useful?". What is not rated is said not to be.

How hard a thing is: hardness.py; how long and how important: extremes.py.
"""

from __future__ import annotations

import re

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.listing import item
from bot.answering.reading import Reading
from bot.answering.records import Kind, listed
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has


def unsaid(reading: Reading, view: PathwayView) -> list[Statement]:
    """Own up that the documents don't rank things in that way; of skills, say which are critical."""
    patterns, lower = view.lexicon["unranked"], reading.text.lower()
    noun = rf"(?P<noun>{patterns['nouns']})"
    forms = (
        rf"{patterns['asks']}{noun}\b[^.?!,;]{{0,30}}?\b{patterns['most']}",
        rf"{patterns['asks']}{patterns['most']} {noun}\b",
    )
    found = next((match for form in forms if (match := re.search(form, lower))), None)
    if found is None or re.fullmatch(patterns["known"], found["how"]) or reading.importances:
        return []
    degree = "least" if "least" in found[0] else "most"
    said = view.prompts.say("unranked", noun=found["noun"].removesuffix("s"), degree=degree, how=found["how"])
    opening = Statement(said, ())
    critical = [r for r in view.of_kind(Kind.SKILL) if r.importance is Importance.CRITICAL]
    of_skills = has(view.lexicon["skill_words"], found["noun"]) and reading.topic != "transferable"
    if not critical or not of_skills or reading.named(Kind.TRANSFERABLE):
        return [opening]
    lead = view.prompts.say("critical_ones")
    return [opening, enumerate_facts(lead, listed(critical), [item(r) for r in critical])]
