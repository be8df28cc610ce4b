"""The records that a question restricts itself to: "critical skills", "books in phase 3", "over a month"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import conditions
from bot.answering.figures import Figure, fits
from bot.answering.negation import asks_rest, flipped
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Horizon, ResourceKind
from bot.language import STOPWORDS, has, stem, words

KINDS_OF_TOPIC: dict[str, tuple[Kind, ...]] = {
    "skills": (Kind.SKILL,),
    "importance": (Kind.SKILL,),
    "transferable": (Kind.TRANSFERABLE,),
    "why": (Kind.TRANSFERABLE,),
    "phases": (Kind.PHASE,),
    "tasks": (Kind.TASK,),
    "resources": (Kind.RESOURCE,),
    "love": (Kind.LOVE,),
    "miss": (Kind.MISS,),
    "challenges": (Kind.CHALLENGE,),
    "plan": (Kind.ACTION,),
}
HELD = r"transfer(?:able|s)?|carr(?:y|ies) over|already (?:have|bring|know)|bring along|strengths?"
_SETTLING = ("plan", "love", "miss", "challenges", "transferable", "resources", "tasks")
LONG_END = r"longest|lengthiest|biggest|slowest|largest|(?:the )?most (?:weeks|time)"
SHORT_END = r"shortest|quickest|smallest|fastest|briefest|(?:the )?(?:fewest|least) (?:weeks|time)"
SHORTER = r"shorter|quicker|faster|sooner|less time|fewer weeks"
_ASKS = (
    r"how many|number of|quantity of|count(?: of)?",
    r"which|what|list|name|enumerate|give me|show(?: me)?|any|all|every|each|those|these|the|of",
)
_FITTING = r"fits?|manage|squeeze|doable|feasible|can be done|finish in|done in|learn in|spare|only have"
_EXACTLY = r"exact(?:ly)?|precisely|to the (?:day|week)|that long"
_VERBAL = frozenset(
    {"write", "wrote", "written", "author", "certified", "reading"}
)  # they say of what kind, but are no noun
_WITHIN = (
    r"in which|where|mention\w*|involv\w*|contain\w*|occurs?|with the word|about|"
    r"name[sd]?|naming|speaks? of|refers? to|touch(?:es)?|feature\w*|require\w*|"
    r"use[sd]?|using|need\w*|concern\w*|deal\w* with|include\w*|come from|from|on|by"
)


def kind_of(reading: Reading, view: PathwayView) -> Kind | None:
    """Return what sort of record the question counts, adds up or compares; None if it does not say."""
    lexicon = view.lexicon
    head = head_of(reading, view)
    if head in (Kind.TASK, Kind.PHASE) and reading.topic == "plan" and not reading.phases:
        return Kind.ACTION
    if head:
        return head
    if reading.topic in _SETTLING:
        return KINDS_OF_TOPIC[reading.topic][0]
    if has(lexicon["task_words"], reading.text):
        return Kind.TASK
    if has(HELD, reading.text):
        return Kind.TRANSFERABLE
    named = {record.kind for record in (*reading.subjects, *reading.excluded)} & {Kind.SKILL, Kind.PHASE}
    if reading.phases or has(lexicon["phase_words"], reading.text):
        return Kind.PHASE
    if reading.importances or has(lexicon["skill_words"], reading.text):
        return Kind.SKILL
    if len(named) == 1:
        return named.pop()
    if reading.topic in KINDS_OF_TOPIC:
        return KINDS_OF_TOPIC[reading.topic][0]
    return Kind.PHASE if has(lexicon["role_words"], reading.text) else None


def select(reading: Reading, view: PathwayView, kind: Kind) -> list[Record]:
    """Return the records of `kind` that meet the question's conditions, in document order."""
    records = [r for r in view.of_kind(kind) if r not in reading.excluded]
    if kind is Kind.SKILL and reading.importances:
        records = [r for r in records if r.importance in reading.importances]
    if kind is Kind.PHASE and (positions := positions_of(reading, view)) is not None:
        records = [r for r in records if r.phase in positions]
    if kind in (Kind.TASK, Kind.RESOURCE):
        positions = positions_of(reading, view)
        gone = {r.phase for r in reading.excluded if r.kind is Kind.PHASE}
        records = [r for r in records if (positions is None or r.phase in positions) and r.phase not in gone]
        records = _of_wanted_kind(records, reading, view)
        records = _that_mention(records, reading)
    if kind is Kind.ACTION and (horizons := horizons_meant(reading.text, view)):
        records = [r for r in records if r.horizon in horizons]
    return by_weeks(records, reading)


