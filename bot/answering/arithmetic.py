"""Counts and sums: code does them, never the model."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import conditions, lookup
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.hours import in_hours
from bot.answering.listing import item, limit_words, mention_of, named_elsewhere, with_names
from bot.answering.negation import asks_rest
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import (
    HELD,
    LONG_END,
    SHORT_END,
    bounds,
    horizons_meant,
    kind_of,
    positions_of,
    select,
    without_named_by_kind,
)
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has
from bot.pathways import grammar
from bot.pathways import sentences as say

_AVERAGE = r"averages?|(?:the|arithmetic) mean|mean (?:length|duration|weeks|time)|typical(?:ly)?"
_TOGETHER = (
    r"total|sum|altogether|together|combined|add(?:s|ed)? up|(?:one|1) after (?:the |an)?other"
    r"|all (?:the |of )*(?:\d+ )?(?:new )?skills|every skill|in all|one by one|back to back|sequentially"
)
_COUNTED_SKILLS = r"how many (?:\w+ )?skills|each|respectively|which|longest|shortest|and (?:the )?roadmap"
NOUNS = {
    Kind.SKILL: "skill",
    Kind.TRANSFERABLE: "transferable skill",
    Kind.PHASE: "phase",
    Kind.TASK: "task",
    Kind.RESOURCE: "resource",
    Kind.LOVE: "upside",
    Kind.MISS: "thing you may miss",
    Kind.CHALLENGE: "challenge",
    Kind.ACTION: "step",
}


def count(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many records meet the conditions, and which."""
    if reading.resource_kind and has(r"how many|number of|count", reading.text):
        reading = without_named_by_kind(reading, view)
    kind = kind_of(reading, view)
    chosen = select(reading, view, kind) if kind else []
    if kind is None or not chosen:
        return []
    if (
        kind in (Kind.TASK, Kind.RESOURCE)
        and has(r"each|every|per|apiece", reading.text)
        and len(chosen) == len(view.of_kind(kind))
    ):
        return [by_phase(kind, chosen, view)]
    noun, plural = _noun(reading, kind)
    verb = "is" if len(chosen) == 1 else "are"
    lead = view.prompts.say(
        "count",
        verb=verb,
        count=len(chosen),
        noun=noun if len(chosen) == 1 else plural,
        where=_where(reading, kind, chosen, view),
    )
    facts = listed(chosen)
    extra = _elsewhere(reading, view) if kind is Kind.RESOURCE else []
    if len(chosen) > 8:
        return [Statement(lead, tuple(facts)), *extra]
    return [enumerate_facts(lead, facts, [item(record) for record in chosen]), *extra]


def average(reading: Reading, view: PathwayView) -> list[Statement]:
    """How long a skill or a phase is on average; nothing where it is unclear of which that is asked."""
    kinds = [
        kind
        for kind, noun in ((Kind.SKILL, "skill_words"), (Kind.PHASE, "phase_words"))
        if has(view.lexicon[noun], reading.text)
    ]
    timed = has(r"length|long|weeks?|duration|time|takes?|lasts?", reading.text)
    if not has(_AVERAGE, reading.text) or len(kinds) != 1 or not timed or reading.topic == "salary":
        return []
    return add_up(select(reading, view, kinds[0]), reading, view)


def of_all_skills(reading: Reading, view: PathwayView) -> list[Statement]:
    """The weeks of all the skills together; nothing where some are meant, or phases."""
    text = reading.text
    some = reading.subjects or reading.importances or reading.phases or reading.excluded or bounds(reading)
    other = has(rf"{view.lexicon['phase_words']}|roadmap|{_AVERAGE}|most|least|{_COUNTED_SKILLS}", text)
    asked = has(_TOGETHER, text) and has(r"weeks?|long|time|months?|hours?", text)
    if some or other or not asked or not has(r"skills", text) or has(HELD, text):
        return []
    return add_up(view.of_kind(Kind.SKILL), reading, view)


