"""Answers to what the coach has asked: yes or no, another date, one of several, how it went. Pure.

Whoever is asked may as well say something else: then nothing is read, and the question lapses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.acts.kinds import Act, ActKind
from bot.dates import Amount, When, find_when, read_delay, read_snooze, read_when
from bot.domain import CommitmentStatus, Pending

_SHORT = 12  # words of a message that can be an answer where it says more than yes or no
_LONG = 6  # words up to which a promise may only repeat what was asked
_FEW = 4  # words of a message that only names what is meant
_FAINT = 0.3  # score below which an act is none
_LONGEST_WHY = 40  # words of a reason
_PLACES = ("first", "second", "third", "fourth", "fifth")
_OUTCOMES = {
    ActKind.DONE: CommitmentStatus.DONE,
    ActKind.YES: CommitmentStatus.DONE,
    ActKind.PARTLY: CommitmentStatus.PARTLY,
    ActKind.MISSED: CommitmentStatus.MISSED,
    ActKind.NO: CommitmentStatus.MISSED,
    ActKind.DROP: CommitmentStatus.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `picked` are places in what was asked about, from 0; empty: all of it."""

    kind: Literal["yes", "no", "date", "pick", "outcome", "why"]
    when: When | None = None
    picked: tuple[int, ...] = ()
    outcome: CommitmentStatus | None = None
    why: str = ""
    delay: Amount | None = None  # so much later than it was proposed


