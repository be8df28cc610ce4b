"""Promises: is one made in a clause, and what, by when? Pure; the patterns are prompts/promises.yaml.

A promise is about oneself and still to come. What is imagined, asked, denied, over, or said by somebody else
is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.acts.clauses import Clause
from bot.acts.kinds import Strength
from bot.dates import When, find_when

_LONGEST = 240  # characters of what is promised
_SLIPS = (
    (re.compile(r"[’‘`´]"), "'"),
    (re.compile(r"(?:^|(?<=[,.;] )|(?<=\bso )|(?<=\band ))[iI]l (?=[a-z])"), "i'll "),
    (re.compile(r"\b[iI](?:'l|'lll|'ill| wil| wll| willl|'ll will)\b"), "i'll"),
    (
        re.compile(r"(?:^|(?<=[,.;] )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bthen ))[iI]ll (?=[a-z])"),
        "i'll ",
    ),
    (re.compile(r"\b(?:goin|goign|gonig)(?: |')?to\b|\bgona\b", re.IGNORECASE), "gonna"),
)
_REQUEST = re.compile(
    r"(?:please |pls |hey |hi |ok |so |and |but )*(?:can|could|would|will) you\b", re.IGNORECASE
)
_AFTERTHOUGHT = re.compile(r"[,.]? (?:maybe|perhaps|i guess|or not|or maybe not|who knows|not sure)[.!]*$")
_EDGES = re.compile(r"^[\s,.;:!?\-–—+&]+|[\s,.;:!?\-–—&]+$|\s\++$")
_SUBJECT = re.compile(r"(?:i|we|you|he|she|they|it|there|this|that|these|those)\b")
_POINTING = re.compile(
    r"(?:\w+ ){0,2}(?:it|that|this|them|so)\b(?: (?:out|up|then|too|now|again|off|on))*[.!]*"
)
_OF = re.compile(r"\b(?:of|for|from|in|across|during|about|the|these|those|whole|entire) *$")
_BARE = re.compile(r"(?:will|gonna|want|need|have|trying|hoping|wanna|gotta|must)\b")


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promises: `text` without "I will" and without the date."""

    text: str
    when: When | None = None
    if_then: str | None = None