def by_phase(kind: Kind, chosen: Sequence[Record], view: PathwayView) -> Statement:
    """Say how many tasks or resources each phase has."""
    phases = view.of_kind(Kind.PHASE)
    numbers = [sum(r.phase == phase.phase for r in chosen) for phase in phases]
    noun = f"{NOUNS[kind]}s"
    facts = listed(chosen)
    if len(set(numbers)) == 1:
        return Statement(
            f"{view.prompts.say('count_each', count=numbers[0], noun=noun, total=len(chosen))}.", tuple(facts)
        )
    lead = view.prompts.say("count_by_phase", noun=noun, total=len(chosen))
    items = [f"Phase {p.phase}: {p.name}: {n}" for p, n in zip(phases, numbers, strict=True)]
    return enumerate_facts(lead, facts, items)


def total(reading: Reading, view: PathwayView) -> list[Statement]:
    """The weeks of the records asked for, added up."""
    if has(LONG_END, reading.text) and has(SHORT_END, reading.text):
        return _sum_of_ends(reading, view)
    summed = [
        statement for records in _summands(reading, view) for statement in add_up(records, reading, view)
    ]
    if not summed and positions_of(reading, view) == set():
        return [
            Statement(view.prompts.say("sum_none_left"), tuple(r.fact for r in view.of_kind(Kind.PHASE)[-1:]))
        ]
    return summed


def _summands(reading: Reading, view: PathwayView) -> list[list[Record]]:
    """Return the groups to add up: two where the question leaves open whether skills or phases."""
    timed = [record for record in reading.subjects if record.weeks]
    kinds = {record.kind for record in timed}
    pointed = sorted({*reading.phases, *(r.phase for r in timed if r.kind is Kind.PHASE and r.phase)})
    reach = conditions.phase_reach(reading.text, pointed, len(view.pathway.phases))
    if reach is not None:
        return [[r for r in view.of_kind(Kind.PHASE) if r.phase in reach and r not in reading.excluded]]
    if len(timed) >= 2 and not any(record.weeks for record in reading.excluded):
        kind = kind_of(reading, view)
        same = [record for record in timed if record.kind is kind]
        rivals = len(kinds) > 1 and any(
            a.span == b.span for a in reading.mentions for b in reading.mentions if a is not b
        )
        return [same if rivals and len(same) >= 2 else timed]
    every = has(r"all|every\w*|each|whole|entire", reading.text)
    unclear = (
        asks_rest(reading.text.lower())
        and not reading.excluded
        and not bounds(reading)
        and not reading.importances
    )
    if not every and (unclear or (timed and not reading.excluded)):
        return []  # something is to be added, or taken away, that was not understood
    kind = kind_of(reading, view)
    says_kind = (
        has(f"{view.lexicon['phase_words']}|{view.lexicon['skill_words']}|roadmap", reading.text)
        or reading.importances
    )
    if bounds(reading) and not says_kind:
        return [select(reading, view, Kind.SKILL), select(reading, view, Kind.PHASE)]
    left_out = {record.kind for record in reading.excluded if record.weeks}
    says_phase = has(view.lexicon["phase_words"] + "|" + view.lexicon["role_words"] + "|plan", reading.text)
    if kind is not Kind.SKILL and (left_out == {Kind.SKILL} or (Kind.SKILL in left_out and not says_phase)):
        kind = Kind.SKILL
    return [select(reading, view, Kind.SKILL if kind is Kind.SKILL else Kind.PHASE)]


