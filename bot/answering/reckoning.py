"""What a question does with the terms that it describes: adds them up, sets them against each other, lists.

Speaks only where the form of the question leaves no doubt; everything else is the router's to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering import arithmetic, hours, listing
from bot.answering.finding import Statement
from bot.answering.lookup import names_of
from bot.answering.negation import asks_rest
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import LONG_END, SHORT_END, SHORTER, bounds, yardstick
from bot.answering.terms import Term, find_terms
from bot.answering.view import PathwayView
from bot.language import has, join
from bot.pathways.grammar import count

_GREATER = r"longer|exceeds?|outlasts?|beats?|bigger|greater|slower|outweighs?|more (?:time|weeks)"
_SMALLER = r"shorter|quicker|faster|smaller|fewer weeks|less time|undercuts?"
_MORE_OR_LESS = r"(?:more or less|less or more|longer or shorter|shorter or longer) th[ae]n"
_MORE = r"(?:more|less) th[ae]n"  # of weeks only where sums or weeks are spoken of
_WHICH_SIDE = (
    r"which(?: \w+){0,2}? (?:is|are|takes?|comes? out|makes?|adds? up to) (?:more|less|the most|the least)"
)
_EQUAL = (
    r"(?:the )?same\b(?: \w+)?(?: (?:as|of))?|equals?(?: to)?|as (?:long|much|many)(?: \w+)? as"
    r"|just as long as"
)
_SIDES = re.compile(
    rf"\b(?:{_MORE_OR_LESS}|{_MORE}|th[ae]n|(?:{_GREATER}|{_SMALLER})(?: th[ae]n)?|(?:{_EQUAL})"
    r"|against|versus|vs\.?|compared (?:to|with)|or)(?!\w)"
)
_DIFFERENCE = (
    r"by (?:how (?:much|many)|what)|how (?:much|many)(?: \w+)? (?:longer|shorter|more|less|fewer)"
    r"|difference|gap"
)
_SET_AGAINST = r"compare|compared|comparing|against|versus|vs|wins?|winner"
_TOTAL = (
    r"how (?:many|much) (?:\w+ )?(?:weeks?|hours|time|learning)|how long|weeks?|duration|length|come to"
    r"|makes?|compute|calculate|hours?|add\w* up|adds?|sums?|total\w*|altogether|combined|together|time"
)
_ADDED = (
    r"(?<![\w+])\+(?!\+)|\bplus\b|\bthen add\b|\badd(?:ed|s|ing)?\b|\bsum(?:s|med)?\b|\btotals?\b"
    r"|\btogether\b"
    r"|\bcombined\b|\bcompute\b|\bin (?:1|one|a) (?:row|go|stretch|block|sitting|piece)\b|\bback to back\b"
    r"|\b1 after (?:the other|another)\b|\bone after (?:the other|another)\b|\bconsecutive(?:ly)?\b"
    r"|\bin (?:succession|sequence|a row)\b|\bat a stretch\b|\ball in all\b"
)
_FIRST_FEW = (
    r"(?:first|initial|opening|last|final|closing) \d+ (?:phases|stages|steps|blocks|parts|milestones)"
)
_EACH = r"each|respectively|apiece|every"
_LISTED = r"which|what|what's|whats|list|name|names|show|tell me|remaining|sequence|order"
_AMOUNT = (
    r"how long|how (?:many|much) (?:\w+ )?(?:weeks?|hours?|time|months?)|weeks?|hours?|duration|length|"
    r"add\w* up|adds?|sums?|total\w*|altogether|come to"
)
_RANKED = (
    r"(?:more|less|as|equally) (?:important|critical)|important th[ae]n|matters?|priority|rank\w*|comes?"
)
_IN_TIME = r"weeks?|months?|hours?|days?|long\w*|short\w*|time|takes?"
_ELSEWHERE = frozenset("resources tasks plan transferable why love miss challenges salary demand".split())
_SOME = r"(?:any|some|one|a single|at least 1)"
_Sides = tuple[Sequence[Term], Sequence[Term]]


def reckon(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the sum, the comparison or the list of what is described; nothing where that is unclear."""
    if not _to_be_reckoned(reading, view):
        return []
    terms = find_terms(reading, view)
    for handle in _HANDLERS:
        if statements := handle(terms, reading, view):
            return statements
    return []


def certain(reading: Reading, view: PathwayView) -> list[Statement]:
    """Reckon weeks or hours in a question not covered otherwise, if all its words are known; else nothing."""
    if reading.unknown or not has(r"weeks?|hours?", reading.text):
        return []
    return hours.of_named(reading, view) or (reckon(reading, view) if has(r"weeks?", reading.text) else [])