def horizons_meant(text: str, view: PathwayView) -> tuple[Horizon, ...]:
    """Return the horizons of the plan that a question is about; those still to come, where it says which are
    behind one and asks for the rest or what follows."""
    named = conditions.horizons(text, view.lexicon)
    plan = view.lexicon["plan"]
    left = has(plan["ticked"], text) and (asks_rest(text.lower()) or has(plan["open"], text))
    if not named or not (left or has(plan["behind"], text)):
        return named
    together = len(named) == 1 or has(plan["together"], text)
    return tuple(Horizon)[list(Horizon).index(named[-1]) + 1 :] if together else named


def positions_of(reading: Reading, view: PathwayView) -> set[int] | None:
    """Return the positions of the phases that the question restricts itself to; None if it does not."""
    pointed = {*reading.phases, *(r.phase for r in reading.named(Kind.PHASE) if r.phase)}
    if beside := _beside(reading, pointed, view):
        return beside
    reach = conditions.phase_reach(reading.text, sorted(pointed), len(view.pathway.phases))
    return set(reach) if reach is not None else (pointed or None)


def _beside(reading: Reading, pointed: set[int], view: PathwayView) -> set[int]:
    """Return the phases of "the tasks before phase 4", "books after the second stage"; else nothing."""
    lexicon = view.lexicon
    nouns = "|".join([lexicon["task_words"], lexicon["resource_words"], *lexicon["resource_kind"].values()])
    relation = re.search(
        rf"\b(?:{nouns})\b(?: \w+){{0,3}} (?:(?P<before>before|prior to|ahead of)|after|following|beyond) "
        rf"(?:the |my )?(?:\w+ )?(?:{lexicon['phase_words']})\b",
        reading.text.lower(),
    )
    if relation is None or len(pointed) != 1:
        return set()
    (here,) = pointed
    return set(range(1, here) if relation["before"] else range(here + 1, len(view.pathway.phases) + 1))


def by_weeks(records: Sequence[Record], reading: Reading) -> list[Record]:
    """Keep the records whose weeks meet the conditions of the question, where it puts some."""
    limits = bounds(reading)
    against = yardstick(reading)
    if not any(record.weeks for record in records):
        return list(records)
    kept = [r for r in records if not limits or (r.weeks and all(fits(r.weeks, limit) for limit in limits))]
    if against:
        record, figure = against
        kept = [r for r in kept if r is not record and r.weeks and fits(r.weeks, figure)]
    return kept


def bounds(reading: Reading) -> list[Figure]:
    """Return the conditions that the question puts on weeks; "what fits into 8 weeks" is an upper bound."""
    found = [figure for figure in reading.figures if figure.unit in ("week", "month")]
    if has(_FITTING, reading.text) and not has(_EXACTLY, reading.text):
        found = [replace(f, comparison="<=") if f.comparison == "=" and f.low == f.high else f for f in found]
    if flipped(reading.text.lower()):
        found = [replace(f, comparison="!=") if f.comparison == "=" else f for f in found]
    return found


def yardstick(reading: Reading) -> tuple[Record, Figure] | None:
    """Return the record that others are held against ("which take longer than X"), and the condition."""
    lower = reading.text.lower()
    asked = r"\b(?:which|what|any|all|list|name|how many|is there|are there|others?)\b"
    if not re.search(rf"{asked}|^\W*(?:the )?(?:\w+ ){{0,2}}\w+s (?:that|which)\b", lower):
        return None
    match = MORE.search(lower) or LESS.search(lower) or _SAME.search(lower)
    timed = [m.record for m in reading.mentions if m.record.weeks]
    if match is None or len({record.kind for record in timed}) != 1 or len(timed) != 1:
        return None
    said = words(lower[match.end() :])[:6]
    mention = next(m for m in reading.mentions if m.record.weeks)
    if not said or words(lower)[mention.span[0]] not in said:
        return None
    comparison = ">" if match.re is MORE else "<" if match.re is LESS else "="
    weeks = float(timed[0].weeks or 0)
    return timed[0], Figure(weeks, weeks, "week", comparison, match.group())  # type: ignore[arg-type]


MORE = re.compile(
    r"\b(?:longer|more (?:time|weeks)|slower|bigger|larger) th[ae]n\b|\boutlasts?\b|\bexceeds?\b"
)
LESS = re.compile(r"\b(?:shorter|less time|fewer weeks|less weeks|quicker|faster|smaller|sooner) th[ae]n\b")
_SAME = re.compile(
    r"\b(?:as (?:long|many weeks|much time)|same \w+(?: of \w+)?|just as long|"
    r"equally long|equal\w* (?:to|in \w+ (?:to|with)))\b"
)