def add_up(timed: Sequence[Record], reading: Reading, view: PathwayView) -> list[Statement]:
    """Say how many weeks the records take together, how they come to that, and the hours if asked."""
    if not timed:
        return []
    weeks, number = sum(record.weeks or 0 for record in timed), len(timed)
    parts = " + ".join(str(record.weeks) for record in timed)
    kind = timed[0].kind
    whole = view.of_kind(kind)
    everything = number > 2 and number == len(whole)
    left_out = [r for r in whole if r not in timed]
    gone = bool(left_out) and all(r in reading.excluded for r in left_out)
    name = "sum_one" if number == 1 else "sum_all" if everything else "sum_without" if gone else "sum"
    noun = f"{NOUNS[kind]}s"
    lead = view.prompts.say(
        name,
        names=lookup.names_of(list(timed)),
        parts=parts,
        weeks=grammar.count(weeks, "week"),
        count=number,
        noun=noun,
        left_out=lookup.names_of(left_out),
    )
    statements = [Statement(lead, tuple(record.fact for record in timed))]
    if has(_AVERAGE, reading.text) and number > 1:
        text = view.prompts.say(
            "average",
            count=number,
            noun=noun,
            average=f"{weeks / number:.1f}".removesuffix(".0"),
            weeks=grammar.count(weeks, "week"),
        )
        statements = [Statement(text, tuple(record.fact for record in timed))]
    if everything and kind is Kind.PHASE and (duration := view.record("fact/duration")):
        statements.append(state(duration.fact))
    return [*statements, *in_hours(timed, reading, view)]


def _sum_of_ends(reading: Reading, view: PathwayView) -> list[Statement]:
    """The longest and the shortest, added up."""
    kind = kind_of(reading, view)
    records = sorted(
        select(reading, view, Kind.PHASE if kind is Kind.PHASE else Kind.SKILL), key=lambda r: r.weeks or 0
    )
    if len(records) < 2:
        return []
    low, high = records[0], records[-1]
    text = view.prompts.say(
        "sum_ends",
        longest=high.name,
        shortest=low.name,
        parts=f"{high.weeks} + {low.weeks}",
        weeks=grammar.count((high.weeks or 0) + (low.weeks or 0), "week"),
    )
    return [Statement(text, (high.fact, low.fact))]


def _noun(reading: Reading, kind: Kind) -> tuple[str, str]:
    noun = NOUNS[kind]
    if kind is Kind.MISS:
        return noun, noun.replace("thing ", "things ")
    if kind is Kind.RESOURCE and reading.resource_kind:
        noun = reading.resource_kind.value
    if kind is Kind.SKILL and len(reading.importances) == 1:
        level = reading.importances[0]
        noun = f"{'nice-to-have' if level is Importance.NICE_TO_HAVE else level.value} skill"
    elif kind is Kind.SKILL and reading.importances:
        noun = f"{' or '.join(say.importance_words(level) for level in reading.importances)} skill"
    return noun, f"{noun}s"


def _elsewhere(reading: Reading, view: PathwayView) -> list[Statement]:
    """What only tasks or skills name, unless the question is about the resources alone."""
    if has(r"resources?|roadmap|phases?|stages?|steps?", reading.text) and not has(
        r"anywhere|everywhere|skills?|overall", reading.text
    ):
        return []
    inside = select(reading, view, Kind.RESOURCE)
    _, extra = with_names(inside, named_elsewhere(reading, view), reading, view)
    lead = view.prompts.say("elsewhere", count=len(extra), total=len(extra) + len(inside))
    return (
        [enumerate_facts(lead, [r.facts[-1] for r in extra], [mention_of(r) for r in extra])] if extra else []
    )


def _where(reading: Reading, kind: Kind, chosen: Sequence[Record], view: PathwayView) -> str:
    if kind in (Kind.TASK, Kind.RESOURCE):
        positions = sorted({r.phase for r in chosen if r.phase})
        if positions_of(reading, view) is None:
            return " on the roadmap"
        if len(positions) == 1 and (phase := view.record(f"phase/{positions[0]}")):
            return f" in phase {phase.phase}, {phase.name}"
        return f" in phases {', '.join(map(str, positions[:-1]))} and {positions[-1]}"
    horizons = horizons_meant(reading.text, view) if kind is Kind.ACTION else ()
    if len(horizons) == 1:
        return view.prompts.say(f"where_{horizons[0]}")
    limits = bounds(reading)
    if limits and kind in (Kind.SKILL, Kind.PHASE):
        return f" of {' and '.join(limit_words(limit, view) for limit in limits)}"
    return {Kind.SKILL: " to learn", Kind.PHASE: " on the roadmap"}.get(kind, "")
