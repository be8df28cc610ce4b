"""What a follow-up points at in the list just given: "the second one", "which of these need X", "the X one".

Not for words that point back at one thing, such as "it" and "that phase": continuing.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.answering import conditions
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lines import Lines
from bot.answering.listing import item
from bot.answering.lookup import phase_tasks
from bot.answering.negation import refused
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import bounds, by_weeks
from bot.answering.view import PathwayView
from bot.domain import Fact, Importance
from bot.language import STOPWORDS, content_stems, has, stem, words

TOPIC_OF = {
    Kind.SKILL: "how",
    Kind.TRANSFERABLE: "why",
    Kind.PHASE: "tasks",
    Kind.TASK: "tasks",
    Kind.RESOURCE: "resources",
    Kind.ACTION: "plan",
    Kind.LOVE: "love",
    Kind.MISS: "miss",
    Kind.CHALLENGE: "challenges",
}
_BAND = 0.05  # how far behind the nearest entry of a list another may be that is meant as well
_LEAST = 0.1  # cosine of an entry that a question may point at
_UNCOVERED = ("price", "employer", "remote", "degree", "edition", "visa")  # cues of what no list tells
_LONGEST_PICK = 14  # words
# "How long is the first" points at an entry as "for the last" does; "which is the last" does not.
_BEFORE_PLACE = (
    r"(?:\b(?:of|for|about|with|to|on|by|from|learn)\s+"
    r"|^(?:how|when|where|who|why)\b.*\s+"
    r"|^(?:what|which)(?: one)? was\s+)"
)
_NOTE = r"note:|could not be confirmed"
_COUNTS_ALL = (
    r"(?:and |so )?how many (?:is|are|were|makes?) (?:that|those|these|they|it)"
    r"(?: (?:in )?(?:all|total)| altogether| then)?"
)
_ASKING = r"how|what|when|which|where|who|why|is|are|does|do|weeks|tasks|resources"
_PLACES = r"first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|seventh|eighth|last|final"


def picked(text: str, listed: Sequence[Record], view: PathwayView) -> tuple[Record, str] | None:
    """Return the entry of the list that "the second one, more detail" means, and the words that name it."""
    if len(listed) < 2 or len(words(text)) > _LONGEST_PICK:
        return None
    ellipsis = view.lexicon["ellipsis"]
    for place, pattern in view.lexicon["ordinals"].items():
        ordinal = rf"(?:the |that |your )?(?:{pattern})"
        number = rf"(?:number|no\.?|item|entry|point|#) ?{place}"
        strict = rf"{ordinal} (?:{ellipsis['nth_noun']})|{number}"
        found = re.search(rf"(?<![\w-])(?:{strict})(?!\w)", text, re.I)
        if found is None and (
            last := re.search(rf"{_BEFORE_PLACE}(?P<place>the (?:{pattern}))\W*$", text, re.I)
        ):
            found = last if has(_PLACES, last["place"]) else None
        if found is None and re.fullmatch(
            rf"(?:{ordinal})(?:[\s,:.;-]+(?:{ellipsis['detail']}))?", text, re.I
        ):
            found = re.match(ordinal, text, re.I)
        if found is None and has(_PLACES, pattern):
            found = re.match(rf"(?P<place>the (?:{pattern}))(?=\s*[,:;-]\s*(?:{_ASKING})\b)", text, re.I)
        index = int(place) - 1 if int(place) > 0 else len(listed) - 1
        if found and has("middle", found.group()):
            index = (len(listed) - 1) // 2
        if found and 0 <= index < len(listed):
            return listed[index], found.groupdict().get("place") or found.group()
    return None


def tell(record: Record, view: PathwayView) -> list[Statement]:
    """Return what the pathway says of one thing."""
    return phase_tasks(record, view) if record.kind is Kind.PHASE else [state(f) for f in record.facts]


def list_of(records: Sequence[Record], view: PathwayView) -> list[Statement]:
    """Return the records as a list; a few in their own words."""
    if len(records) <= 3:
        return [state(record.fact) for record in records]
    return [
        enumerate_facts(view.prompts.say("they_are"), [r.fact for r in records], [item(r) for r in records])
    ]


def others(
    text: str, spoken_of: Sequence[Record], listed: Sequence[Record], view: PathwayView
) -> list[Record]:
    """Return what is left of its kind and phase "besides that", "other than those two"."""
    found = re.search(rf"\b(?:{view.lexicon['ellipsis']['besides']})", text, re.I)
    compares = found is not None and re.search(r"\b(?:more|less|\w+er)\s+$", text[: found.start()], re.I)
    if found is None or compares or not (spoken_of or listed):
        return []
    several = has(r"those|these|them|the|two|three", found.group())
    things = [r for r in spoken_of if r.kind is not Kind.PHASE] or list(spoken_of)
    given = list(listed) if several and listed else things[:1]
    kind, phases = given[0].kind, {record.phase for record in given}
    inside = kind in (Kind.TASK, Kind.RESOURCE)
    pool = [r for r in view.of_kind(kind) if not inside or r.phase in phases]
    return [r for r in pool if r not in given]


def among(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return those of the entries just listed that meet the question's conditions, or are nearest to it."""
    records = reading.among
    if any(reading.has(cue, view.lexicon) for cue in _UNCOVERED):
        return []
    chosen = fitting(reading, records, view)
    if chosen is None and not reading.strange:
        chosen = _nearest(reading, records, lines)
    if not chosen:
        return []
    counted = has(r"how many", reading.text)
    if not counted and len(chosen) <= 3:
        return [state(_nearest_fact(record, reading)) for record in chosen]
    if not counted:
        return list_of(chosen, view)
    lead = view.prompts.say("among_count", count=len(chosen))
    return [enumerate_facts(lead, [r.fact for r in chosen], [item(r) for r in chosen])]