class PromiseReader:
    """Finds promises. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = {
            name: re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)") for name, pattern in patterns.items()
        }
        self._firm = re.compile(rf"(?<![\w'])(?:{patterns['firm']})\s*")
        self._wish = re.compile(rf"(?<![\w'])(?:{patterns['wish']})\s*")
        self._leading = re.compile(patterns["leading"])
        self._trailing = re.compile(rf"(?<![\w'])(?:{patterns['trailing']})[\s,.!?]*$")
        self._between = re.compile(rf"^(?:(?:{patterns['between']})\s+)+")
        self._states = re.compile(rf"(?:{patterns['states']})(?!\w)")
        self._asking = re.compile(rf"(?:{patterns['asking']})")
        self._condition = re.compile(rf"(?:and |but |so |ok )*(?:{patterns['condition']})")
        self._joining = re.compile(patterns["joining"])
        self._ongoing, self._present = re.compile(patterns["ongoing"]), re.compile(patterns["present"])

    def strength(self, clause: Clause, now: datetime) -> Strength | None:
        """Return how a clause promises something by its form: firmly, noted with a date, or not at all."""
        text = _mended(clause.text)
        dates = find_when(text, now)
        if (dates and all(when.past for when in dates)) or self.vetoed(clause, now):
            return None
        condition, main = self._conditional(self._bare(text, dates))
        if condition and not self._fulfilled_by_itself(text, dated=bool(dates)):
            return None
        dated = self.dated(text, now)
        found = self._introduction(main)
        if found is None:
            return self._unintroduced(main, condition or "", dated=dated)
        strength, thing = found
        if not re.search(r"\w", thing) or (self._states.match(thing) and not _has_by(thing, dates)):
            return None
        if strength == "firm":
            return "firm" if dates or not _POINTING.fullmatch(thing) else None
        return strength if dates else None

    def _unintroduced(self, main: str, condition: str, *, dated: bool) -> Strength | None:
        """Return what a clause without "I will" is: in a routine, under way, or a note with a date."""
        if condition and re.match(r"(?:i|we) \w+", main):
            return "firm"
        if not dated:
            return None
        if self._ongoing.match(main) or self._present.match(main):
            return "wish"
        states = _SUBJECT.match(main) or self._patterns["stating"].search(main)
        instructs = self._patterns["instructing"].match(main)
        return "note" if not (states or instructs) and re.search(r"[a-z]{3}", main) else None

    def asks(self, clause: Clause, now: datetime) -> bool:
        """Tell whether a clause is a question, with its mark or without."""
        if clause.asks:
            return True
        text = _mended(clause.text)
        return self._asking.match(self._bare(text, find_when(text, now))) is not None

    def dated(self, words: str, now: datetime) -> bool:
        """Tell whether a date that is still to come is named, not only spoken of: "the tasks of this week"."""
        text = _mended(words)
        whens = [when for when in find_when(text, now) if not when.past and not when.vague]
        return any(
            not _OF.search(text[: when.start]) and not text[when.end :].startswith("'s") for when in whens
        )

    def vetoed(self, clause: Clause, now: datetime) -> bool:
        """Tell whether a clause cannot be a promise, whatever it sounds like."""
        text = _mended(clause.text)
        bare = self._bare(text, find_when(text, now))
        condition, main = self._conditional(bare)
        if (clause.asks or (not condition and self._asking.match(bare))) and not _REQUEST.match(bare):
            return True
        if condition is None:
            return True
        found = self._introduced_at(main)
        head = main[: found[1].end()] if found else main
        thing = main[found[1].end() :] if found else ""
        after = self._between.match(thing)
        head += thing[: after.end()] if after else ""
        names = ("tentative", "negated", "past", "others", "reported")
        if any(self._patterns[name].search(head) for name in names):
            return True
        return bool(_AFTERTHOUGHT.search(bare)) or self._depends(thing)

    def read(self, words: str, now: datetime) -> list[Promise]:
        """Return what is promised in a clause, one entry for each date that has a thing of its own."""
        text = _mended(words, keep_case=True)
        dates = [when for when in find_when(text, now) if not when.past]
        found = []
        for start, end, when in self._segments(text, dates):
            thing, if_then = self._thing(text[start:end], when, start)
            if thing:
                found.append(Promise(thing, when, if_then))
        return found

    # --- forms ------------------------------------------------------------------------------------

    def _bare(self, text: str, dates: Sequence[When]) -> str:
        """Return `text` in lower case without its dates and without what opens a message."""
        left = _without(text, dates).lower()
        return self._leading.sub("", left.lstrip(" ,.!:-"), count=1) if self._leading.match(left) else left

    def _conditional(self, bare: str) -> tuple[str | None, str]:
        """Return the condition that a clause begins with, "" for none, and the rest; None: it never ends."""
        if not self._condition.match(bare):
            return "", bare
        cut = re.search(r",\s*(?:then )?|\s+(?:then )(?=i\b)|\s+(?=i(?:'ll| will)\b)", bare)
        return (bare[: cut.start()], bare[cut.end() :]) if cut else (None, bare)

    def _fulfilled_by_itself(self, text: str, *, dated: bool) -> bool:
        """Tell whether the condition of `text` comes about by the clock or a routine, dates included."""
        condition = self._conditional(self._leading.sub("", text, count=1))[0] or ""
        routine = self._patterns["routine"].search(condition) is not None
        return routine or (dated and not re.match(r"(?:and |but |so |ok )*if\b", condition))

    def _introduced_at(self, main: str) -> tuple[Strength, re.Match[str]] | None:
        """Return where the introduction of a promise stands; a bare "will" counts at the start alone."""
        strengths: tuple[tuple[Strength, re.Pattern[str]], ...] = (("firm", self._firm), ("wish", self._wish))
        for strength, pattern in strengths:
            for match in pattern.finditer(main):
                if not _BARE.match(match.group()) or match.start() == 0:
                    return strength, match
        return None

    def _introduction(self, main: str) -> tuple[Strength, str] | None:
        """Return how firmly something is promised, and what."""
        found = self._introduced_at(main)
        if found is None:
            return None
        strength, match = found
        return strength, self._between.sub("", main[match.end() :], count=1)

    def _depends(self, thing: str) -> bool:
        """Tell whether what is promised hangs on something: "… if I find a job"; not "if that's ok"."""
        match = re.search(r"\b(?:if|unless|provided|assuming|in case)\b.*", thing)
        if match is None:
            return False
        return not (
            self._patterns["polite_condition"].search(match.group())
            or self._patterns["routine"].search(match.group())
        )

    # --- what is promised -------------------------------------------------------------------------

    def _segments(self, text: str, dates: Sequence[When]) -> list[tuple[int, int, When | None]]:
        """Return the stretches that each hold one promise, with its date; spans are of `text`."""
        dates = [when for when in dates if not when.vague] or list(dates)
        if not dates:
            return [(0, len(text), None)]
        cuts = [0]
        kept = [dates[0]]
        for before, when in pairwise(dates):
            between = text[before.end : when.start]
            cut = self._cut(text[cuts[-1] : before.start], between, text[when.end :])
            if cut is None:
                kept[-1] = when
            else:
                cuts.append(before.end + cut)
                kept.append(when)
        ends = [*cuts[1:], len(text)]
        return list(zip(cuts, ends, kept, strict=True))

    def _cut(self, before: str, between: str, after: str) -> int | None:
        """Return where in `between`, the words between two dates, one promise ends and the next begins."""
        joints = list(self._joining.finditer(between))
        if not joints:
            return None
        joint = joints[-1]
        first_has_thing = re.search(r"\w{3}", before) or re.search(r"\w{3}", between[: joint.start()])
        next_has_thing = re.search(r"\w{3}", between[joint.end() :]) or re.match(r"\s*,?\s*\w{3}", after)
        return joint.end() if first_has_thing and next_has_thing else None

    def _thing(self, part: str, when: When | None, offset: int) -> tuple[str, str | None]:
        """Return what a stretch promises, and the whole of it where it is an if-then plan."""
        whole = " ".join(part.split())
        left = whole
        if when is not None and offset <= when.start and when.end <= offset + len(part):
            left = " ".join(f"{part[: when.start - offset]} {part[when.end - offset :]}".split())
        if_then = None
        for text in (whole, left):
            condition, main = self._conditional(text.lower())
            if condition:
                if self._patterns["routine"].search(condition):
                    if_then = if_then or whole.strip(" .!")
                if text is left or len(main.split()) > 1:
                    left = left[-len(main) :] if left.lower().endswith(main) else left
        return self._trimmed(self._uncovered(left)), if_then

    def _uncovered(self, text: str) -> str:
        """Return `text` without what introduces a promise; "the essay I'll get to" is "get to the essay"."""
        lower = text.lower()
        if leading := self._leading.match(lower):
            text, lower = text[leading.end() :], lower[leading.end() :]
        found = self._introduced_at(lower)
        if found is None:
            subject = re.match(r"(?:i am|i'm|im|we're|we are|i|we)\s+(?=\w)", lower)
            return text[subject.end() :] if subject else text
        match = found[1]
        head, thing = text[: match.start()].strip(" ,:;"), text[match.end() :]
        if between := self._between.match(thing.lower()):
            thing = thing[between.end() :]
        fronted = re.match(r"(?:the|that|this|those|my) \w", head.lower()) and len(thing.split()) <= 2
        return f"{thing.strip()} {head}" if fronted else thing

    def _trimmed(self, text: str) -> str:
        before = None
        while before != text:
            before = text
            text = _EDGES.sub("", text)
            if trailing := self._trailing.search(text.lower()):
                text = text[: trailing.start()]
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _has_by(thing: str, dates: Sequence[When]) -> bool:
    """Tell whether something is to be had by a date: "have the resume ready by the 15th"."""
    deadline = any(re.match(r"(?:by|before|until|till)\b", when.text.lower()) for when in dates)
    return deadline and re.match(r"have (?!\d)(?!\w+ (?:hours?|years?))", thing) is not None


def _mended(text: str, *, keep_case: bool = False) -> str:
    """Return `text` with plain apostrophes and the slips mended that people make in "I'll"."""
    for pattern, right in _SLIPS:
        text = pattern.sub(right, text)
    text = " ".join(text.split())
    return text if keep_case else text.lower()


def _without(text: str, dates: Sequence[When]) -> str:
    left, at = [], 0
    for when in dates:
        left.append(text[at : when.start])
        at = when.end
    return " ".join("".join([*left, text[at:]]).split())
