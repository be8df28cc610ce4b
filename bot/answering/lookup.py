"""One fact, or the facts of one record: how long, how important, how to learn it, what it pays."""

from __future__ import annotations

import re

from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.hours import in_hours
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import content_stems, has, join, stem, words
from bot.pathways import chunks as ids
from bot.pathways import sentences as say
from bot.pathways.grammar import count

_HOW_TO = r"\bhow (?:do|can|should|could|would|must|shall|to)(?: (?:i|we|you|one))?(?: best)? (?P<verb>\w+)"
_TOLD = 6  # letters by which a verb is told


def duration(reading: Reading, view: PathwayView) -> list[Statement]:
    """How long the named skills and phases take, or the whole transition where none is named."""
    timed = [record for record in reading.subjects if record.weeks]
    if not timed:
        whole = view.record("fact/duration")
        return [
            *([state(whole.fact)] if whole else []),
            *roadmap_total(view),
            *_in_hours(reading, view, None),
        ]
    return [*(state(record.fact) for record in timed), *_in_hours(reading, view, timed)]


def importance(reading: Reading, view: PathwayView) -> list[Statement]:
    """How much the named skills matter."""
    return [state(record.fact) for record in reading.named(Kind.SKILL)]


def how(reading: Reading, view: PathwayView) -> list[Statement]:
    """How the named skills are learnt; for another record, what the pathway says of it."""
    statements: list[Statement] = []
    for record in reading.named(Kind.SKILL):
        statements += [state(fact) for fact in record.facts[1:] or record.facts]
    if statements:
        return [*_by_doing(reading, view), *statements]
    for phase in reading.named(Kind.PHASE):
        statements += phase_tasks(phase, view)
    return statements or [
        state(record.fact) for record in reading.named(Kind.RESOURCE, Kind.TITLE, Kind.TRANSFERABLE)
    ]


def _by_doing(reading: Reading, view: PathwayView) -> list[Statement]:
    """The one task that has the verb of the question, and what it is done with: "how do I practise C?"."""
    verb = re.search(_HOW_TO, reading.text, re.IGNORECASE)
    said = set(content_stems(reading.text[verb.end() :])) if verb else set()
    tasks = [
        task
        for task in view.of_kind(Kind.TASK)
        if verb and _same_verb(verb["verb"], words(task.name)[0]) and said & set(content_stems(task.name))
    ]
    return [state(tasks[0].fact)] if len(tasks) == 1 else []


def _same_verb(one: str, other: str) -> bool:
    """Whether two words are forms of one verb, as "practise" and "practice" are."""
    return stem(one)[:_TOLD] == stem(other)[:_TOLD]


def why(reading: Reading, view: PathwayView) -> list[Statement]:
    """How the named skill, which the person has, helps."""
    return [state(record.fact) for record in reading.named(Kind.TRANSFERABLE)]


def whole(record_id: str, view: PathwayView) -> list[Statement]:
    """What the pathway says of itself: salary, difficulty, demand."""
    record = view.record(record_id)
    return [state(fact) for fact in record.facts] if record else []


def salary(reading: Reading, view: PathwayView) -> list[Statement]:
    """What the move does to pay, the range asked for first."""
    statements = whole("fact/salary", view)
    asks_growth = has(
        r"percent(?:age)?|%|increase|raise|rise|more|growth|jump|bump|gap|difference|change", reading.text
    )
    return statements if asks_growth else statements[::-1]


def phase_tasks(phase: Record, view: PathwayView) -> list[Statement]:
    """What is done in a phase: its length, then its tasks."""
    tasks = [record for record in view.of_kind(Kind.TASK) if record.phase == phase.phase]
    if not tasks:
        return [state(phase.fact)]
    chunk_id = ids.tasks_chunk_id(view.pathway.pathway_id, phase.phase or 0)
    lead = view.prompts.say(
        "phase_tasks", phase=phase.phase, name=phase.name, weeks=count(phase.weeks or 0, "week")
    )
    opening = Fact(phase.fact.text, chunk_id, phase.fact.quote)
    return [
        enumerate_facts(lead, [opening, *(task.fact for task in tasks)], [ended(task.name) for task in tasks])
    ]


def content(reading: Reading, view: PathwayView) -> list[Statement]:
    """What one phase is made of: "what is the first phase about?"; nothing where that is not asked."""
    phases = reading.named(Kind.PHASE)
    asked = len(phases) == len(reading.subjects) == 1 and has(view.lexicon["content"], reading.text)
    return phase_tasks(phases[0], view) if asked else []


def roadmap_total(view: PathwayView) -> list[Statement]:
    """How many phases the roadmap has, and how many weeks."""
    if not view.pathway.phases:
        return []
    line = say.phases_total_sentence(view.pathway)
    return [state(Fact(line, ids.roadmap_chunk_id(view.pathway.pathway_id), line))]


def hours_assumed(view: PathwayView) -> Statement:
    """Say which hours a week the weeks are reckoned with, and whether the pathway says so or the coach."""
    name = "hours_assumed" if view.pathway.hours_stated else "hours_reckoned"
    text = view.prompts.say(name, hours=view.pathway.hours_per_week)
    return Statement(text, tuple(statement.rests_on[0] for statement in roadmap_total(view)))


def ended(text: str) -> str:
    """Return `text` with a full stop; code keeps its last line, or it had no end."""
    return text if re.search(r"(?:[.!?][\"')]*|```)$", text) else f"{text}."


def _in_hours(reading: Reading, view: PathwayView, timed: list[Record] | None) -> list[Statement]:
    """Say the weeks of these records, else of the roadmap, in hours where the question speaks of them."""
    skills = [record for record in timed or () if record.kind is Kind.SKILL]
    records = skills or timed or view.of_kind(Kind.PHASE)  # one name may be that of a skill and of a phase
    return in_hours(records, reading, view, spoken="hours?|evenings?|full[- ]time|part[- ]time")


def names_of(records: list[Record]) -> str:
    """Return the records' names as a listing, unmistakable where a name holds an "and"."""
    names = [record.name for record in records]
    if len(names) > 1 and any(" and " in name or "," in name for name in names):
        return (
            f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 2 else f"{names[0]}, and {names[1]}"
        )
    return join(names)
