"""A share of what is described, or a pace of one's own: "half of the roadmap", "at double speed".

Not for hours a week, which pace.py reads, nor for sums and differences, which are reckoning.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bot.answering.anchoring import phase_of
from bot.answering.finding import Statement
from bot.answering.lookup import names_of
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.terms import find_terms
from bot.answering.view import PathwayView
from bot.language import has
from bot.pathways.grammar import count

_TIME = r"weeks?|months?|how long|time|duration|length|last|takes?|take|finish\w*|done"
_WHOLE = r"roadmap|transition|whole|all of it|everything|total|journey|path|the move|in all"
_PROPORTION = (
    r"(?:what|which) ?%(?: of)?"
    r"|(?:what|which|how (?:big|large|great|much) (?:of )?a?) ?(?:fraction|percentage|percent|per ?cent"
    r"|share|proportion|part|portion)"
    r"|how much of (?:the|my|this) (?:roadmap|time|whole|path|journey|plan|total)"
    r"|percent(?:age)?[- ]?wise|in (?:per ?cent|percentages?)"
)
_SHARES = {
    r"(?<!and a )(?<!and )(?:a |1 )?half(?: of)?"
    r"(?! (?:the|my) (?:speed|pace|time|hours)| as | speed| pace)": Fraction(1, 2),
    r"(?:a |1 )third(?: of)?": Fraction(1, 3),
    r"(?:2|two)[- ]thirds(?: of)?": Fraction(2, 3),
    r"(?:a |1 )?quarter(?: of)?": Fraction(1, 4),
    r"(?:3|three)[- ]quarters(?: of)?": Fraction(3, 4),
}
_PACE = r"(?:speed|pace|tempo|rate|hours|effort|intensity)"
_PACES = {
    rf"(?:double|doubled|twice) (?:the |my |that )?{_PACE}|(?:twice|2 times|2x) as (?:fast|quick(?:ly)?)"
    rf"|{_PACE} (?:is )?doubled": Fraction(1, 2),
    rf"(?:triple|3 times) (?:the |my |that )?{_PACE}|(?:3 times|3x) as (?:fast|quick(?:ly)?)": Fraction(1, 3),
    rf"half (?:the |my |that )?{_PACE}|half as (?:fast|quick(?:ly)?)|twice as slow(?:ly)?": Fraction(2),
}


def scaled(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the share, or the time at that pace, of what is named, else of the roadmap; else nothing."""
    lower = reading.text.lower()
    if reading.operation == "verify" or not has(_TIME, lower):
        return []
    pace = next((factor for said, factor in _PACES.items() if has(said, lower)), None)
    share = next((factor for said, factor in _SHARES.items() if has(said, lower)), None)
    factor = pace or share
    records = _whole(reading, view)
    if factor is None or not records or (pace is None and re.search(r"\bhalf(?:way|-way)", lower)):
        return []
    weeks = sum(record.weeks or 0 for record in records)
    everything = records == [r for r in view.of_kind(records[0].kind) if r.weeks]
    noun = "skills" if records[0].kind is Kind.SKILL else "phases"
    names = view.prompts.say("all_of", count=len(records), noun=noun) if everything else names_of(records)
    text = view.prompts.say(
        "at_pace" if pace else "share",
        names=names,
        weeks=count(weeks, "week"),
        part=f"{float(weeks * factor):.1f}".removesuffix(".0"),
    )
    return [Statement(f"{text[:1].upper()}{text[1:]}", tuple(record.fact for record in records))]


def proportion(reading: Reading, view: PathwayView) -> list[Statement]:
    """How much of the roadmap some phases are: "what percentage of the time is phase 3?"; else nothing."""
    if by_count := _by_count(reading, view):
        return by_count
    of_skills = rf"\bof (?:the |my |all )*(?:{view.lexicon['skill_words']}|learning)\b"
    if skills := reading.named(Kind.SKILL) if re.search(of_skills, reading.text, re.I) else []:
        return _share(skills, view.of_kind(Kind.SKILL), reading, view)
    whole = view.of_kind(Kind.PHASE)
    placed = [phase_of(record, view) for record in reading.named(Kind.PHASE, Kind.SKILL)]
    phases = list(dict.fromkeys(phase for phase in placed if phase))
    return _share(phases, whole, reading, view)


def _share(
    chosen: Sequence[Record], whole: Sequence[Record], reading: Reading, view: PathwayView
) -> list[Statement]:
    """Say how much of the weeks of all some skills or phases take."""
    asked = re.search(_PROPORTION, reading.text, re.I) and has(f"{_TIME}|{_WHOLE}", reading.text)
    if not asked or not chosen or len(chosen) == len(whole) or reading.topic == "salary":
        return []
    part, weeks = (sum(record.weeks or 0 for record in records) for records in (chosen, whole))
    text = view.prompts.say(
        "proportion" if len(chosen) == 1 else "proportion_several",
        names=names_of(list(chosen)),
        part=part,
        weeks=count(weeks, "week"),
        whole="skills to learn" if whole[0].kind is Kind.SKILL else "roadmap",
        percent=round(100 * part / weeks),
    )
    return [Statement(text, tuple(record.fact for record in whole))]


def _by_count(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "What percentage of the skills is critical?": a share of the skills by their number."""
    skills = view.of_kind(Kind.SKILL)
    chosen = [record for record in skills if record.importance in reading.importances]
    asked = re.search(_PROPORTION, reading.text, re.IGNORECASE) and not has(_TIME, reading.text)
    if not asked or not chosen or reading.subjects or reading.topic == "salary":
        return []
    text = view.prompts.say(
        "share_by_count",
        chosen=len(chosen),
        whole=count(len(skills), "skill"),
        names=names_of(chosen),
        percent=round(100 * len(chosen) / len(skills)),
    )
    return [Statement(text, tuple(record.fact for record in skills))]


def _whole(reading: Reading, view: PathwayView) -> list[Record]:
    """Return what is to be scaled; nothing where that is unclear."""
    terms = [term for term in find_terms(reading, view) if not term.out]
    records = list(dict.fromkeys(record for term in terms for record in term.records))
    if records and len({record.kind for record in records}) == 1:
        return records
    return view.of_kind(Kind.PHASE) if not records and has(_WHOLE, reading.text) else []
