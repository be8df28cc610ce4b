"""One thing, told whole: "tell me about X", "what is X", "why is X critical".

What the pathway does not say of it, a definition or a reason, is owned up to before what it does say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import listing
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.lookup import phase_tasks
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import words

_NEAR = 0.5  # score of a statement that is told of what went wrong


def told_whole(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return all that the pathway says of the one thing that a question wants to be told about."""
    if len(reading.subjects) == 1 and _is_form("tell", reading, view):
        return tell_record(reading.subjects[0], reading, view)
    return []


def defined(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that the pathway defines no thing of its own, then say what it says of it."""
    if len(reading.subjects) == 1 and _is_form("define", reading, view):
        record = reading.subjects[0]
        if record.kind in (Kind.SKILL, Kind.TRANSFERABLE):
            return opened("not_defined", tell_record(record, reading, view), view)
    return []


def role_defined(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that the pathway neither defines the role to reach nor tells of a day in it."""
    said = _with_roles_masked(reading, view)
    forms = view.lexicon["plain"]
    if re.fullmatch(forms["role_day"], said):
        records = view.of_kind(Kind.LOVE, Kind.CHALLENGE)[:6]
        loved = [r for r in records if r.kind is Kind.LOVE][:2]
        hard = [r for r in records if r.kind is Kind.CHALLENGE][:1]
        return opened("no_day", [state(r.fact) for r in (*loved, *hard)], view)
    overview = view.record("fact/overview")
    if overview and re.fullmatch(forms["role_define"], said):
        return opened("not_defined", [state(fact) for fact in overview.facts[:4]], view)
    return []


def disliked(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that the pathway has no way back for whoever does not like it, then say what may be missed."""
    if not re.fullmatch(view.lexicon["plain"]["disliked"], _with_roles_masked(reading, view)):
        return []
    return opened("no_way_back", [state(record.fact) for record in view.of_kind(Kind.MISS)], view)


def mishap(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that the pathway does not say what to do where something goes wrong, then say what is near."""
    if not re.fullmatch(
        view.lexicon["plain"]["mishap"], " ".join(reading.text.lower().strip(" ?.!").split())
    ):
        return []
    near = [state(record.fact) for record in reading.subjects[:1]]
    near = near or [state(line.fact) for line in lines.best(reading, least=_NEAR, most=1)]
    return opened("no_way_back", near, view)


def becoming(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the roadmap where a question asks how the role to reach is reached."""
    phases = view.of_kind(Kind.PHASE)
    asked = re.fullmatch(view.lexicon["plain"]["become"], _with_roles_masked(reading, view))
    return [listing.phase_list(phases, view)] if asked and phases else []


def reasoned(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that the pathway gives no reason for an importance or a length, then say what it says."""
    skills = reading.named(Kind.SKILL)
    timed = [record for record in reading.subjects if record.weeks]
    if timed and _is_form("length_reason", reading, view):
        return opened("no_reason", [state(record.fact) for record in timed], view)
    if skills and _is_form("reason", reading, view):
        told = [tell_record(skill, reading, view) for skill in skills]
        return opened("no_reason", [said for each in told for said in each[: max(1, 3 - len(told))]], view)
    return []


def compared(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return importance and weeks of both skills where a question only says to compare them."""
    skills = reading.named(Kind.SKILL)
    if len(skills) == 2 and len(reading.subjects) == 2 and _is_form("compare", reading, view):
        return [state(record.fact) for record in skills]
    return []


def tell_record(record: Record, reading: Reading, view: PathwayView) -> list[Statement]:
    """Return every statement of a record; of a phase its weeks, tasks and resources."""
    if record.kind is not Kind.PHASE:
        return [state(fact) for fact in record.facts]
    of_phase = replace(reading, subjects=(record,), phases=(record.phase or 0,), resource_kind=None)
    return [*phase_tasks(record, view), *listing.resources(of_phase, view)]


def opened(name: str, said: Sequence[Statement], view: PathwayView) -> list[Statement]:
    """Return the statements behind the admission `name`; nothing where there are none."""
    if not said:
        return []
    lead = f"{view.prompts.say(name)} {view.prompts.say('nearby')} {said[0].text}"
    return [replace(said[0], text=lead), *said[1:]]


def _with_roles_masked(reading: Reading, view: PathwayView) -> str:
    masked = reading.text
    for pattern, role in view.role_patterns:
        masked = pattern.sub(role, masked)
    return " ".join(words(masked))


def _is_form(name: str, reading: Reading, view: PathwayView) -> bool:
    """Whether a question is of a form of the lexicon, but for the words that name its subject."""
    spans = [m.span for m in reading.mentions if m.record in reading.subjects]
    named = {place for first, last in spans for place in range(first, last + 1)}
    rest = " ".join(w for place, w in enumerate(words(reading.text)) if place not in named)
    nouns = "|".join(
        (view.lexicon["phase_words"], view.lexicon["skill_words"], *view.lexicon["ordinals"].values())
    )
    rest = " ".join(
        re.sub(rf"\b(?:{nouns}|the|\d+|please|pls|thanks|exactly|actually|again)\b", " ", rest).split()
    )
    return re.fullmatch(view.lexicon["plain"][name], rest) is not None
