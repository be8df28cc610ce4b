"""What each of several phases has: "does every phase have a course?", "which phases have more than 2 books?".

Not for which of them hold a thing: holding.py; nor for how many there are in all: arithmetic.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import conditions
from bot.answering.arithmetic import NOUNS, by_phase
from bot.answering.figures import fits
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.holding import inside, shown, thing_of, verb_of
from bot.answering.listing import item
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import has


def whether_each(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say whether all phases, or those named, have a thing: "do phases 1 and 5 both have a book?"."""
    patterns, noun = view.lexicon["holding"], view.lexicon["phase_words"]
    text = reading.text.strip(" ?.!")
    found = next((m for form in patterns["each"] if (m := re.fullmatch(form, text, re.IGNORECASE))), None)
    if found is None or not has(noun, found["units"]):
        return []
    named = reading.named(Kind.PHASE)
    every = has(r"every|each|all", found["units"])
    units = named if len(named) > 1 else view.of_kind(Kind.PHASE) if every and not named else []
    thing = thing_of(found["thing"], Kind.PHASE, view) if units else None
    if thing is None or len(units) < 2:
        return []
    held = {unit: inside(unit, thing, view) for unit in units}
    having = [unit for unit in units if held[unit]]
    facts = [unit.fact for unit in units] + [fact for unit in having for _, fact in held[unit]]
    if not having:
        return [Statement(view.prompts.say("none_has", thing=thing.label), tuple(facts))]
    name = "every_has" if len(having) == len(units) else "some_have"
    lead = view.prompts.say(
        name,
        units=_units(units, view),
        count=f"{len(having)} of {'these' if named else 'the'} {len(units)} phases",
        verb=verb_of(thing, len(having) if name == "some_have" else 2),
        thing=thing.label,
    )
    return [enumerate_facts(lead, facts, [shown(unit, held[unit]) for unit in having])]


def by_number(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say which phases have so many tasks or resources: "is there a phase with more than 3 tasks?"."""
    phases = view.lexicon["phase_words"]
    asked = re.search(
        rf"\b(?:which|what|any|is there|are there|how many|an?)\b(?: \w+)? (?:{phases})\b.*?"
        rf"\d+ (?:\w+ )?(?P<noun>{_noun(Kind.TASK, view)}|{_noun(Kind.RESOURCE, view)})\b",
        reading.text,
        re.IGNORECASE,
    )
    figures = [figure for figure in reading.figures if figure.unit == "thing"]
    if asked is None or len(figures) != 1 or reading.named(Kind.PHASE):
        return []
    kind = Kind.TASK if has(view.lexicon["task_words"], asked["noun"]) else Kind.RESOURCE
    wanted, _ = conditions.resource_kinds(asked["noun"], view.lexicon)
    counted = [r for r in view.of_kind(kind) if not wanted or r.resource_kind in wanted]
    units = view.of_kind(Kind.PHASE)
    chosen = [unit for unit in units if fits(sum(r.phase == unit.phase for r in counted), figures[0])]
    if not counted:
        return []
    if not chosen:
        noun = f"{wanted[0].value if wanted else NOUNS[kind]}s"
        none = view.prompts.say("no_phase_has", noun=noun)
        return [Statement(none, tuple(r.fact for r in counted)), by_phase(kind, counted, view)]
    lead = view.prompts.say("phases_so_many", count=f"{len(chosen)} of the {len(units)} phases")
    return [enumerate_facts(lead, [r.fact for r in (*chosen, *counted)], [item(unit) for unit in chosen])]


def _noun(kind: Kind, view: PathwayView) -> str:
    if kind is Kind.TASK:
        return str(view.lexicon["task_words"])
    return "|".join([view.lexicon["resource_words"], *view.lexicon["resource_kind"].values()])


def _units(units: Sequence[Record], view: PathwayView) -> str:
    if len(units) == len(view.of_kind(Kind.PHASE)):
        return "Every phase"
    return "Both phases" if len(units) == 2 else f"All {len(units)} phases"
