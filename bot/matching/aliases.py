"""The names by which people call a skill, and the words in them that tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import STOPWORDS, stem, words
from bot.prompts import Prompts

_PARTS = re.compile(r"\s+(?:and|or|for|with|in|of|by)\s+|\s*[&,;:]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a skill. `whole`: it names all of the skill, not one of the parts that its name lists."""

    text: str
    tokens: frozenset[str]  # stems, without stop words
    telling: frozenset[str]  # of these, the ones that are no generic words
    whole: bool


class Vocabulary:
    """Turns names into stems, with the word lists of prompts/."""

    def __init__(self, prompts: Prompts) -> None:
        lists = prompts.skills
        self._generic = re.compile(lists["generic"])
        self._opening = re.compile(rf"^(?:\W*(?:{lists['opening']})(?!\w))+\W*", re.IGNORECASE)
        self._same = [
            (re.compile(rf"(?<![\w+#-])(?:{pattern})(?![\w+#-])", re.IGNORECASE), tuple(meant))
            for group in (lists["same"], prompts.lexicon["synonyms"])
            for pattern, meant in group.items()
        ]

    def tokens(self, text: str) -> frozenset[str]:
        """Return the stems of `text`, without stop words; "C", "R" and "Go" are names, not stop words."""
        return frozenset(stem(word) for word in words(text) if word not in STOPWORDS or word == "go")

    def telling(self, text: str, *, apart_from: re.Pattern[str] | None = None) -> frozenset[str]:
        """Return the stems of the words that name something, without those that `apart_from` matches."""
        named = [word for word in words(text) if not self._generic.fullmatch(word)]
        if apart_from is not None:
            named = [word for word in named if not apart_from.fullmatch(word)]
        return self.tokens(" ".join(named))

    def bare(self, said: str) -> str:
        """Return what is named, without "I know" before it."""
        return self._opening.sub("", said).strip(" .!?;:\n\t") or said.strip()

    def variants(self, said: str) -> tuple[str, ...]:
        """Return `said` and what its words stand for: "FreeRTOS" gives "rtos", too."""
        found = [said]
        for pattern, meant in self._same:
            if pattern.search(said):
                found += [pattern.sub(name.replace("\\", r"\\"), said) for name in meant]
        return tuple(dict.fromkeys(found))


def aliases_of(name: str, vocabulary: Vocabulary) -> tuple[Alias, ...]:
    """Return the names of a skill: all of it, without its brackets, what they list, and each part."""
    made: dict[frozenset[str], Alias] = {}
    for text, whole in _names(name):
        tokens, telling = vocabulary.tokens(text), vocabulary.telling(text)
        if telling and tokens not in made:
            made[tokens] = Alias(text, tokens, telling, whole)
    return tuple(made.values())


def _names(name: str) -> Iterator[tuple[str, bool]]:
    bare = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
    bracketed = [item.strip() for inside in re.findall(r"\(([^)]*)\)", name) for item in inside.split(",")]
    parts = [part for part in _PARTS.split(bare) if part.strip()]
    yield name, True
    yield bare, True
    for item in bracketed:
        yield item, _is_initials(item, bare)
    for part in [*parts, *bracketed]:
        yield part, False
        for piece in part.split("/"):
            yield piece, False


def _is_initials(short: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name))
    return short.lower().rstrip("s") == initials.lower().rstrip("s")
