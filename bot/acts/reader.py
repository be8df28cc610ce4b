"""What does a message do, clause by clause? Learnt from prompts/acts.yaml, under rules for promises.

The examples tell a report from a question and a plan from a profile; that a promise is one is decided by its
form, so that nothing imagined, denied, past or quoted is ever taken for one. Most messages only ask.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.acts.clauses import Clause, split_clauses
from bot.acts.kinds import Act, ActKind
from bot.acts.promises import IN_EARNEST, PromiseReader
from bot.acts.replies import ReplyReader
from bot.acts.spelling import Speller
from bot.embedding import Embedder
from bot.language import has
from bot.learning import Learner
from bot.prompts import Prompts

_VERSION = 2  # raise when the features change
# Most examples are questions for documents, so that these are believed too easily; by leave-one-out.
_BIAS = 0.12
_TO_COME = 0.15  # what a date to come takes from reports, and from news of oneself
_LEAST = 0.2  # score of an act that is believed
# How far another act, and one that changes nothing, may be ahead of a promise that has the form of one: "I'll
# drop the emails" drops them.
_YIELDS = {"firm": (0.08, 0.3), "wish": (0.05, 0.52), "note": (0.0, 0.25), "vague": (-0.2, -0.2)}
# How far a promise must be ahead that has a date and no form that is known, and one that has that of others'.
_SOUNDS, _SURELY = 0.25, 0.4
_LONG, _SHORTEST_PART = 6, 2  # words of a clause that is read in parts, and of a part
_SURE = 0.4  # score of a part that speaks for the whole
_PART = re.compile(r",\s+|\s+(?:because|which|who|since|although|though|like)\s+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_EVERY_NTH = 7  # of the router's examples, which are all questions, so many are learnt from here
# What only shows something: "I'll review your essay on Sunday" does not ask for the review of a week.
_SHOWS = frozenset({ActKind.LIST, ActKind.NEXT, ActKind.PLAN, ActKind.WHO, ActKind.REVIEW})
_JOINED = frozenset({ActKind.TELL, ActKind.OTHER})  # neighbours of these kinds are one act


class ActReader:
    """Reads acts. Fitted once from the examples, and kept."""

    def __init__(
        self,
        prompts: Prompts,
        embedder: Embedder,
        *,
        cache: Path | None = None,
        before_fitting: Callable[[], object] = lambda: None,
    ) -> None:
        self._cue_patterns = prompts.act_cues
        self.promises = PromiseReader(prompts.promise_patterns)
        self.replies = ReplyReader(prompts.reply_patterns)
        said = (*(text for text, _ in prompts.act_examples), *(e.text for e in prompts.route_examples))
        self.speller = Speller(prompts.spelling_patterns, said)
        examples = [*prompts.act_examples, *((e.text, "other") for e in prompts.route_examples[::_EVERY_NTH])]
        kinds = list(ActKind)
        key = hashlib.sha256(repr((_VERSION, embedder.digest, examples, self._cue_patterns)).encode())
        self._learner = Learner(
            f"acts-{key.hexdigest()[:24]}",
            [text for text, _ in examples],
            np.array([[act == kind for kind in kinds] for _, act in examples], np.float32),
            cues=self._cues,
            embedder=embedder,
            cache=cache,
            before_fitting=before_fitting,
        )
        self._scored = lru_cache(maxsize=512)(self._score)

    def read(self, message: str, now: datetime) -> list[Act]:
        """Return what a message does, in order; `now` is wall clock where its writer is."""
        acts: list[Act] = []
        for clause in split_clauses(self.speller.mend(message)):
            act = self._act(clause, now)
            if acts and acts[-1].kind is act.kind and act.kind in _JOINED:
                joined = f"{acts[-1].words}. {act.words}"
                acts[-1] = replace(acts[-1], words=joined, asks=acts[-1].asks or act.asks)
            else:
                acts.append(act)
        return acts

    def scores(self, text: str) -> dict[ActKind, float]:
        """Return how well a clause fits each kind, by the examples alone."""
        return dict(zip(ActKind, self._scored(text), strict=True))

    def _act(self, clause: Clause, now: datetime) -> Act:
        if not _LETTER.search(clause.text):
            return Act(ActKind.OTHER, clause.text, asks=clause.asks)
        scores = self.scores(_as_asked(clause))
        others = {kind: score for kind, score in scores.items() if kind is not ActKind.PROMISE}
        others[ActKind.OTHER] -= _BIAS
        if self.promises.dated(clause.text, now):  # what is over has no date to come
            for kind in (ActKind.DONE, ActKind.PARTLY, ActKind.TELL):
                others[kind] -= _TO_COME
        best = max(others, key=others.__getitem__)
        strength = self.promises.strength(clause, now)
        ahead = others[best] - scores[ActKind.PROMISE]
        harmless = best is ActKind.OTHER or (strength == "firm" and best in _SHOWS)
        if strength is not None and ahead <= _YIELDS[strength][harmless]:
            return Act(ActKind.PROMISE, clause.text, scores[ActKind.PROMISE], form=strength)
        if strength is None and ahead < -_SOUNDS and self._notes(clause, now, surely=ahead < -_SURELY):
            return Act(ActKind.PROMISE, clause.text, scores[ActKind.PROMISE], form="note")
        asks = self.promises.asks(clause, now)
        if best is ActKind.OTHER and not asks and (inside := self._inside(clause, now)):
            return inside
        if best is ActKind.OTHER or scores[best] < _LEAST or (ahead < 0 and strength is None):
            return Act(ActKind.OTHER, clause.text, scores[ActKind.OTHER], asks)
        return Act(best, clause.text, scores[best], asks, form=strength)

    def _notes(self, clause: Clause, now: datetime, *, surely: bool) -> bool:
        """Tell whether a clause with a date that sounds like a promise may be one without its form."""
        if surely and not self.promises.vetoed(clause, now, names=IN_EARNEST):
            return self.promises.dated(clause.text, now)
        formless = not self.promises.introduced(clause, now) and not self.promises.vetoed(clause, now)
        return formless and self.promises.dated(clause.text, now)

    def _inside(self, clause: Clause, now: datetime) -> Act | None:
        """Return the act of a part of a long clause, whose score the rest of it drowns; the surest one."""
        parts = [part for part in _PART.split(clause.text) if len(part.split()) >= _SHORTEST_PART]
        if len(parts) < 2 or len(clause.text.split()) < _LONG:
            return None
        acts = [self._act(Clause(part, asks=False), now) for part in parts]
        sure = [act for act in acts if act.kind is not ActKind.OTHER and act.score >= _SURE]
        best = max(sure, key=lambda act: act.score, default=None)
        return replace(best, words=clause.text) if best else None

    def _score(self, text: str) -> tuple[float, ...]:
        return tuple(self._learner.scores(text))

    def _cues(self, lower: str) -> list[bool]:
        return [
            *(has(pattern, lower) for pattern in self._cue_patterns.values()),
            lower.rstrip().endswith("?"),
        ]


def _as_asked(clause: Clause) -> str:
    """Return the clause as the examples have it: a question with its mark."""
    text = clause.text.rstrip(" .!")
    return f"{text}?" if clause.asks and not text.endswith("?") else text
