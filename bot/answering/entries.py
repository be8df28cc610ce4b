"""The entries that a question takes out of one list: by place, or by what they are or are not about.

"The second challenge", "the last thing on this month's list", "how many hurdles concern hardware?", "what I
may miss, apart from the tools". Not for weeks and importance, which are selection.py's, nor for what a phase,
a skill, a task or a resource holds: holding.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering import conditions
from bot.answering.arithmetic import NOUNS
from bot.answering.finding import Statement, state
from bot.answering.holding import listed_under
from bot.answering.pointing import TOPIC_OF, list_of
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import select, without_named_by_kind
from bot.answering.view import PathwayView
from bot.domain import ResourceKind
from bot.language import STOPWORDS, has, stem, words

_BY_SUBJECT = (Kind.CHALLENGE, Kind.LOVE, Kind.MISS, Kind.TRANSFERABLE, Kind.ACTION)
_PARTS = r",|\b(?:and|or|nor)\b"


def answer(reading: Reading, view: PathwayView) -> tuple[str, list[Statement]]:
    """Return the topic and the entries that the question takes; nothing where it takes none."""
    for kind, start, end in _lists(reading.text, view):
        if said := _at_place(kind, start, reading, view) or _by_subject(kind, start, end, reading, view):
            return TOPIC_OF[kind], said
    return "", []


def _lists(text: str, view: PathwayView) -> Iterator[tuple[Kind, int, int]]:
    """Yield each kind of entry that a noun of the question names, with where that noun stands."""
    steps = view.lexicon["phase_words"]  # "the first step" is itself a phase
    for name, noun in view.lexicon["entries"]["nouns"].items():
        found = re.search(rf"(?<![\w-])(?:{noun})(?!\w)", text, re.IGNORECASE)
        kind = Kind(name)
        if found and (kind is not Kind.ACTION or _of_plan(text, view)):
            yield kind, found.start(), found.end()
        elif found and len(conditions.phases(text, view)) == 1 and not has(steps, found.group()):
            yield Kind.TASK, found.start(), found.end()


def _of_plan(text: str, view: PathwayView) -> bool:
    """Whether the entries are those of the action plan, or of one horizon of it."""
    one = len(conditions.horizons(text, view.lexicon)) == 1 and not has(view.lexicon["phase_words"], text)
    return one or has(view.lexicon["entries"]["of_plan"], text)


def _pool(kind: Kind, reading: Reading, view: PathwayView) -> list[Record]:
    if kind in (Kind.ACTION, Kind.TASK):
        return select(reading, view, kind)
    if kind is not Kind.RESOURCE:
        return view.of_kind(kind)
    wanted, _ = conditions.resource_kinds(reading.text, view.lexicon)
    chosen = select(without_named_by_kind(reading, view), view, kind)
    return [r for r in chosen if not wanted or r.resource_kind in wanted]


def _at_place(kind: Kind, start: int, reading: Reading, view: PathwayView) -> list[Statement]:
    """The entry at the place that stands before the noun: "the second-to-last skill"."""
    for place, pattern in view.lexicon["entries"]["places"].items():
        found = re.search(
            rf"(?<![\w-])(?:{pattern})(?: of (?:the|my|these|those))?(?: (?:biggest|big|main|listed))? $",
            reading.text[:start],
            re.I,
        )
        if found is None or re.search(r"\b(?:and|or)(?: the)? $", reading.text[: found.start()]):
            continue  # "the first and the last task" are two
        pool, at = _pool(kind, reading, view), int(place)
        if (
            reading.importances
            or len(pool) < 2
            or (kind is Kind.SKILL and at == 1 and not has("lists?|listed", reading.text))
        ):
            return []
        if abs(at) <= len(pool):
            return [state(pool[at - 1 if at > 0 else at].fact)]
        text = view.prompts.say("only_so_many", count=len(pool), noun=_plural(kind, reading))
        return [Statement(text, tuple(listed(pool)))]
    return []


def _by_subject(kind: Kind, start: int, end: int, reading: Reading, view: PathwayView) -> list[Statement]:
    """The entries that are about a thing, or those that are not."""
    patterns, text = view.lexicon["entries"], reading.text.strip(" ?.!")
    rest = _bare(text[end:], view)
    asks = kind is Kind.ACTION or has(patterns["asks"], text[:start])
    for form, without in ((patterns["without"], True), (patterns["about"], False)):
        found = re.match(rf"(?:.*?\s|\W*)(?:{form})\s+(?P<thing>.+)", rest, re.IGNORECASE)
        if kind not in _BY_SUBJECT or found is None or not (asks or without):
            continue
        pool = _pool(kind, reading, view)
        held = _held(found["thing"], pool, view)
        chosen = [r for r in pool if (r in held) != without]
        if not held or not chosen or len(held) == len(pool):
            return []
        return _told(chosen, pool, kind, reading, view)
    return []


def _told(
    chosen: Sequence[Record], pool: Sequence[Record], kind: Kind, reading: Reading, view: PathwayView
) -> list[Statement]:
    if not has(r"how many|number of|count", reading.text):
        return list_of(chosen, view)
    text = view.prompts.say(
        "entries_counted", count=len(chosen), total=len(pool), noun=_plural(kind, reading)
    )
    return [Statement(text, tuple(r.fact for r in chosen)), *list_of(chosen, view)]


def _held(said: str, pool: Sequence[Record], view: PathwayView) -> list[Record]:
    """Return the entries that hold what is said; nothing where a part of it is found nowhere."""
    own = {record: {stem(word) for word in words(f"{record.name} {record.fact.text}")} for record in pool}
    aside = "|".join((view.lexicon["job_nouns"], view.lexicon["role_words"]))
    roles = {stem(word) for word in words(f"{view.pathway.from_role} {view.pathway.to_role}")}
    found: list[Record] = []
    for part in re.split(_PARTS, said):
        tokens = {stem(w) for w in words(part) if w not in STOPWORDS and not has(aside, w)} - roles
        if not tokens:
            continue
        listed_for = listed_under(tokens, view)
        shared = {record: len(tokens & own[record]) for record in pool}
        most = max(shared.values(), default=0)
        here = [
            r for r in pool if (most and shared[r] == most) or any(has(each, r.name) for each in listed_for)
        ]
        if not here:
            return []
        found += here
    return found


def _bare(text: str, view: PathwayView) -> str:
    """Return a text without the words that name a horizon, and what leads up to them."""
    named = "|".join(view.lexicon["horizon"].values())
    return re.sub(
        rf"(?i)\s(?:(?:for|in|of|on|within|during|by|to do|over)\s+)?(?:(?:the|my|this|next)\s+)*"
        rf"(?:{named})(?!\w)(?:\s+(?:list|plan))?",
        " ",
        text,
    )


def _plural(kind: Kind, reading: Reading) -> str:
    if (
        kind is Kind.RESOURCE
        and reading.resource_kind
        and reading.resource_kind != ResourceKind.DOCUMENTATION
    ):
        return f"{reading.resource_kind.value}s"
    noun = NOUNS[kind]
    return noun.replace("thing ", "things ") if noun.startswith("thing ") else f"{noun}s"