def _nearest_fact(record: Record, reading: Reading) -> Fact:
    """Return the statement of a record that holds the most of the question's words, else its main one."""
    said = set(content_stems(reading.text))
    # A skill stands in a list of books and courses for what its way to learn it names.
    mixed = record.kind is Kind.SKILL and len({other.kind for other in reading.among}) > 1
    facts = record.facts[::-1] if mixed else record.facts
    return max(facts, key=lambda fact: len(said & _stems(fact.text)))


def counts_all(text: str) -> bool:
    """Whether nothing but the number of entries is asked for: "how many are they?"."""
    return re.fullmatch(_COUNTS_ALL, text.strip(" ?.!"), re.I) is not None


def loosely(said: str, kinds: Collection[Kind], view: PathwayView) -> Record | None:
    """Return the one record of these kinds whose name, else whose statement, shares a word with `said`."""
    wanted = set(content_stems(said))
    for text_of in (lambda r: r.name, lambda r: " ".join(fact.text for fact in r.facts)):
        held = {r.record_id: len(wanted & _stems(text_of(r))) for r in view.of_kind(*kinds)}
        best = max(held.values(), default=0)
        nearest = [key for key, count in held.items() if count == best]
        if best and len(nearest) == 1:
            return view.record(nearest[0])
    return None


def _stems(text: str) -> set[str]:
    """Return the stems of a text, and those of two neighbours written as one: "realtime"."""
    said = words(text)
    return {stem(word) for word in (*said, *(a + b for a, b in pairwise(said)))}


def fitting(reading: Reading, records: Sequence[Record], view: PathwayView) -> list[Record] | None:
    """Return the entries that meet the conditions; None where the question puts none that a list can tell."""
    text = reading.text
    if counts_all(re.sub(r"^(?:and|so|ok) ", "", text, flags=re.I)):
        return list(records)
    if has(view.lexicon["holding"]["doubtful"], text):
        return [r for r in records if any(has(_NOTE, fact.text) for fact in r.facts)] or None
    timed = all(record.weeks for record in records)
    if reading.importances and any(r.importance for r in records):
        return [r for r in records if r.importance in reading.importances]
    if has(r"most important|matters? most|top priority", text) and all(r.importance for r in records):
        top = min(list(Importance).index(r.importance) for r in records if r.importance)
        return [r for r in records if r.importance and list(Importance).index(r.importance) == top]
    if timed and bounds(reading):
        return by_weeks(records, reading)
    if timed and (reading.has("longest", view.lexicon) or reading.has("shortest", view.lexicon)):
        end = (min if reading.has("shortest", view.lexicon) else max)(r.weeks or 0 for r in records)
        return [r for r in records if r.weeks == end]
    if reading.phases and all(r.phase for r in records):
        return [r for r in records if r.phase in reading.phases]
    if has(r"(?:comes?|do|done|start|is|are|tackle|begin)\b.*\b(?:first|earliest)", text):
        return [records[0]] if records[0].kind is not Kind.SKILL else None
    if has(r"(?:comes?|do|done|is|are)\b.*\b(?:last|latest)", text):
        return [records[-1]] if records[0].kind is not Kind.SKILL else None
    if any(r.resource_kind for r in records):
        wanted, out = conditions.resource_kinds(text, view.lexicon)
        if wanted or out:
            return [
                r for r in records if (not wanted or r.resource_kind in wanted) and r.resource_kind not in out
            ]
    return _sharing(text, records)


def _sharing(text: str, records: Sequence[Record]) -> list[Record] | None:
    """Return the entries that hold the most of the question's words, the others where they are refused."""
    # "Not on X" refuses X as "not X" does.
    lower = re.sub(r"\b(?:on|from|at|by|via|about|in) (?=\w)", "", text.lower())
    held: dict[str, set[str]] = {
        r.record_id: {stem(word) for word in words(" ".join((r.name, *(f.text for f in r.facts))))}
        for r in records
    }
    said = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", lower)]
    telling = {
        stem(word): refused(lower, start, end)
        for start, end, word in said
        if word not in STOPWORDS and 0 < sum(stem(word) in own for own in held.values()) < len(records)
    }
    if not telling:
        return None
    if any(telling.values()):
        out = {token for token, gone in telling.items() if gone}
        return [r for r in records if not out & held[r.record_id]]
    most = max(len(telling.keys() & own) for own in held.values())
    return [r for r in records if len(telling.keys() & held[r.record_id]) == most]


def _nearest(reading: Reading, records: Sequence[Record], lines: Lines) -> list[Record]:
    """Return the entries that are nearest in meaning to the question."""
    kinds = {record.kind for record in records}
    found = [x for x in lines.best(reading, kinds=kinds, least=-9.0, most=999) if x.record in records]
    if not found or found[0].cosine < _LEAST:
        return []
    near = {x.record.record_id for x in found if x.cosine >= max(y.cosine for y in found) - _BAND}
    return [record for record in records if record.record_id in near]
