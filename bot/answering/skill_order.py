"""Which of two skills comes first: "Python or C++ first?".

The roadmap puts tasks and resources in order, not skills: a skill is dealt with from the first phase on that
has a resource for it. Not for the order of phases, tasks and resources themselves: ordering.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.belonging import skill_of
from bot.answering.finding import Statement, state
from bot.answering.hardness import is_about
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import has

_ORDERS = r"first|before|after|earlier|sooner|later|(?:start|begin|starting|beginning) (?:off )?with"
_OTHERWISE = r"weeks?|months?|long|longer|importan\w*|priorit\w*|critical|matters?|phases?|stages?"
_POLAR = re.compile(r"(?:and |so |but )*(?:is|are|do|does|will|would|should|can|must|shall)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_BESIDE = r"(?:before|in|during) or (?:after|before)|after or (?:before|in)|before, (?:in|during) or after"
_AMOUNT = r"how (?:many|long|much)|weeks?|months?"
_LATER = r"after|later"


def of_two(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say which of two skills the roadmap deals with first; nothing for other questions."""
    skills = reading.named(Kind.SKILL)
    asks = has(_ORDERS, reading.text) and not has(_OTHERWISE, reading.text)
    if len(skills) != 2 or len(reading.subjects) != 2 or not asks:
        return []
    places = [_first_place(skill, view) for skill in skills]
    if missing := [skill for skill, place in zip(skills, places, strict=True) if place is None]:
        said = view.prompts.say("skill_unplaced", name=missing[0].name)
        return [Statement(said, ()), *(state(skill.fact) for skill in skills)]
    known = [(skill, *place) for skill, place in zip(skills, places, strict=True) if place]
    return [_said(reading, known, view)]


def against_phase(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say whether a skill is dealt with before, in or after a phase: "RTOS before or after phase 2?"."""
    skills, phases = reading.named(Kind.SKILL), reading.named(Kind.PHASE)
    asks = has(_BESIDE, reading.text) and not has(_AMOUNT, reading.text)
    if len(skills) != 1 or len(phases) != 1 or len(reading.subjects) != 2 or not asks:
        return []
    place = _first_place(skills[0], view)
    if place is None:
        said = view.prompts.say("skill_unplaced", name=skills[0].name)
        return [Statement(said, ()), state(skills[0].fact)]
    here, why = place
    way = (here.phase or 0) - (phases[0].phase or 0)
    said = view.prompts.say(
        "skill_against_phase",
        name=skills[0].name,
        position=here.phase,
        way="in" if not way else "after" if way > 0 else "before",
        other=phases[0].phase,
    )
    return [Statement(said, (*why, phases[0].fact))]


def _said(
    reading: Reading, places: Sequence[tuple[Record, Record, Sequence[Fact]]], view: PathwayView
) -> Statement:
    (first, one, _), (second, other, _) = sorted(places, key=lambda each: each[1].phase or 0)
    facts = tuple(dict.fromkeys(fact for _, _, why in places for fact in why))
    if one == other:
        said = view.prompts.say(
            "skills_together", first=first.name, second=second.name, position=one.phase, name=one.name
        )
        return Statement(said, facts)
    said = view.prompts.say(
        "skills_in_order",
        first=first.name,
        first_position=one.phase,
        second=second.name,
        second_position=other.phase,
    )
    return Statement(f"{_verdict(reading, first is places[0][0], view)}{said}", facts)


def _verdict(reading: Reading, as_named: bool, view: PathwayView) -> str:
    """Return "Yes" or "No" before what answers "is X before Y?"; nothing before what answers "X or Y?"."""
    if not _POLAR.match(reading.text) or _OR.search(reading.text):
        return ""
    right = as_named != has(_LATER, reading.text)
    return f"{view.prompts.say('yes' if right else 'no')} "


def _first_place(skill: Record, view: PathwayView) -> tuple[Record, Sequence[Fact]] | None:
    """Return the phase from which on a skill is dealt with, and the facts that show it."""
    for each in view.of_kind(Kind.RESOURCE):
        if skill_of(each, view) is skill and (phase := view.record(f"phase/{each.phase}")):
            return phase, (each.fact, skill.facts[-1])
    named = next((phase for phase in view.of_kind(Kind.PHASE) if is_about(phase, skill)), None)
    return (named, (named.fact,)) if named else None