class ReplyReader:
    """Reads answers. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        opening = r"^\W*"
        self._yes = re.compile(rf"{opening}(?:{patterns['agree']})(?![\w'’])")
        self._no = re.compile(rf"{opening}(?:{patterns['refuse']})(?![\w'’])")
        self._only, self._all = re.compile(patterns["only"]), re.compile(patterns["all"])
        self._except, self._more = re.compile(patterns["except"]), re.compile(patterns["more"])
        self._places = [re.compile(patterns[name]) for name in _PLACES]
        self._last = re.compile(patterns["last"])

    def read(
        self, message: str, pending: Pending, acts: Sequence[Act], now: datetime, *, anew: bool = False
    ) -> Answer | None:
        """Return what `message` answers to `pending`; None where it is about something else.

        `anew`: something else is promised in it, whose date is not that of what was asked.
        """
        acts = [replace(act, kind=ActKind.OTHER) if _is_faint(act) else act for act in acts]
        if pending.kind == "report":
            return self._report(message, acts, now)
        if pending.kind == "choose":
            return self._choice(message, len(pending.choices))
        if pending.kind == "date":
            return None if anew else self._date(message, pending, acts, now)
        return self._agreement(message, pending, acts, now, anew=anew)

    def beside(self, acts: Sequence[Act]) -> list[Act]:
        """Return the promises of a message that are new ones, and no words of an answer."""
        promised = [act for act in acts if act.kind is ActKind.PROMISE]
        return [
            act for act in promised if len(act.words.split()) > _LONG or self._more.search(act.words.lower())
        ]

    def _agreement(
        self, message: str, pending: Pending, acts: Sequence[Act], now: datetime, *, anew: bool
    ) -> Answer | None:
        lower = message.lower()
        picked = self._picked(lower, len(pending.commitment_ids))
        # "The second" is a place, where there are places.
        when = _dated(message, now, alone=not picked)
        short = len(message.split()) <= _SHORT
        yes, no = self._yes.match(lower), self._no.match(lower)
        if yes and no:
            yes, no = (yes, None) if len(yes.group()) >= len(no.group()) else (None, no)
        new = anew or bool(self.beside(acts))
        by = read_delay(message) if pending.kind == "confirm" and short and not when else None
        if by and not message.rstrip().endswith("?"):
            return Answer("date", delay=by, picked=picked)
        if no and picked and short and self._keeps(lower):
            return Answer("yes", picked=picked)
        if no and not new and not _asks(acts):
            if when and short and pending.kind == "confirm":
                return Answer("date", when)
            return Answer("no", picked=picked)
        if yes and (short or _only_agrees(acts)) and not _asks(acts):
            return Answer("yes", when if pending.kind == "confirm" and not new else None, picked)
        if pending.kind != "confirm":
            return None
        if when and not new and (read_when(message, now) or (short and _moves(acts))):
            return Answer("date", when)
        few = len(message.split()) <= _FEW
        if (picked and short and (self._keeps(lower) or few)) or (few and self._all.match(lower)):
            return Answer("yes", picked=picked)
        kind = next((act.kind for act in acts if act.kind is not ActKind.OTHER), None)
        said: dict[ActKind | None, Literal["yes", "no"]] = {ActKind.YES: "yes", ActKind.NO: "no"}
        return Answer(said[kind]) if short and kind in said and not _asks(acts) else None

    def _date(self, message: str, pending: Pending, acts: Sequence[Act], now: datetime) -> Answer | None:
        when, lower = _dated(message, now, alone=True), message.lower()
        few = len(message.split()) <= _FEW  # "say Wednesday?" asks whether that is right
        if when and (few or not _asks(acts)) and len(message.split()) <= _SHORT:
            done = any(act.kind is ActKind.DONE and len(act.words.split()) > _LONG for act in acts)
            if not done and not self.beside(acts):
                return Answer("date", when)
        if pending.action == "snooze" and read_snooze(message, now) and not _asks(acts):
            return Answer("date")
        if read_when(message, now) and not when:
            return None
        if self._no.match(lower) and len(message.split()) <= _SHORT:
            return Answer("no")
        if not pending.action and self._yes.match(lower) and len(message.split()) <= _FEW and not _asks(acts):
            return Answer("yes")  # to "by when?", which is asked again
        if pending.action == "move" and not _asks(acts) and 2 <= len(message.split()) <= _LONGEST_WHY:
            kinds = {act.kind for act in acts}
            if kinds <= {ActKind.OTHER, ActKind.MISSED, ActKind.TELL} and not self._yes.match(lower):
                return Answer("why", why=" ".join(message.split()))
        return None

    def _choice(self, message: str, count: int) -> Answer | None:
        lower = message.lower()
        if len(message.split()) > _SHORT:
            return None
        if picked := self._picked(lower, count):
            return Answer("pick", picked=picked)
        return Answer("no") if self._no.match(lower) else None

    def _report(self, message: str, acts: Sequence[Act], now: datetime) -> Answer | None:
        lower, kind = message.lower(), next((act.kind for act in acts if act.kind is not ActKind.OTHER), None)
        if kind in _OUTCOMES and not _asks(acts) and kind not in (ActKind.YES, ActKind.NO):
            return None  # a report in its own words, which say which one is meant
        if self._no.match(lower):
            return Answer("outcome", outcome=CommitmentStatus.MISSED)
        if self._yes.match(lower) and len(message.split()) <= _SHORT:
            return Answer("outcome", outcome=CommitmentStatus.DONE)
        when = read_when(message, now)
        return Answer("date", when) if when and when.due_on and not when.past else None

    def _keeps(self, lower: str) -> bool:
        """Tell whether what is picked is to be kept: "no, only the first"."""
        return bool(self._only.search(lower) or self._except.search(lower))

    def _picked(self, lower: str, count: int) -> tuple[int, ...]:
        """Return the places that are named among `count`; none where all are."""
        if count < 2:
            return ()
        if out := self._except.search(lower):
            kept, left_out = (
                self._named(lower[: out.start()], count),
                self._named(lower[out.start() :], count),
            )
            return kept or tuple(at for at in range(count) if at not in left_out)
        return () if self._all.search(lower) else self._named(lower, count)

    def _named(self, lower: str, count: int) -> tuple[int, ...]:
        found = [at for at, pattern in enumerate(self._places[:count]) if pattern.search(lower)]
        if self._last.search(lower):
            found.append(count - 1)
        return tuple(dict.fromkeys(found))


def _dated(message: str, now: datetime, *, alone: bool) -> When | None:
    """Return the last date of a message that is still to come; `alone`, "the 20th" is one, too."""
    whens = [when for when in find_when(message, now) if when.due_on and not when.past]
    if whens:
        return whens[-1]
    when = read_when(message, now) if alone else None
    return when if when and when.due_on and not when.past else None


def _is_faint(act: Act) -> bool:
    """Tell whether it is only faintly what it seems to be; the form of a promise is never faint."""
    return act.kind is not ActKind.PROMISE and act.score < _FAINT


def _asks(acts: Sequence[Act]) -> bool:
    asking = (ActKind.LIST, ActKind.NEXT, ActKind.PLAN, ActKind.WHO, ActKind.REVIEW)
    return any(act.asks or act.kind in asking for act in acts)


def _only_agrees(acts: Sequence[Act]) -> bool:
    """Tell whether a long message that begins with yes says so in a few words, and does nothing else."""
    few = bool(acts) and len(acts[0].words.split()) <= _FEW
    return few and all(act.kind in (ActKind.YES, ActKind.OTHER, ActKind.PROMISE) for act in acts)


def _moves(acts: Sequence[Act]) -> bool:
    """Whether a short message with a date changes the one that was proposed."""
    kinds = {act.kind for act in acts}
    return ActKind.MOVE in kinds or kinds <= {ActKind.OTHER, ActKind.YES, ActKind.NO, ActKind.PROMISE}
