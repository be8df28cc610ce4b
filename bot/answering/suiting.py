"""Whether the move suits somebody: "is this for me?", "I'm bad at maths, can I still do it?".

No pathway judges a person. It says what the move builds on, how hard it is and what is loved and missed; and
of what somebody lacks, whether it is learnt on the way. What it does not say is owned up to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.answering.finding import Statement, state
from bot.answering.hardness import is_about
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.telling import opened
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import content_stems, has, stems

_ASKS_ELSE = r"[,.;!–—-]\s*(?:so |and |but )?(?:what|which|how|where|when|who|should)\b"
_PART = re.compile(r"\s*[,.;:!?–—]+\s+|\s+(?:and|but|so)\s+")


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody says of themselves beside the question."""

    lacks: str = ""  # "no maths background", as it was said
    thing: str = ""  # "maths"
    role: str = ""  # another one than the role that the pathway starts from: "data scientist"
    more: bool = False  # whether they say anything else


def is_asked(message: str, patterns: Mapping[str, Any]) -> bool:
    """Whether a message asks if the move suits its writer, by the lexicon's `suits`."""
    text = message.strip(" ?.!")
    forms = (patterns["other"][0], patterns["too"])
    return any(re.fullmatch(form, text, re.I) for form in forms) or _asked(text, patterns) is not None


def answer(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return what somebody should weigh, and what the pathway says of what they lack.

    Nothing where no such question is asked, or where what they say of themselves points elsewhere.
    """
    person = _person(reading, view)
    if person is None or person.role:
        return []
    if person.lacks:
        return _on_the_way(person, view)
    if person.more:
        return []
    if has(view.lexicon["suits"]["liking"], reading.text):
        hard = view.of_kind(Kind.CHALLENGE)[:1]
        return [state(record.fact) for record in (*_liked(2, view), *hard)]
    return opened("yours_to_decide", [state(fact) for fact in _weighed(view)], view)


def unsaid(reading: Reading, view: PathwayView) -> list[Statement]:
    """Own up that the pathway does not say whether what somebody lacks or is stands in the way.

    Nothing where it does, or where no such question is asked.
    """
    person = _person(reading, view)
    if person is None or not (person.role or person.lacks) or (person.lacks and _on_the_way(person, view)):
        return []
    name, said = ("suits_other_role", person.role) if person.role else ("suits_unsaid", person.lacks)
    opening = view.prompts.say(name, said=said, from_role=view.pathway.from_role)
    known = [state(fact) for fact in _weighed(view)[:2]]
    if known:
        known[0] = replace(known[0], text=f"{view.prompts.say('nearby')} {known[0].text}")
    return [Statement(opening, ()), *known]


def _person(reading: Reading, view: PathwayView) -> Person | None:
    """Return what is said beside the question whether the move suits; None where that is not asked."""
    if reading.continued:
        return None
    patterns, text = view.lexicon["suits"], reading.text.strip(" ?.!")
    if found := next((m for form in patterns["other"] if (m := re.fullmatch(form, text, re.I))), None):
        return _other_role(found["role"], view)
    if found := re.fullmatch(patterns["too"], text, re.I):
        return Person(lacks=found["said"], thing=found["said"])
    asked = _asked(text, patterns)
    if asked is None:
        told = re.fullmatch(patterns["alone"], text, re.I) and not re.search(_ASKS_ELSE, text, re.I)
        alone = _told(text, Person(), view) if told else Person()
        return alone if alone.lacks else None
    person = Person()
    for part in _parts(text[: asked.start()], asked["rest"]):
        person = _told(part, person, view)
    return person


def _asked(text: str, patterns: Mapping[str, Any]) -> re.Match[str] | None:
    """Return where it is asked, with nothing behind but what somebody lacks: "can I do it without maths"."""
    opens = r"(?:^|[,.;:!?–—-]\s*|\b(?:so|and|but)\s+)"
    asked = re.search(rf"{opens}(?:{patterns['asks']})(?P<rest>.*)$", text, re.I)
    if asked is None or not asked["rest"].strip():
        return asked
    return asked if re.match(patterns["lacks"][-1], asked["rest"].strip(), re.I) else None


def _parts(before: str, behind: str) -> Iterator[str]:
    yield from (part for part in _PART.split(before) if part.strip())
    if behind.strip():
        yield behind.strip()


def _told(part: str, person: Person, view: PathwayView) -> Person:
    """Return the person with what a part of the message says of them."""
    patterns = view.lexicon["suits"]
    part = re.sub(rf"^(?:{patterns['opening']})\s+", "", part.strip(), flags=re.I)
    for pattern in patterns["lacks"]:
        if found := re.fullmatch(pattern, part, re.I):
            thing = re.sub(rf"(?:\s+(?:{patterns['behind']}))+$", "", found["thing"], flags=re.I)
            return replace(person, lacks=found["said"], thing=thing)
    if found := re.fullmatch(patterns["is"], part, re.I):
        other = _other_role(found["role"], view)
        return replace(person, role=other.role) if other else person
    return person if re.fullmatch(patterns["aside"], part, re.I) else replace(person, more=True)


def _other_role(said: str, view: PathwayView) -> Person | None:
    """Return the person of a role that is not the one the pathway starts from; None for that one."""
    if any(pattern.search(said) for pattern, _ in view.role_patterns):
        return None
    return Person(role=said) if has(view.lexicon["suits"]["other_roles"], said) else None


def _on_the_way(person: Person, view: PathwayView) -> list[Statement]:
    """Return what the pathway teaches of what somebody lacks, or that it takes it as known."""
    wanted = set(content_stems(person.thing))
    found = next((r for kind in _TAUGHT for r in view.of_kind(kind) if wanted <= _names(r, kind)), None)
    if not wanted or found is None:
        return []
    opening = "suits_presumed" if found.kind is Kind.TRANSFERABLE else "suits_learnt"
    hard = [r.fact for r in view.of_kind(Kind.CHALLENGE) if is_about(r, found)]
    facts = [*hard, *(view.record("fact/difficulty") or found).facts[:1]]
    lead = f"{view.prompts.say(opening)} {found.fact.text}"
    return [Statement(lead, (found.fact,)), *(state(fact) for fact in dict.fromkeys(facts))]


_TAUGHT = (Kind.SKILL, Kind.TRANSFERABLE, Kind.TASK)


def _names(record: Record, kind: Kind) -> set[str]:
    """Return the stems of what a record is called, and of how a skill is learnt."""
    told = record.facts[-1].text if kind is Kind.SKILL else ""
    return {*content_stems(record.name), *stems(told)}


def _weighed(view: PathwayView) -> list[Fact]:
    """Return what the move builds on, how hard and how long it is, and what is loved and missed, one each."""
    records = [view.record(f"fact/{name}") for name in ("overview", "difficulty", "duration")]
    return [record.fact for record in (*records, *_liked(1, view)) if record]


def _liked(loved: int, view: PathwayView) -> list[Record]:
    """Return so many things that are loved, and one that is missed."""
    return [*view.of_kind(Kind.LOVE)[:loved], *view.of_kind(Kind.MISS)[:1]]
