"""Whether what was spoken of may be left out: "so I can skip those?". Told by how it is rated.

Not for what can be skipped of all that there is: plain.py.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has


def spared(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading as one of the importance of what was spoken of; None where no skill was."""
    ellipsis = view.lexicon["ellipsis"]
    if reading.mentions or reading.phases or not has(ellipsis["spare"], reading.text):
        return None
    several = has(ellipsis["plural"], reading.text)
    meant = [r for r in map(view.record, focus.listed if several and focus.listed else focus.record_ids) if r]
    if not meant or meant[0].kind is not Kind.SKILL:
        return None
    skills = tuple(record for record in meant if record.kind is Kind.SKILL)[: None if several else 1]
    return replace(
        reading,
        subjects=skills,
        topic="importance",
        operation="lookup",
        told=tuple(record.fact for record in skills),
        earlier=focus.record_ids,
        continued=True,
    )
