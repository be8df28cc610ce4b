"""The words that the check knows, from prompts/grounding.yaml: what means the same, what adds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.language import stem, words
from bot.prompts import bundled_prompts

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Word lists by their use. A phrase is the tuple of its words' stems."""

    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    classes: Mapping[str, str]  # word → "light", "negator", "modal:must", "quantifier:all", "marker:to" …
    concepts: Mapping[Phrase, frozenset[str]]
    opposites: Mapping[str, str]
    irregular: Mapping[str, str]  # form → base: wrote → write
    verbs: frozenset[str]  # in every form
    longest: int  # words of the longest phrase

    def class_of(self, word: str) -> str:
        """Return the use of a lower-case function word; "" for a word with a meaning of its own."""
        return self.classes.get(word, "")

    def concepts_of(self, phrase: Phrase) -> frozenset[str]:
        """Return what a phrase may mean; nothing where it is not listed."""
        return self.concepts.get(phrase, frozenset())


@cache
def bundled_lexicon() -> Lexicon:
    """Return the words that come with Pathcoach."""
    return read_lexicon(bundled_prompts().grounding)


def read_lexicon(tables: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon of the tables of grounding.yaml."""
    classes: dict[str, str] = {}
    for name, listed in tables["classes"].items():
        classes |= dict.fromkeys(listed.split(), name)
    irregular = dict(pair.split(":") for pair in tables["irregular"].split())
    verbs = tables["verbs"].split()
    concepts: dict[Phrase, set[str]] = {}
    for group in tables["synonyms"]:
        members = [member.strip() for member in group.split(",")]
        for member in members:
            phrase = stems_of(member)
            concepts.setdefault(phrase, set()).update((f"={members[0]}", " ".join(phrase)))
    return Lexicon(
        tuple(
            (re.compile(rf"(?<!\w)(?:{was})(?!\w)", re.IGNORECASE), now) for was, now in tables["rewrites"]
        ),
        classes,
        {phrase: frozenset(found) for phrase, found in concepts.items()},
        dict(tables["opposites"]),
        irregular,
        frozenset(form for verb in verbs for form in _forms(verb))
        | {form for form, base in irregular.items() if base in verbs},
        max(len(phrase) for phrase in concepts),
    )


def stems_of(text: str) -> Phrase:
    """Return the stems of the words of a text."""
    return tuple(stem(word) for word in words(text))


def _forms(verb: str) -> Iterator[str]:
    """Yield the forms of a regular verb, and some that it does not have."""
    bare = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    yield from (verb, f"{verb}s", f"{verb}es", f"{bare}ed", f"{bare}ing", f"{verb}{verb[-1]}ed")
    yield f"{verb}{verb[-1]}ing"
