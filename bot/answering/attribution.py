"""Claims on who made something or where it is to be had: "the course is on Udemy", "the book that Fowler
wrote".

A claim joins a name that the pathway knows (a person, a platform, a board) with a thing. It holds if one
statement
has both; it is wrong if the thing stands elsewhere without the name. Names that the pathway does not know are
not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import STOPWORDS, has, stem, words

_WORKS = (Kind.RESOURCE, Kind.TASK, Kind.SKILL)
_JOINED = (
    r"(?:(?:written|authored|made|taught|published|given|offered|provided|hosted|booked|runs?"
    r"|goes|practi[sc]ed|works?|is|it's)\s+"
    r"(?:on|at|by|from|via|with|in)|\b(?:on(?:to)?|at|by|from|via)|being an?|it's an?|is an?|author|his"
    r"|her)\s+(?:the\s+|an?\s+)?{name}"
    r"|{name}(?:\s+\w+)?\s+(?:wrote|writes|authored|teaches|made|published|one|course|class)"
    r"|{name}'s|author of|{name}, (?:the )?author"
)
_AT = r"(?:on|at|from|via) (?:the )?"  # where something is to be had, which is claimed of whose it is
_ENOUGH = 0.6  # share of the thing's telling words that its statement must hold


def attributed(reading: Reading, view: PathwayView) -> Iterator[tuple[bool, tuple[Fact, ...]]]:
    """Yield whether a claim holds, with what is true of the thing and of the name."""
    said = [word.removesuffix("'s") for word in words(reading.text) if word not in STOPWORDS]
    proper = proper_names(view)
    names = dict.fromkeys(word for word in said if stem(word) in proper)
    for name in sorted(
        names, key=lambda name: not re.search(rf"\b{_AT}{re.escape(name)}\b", reading.text.lower())
    ):
        if not re.search(_JOINED.replace("{name}", re.escape(name)), reading.text.lower()):
            continue
        partners = _partners(name, said, proper, view)
        rest = _telling(_title(reading.text, name) or reading.text, partners, view)
        things = _things(rest, view) if rest else []
        if not things:
            continue
        wanted = stem(name)
        both = [record for record in things if wanted in _stems(record)]
        if both and reading.operation == "verify":
            yield True, (_says_most(both[0], {**rest, wanted: 1.0}),)
        elif not both and (reading.operation == "verify" or _taken_for_granted(name, reading.text)):
            own = next((r for r in view.of_kind(*_WORKS) if wanted in _stems(r)), None)
            truth = _says_most(min(things, key=lambda r: not _credits(r)), rest)
            yield (
                False,
                tuple(
                    dict.fromkeys(fact for fact in (truth, own and _says_most(own, {wanted: 1.0})) if fact)
                ),
            )
        return


def proper_names(view: PathwayView) -> frozenset[str]:
    """Return the stems of the words that the pathway only writes with a capital, inside sentences too."""
    text = " ".join(fact.text for fact, _ in view.facts)
    capital = {
        stem(w.lower())
        for w in re.findall(r"(?<=[a-z,:'] )['‘“\"]?([A-Z][\w+]+)|(?:^|\s)([A-Z][\w+]*[A-Z0-9][\w+]*)", text)
        for w in w
        if w
    }
    lower = {stem(w) for w in re.findall(r"(?<![\w-])[a-z][\w+]+", text)}
    return frozenset(capital - lower)


def _partners(name: str, said: Sequence[str], proper: frozenset[str], view: PathwayView) -> set[str]:
    """Return the stems of a name and of what stands beside it, as first and last name do."""
    place = said.index(name)
    beside = {stem(w) for w in said[max(0, place - 1) : place + 2] if stem(w) in proper}
    pairs = " ".join(fact.text.lower() for fact, _ in view.facts)
    kept = {stem(name)}
    for word in said[max(0, place - 1) : place + 2]:
        if stem(word) in beside and (f"{word} {name}" in pairs or f"{name} {word}" in pairs):
            kept.add(stem(word))
    return kept


def _title(text: str, name: str) -> str | None:
    """Return the title in quotation marks, which says best what the claim is about."""
    titles = [match[1] for match in re.finditer(r"(?<!\w)['‘“\"]([^'’”\"]{4,})['’”\"](?!\w)", text)]
    return next((title for title in titles if name not in title.lower()), None)


def _telling(text: str, without: set[str], view: PathwayView) -> dict[str, float]:
    """Return the stems that name the thing, with how much each tells."""
    role = {stem(w) for w in words(f"{view.pathway.from_role} {view.pathway.to_role}")}
    stems = {
        stem(w) for w in words(text) if w not in STOPWORDS and not has(view.lexicon["cues"]["verify"], w)
    }
    known = set(view.anchors(text)) | {stem(w) for r in view.of_kind(*_WORKS) for w in words(r.name)}
    ordinary = {"cours", "book", "class", "project", "learn", "studi", "written", "author"}
    told = (stems & known) - without - ordinary
    proper = proper_names(view) & told
    # Beside a proper name, ordinary words tell little of what is meant.
    return {
        t: view.names.weight(t) * (0.3 if t in role or (proper and t not in proper) else 1.0) for t in told
    }


def _things(rest: dict[str, float], view: PathwayView) -> list[Record]:
    """Return the records that hold the thing's words best; none where they hold too few."""
    total = sum(rest.values())
    if total < 0.4:
        return []
    scored = [(sum(rest[t] for t in rest.keys() & _stems(r)) / total, r) for r in view.of_kind(*_WORKS)]
    best = max((score for score, _ in scored), default=0.0)
    return [record for score, record in scored if score >= max(_ENOUGH, best - 0.01)]


def _says_most(record: Record, rest: dict[str, float]) -> Fact:
    return max(
        record.facts,
        key=lambda f: (sum(w for t, w in rest.items() if t in {stem(x) for x in words(f.text)}), len(f.text)),
    )


def _stems(record: Record) -> set[str]:
    return {stem(word) for fact in record.facts for word in words(fact.quote + " " + record.name)}


def _credits(record: Record) -> bool:
    """Whether a record says who made it: "by Fowler", "Fowler's book"."""
    return re.search(r"\bby [A-Z]\w+|\b[A-Z]\w+['’]s (?:book|course)", record.fact.text) is not None


def _taken_for_granted(name: str, text: str) -> bool:
    """Whether a question builds on the claim instead of asking it: "his guide", "the one N wrote"."""
    pattern = (
        rf"\b(?:his|her|since|as|being|given)\b"
        r"|\bi (?:read|heard|saw|gather|understand)\b|\byou (?:told|said|say)\b"
        rf"|{re.escape(name)}(?:\s+\w+)? wrote"
        rf"|{re.escape(name)}, (?:the )?author of|by {re.escape(name)}"
    )
    return re.search(pattern, text.lower()) is not None and not re.match(
        r"(?:what|which|who|where|how)\b", text.lower()
    )
