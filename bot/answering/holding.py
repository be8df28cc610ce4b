"""What holds a thing, and what holds none: "which skills have no book?", "in how many phases is there a Pi?".

Of phases, skills, tasks and resources. Not for a figure that they must meet: see selection.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answering import conditions
from bot.answering.arithmetic import NOUNS
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.lines import Lines
from bot.answering.listing import item, mention_of
from bot.answering.lookup import ended
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import positions_of
from bot.answering.shaping import as_said
from bot.answering.view import PathwayView
from bot.domain import Fact, ResourceKind
from bot.language import STOPWORDS, has, join, stem, words

_NOUNS = {
    Kind.PHASE: "phase_words",
    Kind.SKILL: "skill_words",
    Kind.TASK: "task_words",
    Kind.RESOURCE: "resource_words",
}
_MOST_WORDS = 4  # of a thing
_INSIDE = (Kind.TASK, Kind.RESOURCE)  # what a phase holds
_NOTE = "note:"
_UNCONFIRMED = "could not be confirmed"


@dataclass(frozen=True)
class Thing:
    """What is to be held: resources of a kind, notes, or what is named by these stems."""

    label: str
    kinds: tuple[ResourceKind, ...] = ()
    noted: bool = False
    note: str = _NOTE  # how a note says what is asked for
    stems: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()  # what a skill's name lists for it: "Jetson" for "hardware"

    def within(self, record: Record, view: PathwayView) -> list[Fact]:
        """Return the facts of a record that hold the thing."""
        if self.noted:
            return [fact for fact in record.facts if has(self.note, fact.text)]
        if self.kinds:
            return [fact for fact in record.facts if self._is_kind(fact, record, view)]
        said = [(fact, f"{record.name} {fact.text}") for fact in record.facts]
        return [fact for fact, text in said if self.is_named(text)]

    def is_named(self, text: str) -> bool:
        """Whether a text names the thing, or what a skill's name lists for it."""
        return bool(self.stems) and (self.stems <= _stems(text) or any(has(o, text) for o in self.others))

    def _is_kind(self, fact: Fact, record: Record, view: PathwayView) -> bool:
        if record.kind is Kind.RESOURCE:
            return record.resource_kind in self.kinds
        nouns = "|".join(str(view.lexicon["resource_kind"][kind]) for kind in self.kinds)
        said = fact.text.lower()
        return has(nouns, said) or any(
            _title(resource) in said
            for resource in view.of_kind(Kind.RESOURCE)
            if resource.resource_kind in self.kinds
        )


