"""Counts across kinds: "all loves, misses and challenges", "more books or more courses".

Not for the records of one kind that meet a condition: arithmetic.py; for what holds a thing: holding.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answering import conditions
from bot.answering.arithmetic import NOUNS
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.listing import item
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import select, without_named_by_kind
from bot.answering.terms import find_terms
from bot.answering.view import PathwayView
from bot.language import has, join
from bot.pathways.sentences import importance_words

_COUNTED = r"how many|how much|number of|count of|tally"
_TIME = r"weeks?|months?|hours?|long|longer|time"
_TOGETHER = (
    r"together|altogether|in all|in total|total|combined|all|sum\w*|add\w*|plus|tally|put|thrown|overall"
    r"|count"
)
_OUTWEIGHS = (
    r"more|fewer|less|outnumber\w*|outweigh\w*|than|or|versus|vs|against|balance|compared?|same|equal\w*"
)


def across(reading: Reading, view: PathwayView) -> list[Statement]:
    """Count what the question counts of several kinds, in several places, or up to a phase; else nothing."""
    lower = reading.text.lower()
    if reading.topic in ("salary", "demand") or reading.operation == "verify":
        return []
    return (
        _up_to(reading, view, lower)
        or _levels(reading, view, lower)
        or _kinds(reading, view, lower)
        or _resource_kinds(reading, view, lower)
    )


def _up_to(reading: Reading, view: PathwayView, lower: str) -> list[Statement]:
    """ "How many stages are there ahead of the last one?"."""
    if not re.search(rf"\b(?:how many|number of) (?:{view.lexicon['phase_words']})\b", lower):
        return []
    reach = next((term for term in find_terms(reading, view) if term.reach), None)
    if reach is None:
        return []
    return [_counted([("phase", reach.records)], view)]


def _kinds(reading: Reading, view: PathwayView, lower: str) -> list[Statement]:
    """Kinds that are counted together, or set against each other by their number."""
    named = _named_kinds(lower, view.lexicon["tallied"])
    if len(named) < 2 or has(_TIME, lower) or reading.subjects or reading.importances or reading.figures:
        return []
    groups = [(NOUNS[kind], tuple(view.of_kind(kind))) for kind in named]
    if any(not records for _, records in groups):
        return []
    if len(groups) == 2 and has(_OUTWEIGHS, lower) and has(rf"{_COUNTED}|more|fewer|outnumber\w*", lower):
        return [_against(groups, view)]
    if has(_COUNTED, lower) and (has(_TOGETHER, lower) or len(groups) > 2):
        return [_counted(groups, view)]
    return []


def _levels(reading: Reading, view: PathwayView, lower: str) -> list[Statement]:
    """ "Are there more critical skills or more nice-to-have ones?": two importances by their number."""
    asks = re.search(r"\b(?:more|fewer|outnumber\w*|as many)\b", lower)
    if len(reading.importances) != 2 or not asks or has(_TIME, lower) or not has(_OUTWEIGHS, lower):
        return []
    skills = view.of_kind(Kind.SKILL)
    groups = [
        (f"{importance_words(level)} skill", tuple(r for r in skills if r.importance is level))
        for level in reading.importances
    ]
    return [_against(groups, view)] if all(records for _, records in groups) else []


def _resource_kinds(reading: Reading, view: PathwayView, lower: str) -> list[Statement]:
    """ "How many courses and books are there?", "more books or more courses?": each kind by its number."""
    wanted, _ = conditions.resource_kinds(lower, view.lexicon)
    asks = has(_COUNTED, lower) or has(r"more|fewer|outnumber\w*", lower)
    if len(wanted) < 2 or not asks or has(_TIME, lower) or _inner_phases(lower, view):
        return []
    chosen = select(without_named_by_kind(reading, view), view, Kind.RESOURCE)
    groups = [(kind.value, tuple(r for r in chosen if r.resource_kind == kind)) for kind in wanted]
    if any(not records for _, records in groups):
        return []
    if len(groups) == 2 and has(_OUTWEIGHS, lower):
        return [_against(groups, view)]
    return [_counted(groups, view)]


def _inner_phases(lower: str, view: PathwayView) -> bool:
    """Whether phases are counted, not what they hold."""
    return re.search(rf"\bhow many (?:of the )?(?:{view.lexicon['phase_words']})\b", lower) is not None


def _named_kinds(lower: str, nouns: Mapping[str, str]) -> list[Kind]:
    """Return the kinds that are named, in the order of the text."""
    places = {
        Kind(name): match.start()
        for name, noun in nouns.items()
        if (match := re.search(rf"\b(?:{noun})\b", lower))
    }
    return sorted(places, key=places.__getitem__)


def _counted(groups: Sequence[tuple[str, tuple[Record, ...]]], view: PathwayView) -> Statement:
    """Say how many there are in all, and of each; of one group, which they are."""
    records = [record for _, members in groups for record in members]
    noun, members = groups[0]
    if len(groups) == 1:
        verb = "is" if len(members) == 1 else "are"
        lead = view.prompts.say(
            "count", verb=verb, count=len(members), noun=_plural(noun, len(members)), where=""
        )
        return enumerate_facts(lead, listed(records), [item(record) for record in records])
    parts = join([f"{len(members)} {_plural(noun, len(members))}" for noun, members in groups])
    text = view.prompts.say("tally", total=len(records), parts=parts)
    return Statement(text, tuple(record.fact for record in records))


def _against(groups: Sequence[tuple[str, tuple[Record, ...]]], view: PathwayView) -> Statement:
    (first, some), (second, others) = groups
    facts = tuple(record.fact for record in (*some, *others))
    if len(some) == len(others):
        text = view.prompts.say(
            "as_many", first=_plural(first, 2), second=_plural(second, 2), count=len(some)
        )
        return Statement(text, facts)
    more, less = (groups[0], groups[1]) if len(some) > len(others) else (groups[1], groups[0])
    text = view.prompts.say(
        "more_than",
        more=_plural(more[0], 2),
        less=_plural(less[0], 2),
        count=len(more[1]),
        other=len(less[1]),
    )
    return Statement(text, facts)


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return noun.replace("thing ", "things ") if noun.startswith("thing ") else f"{noun}s"
