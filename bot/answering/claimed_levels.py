"""What a question claims of how important a skill is: "RTOS is critical", "C++ is not a must-have"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.answering import conditions
from bot.answering.claimed_figures import Verdict
from bot.answering.finding import state
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has, words

_MOST = r"most (?:important|critical|essential|crucial)|top priority|number one"
_ONLY_ONE = r"\bthe (?:only|sole)(?: \w+)? (?:\w+ )?(?:skill|one|thing)\b"
_CONTRAST = r"\b(?:yet|but|although|though|while|whereas)\b"
_LEVEL = r"only|just|merely|rated|rating|marked|labell?ed|listed|level|no more than|or"


def importance(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """Yield whether the skills that are named have the level that a question gives them."""
    skills = reading.named(Kind.SKILL)
    if len(skills) == 1 and reading.operation == "verify" and has(_MOST, reading.text):
        critical = [r for r in view.of_kind(Kind.SKILL) if r.importance is Importance.CRITICAL]
        truth = (state(skills[0].fact), *(state(r.fact) for r in critical if r not in skills))
        yield Verdict(skills[0] in critical, truth)
    elif len(skills) == 1 and len(set(reading.importances)) == 1 and re.search(_ONLY_ONE, reading.text, re.I):
        alike = [r for r in view.of_kind(Kind.SKILL) if r.importance in reading.importances]
        told = dict.fromkeys(record.fact for record in (*skills, *alike))
        yield Verdict(alike == skills, tuple(state(fact) for fact in told))
    elif skills and reading.importances and reading.operation not in ("compare", "count", "sum"):
        said = set(reading.importances)
        named = {m.record.record_id: m.span for m in reading.mentions}
        skills = _beside_levels(skills, reading, view.lexicon) or skills
        # What is critical is important, in everyday speech; "only important" it is not.
        if said == {Importance.IMPORTANT} and not has(_LEVEL, reading.text):
            said.add(Importance.CRITICAL)
        wrong = [skill for skill in skills if skill.importance not in said]
        rivals = len({named.get(skill.record_id) for skill in skills}) < len(skills)
        holds_true = len(wrong) < len(skills) if rivals else not wrong
        yield Verdict(
            holds_true, tuple(state(s.fact) for s in (skills if holds_true or not wrong else wrong))
        )


def _beside_levels(skills: list[Record], reading: Reading, lexicon: Mapping[str, Any]) -> list[Record]:
    """Return the skills of the part that rates them: "A is optional, yet it takes longer than B" rates A."""
    parts = re.split(_CONTRAST, reading.text.lower())
    if len(parts) < 2:
        return []
    said = [len(words(part)) for part in parts]
    rated: list[Record] = []
    for index, part in enumerate(parts):
        levels = conditions.importances(part, lexicon)
        low = sum(said[:index])
        inside = {m.record for m in reading.mentions if low <= m.span[0] < low + said[index]}
        rated += [skill for skill in skills if levels and skill in inside]
    return rated
