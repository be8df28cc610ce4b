"""Titles in the plural and in the singular, and slips of the keyboard. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_JOINT = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
# Endings of words for people by what they do, in the plural.
_PEOPLE = re.compile(
    r".*(?:ers|ors|ists|ians|ants|ents|aries|chefs|cooks|clerks|aides|pilots|guides|coaches|scouts|nurses"
    r"|judges|athletes|guards|hygienists|workers|tects|men|women|hands|smiths)"
)
_LEAST = 5  # letters of a word that is misspelt
_VOWELS = "aeiou"


def singular(title: str) -> str:
    """Return a title with its last word in the singular."""
    *before, last = title.split(" ")
    return " ".join([*before, _one(last)])


def plural(title: str) -> str:
    """Return a title with its last word in the plural."""
    *before, last = title.split(" ")
    return " ".join([*before, _many(last)])


def with_article(name: str) -> str:
    """Return "an actor" for "actor"."""
    return f"{'an' if name[:1].lower() in _VOWELS else 'a'} {name}"


def parts(title: str) -> list[str]:
    """Return what a title names, each in the plural: "Accountants and auditors" names two.

    Where a part is no word for people, the whole title is one: "Construction and building inspectors".
    """
    found = [part for part in _JOINT.split(title) if part]
    if all(_PEOPLE.fullmatch(part.split(" ")[-1]) for part in found):
        return found
    return [title]


def is_short(title: str) -> bool:
    """Whether people would say it as it stands, in the singular: few words, people alone at its end."""
    found = [part for part in _JOINT.split(title) if part]
    heads = [bool(_PEOPLE.fullmatch(part.split(" ")[-1])) for part in found]
    return len(title.split(" ")) <= 5 and heads[-1] and not any(heads[:-1])


def with_slip(name: str, *, source: random.Random) -> str | None:
    """Return a name with one slip in its longest word; None where all are too short for one to be read."""
    words = name.split(" ")
    at = max(range(len(words)), key=lambda place: len(words[place]))
    if len(words[at]) < _LEAST or not words[at].isalpha():
        return None
    words[at] = _slip(words[at], source)
    return " ".join(words)


def _slip(word: str, source: random.Random) -> str:
    """Return a word with a letter left out, doubled, swapped, or another vowel; the first stays."""
    slips: Sequence[str] = [
        *(word[:at] + word[at + 1 :] for at in range(1, len(word))),
        *(word[:at] + word[at] + word[at:] for at in range(1, len(word))),
        *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)),
        *(
            word[:at] + other + word[at + 1 :]
            for at in range(1, len(word))
            if word[at] in _VOWELS
            for other in _VOWELS
        ),
    ]
    # Without its s at the end a plural is no slip, but a singular.
    return source.choice([slip for slip in slips if slip not in (word, word.removesuffix("s"))])


def _one(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word


def _many(word: str) -> str:
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
