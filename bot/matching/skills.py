"""Which skill of a pathway someone means by what they say they know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain import Pathway, SkillMatch
from bot.matching.aliases import Alias, Vocabulary, aliases_of

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

# Measured on the pairs of tests/matching: related names lie above, mere neighbours ("Arduino") below.
_NEAR = 0.66  # cosine of what is said and a name
_MENTIONED = 0.5  # cosine where the way to learn the skill names it, too
_SHORTEST = 3  # characters: below that a vector says nothing

_WHOLE, _PART, _WITHIN, _NAMED = 1.0, 0.9, 0.85, 0.75
_JOINED = re.compile(r"\s*(?:,|;|\+(?=\s)|&|(?<!\w)(?:and|as well as|plus)(?!\w))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """A skill with all that a match needs."""

    name: str
    to_learn: bool
    aliases: tuple[Alias, ...]
    tokens: frozenset[str]  # of its name and of what the pathway says of it


class Skills:
    """The skills of one pathway, ready to be recognised."""

    def __init__(self, pathway: Pathway, vocabulary: Vocabulary, embed: Embed) -> None:
        self._vocabulary, self._embed = vocabulary, embed
        self._role = vocabulary.tokens(pathway.to_role)  # what the whole pathway is about tells nothing
        told = [(skill.name, True, skill.how) for skill in pathway.skills_to_learn]
        told += [(held.name, False, held.why) for held in pathway.transferable_skills]
        self._skills = [
            _Known(name, to_learn, aliases_of(name, vocabulary), vocabulary.tokens(f"{name} {text}"))
            for name, to_learn, text in told
        ]
        self._names = [(skill, alias) for skill in self._skills for alias in skill.aliases]
        texts = [alias.text for _, alias in self._names]
        self._name_vectors = embed(texts) if texts else np.zeros((0, 1), np.float32)

    def match(self, said: str) -> tuple[SkillMatch, ...]:
        """Return what `said` is, one match a thing that it names: "Python and Docker" gives two."""
        bare = self._vocabulary.bare(said)
        whole = self._match_one(bare)
        parts = [part for part in _JOINED.split(bare) if part.strip()]
        if whole.score > _NAMED or len(parts) < 2:  # a name with "and" in it is one thing
            return (whole,)
        matches = tuple(dict.fromkeys(self._match_one(part) for part in parts))
        return matches if any(match.skill for match in matches) else (whole,)

    def _match_one(self, said: str) -> SkillMatch:
        candidates = [
            (score - 0.01 * place, skill, alias)
            for place, variant in enumerate(self._vocabulary.variants(said))
            for skill, alias in self._names
            if (score := self._by_words(variant, skill, alias))
        ] or self._by_vectors(said)
        if not candidates:
            return SkillMatch(said, None, 0.0)
        score, skill, alias = max(candidates, key=lambda found: (round(found[0], 2), found[1].to_learn))
        return SkillMatch(said, skill.name, round(score, 2), skill.to_learn, in_part=not alias.whole)

    def _by_words(self, said: str, skill: _Known, alias: Alias) -> float:
        """Return how surely the words of `said` name the skill by this alias; 0: they do not."""
        tokens, telling = self._vocabulary.tokens(said), self._vocabulary.telling(said)
        if tokens == alias.tokens or (telling and telling == alias.telling):
            return _WHOLE if alias.whole else _PART
        # "C for embedded work", "Docker containers": what is beside the name belongs to the skill anyway.
        if alias.telling <= telling and telling - alias.telling <= skill.tokens:
            return _WITHIN
        return 0.0

    def _by_vectors(self, said: str) -> list[tuple[float, _Known, Alias]]:
        if len(said) < _SHORTEST or not self._names:
            return []
        vector = self._embed([said])[0]
        near = (self._name_vectors @ vector).tolist()
        tokens, telling = self._vocabulary.tokens(said), self._vocabulary.telling(said)
        found = []
        for cosine, (skill, alias) in zip(near, self._names, strict=True):
            if telling - self._role < alias.telling - self._role:
                continue  # less than what is to be known: "operating systems" are not real-time ones
            mentioned = bool(telling) and tokens <= skill.tokens and cosine >= _MENTIONED
            if mentioned or cosine >= _NEAR:
                found.append((min(cosine, _NAMED), skill, alias))
        return found
