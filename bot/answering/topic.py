"""What a question is about: the router's guess, made consistent with what was read."""

from __future__ import annotations

from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.selection import head_of
from bot.answering.view import PathwayView
from bot.language import has

_CONFIDENT = 0.55
_ABOUT = 0.8  # share of the best score from which a skill that is rated in the question is asked to be rated
_NEARLY = 0.6  # share of the plan's score from which the tasks of a phase that is named are meant


def settle_topic(reading: Reading, view: PathwayView) -> str:
    """Return the topic: the router's, unless the question's own words leave no doubt of another."""
    lexicon, topics = view.lexicon, reading.route.topic_scores
    if reading.continued:
        return reading.topic
    if has(lexicon["plan_words"], reading.text):
        return "plan"
    unsure = reading.confidence < _CONFIDENT
    if (
        unsure
        and reading.horizon
        and not _inside_phase(reading, view)
        and topics["plan"] >= 0.5 * reading.confidence
        and not has(r"how (?:long|many|much)", reading.text)
    ):
        return "plan"
    if reading.topic == "plan" and not reading.horizon and _inside_phase(reading, view):
        return "tasks" if topics["tasks"] >= _NEARLY * topics["plan"] else "plan"
    if reading.topic == "miss" and has(lexicon["struggles"], reading.text):
        return "challenges" if topics["challenges"] >= _NEARLY * topics["miss"] else "miss"
    kinds = {record.kind for record in reading.subjects}
    if Kind.SKILL in kinds and unsure and has(r"importance|priority|priorities", reading.text):
        return "importance"
    rated = Kind.SKILL in kinds and reading.importances and not reading.figures
    if rated and topics["importance"] >= _ABOUT * reading.confidence:
        return "importance"
    asked = head_of(reading, view) if unsure and Kind.PHASE in kinds and reading.topic == "how" else None
    if asked in (Kind.TASK, Kind.RESOURCE):
        return "tasks" if asked is Kind.TASK else "resources"  # "show me the resources for phase 2"
    if (
        unsure
        and kinds == {Kind.TRANSFERABLE}
        and reading.topic not in ("transferable", "why", "advice", "phases", "tasks")
    ):
        return "why"
    if (
        unsure
        and kinds
        and kinds <= {Kind.RESOURCE, Kind.TITLE}
        and reading.topic not in ("resources", "how", "tasks", "plan", "duration")
    ):
        return "resources"
    if reading.topic == "uncovered" and reading.operation == "lookup":
        inside = {name: score for name, score in topics.items() if name in _ANSWERABLE}
        return max(inside, key=inside.__getitem__)
    return reading.topic


def _inside_phase(reading: Reading, view: PathwayView) -> bool:
    """Whether a phase is spoken of as one: "the first block"."""
    return bool(reading.named(Kind.PHASE)) and has(view.lexicon["phase_words"], reading.text)


_ANSWERABLE = frozenset(
    """duration importance how why salary difficulty demand overview skills transferable phases tasks
    resources plan love miss challenges reality advice""".split()
)
