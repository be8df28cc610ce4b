"""Which of the facts that documents list a question asks for; learnt from examples (reference.yaml)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.answering.reference.listed import ListedFact
from bot.embedding import Embedder
from bot.language import content_stems, has
from bot.learning import Learner
from bot.prompts import Prompts

OTHER = "other"
# Of facts that two writers asked for whose questions were held out, 0.93 are told so, and of their questions
# to a page's prose 0.16 are taken for one; 0.91 and 0.15 with 0.4 and 0.15.
_SURE = 0.35
_BEHIND = 0.1  # how far a fact whose words occur may be behind "other"
_BESIDE = 0.42  # for a second fact that a question asks for
_MASK = "this occupation"
_VERSION = 2  # raise when the features change


class Wishes:
    """Reads what is asked for. Fitted once from the examples, and kept."""

    def __init__(self, prompts: Prompts, embedder: Embedder, *, cache: Path | None) -> None:
        self._kinds = prompts.reference["facts"]
        self._names = sorted(self._kinds)
        examples = [
            (_masked(text), name)
            for name in self._names
            for group in ("examples", "roundabout")
            for text in self._kinds[name][group]
        ]
        key = hashlib.sha256(repr((_VERSION, embedder.digest, self._kinds)).encode()).hexdigest()[:24]
        self._learner = Learner(
            f"wishes-{key}",
            [text for text, _ in examples],
            np.array([[name == kind for name in self._names] for _, kind in examples], np.float32),
            cues=self._cues,
            embedder=embedder,
            cache=cache,
        )

    def of(self, question: str, asking: Sequence[str] = ()) -> list[str]:
        """Return the kinds of fact that a question asks for, likeliest first; none where it asks otherwise.

        `asking` are the sentences of a longer message that ask: they count as much as the whole. The names
        of documents stand masked in them, as `mask` leaves them.
        """
        found = np.array(self._learner.scores(question))
        if asking:
            found = (found + np.max([self._learner.scores(each) for each in asking], axis=0)) / 2
        scores = dict(zip(self._names, found.tolist(), strict=True))
        other = scores.pop(OTHER)
        best, *rest = sorted(scores, key=scores.__getitem__, reverse=True)
        allowance = _BEHIND if self._sounds_like(best, question) else 0.0
        if scores[best] < max(_SURE, other - allowance):
            return []
        return [
            best,
            *(name for name in rest if scores[name] >= _BESIDE and self._sounds_like(name, question)),
        ]

    def _sounds_like(self, name: str, question: str) -> bool:
        return has(self._kinds[name]["cues"], question)

    def fact(self, kind: str, facts: Sequence[ListedFact]) -> ListedFact | None:
        """Return the fact of a kind; None where it is not listed."""
        held = str(self._kinds[kind]["held"])
        return next((fact for fact in facts if re.fullmatch(held, fact.key)), None)

    def named(self, question: str, facts: Sequence[ListedFact]) -> ListedFact | None:
        """Return the fact whose key a question names in full, whatever kind it is of."""
        said = set(content_stems(question))
        named = [fact for fact in facts if (stems := set(content_stems(fact.key))) and stems <= said]
        return max(named, key=lambda fact: len(fact.key), default=None)

    def kind_of(self, fact: ListedFact) -> str:
        """Return the kind of a fact, OTHER if it is of none."""
        return next(
            (
                name
                for name in self._names
                if name != OTHER and re.fullmatch(self._kinds[name]["held"], fact.key)
            ),
            OTHER,
        )

    def _cues(self, lower: str) -> list[bool]:
        return [has(self._kinds[name]["cues"], lower) for name in self._names if name != OTHER]


def mask(said: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    """Return the words of a question with those of each span as one name."""
    left: list[str] = []
    at = 0
    for start, stop in [*spans, (len(said), len(said))]:
        left += said[at:start]
        if start < len(said):
            left.append(_MASK)
        at = max(at, stop)
    return " ".join(left)


def _masked(text: str) -> str:
    return " ".join(re.sub(r"\bX\b", _MASK, text).lower().split())
