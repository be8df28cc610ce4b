"""The terms of a question: the stretches that describe some skills or phases, each taken in or left out.

"Python and both optional ones", "everything before phase 4", "the whole roadmap minus the last phase", "the
slowest critical skill". What is done with them is reckoning.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering import conditions
from bot.answering.negation import asks_rest, dropped, known, refused
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import LONG_END, SHORT_END
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import STOPWORDS, has, stem, words
from bot.pathways import sentences as say

_EVERY = r"(?:all|every|each|whole|entire|complete|full|total)"
_EVERYTHING = r"everything|anything|all|what(?:ever)? (?:remains|is left|else)|what's left|the rest"
_BEFORE = r"before|prior to|ahead of|preceding|leading up to"
_AFTER = r"after|following|past|beyond|behind"
_THROUGH = r"(?:up to|until|through|till)(?: and including)?"
_FILLER = r"(?:the|my|that|of|about|on|with|phase|stage|step|block|part|one|called|named|number)"
_JOINING = re.compile(
    r"(?:\W|\b(?:and|or|nor|plus|both|all|the|my|of|also|as well as|those|other|2|3|skills?|ones?|"
    r"subjects?|phases?|stages?)\b)*"
)

_OF_LEVEL = r"\W*(?:(?:level|tagged|labell?ed|rated|ranked|marked|priority)\W+)?"
_RATED = re.compile(
    r"(?:[\s'\"]|\b(?:that|which|are|is|being|labell?ed|rated|marked|called|ranked|considered|with|of|the)\b)*"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Some records that a stretch of a question describes."""

    records: tuple[Record, ...]
    label: str
    start: int  # index of a character
    end: int
    out: bool = False  # refused, or known already
    dropped: bool = False  # refused with a verb: "if I ditch X"
    named: bool = False  # by a name, not by a description
    whole: bool = False  # all skills, or all phases
    reach: bool = False  # a stretch of the roadmap that starts or ends at a phase

    @property
    def kind(self) -> Kind:
        """Of what kind its records are."""
        return self.records[0].kind

    @property
    def weeks(self) -> int:
        """Its weeks in all."""
        return sum(record.weeks or 0 for record in self.records)


def find_terms(reading: Reading, view: PathwayView) -> list[Term]:
    """Return the terms in the order of the text; where two overlap, the one that says more."""
    lower = reading.text.lower().replace("’", "'")
    kept: list[Term] = []
    for source in (_stretches, _ends, _names, _levels, _places, _bare_places, _wholes):
        for term in source(reading, view, lower):
            apart = not any(t.start < term.end and term.start < t.end for t in kept)
            if term.records and apart and not (term.whole and _is_noun_of(term, kept, lower)):
                kept.append(term)
    return _signed(sorted(kept, key=lambda t: t.start), lower)


def _is_noun_of(whole: Term, others: Sequence[Term], lower: str) -> bool:
    """Whether "skills" is but the noun of another term: "the critical skills", "skills rated critical"."""
    return any(
        (t.end <= whole.start and re.fullmatch(_OF_LEVEL, lower[t.end : whole.start]))
        or (whole.end <= t.start and _RATED.fullmatch(lower[whole.end : t.start]))
        for t in others
    )


def of_skills_or_phases(word: str, view: PathwayView) -> Kind | None:
    """Return the kind that a noun stands for."""
    if has(view.lexicon["skill_words"], word):
        return Kind.SKILL
    return Kind.PHASE if has(f"{view.lexicon['phase_words']}|roadmap", word) else None


def spoken_kind(reading: Reading, view: PathwayView) -> Kind | None:
    """Return the kind that the question's nouns speak of; None where they speak of both or neither."""
    kinds = {
        kind
        for kind, noun in (
            (Kind.SKILL, view.lexicon["skill_words"] + "|learn(?:ing|t)?"),
            (Kind.PHASE, view.lexicon["phase_words"] + "|roadmap"),
        )
        if has(noun, reading.text)
    }
    return kinds.pop() if len(kinds) == 1 else None