def holding(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say which phases, skills, tasks or resources hold the thing that the question names, or hold none."""
    asked = _asked(reading, view)
    if asked is None:
        return []
    kind, thing, without = asked
    units = _units(kind, reading, view)
    found = {unit: inside(unit, thing, view) for unit in units}
    held = [unit for unit in units if found[unit]]
    chosen = [unit for unit in units if not found[unit]] if without else held
    if not held or not units:
        return []
    name = "held_by_none" if not chosen else "holds_no" if without else "holds"
    lead = view.prompts.say(
        name,
        count=f"{len(chosen)} of the {len(units)}",
        noun=f"{NOUNS[kind]}s",
        verb=verb_of(thing, len(chosen)),
        thing=thing.label,
    )
    if not chosen:
        return [Statement(f"{lead}.", tuple(listed(units)))]
    if without:
        return [enumerate_facts(lead, listed(chosen), [item(unit) for unit in chosen])]
    facts = [fact for unit in chosen for _, fact in found[unit]]
    return [enumerate_facts(lead, facts, [shown(unit, found[unit]) for unit in chosen])]


def in_phase(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say whether a phase names a thing, and with what; if it does not, which do: "is ONNX in phase 3?"."""
    form = view.lexicon["holding"]["in_phase"].format(phase=view.lexicon["phase_words"])
    found = re.match(form, reading.text.strip(" ?.!"), re.IGNORECASE)
    phase = view.record(f"phase/{reading.phases[0]}") if len(reading.phases) == 1 else None
    thing = thing_of(found["thing"], Kind.PHASE, view) if found and phase else None
    written = reading.named(Kind.RESOURCE, Kind.TITLE)  # where a book belongs is claimed_places.py's
    if phase is None or thing is None or not thing.stems or written:
        return []
    held = {each.phase: inside(each, thing, view) for each in view.of_kind(Kind.PHASE)}
    named = {"phase": phase.phase, "name": phase.name, "thing": thing.label}
    if here := held[phase.phase]:
        entries = "" if here[0][0] is phase else "; ".join(_entry(record).rstrip(".") for record, _ in here)
        text = view.prompts.say("in_phase", **named) + (f": {entries}." if entries else ".")
        return [Statement(text, tuple(fact for _, fact in here))]
    others = [number for number, entries in held.items() if entries]
    if not others:
        return []
    one, numbers = len(others) == 1, join([str(number) for number in others])
    places = f"phase {numbers} names it" if one else f"phases {numbers} name it"
    text = view.prompts.say("in_other_phase", **named, places=places)
    return [Statement(text, (phase.fact, *(each[0][1] for each in held.values() if each)))]


def first_named(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """The first phase that holds a thing, and with what: "when do I write C++ for the first time?"."""
    found = re.fullmatch(view.lexicon["holding"]["first"], reading.text.strip(" ?.!"), re.IGNORECASE)
    said = next((each for each in found.groupdict().values() if each), "") if found else ""
    thing = thing_of(said, Kind.PHASE, view) if said else None
    if thing is None:
        return []
    for phase in view.of_kind(Kind.PHASE):
        held = [(record, fact) for record, fact in inside(phase, thing, view) if record is not phase]
        if held:
            record, fact = held[0]
            what = {"thing": thing.label, "name": phase.name, "entry": _entry(record)}
            return [Statement(view.prompts.say("first_named", phase=phase.phase, **what), (fact,))]
    return []


def listed_under(tokens: Collection[str], view: PathwayView) -> list[str]:
    """Return what the names of skills list in brackets for something: boards for "hardware", as patterns."""
    return [
        re.escape(part.strip().lower())
        for record in view.of_kind(Kind.SKILL)
        if set(tokens) <= _stems(re.sub(r"\([^)]*\)", "", record.name))
        for inside in re.findall(r"\(([^)]*)\)", record.name)
        for part in inside.split(",")
    ]


def verb_of(thing: Thing, count: int) -> str:
    """Return the verb with which so many units hold the thing."""
    if thing.stems:
        return "names" if count == 1 else "name"
    return "has" if count == 1 else "have"


def _asked(reading: Reading, view: PathwayView) -> tuple[Kind, Thing, bool] | None:
    """Return of what kind something is asked, the thing, and whether it must be missing; else None."""
    patterns, text = view.lexicon["holding"], reading.text.strip(" ?.!")
    if any(figure.unit != "thing" for figure in reading.figures) or reading.importances:
        return None
    for kind, noun in _NOUNS.items():
        found = re.search(rf"(?i){patterns['asks']}(?:{view.lexicon[noun]})\b(?P<rest>.*)", text)
        if found is None:
            continue
        rest = found["rest"]
        form = next((m for each in patterns["forms"] if (m := re.fullmatch(each, rest, re.I))), None)
        thing = thing_of(form["thing"], kind, view) if form else None
        if has(patterns["doubtful"], rest) and kind is Kind.RESOURCE:
            unconfirmed = has(r"(?:un|not |n['’]t )(?:\w+ )?confirmed", rest)
            label = "a note that they could not be confirmed" if unconfirmed else "notes"
            thing = Thing(label, noted=True, note=_UNCONFIRMED if unconfirmed else _NOTE)
        without = has(patterns["without"], rest) and not (thing and thing.noted)
        return (kind, thing, without) if thing else None
    return None


def thing_of(said: str, kind: Kind, view: PathwayView) -> Thing | None:
    """Return what "a book" or "the Raspberry Pi" means; None for what is no thing to be held."""
    patterns = view.lexicon["holding"]
    said = re.sub(rf"(?i)^(?:(?:{patterns['opening']})\s+)+|\s+(?:{patterns['behind']})$", "", said).strip()
    if has(patterns["noted"], said):
        return Thing("notes", noted=True)
    wanted = conditions.resource_kinds(said, view.lexicon)[0]
    telling = [w for w in words(said) if w not in STOPWORDS]
    if len(wanted) == 1 and len(telling) == 1 and kind is not Kind.RESOURCE:
        plural = "" if wanted[0] is ResourceKind.DOCUMENTATION else "s"
        return Thing(f"{wanted[0].value}{plural}", kinds=wanted)
    own = "|".join([*(view.lexicon[noun] for noun in _NOUNS.values()), patterns["no_things"]])
    if not 0 < len(telling) <= _MOST_WORDS or any(has(own, word) for word in telling):
        return None
    label = " ".join(as_said(word, said) for word in words(said))
    tokens = frozenset(stem(word) for word in telling)
    return Thing(f'"{label}"', stems=tokens, others=tuple(listed_under(tokens, view)))


def _units(kind: Kind, reading: Reading, view: PathwayView) -> list[Record]:
    """Return what is asked about: all of a kind, or those of the phases that are pointed at."""
    units = view.of_kind(kind)
    if kind is Kind.PHASE or not reading.phases:
        return units
    positions = positions_of(reading, view)
    return [unit for unit in units if positions is None or unit.phase in positions]


def inside(unit: Record, thing: Thing, view: PathwayView) -> list[tuple[Record, Fact]]:
    """Return the records of a unit, or in it, that hold the thing, each with the fact that does."""
    records = [unit]
    if unit.kind is Kind.PHASE:
        records = [r for r in view.of_kind(*_INSIDE) if r.phase == unit.phase]
        if thing.is_named(unit.name):
            records = [unit, *records]
    return [(record, facts[0]) for record in records if (facts := thing.within(record, view))]


def shown(unit: Record, found: Sequence[tuple[Record, Fact]]) -> str:
    """Return a unit as an entry of the list: a phase with what it holds, else the entry that holds it."""
    if unit.kind is Kind.PHASE:
        held = "; ".join(_entry(record) for record, _ in found if record is not unit)
        return f"Phase {unit.phase}, {unit.name}: {held}" if held else item(unit)
    if unit.kind is Kind.SKILL:
        return item(unit)
    return ended(unit.name) if unit.kind is Kind.TASK else unit.fact.quote


def _entry(record: Record) -> str:
    return _bare(record) if record.kind is Kind.RESOURCE else mention_of(record).rstrip(".")


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


def _bare(resource: Record) -> str:
    """Return a resource as it is listed, without what is noted of it."""
    return re.sub(r"\.?\s*Note:.*", "", resource.fact.quote)


def _title(resource: Record) -> str:
    """Return the title of a resource without who offers it, in lower case."""
    return re.sub(r"\s*\(\w+\)$", "", _bare(resource)).split(" - ")[-1].strip(" .'\"").lower()