def _to_be_reckoned(reading: Reading, view: PathwayView) -> bool:
    """Whether a question is about skills or phases, and neither claims nor sets conditions on weeks."""
    says = reading.has("verify", view.lexicon) or reading.has("aux", view.lexicon)
    by_plan = reading.horizon is not None and not any(f.unit == "hour" for f in reading.figures)
    by_members = has(_SOME, reading.text) and has(f"{_GREATER}|{_SMALLER}", reading.text)
    counts = reading.operation == "count" and not has(_IN_TIME, reading.text)
    return not (
        counts
        or reading.topic in _ELSEWHERE
        or (reading.operation == "verify" and says and not by_members)
        or by_plan
        or bounds(reading)
        or yardstick(reading)
    )


def _compare(terms: Sequence[Term], reading: Reading, view: PathwayView) -> list[Statement]:
    """Set the weeks of what stands on the left of the relation against those on the right."""
    lower = reading.text.lower()
    said_once = {frozenset(r.record_id for r in t.records): t for t in reversed(terms)}  # "by X I mean Y"
    taken = [term for term in terms if not term.out and term in said_once.values()]
    relates = f"{_GREATER}|{_SMALLER}|{_EQUAL}|{_DIFFERENCE}|{_MORE_OR_LESS}|{_WHICH_SIDE}"
    timed = f"{_TOTAL}|{LONG_END}|{SHORT_END}"
    summed = len(taken) > 2 or any(len(term.records) > 1 for term in taken) or has(_TOTAL, lower)
    wanted = (
        has(relates, lower)
        or (summed and has(_MORE, lower))
        or (has(_SET_AGAINST, lower) and has(timed, lower))
    )
    if not wanted or len(taken) < 2 or has(_RANKED, _between(taken, lower)):
        return []
    sides = _split(taken, lower)
    if sides is None:
        return []
    first, second = _by_members(sides, lower) or sides
    left, right = (tuple(dict.fromkeys(r for t in side for r in t.records)) for side in (first, second))
    if set(left) & set(right):
        return []
    opening = _yes_or_no(lower, _weeks(left), _weeks(right), view)
    shorter = not opening and has(SHORTER, lower)
    said = _said(_Side(first, left), _Side(second, right), view, shorter_first=shorter)
    return [Statement(f"{opening}{said[:1].upper()}{said[1:]}", tuple(r.fact for r in (*left, *right)))]


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a comparison."""

    terms: Sequence[Term]
    records: Sequence[Record]

    @property
    def label(self) -> str:
        if all(term.named for term in self.terms):
            return names_of(list(self.records))
        return join([term.label for term in self.terms])


def _said(first: _Side, second: _Side, view: PathwayView, *, shorter_first: bool = False) -> str:
    a, b = _weeks(first.records), _weeks(second.records)
    if a == b:
        return view.prompts.say("same_weeks", first=first.label, second=second.label, weeks=count(a, "week"))
    longer, shorter = (first, second) if a > b else (second, first)
    name = "longer" if len(longer.records) == 1 else "longer_several"
    if shorter_first and len(shorter.records) == 1:
        name = "shorter"
    return view.prompts.say(
        name,
        longer=longer.label,
        shorter=shorter.label,
        weeks=count(max(a, b), "week"),
        other=count(min(a, b), "week"),
        gap=count(abs(a - b), "week"),
    )


def _by_members(sides: _Sides, lower: str) -> _Sides | None:
    """Return the members that decide "does any of these outlast all of those"; None where sums count."""
    left, right = sides
    if (
        len(left) != 1
        or len(right) != 1
        or not re.search(rf"\b{_SOME}(?: [\w']+){{0,3}} ['\"]?$", lower[: left[0].start])
    ):
        return None
    greater = has(_GREATER, lower)
    every = has(r"every|each|all|any", lower[left[0].end : right[0].start])
    best = _extreme_of(left[0], longest=greater)
    return [best], [_extreme_of(right[0], longest=greater == every)]


def _extreme_of(term: Term, *, longest: bool) -> Term:
    record = (max if longest else min)(term.records, key=lambda r: r.weeks or 0)
    return replace(term, records=(record,), label=record.name, named=True)


def _between(terms: Sequence[Term], lower: str) -> str:
    """Return the question without the terms themselves."""
    return "".join(
        lower[a:b]
        for a, b in zip([0, *(t.end for t in terms)], [*(t.start for t in terms), len(lower)], strict=True)
    )


def _split(terms: Sequence[Term], lower: str) -> _Sides | None:
    """Return the terms on the two sides of the relation; two terms without one stand on a side each."""
    for joint in _SIDES.finditer(lower):
        left = [t for t in terms if t.end <= joint.start()]
        right = [t for t in terms if t.start >= joint.end()]
        if left and right and len(left) + len(right) == len(terms):
            return left, right
    return ([terms[0]], [terms[1]]) if len(terms) == 2 else None


def _yes_or_no(lower: str, first: int, second: int, view: PathwayView) -> str:
    """Return "Yes. " or "No. " where the question asks whether the relation holds, else nothing."""
    asks = re.search(r"\b(?:whether|tell if|see if)\b", lower) or has(view.lexicon["cues"]["aux"], lower)
    alike = r"or (?:is it |are they |about |just )?(?:the )?(?:same|equal\w*)"
    if not asks or has(rf"(?:{_GREATER}|more) or (?:{_SMALLER}|less)|{alike}", lower):
        return ""
    if has(_EQUAL, lower):
        right = first == second
    else:
        right = first > second if has(_GREATER, lower) else first < second
    return f"{view.prompts.say('yes' if right else 'no')} "


def _add(terms: Sequence[Term], reading: Reading, view: PathwayView) -> list[Statement]:
    """Add up what is taken in, without what is left out."""
    lower = reading.text.lower()
    if not has(_TOTAL, lower) and not re.search(_ADDED, lower):
        return []
    records, out = _chosen(terms, reading, view)
    described = any(not t.named and not t.whole for t in terms)
    named = len(terms) > 1 or (len(records) > 1 and not any(t.whole or not _pointed_at(t) for t in terms))
    joined = named and re.search(_ADDED, lower) is not None
    left = bool(out) and has(_AMOUNT, lower) and not has(r"which|list|names?", lower)
    stretch = any(t.reach for t in terms) and has(_TOTAL, lower)
    stretch = stretch or (has(_FIRST_FEW, lower) and has(_AMOUNT, lower) and not has(_EACH, lower))
    if not records or not (
        joined or left or stretch or (described and len(terms) > 1 and has(_AMOUNT, lower))
    ):
        return []
    if reading.operation in ("order", "verify", "compare") and not (joined or left or stretch):
        return []
    return arithmetic.add_up(records, replace(reading, excluded=tuple(out)), view)


def _list(terms: Sequence[Term], reading: Reading, view: PathwayView) -> list[Statement]:
    """List what is left when something is dropped or done, or what lies before or after a phase."""
    lower = reading.text.lower()
    records, out = _chosen(terms, reading, view)
    remains = bool(out) and asks_rest(lower)
    if not records or not has(_LISTED, lower) or not (remains or any(t.reach for t in terms)):
        return []
    if all(r.kind is Kind.PHASE for r in records):
        return [listing.phase_list(records, view)]
    return [listing.skill_list(records, (), view)] if all(r.kind is Kind.SKILL for r in records) else []


_HANDLERS: tuple[Callable[[Sequence[Term], Reading, PathwayView], list[Statement]], ...] = (
    _compare,
    _add,
    _list,
)


def _chosen(terms: Sequence[Term], reading: Reading, view: PathwayView) -> tuple[list[Record], list[Record]]:
    """Return the records that are taken in, and those left out of a whole."""
    out = [record for term in terms if term.out for record in term.records]
    taken = [term for term in terms if not term.out]
    if out and any(term.whole and term.kind is out[0].kind for term in taken):
        taken = [term for term in taken if term.kind is out[0].kind]  # what else is named stands beside it
    base = [record for term in taken for record in term.records]
    if not out and len({record.kind for term in taken if term.whole for record in term.records}) > 1:
        return [], []
    if out and all(term.whole for term in taken):
        kinds = {record.kind for record in out}
        if len(kinds) > 1 and has(r"roadmap", reading.text):
            kinds, out = {Kind.PHASE}, [record for record in out if record.kind is Kind.PHASE]
        if len(kinds) > 1:
            return [], []
        kind = kinds.pop()
        base = [record for record in view.of_kind(kind) if record.weeks]
        dropped = all(term.dropped for term in terms if term.out)
        if kind is Kind.PHASE and asks_rest(reading.text.lower()) and base[0] not in out and not dropped:
            done = max(record.phase or 0 for record in out)
            base = [record for record in base if (record.phase or 0) > done]
    return [record for record in dict.fromkeys(base) if record not in out], list(dict.fromkeys(out))


def _weeks(records: Sequence[Record]) -> int:
    return sum(record.weeks or 0 for record in records)


def _pointed_at(term: Term) -> bool:
    """Whether a term is of phases pointed at by their numbers."""
    return all(record.kind is Kind.PHASE for record in term.records)
