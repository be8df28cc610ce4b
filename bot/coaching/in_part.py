"""Whether a report is on a part of what was promised: "called Ana" of "call Ana, Bob and Cem". Pure."""

from __future__ import annotations

import re

from bot.coaching.places import ALL
from bot.language import content_stems

_COUNTS = "none one two three four five six seven eight nine ten".split()
_COUNT = rf"({'|'.join(_COUNTS)}|\d{{1,2}})"
_SO_MANY = re.compile(rf"\b{_COUNT} (?:out )?of (?:the |my |those |all )?{_COUNT}\b", re.IGNORECASE)
# "Sent one", "did two applications so far": so many of those that were promised, and nothing else.
_SOME = re.compile(
    rf"(?:(?:i|we)(?:['’]ve| have)? )?(?:(?:just|already|only) )*\w+ {_COUNT}"
    r"(?: (?!of\b|so\b|already\b|today\b|yet\b|done\b)(?P<noun>[a-z]+))?"
    r"(?: (?:of (?:them|those|these|it)|so far|already|today|yet|done))*\W*",
    re.IGNORECASE,
)
_PROMISED = re.compile(rf"(?<![\w.:]){_COUNT}(?![\w.:%])", re.IGNORECASE)
# "Missed the rest" and "need the rest" say the opposite.
_DID = (
    r"(?!need\b|(?:miss|skipp|dropp|fail|cancel|postpon|mov|delay|push|hat|abandon|ignor)\w*ed\b)"
    r"(?:\w\w+ed|did|done|sent|read|wrote|written|made|met|got|bought|built|ran|took|told|paid|gave|taught|"
    r"spoke to|talked to|went through|got through)"
)
_OPENING = (
    r"(?:(?:and|now|ok|so|then|also)[\s,]+)*(?:(?:i|we)(?:['’]ve| have)? )?(?:(?:just|now|also|finally) )*"
)
_LEFT = (
    r"(?:the |my )?(?:others?|other (?:one|two|three|four|ones|\d)|rest|last (?:one|two)|"
    r"remaining(?: (?:one|two|three|ones|\d))?)(?: of (?:it|them|those))?"
)
_TOO = r",? (?:too|as well|also|(?:(?:is|are) )?(?:now )?(?:done|sent|finished))"
# "And sent the other two", "the rest, too": that it is done is said; "the others" alone may be anything.
_REST = re.compile(
    rf"{_OPENING}(?:{_DID} (?:with )?{_LEFT}(?:{_TOO}| now| today| yesterday)*|{_LEFT}(?:{_TOO})+)[\s.!]*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|plus)\s+")
_LONGEST = 5  # words of an item of a list; longer ones are clauses


def is_part(words: str, promised: str) -> bool:
    """Tell whether `words`, which say that something is done, speak of less than what was `promised`."""
    if ALL.search(words):
        return False
    return is_fewer(words) or _is_less(words, promised) or _names_some(words, promised)


def is_rest(words: str) -> bool:
    """Tell whether `words` say that what was left is done as well: "sent the other two", "the rest, too"."""
    return _REST.fullmatch(words.strip()) is not None


def is_fewer(words: str) -> bool:
    """Tell whether fewer are done than there were: "two of the four"."""
    match = _SO_MANY.search(words)
    return match is not None and _number(match[1]) < _number(match[2])


def _is_less(words: str, promised: str) -> bool:
    """Tell whether a number is done that is below the one that was promised: "sent one" of 3."""
    some, whole = _SOME.fullmatch(words.strip()), _PROMISED.search(promised)
    if not some or not whole:
        return False
    same = not some["noun"] or set(content_stems(some["noun"])) <= set(content_stems(promised))
    return same and _number(some[1]) < _number(whole[1])


def _names_some(words: str, promised: str) -> bool:
    """Tell whether some of the things that were promised together are named, and others are not."""
    items = [item for item in _JOINT.split(promised) if item.strip()]
    if len(items) < 2 or any(len(item.split()) > _LONGEST for item in items):
        return False
    said = set(content_stems(words))
    first, *others = [set(content_stems(item)) for item in items]
    verb = content_stems(promised)[:1]  # what is done to all of them tells none from another
    own = [first - set(verb) or first, *others]
    named = [bool(each & said) for each in own if each]
    return any(named) and not all(named)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _COUNTS.index(said.lower())