def head_of(reading: Reading, view: PathwayView) -> Kind | None:
    """Return the kind of the noun that is asked for: "how many of the first tasks", "which books"."""
    lexicon = view.lexicon
    nouns = {
        Kind.TASK: lexicon["task_words"],
        Kind.RESOURCE: "|".join([lexicon["resource_words"], *lexicon["resource_kind"].values()]),
        Kind.TRANSFERABLE: r"transferable|strengths?",
        Kind.SKILL: lexicon["skill_words"],
        Kind.PHASE: lexicon["phase_words"],
    }
    lower = reading.text.lower()
    said_words = words(reading.text)
    named = {w for m in reading.mentions for w in said_words[m.span[0] : m.span[1] + 1]}
    for asks in _ASKS[: 1 if reading.topic in _SETTLING else 2]:
        for match in re.finditer(rf"\b(?:{asks})\b", lower):
            after = re.match(r"[^.?!:;]*", lower[match.end() :])
            said = re.findall(r"[\w'/+-]+", after.group() if after else "")[:5]
            for word in said:
                kind = next(
                    (
                        k
                        for k, noun in nouns.items()
                        if re.fullmatch(noun, word) and word not in (named | _VERBAL)
                    ),
                    None,
                )
                if kind:
                    return Kind.TRANSFERABLE if kind is Kind.SKILL and has(HELD, lower) else kind
    return None


def _of_wanted_kind(records: list[Record], reading: Reading, view: PathwayView) -> list[Record]:
    """Keep resources of the wanted kinds, and what is not of a refused one."""
    wanted, refused = conditions.resource_kinds(reading.text, view.lexicon)
    if wanted and any(r.kind is Kind.RESOURCE for r in records):
        records = [r for r in records if r.resource_kind in wanted]
    elif wanted and not _beside_tasks(reading, view):
        records = [r for r in records if any(_is_kind(r, kind, view) for kind in wanted)] or records
    return [r for r in records if not any(_is_kind(r, kind, view) for kind in refused)]


def _beside_tasks(reading: Reading, view: PathwayView) -> bool:
    """Whether resources are asked for beside the tasks: "the tasks and the books of phase 2"."""
    nouns = "|".join(view.lexicon["resource_kind"].values())
    tasks, joint = view.lexicon["task_words"], r"\W+(?:(?:and|or|plus|with|the|all|its)\W+)+"
    return has(rf"(?:{nouns}){joint}(?:{tasks})|(?:{tasks}){joint}(?:{nouns})", reading.text)


def _that_mention(records: list[Record], reading: Reading) -> list[Record]:
    """Keep what holds the name that the question asks for: "tasks that involve X", "courses from Y"."""
    match = re.search(
        rf"\b(?:{_WITHIN})\s+(?:the |an? )?(?:word |term |name )?['\"]?(.+)$", reading.text.lower()
    )
    said = {stem(word) for word in words(match[1])[:5]} if match else set()
    names = [
        m.record
        for m in reading.mentions
        if m.record.kind is not Kind.PHASE and m.record not in reading.excluded
    ]
    named = {stem(word) for record in names for word in words(record.name) if word not in STOPWORDS}
    telling = {token for token in said if token in named or token in reading.anchors}
    kept = [r for r in records if telling & {stem(word) for word in words(f"{r.name} {r.fact.text}")}]
    resources = [r for r in names if r.kind is Kind.RESOURCE and r in records]
    return kept or resources or records


def _is_kind(record: Record, kind: ResourceKind, view: PathwayView) -> bool:
    if record.kind is Kind.RESOURCE:
        return record.resource_kind == kind
    return has(str(view.lexicon["resource_kind"][kind]), record.name)


def without_named_by_kind(reading: Reading, view: PathwayView) -> Reading:
    """Return the reading without what only a kind of resource names: "certificates" are no phase here."""
    said, kinds = words(reading.text), "|".join(view.lexicon["resource_kind"].values())
    kept = tuple(
        mention
        for mention in reading.mentions
        if not all(has(kinds, word) for word in said[mention.span[0] : mention.span[1] + 1])
    )
    left = {mention.record for mention in kept}
    gone = {mention.record for mention in reading.mentions} - left
    return replace(reading, mentions=kept, subjects=tuple(r for r in reading.subjects if r not in gone))
