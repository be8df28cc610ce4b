"""What the titles of reference documents name: "Accountants and auditors" names accountants, and auditors.

Pure over the titles; what a question names is found in naming.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language import STOPWORDS, words

_PART = re.compile(
    r"\s*(?:,\s*(?:and|or|including|except)\b|[,;:/()]|\band\b|\bor\b|\bincluding\b|\bexcept\b)\s*"
)
# A part that ends so says of what the next one is: "promotions, and marketing managers".
_ABSTRACT = re.compile(r".*(?:tions?|fits|ics|ties|ments?|sales|records|systems|things|data)")
# Words for people by what they do end so, and hardly any others in a title.
_PERSON = re.compile(
    r".{2,}(?:ers?|ors?|ysts?|ists?|ians?|ants?|ents?|(?<![fhg]r)ees?|ives?|men|man|women|woman|mates?|smiths?|aides?)"
)
# Things, times and measures that end like words for people.
_THINGS = frozenset(
    """
    accent adapter amplifier answer breather browser buffer center chapter charger cluster component
    computer connector content converter cooler corner counter cover dinner disorder door error event
    extent factor finger floor flyer folder grant hammer heater ladder laser layer ledger letter matter
    meter microcontroller mirror monitor motor newsletter number objective offer order paper percent
    plant pointer poster power present printer processor projector quarter receiver register reminder
    river router scanner semester sensor shelter shoulder silver solder summer theater timer tower
    trailer transformer transistor trimester twist vapor voucher water weather winter wonder
    """.split()
)
_NOUNS = frozenset({"police", "staff", "people", "personnel", "crew"})  # plural without an s


@dataclass(frozen=True, slots=True)
class Title:
    """A title by its words in the singular. `heads` are those for what it is about, `names` its whole names.

    A name is a sorted tuple of words; "Accountants and auditors" has two.
    """

    document_id: str
    text: str
    tokens: frozenset[str]
    heads: frozenset[str]
    names: frozenset[tuple[str, ...]]
    spelt: frozenset[str]  # its words as they are written, in lower case


def read_title(document_id: str, text: str) -> Title:
    """Read a title; the document's id, made of its file name, may name it otherwise."""
    parts = [part for part in (words(part) for part in _PART.split(text)) if part]
    named = list(_names(parts))
    written = [word for word in words(text) if word not in STOPWORDS]
    filed = [w for w in words(document_id.replace("-", " ")) if w.endswith("s") and is_person(w)]
    filed = [word for word in filed if word not in written]
    named += [[word] for word in filed]
    return Title(
        document_id,
        text,
        tokens=frozenset(map(singular, [*written, *filed])),
        heads=frozenset(singular(name[-1]) for name in named),
        names=frozenset(tuple(sorted(set(map(singular, name)))) for name in named),
        spelt=frozenset([*written, *filed]),
    )


def singular(word: str) -> str:
    """Return a lower-case word without the ending of its plural: "actuaries" gives "actuary"."""
    word = word.removesuffix("'s")
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def is_person(word: str) -> bool:
    """Whether a word reads like one for people by what they do."""
    ends = _PERSON.fullmatch(word) is not None and not _ABSTRACT.fullmatch(word)
    return ends and word not in _THINGS and word.removesuffix("s") not in _THINGS


def _is_headed(part: Sequence[str], *, last: bool) -> bool:
    """Whether a part names something, rather than saying of which kind the next one is."""
    word = part[-1]
    return last or word in _NOUNS or (word.endswith("s") and not _ABSTRACT.fullmatch(word))


def _names(parts: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield what the parts name: "urban and regional planners" are urban planners, and regional planners."""
    while len(parts) > 1 and not parts[-1][-1].endswith("s") and _is_headed(parts[0], last=False):
        parts = parts[:-1]  # "Painters, construction and maintenance"
    headed = [_is_headed(part, last=at == len(parts) - 1) for at, part in enumerate(parts)]
    for place, part in enumerate(parts):
        if headed[place]:
            before = next((p for at, p in enumerate(parts[:place]) if headed[at] and len(p) > 1), None)
            shares = before is not None and len(part) == 1  # "library technicians and assistants"
            yield _telling([*before[:-1], *part] if before is not None and shares else part)
            continue
        following = next(p for at, p in enumerate(parts) if at > place and headed[at])
        for start in range(min(1, len(following) - 1), len(following)):
            yield _telling([*part, *following[start:]])


def _telling(name: Sequence[str]) -> list[str]:
    """Return a name without its stop words, if enough is left of it to be known by."""
    telling = [word for word in name if word not in STOPWORDS]
    return telling if len(telling) == len(name) or len(telling) > 1 else list(name)