def _stretches(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "Everything before phase 4", "the two stages right after foundations", "all up to the third"."""
    noun = rf"(?P<noun>{_EVERYTHING}|(?:{view.lexicon['phase_words']}))"
    phases = view.of_kind(Kind.PHASE)
    ends = (
        (t.records[0].phase or 0, t.start, t.end) for t in _ends(reading, view, lower) if t.kind is Kind.PHASE
    )
    for position, start, end in (*_phase_places(reading, view, lower), *ends):
        found = re.search(
            rf"(?:\b(?P<those>the|those|next|all)?\s*\b(?P<number>\d+)\s+)?\b{noun}\b(?:\s+(?!before|after)[\w']+){{0,4}}?\s+(?P<relation>{_BEFORE}|{_AFTER}|"
            rf"{_THROUGH})(?:\s+{_FILLER})*\s*$",
            lower[max(0, start - 70) : start],
        )
        if found is None or not (found["noun"].endswith("s") or re.fullmatch(_EVERYTHING, found["noun"])):
            continue
        if found["number"] and not found["those"]:
            continue  # "2 phases before" counts steps, and means one phase
        relation, number = found["relation"], int(found["number"] or 0)
        if re.fullmatch(_BEFORE, relation):
            inside = range(position - number if number else 1, position)
        elif re.fullmatch(_AFTER, relation):
            inside = range(position + 1, (position + number if number else len(phases)) + 1)
        else:
            inside = range(1, position + 1)
        records = tuple(r for r in phases if r.phase in inside)
        opening = max(0, start - 70) + found.start()
        yield Term(records, _label(records), opening, end, reach=True)


def _phase_places(reading: Reading, view: PathwayView, lower: str) -> Iterator[tuple[int, int, int]]:
    """Yield position, start and end of each phase that is pointed at or named."""
    yield from conditions.pointed(lower, view)
    for mention, start, end in _placed_mentions(reading, lower):
        if mention.phase and mention.kind is Kind.PHASE:
            yield mention.phase, start, end


def _placed_mentions(reading: Reading, lower: str) -> Iterator[tuple[Record, int, int]]:
    places = conditions.places(lower)
    for mention in sorted(reading.mentions, key=lambda m: m.span):
        yield mention.record, places[mention.span[0]][0], places[mention.span[1]][1]


def _ends(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "The longest phase", "the slowest critical skill", "the quickest nice-to-have"."""
    spoken = spoken_kind(reading, view)
    level_words = "|".join(view.lexicon["importance"].values())
    nouns = f"{view.lexicon['skill_words']}|{view.lexicon['phase_words']}|ones?"
    pattern = (
        rf"\b(?P<end>{LONG_END}|{SHORT_END})(?!\s+(?:ones? )?(?:first|to)\b)"
        r"(?:\s+(?:of (?:the|all|my)?\s*)?(?:(?:roadmap|new|missing|planned|listed)\s+)?"
        rf"['\"]?(?P<level>{level_words})?['\"]?\s*"
        rf"(?P<noun>\b(?:{nouns})\b)?|(?=\s*(?:$|[?.!,;])))"
    )
    for match in re.finditer(pattern, lower):
        levels = conditions.importances(match["level"], view.lexicon) if match["level"] else ()
        kind = Kind.SKILL if levels else of_skills_or_phases(match["noun"] or "", view) or spoken
        if kind is None:
            continue
        pool = [r for r in view.of_kind(kind) if r.weeks and (not levels or r.importance in levels)]
        long = re.fullmatch(LONG_END, match["end"]) is not None
        best = (max if long else min)((r.weeks or 0 for r in pool), default=0)
        records = tuple(r for r in pool if r.weeks == best)[:1]
        yield Term(records, _label(records), match.start(), match.end())


def _names(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """Named skills and phases; where the same words name one of each, the kind that is spoken of."""
    placed = [(r, start, end) for r, start, end in _placed_mentions(reading, lower) if r.weeks]
    sure = {r.kind for r, start, _ in placed if sum(other == start for _, other, _ in placed) == 1}
    spoken = spoken_kind(reading, view) or (next(iter(sure)) if len(sure) == 1 else None)
    for record, start, end in sorted(placed, key=lambda item: item[0].kind is not (spoken or Kind.SKILL)):
        yield Term((record,), record.name, _opening(record, start, lower), end, named=True)
    kind = spoken or Kind.SKILL
    for mention in view.names.described(reading.text, {kind: "ones?"}):
        places = conditions.places(lower)
        start, end = places[mention.span[0]][0], places[mention.span[1]][1]
        yield Term((mention.record,), mention.record.name, start, end, named=True)


def _opening(record: Record, start: int, lower: str) -> int:
    """Return where a name opens: "model" before "conversion" is of "Model Optimization and Conversion"."""
    own = {stem(word) for word in words(record.name) if word not in STOPWORDS}
    while (found := re.search(r"([^\W_]+)\s+$", lower[:start])) and stem(found[1]) in own:
        start = found.start()
    return start


def _levels(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "Both optional subjects", "the critical ones"."""
    for level, start, end in conditions.named_levels(lower, view.lexicon):
        before = lower[:start]
        if level is Importance.IMPORTANT and re.search(
            r"(?:more|most|how|less|least|as|equally|so)\s+$", before
        ):
            continue
        records = tuple(r for r in view.of_kind(Kind.SKILL) if r.importance is level)
        yield Term(records, level_label(level), start, end)


def _places(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "Phase 2", "the last stage", "phases 1 to 3"."""
    by_place: dict[tuple[int, int], list[Record]] = {}
    for position, start, end in conditions.pointed(lower, view):
        if record := view.record(f"phase/{position}"):
            by_place.setdefault((start, end), []).append(record)
    for (start, end), records in by_place.items():
        yield Term(tuple(records), _label(records), start, end, named=len(records) == 1)


def _bare_places(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "All phases but the last", "… than the final 2": a place whose noun was said before."""
    phases, ordinals = view.of_kind(Kind.PHASE), view.lexicon["ordinals"]
    nouns = re.search(rf"\b(?:{view.lexicon['phase_words']}|roadmap)\b", lower)
    pattern = (
        rf"\bthe (?!end|very)(?P<place>{'|'.join(ordinals.values())})(?: (?P<size>\d+))?"
        r"(?=\s*(?:$|[?.!,;:])|\s+(?:and|or|plus|take|last|need|do|does|is|are|add|come|make)s?\b)"
    )
    for match in re.finditer(pattern, lower[nouns.end() :] if nouns else ""):
        position = next(int(place) for place, said in ordinals.items() if has(said, match["place"]))
        size = int(match["size"] or 1)
        chosen = phases[-size:] if position == -1 else phases[position - 1 : position - 1 + size]
        start = nouns.end() if nouns else 0
        yield Term(tuple(chosen), _label(chosen), start + match.start(), start + match.end(), named=size == 1)


def _wholes(reading: Reading, view: PathwayView, lower: str) -> Iterator[Term]:
    """ "All the skills", "the whole roadmap", "the phases" beside something else."""
    nouns = f"(?:{view.lexicon['skill_words']}|{view.lexicon['phase_words']})"
    roadmap = r"roadmap(?: phases)?(?! (?:phase|stage|step|block|part)\b)"
    pattern = rf"\b(?:{_EVERY}\s+)?(?:of )?(?:the |my )?(?:\d+ )?(?P<noun>{nouns}|{roadmap})\b"
    for match in re.finditer(pattern, lower):
        every = re.match(r"every|each", match.group()) is not None
        kind = of_skills_or_phases(match["noun"], view)
        plural = match["noun"].endswith("s") or match["noun"] == "roadmap"
        if kind and (every or plural):
            records = tuple(r for r in view.of_kind(kind) if r.weeks)
            label = "all skills" if kind is Kind.SKILL else "all phases"
            yield Term(records, label, match.start(), match.end(), whole=True)


def _signed(terms: Sequence[Term], lower: str) -> list[Term]:
    """Mark what is refused or known already, and what is joined to it: "drop C++ and both optional ones"."""
    rest = asks_rest(lower)
    signed: list[Term] = []
    for term in terms:
        bare = re.sub(r"[\s(]*(?:about|on|of|with|called|named|final|last)\s+$", " ", lower[: term.start])
        gone = refused(lower, term.start, term.end, firmly=term.named or term.whole) or refused(
            bare + lower[term.start :], len(bare), len(bare) + term.end - term.start, firmly=True
        )
        gone = gone or (rest and not term.whole and known(lower, term.start, term.end))
        if signed and signed[-1].out and _joined(signed[-1], term, lower):
            gone = True
        signed.append(replace(term, out=gone, dropped=gone and dropped(lower, term.start, term.end)))
    for index in range(len(signed) - 2, -1, -1):  # "with A and B behind me" leaves out A too
        term, after = signed[index], signed[index + 1]
        if after.out and term.named and after.named and _joined(term, after, lower):
            signed[index] = replace(term, out=True)
    return signed


def _joined(one: Term, other: Term, lower: str) -> bool:
    return _JOINING.fullmatch(lower[one.end : other.start]) is not None


def level_label(level: Importance) -> str:
    """Return "the critical skills"."""
    return f"the {say.importance_words(level)} skills".replace("nice to have", "nice-to-have")


def _label(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return records[0].name
    numbers = [str(r.phase) for r in records]
    return f"phases {', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else ""
