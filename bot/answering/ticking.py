"""What is left of the last list once some of it was said to be done: "the course: check", "what's left?".

`remembered` finds that list and what was said since in the turns of a conversation; `left_of_list` takes off
what that says is done. Not for what is kept on a person's roadmap, nor for weeks: accumulating.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answering import pointing
from bot.answering.figures import Figure, find_figures, fits
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Focus, Turn
from bot.language import content_stems, has, stems, with_apostrophes

_CLAUSE = re.compile(r"[.,;:!?\n]+(?:\s|$)|\s[-–]\s|\b(?:and|but|plus|while|though|now)\b", re.I)
_SAME_STEM = 5  # letters that "detection" and "detect" share
_TOPICS = {Kind.ACTION: "plan", Kind.SKILL: "skills", Kind.PHASE: "phases", Kind.RESOURCE: "resources"}

_IN_TIME = r"in weeks|in months|in time|how (?:many (?:weeks|months|hours)|long|much time)|weeks|time"

_COUNTS = {"two": 2, "three": 3, "four": 4}
_FIRST_ONES = re.compile(r"\b(?P<end>first|last) (?P<count>two|three|four|[2-4])\b", re.IGNORECASE)


def remembered(turns: Sequence[Turn], lexicon: Mapping[str, Any]) -> Focus | None:
    """Return what a conversation is about, with its last list and what was told since."""
    if not turns:
        return None
    focus = turns[-1].reply.trace.focus
    told: list[str] = []
    for at in range(len(turns) - 1, -1, -1):
        said, about = turns[at].question, turns[at].reply.trace.focus
        passing = at > 0 and _bare(about) == _bare(turns[at - 1].reply.trace.focus)
        if _tells(said, lexicon) or (passing and not _asks(said, lexicon)):
            told.insert(0, said)
        elif not passing and (len(about.listed) > 1 or _phase_of(about)):
            listed = about.listed if len(about.listed) > 1 else (_phase_of(about),)
            return replace(focus, shown=listed, told=tuple(told))
    return replace(focus, shown=(), told=tuple(told))


def left_of_list(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with what is left of the last list; None where nothing of it was said to be done."""
    ellipsis = view.lexicon["ellipsis"]
    if not focus.shown or not has(ellipsis["left"], reading.text) or has(ellipsis["elsewhere"], reading.text):
        return None
    entries = _entries(reading, focus, view)
    said = [*focus.told, *re.split(r"(?<=[.!?,;])\s", reading.text)]
    said = [view.mend(with_apostrophes(text)) for text in said if _tells(text, view.lexicon)]
    done = [record for text in said for record in _done(text, entries, view)]
    left = tuple(record for record in entries if record not in done)
    if not done or not left:
        return None
    if has(_IN_TIME, reading.text) and all(record.weeks for record in left):
        return replace(reading, summed=left, subjects=left, topic="duration", operation="sum", continued=True)
    topic = _TOPICS.get(left[0].kind, "tasks")
    return replace(reading, others=left, subjects=(), topic=topic, operation="lookup", continued=True)


def _tells(text: str, lexicon: Mapping[str, Any]) -> bool:
    """Whether a message tells how things stand, and asks nothing."""
    return not _asks(text, lexicon) and has(lexicon["ellipsis"]["ticked"], text)


def _asks(text: str, lexicon: Mapping[str, Any]) -> bool:
    opening = rf"\W*(?:(?:and|so|but|ok) )*(?:{lexicon['ellipsis']['asking']})\b"
    return "?" in text or re.match(opening, text, re.I) is not None


def _bare(focus: Focus) -> Focus:
    """Return what a reply spoke of, without what is remembered of the turns before it."""
    return replace(focus, shown=(), told=(), missing="")


def _phase_of(focus: Focus) -> str:
    """Return the id of the phase that a conversation is about, where it is about that before all else."""
    first = focus.record_ids[0] if focus.record_ids else ""
    return first if first.startswith("phase/") else ""


def _entries(reading: Reading, focus: Focus, view: PathwayView) -> list[Record]:
    """Return the entries of the last list; of a phase, its tasks."""
    shown = [record for record in map(view.record, focus.shown) if record]
    phases = [record for record in shown if record.kind is Kind.PHASE]
    if len(shown) == len(phases) == 1:
        return [record for record in view.of_kind(Kind.TASK) if record.phase == phases[0].phase]
    return [record for record in shown if record.kind is not Kind.PHASE] if len(phases) == 1 else shown


def _done(text: str, entries: Sequence[Record], view: PathwayView) -> list[Record]:
    """Return the entries that a message says are done: by their place, a condition, a name or their words."""
    limits = [figure for figure in find_figures(text) if figure.unit in ("week", "month")]
    if limits and has(view.lexicon["ellipsis"]["dropped"], text):
        return [record for record in entries if record.weeks and _fits(record.weeks, limits)]
    named = {mention.record for mention in view.names.find(text)} & set(entries)
    found = [record for record in entries if record in named]
    for clause in _CLAUSE.split(text):
        if clause and not has(view.lexicon["ellipsis"]["undone"], clause):
            found += _meant(clause, entries, view)
    return list(dict.fromkeys(found))


def _fits(weeks: int, limits: Sequence[Figure]) -> bool:
    return all(fits(weeks, limit) for limit in limits)


def _meant(clause: str, entries: Sequence[Record], view: PathwayView) -> list[Record]:
    """Return the entry that a clause points at, or whose own words it says more of than any other's."""
    if some := _FIRST_ONES.search(clause):
        count = _COUNTS.get(some["count"].lower(), 0) or int(some["count"])
        return list(entries[:count] if some["end"].lower() == "first" else entries[-count:])
    if place := pointing.picked(clause.strip(), entries, view):
        return [place[0]]
    said = set(content_stems(clause))
    held = {r.record_id: set(stems(" ".join((r.name, *(fact.text for fact in r.facts))))) for r in entries}
    scores: dict[str, float] = dict.fromkeys(held, 0.0)
    for token in said:
        holding = [key for key, own in held.items() if any(_alike(token, other) for other in own)]
        for key in holding if len(holding) < len(entries) else ():
            scores[key] += 1 / len(holding)
    best = max(scores.values(), default=0.0)
    nearest = [record for record in entries if scores[record.record_id] == best]
    return nearest if best and len(nearest) == 1 else []


def _alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: "detection" and "detect"."""
    return one == other or (len(one) >= _SAME_STEM and one[:_SAME_STEM] == other[:_SAME_STEM])
