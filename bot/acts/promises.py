"""Promises: is one made in a clause? Pure; the patterns are prompts/promises.yaml.

A promise is about oneself and still to come. What is imagined, asked, denied, over, or said by somebody else
is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.acts.clauses import Clause
from bot.acts.kinds import Strength
from bot.acts.promised import Promise, read_promised
from bot.acts.wording import Wording, lowered, mended
from bot.dates import When, find_when

IN_EARNEST = (
    "tentative",
    "negated",
    "past",
    "correcting",
    "reported",
    "persons",
)  # the vetoes that nothing outweighs
_PREPOSED = re.compile(r"(?:by|until|till|before|on|for|within)\b", re.IGNORECASE)
_QUOTES = ("'", '"', "“", "‘")
_VETOES = ("tentative", "negated", "past", "correcting", "others", "reported", "persons")


class PromiseReader:
    """Finds promises. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._wording = Wording(patterns)

    def read(self, words: str, now: datetime) -> list[Promise]:
        """Return what is promised in a clause, one entry for each date that has a thing of its own."""
        return read_promised(words, now, self._wording)

    def strength(self, clause: Clause, now: datetime) -> Strength | None:
        """Return how a clause promises something by its form, from firmly to vaguely; None: not at all."""
        text = lowered(mended(clause.text))
        dates = find_when(text, now)
        if not clause.asks and self._wording["listed"].search(self._wording.bare(text, dates)):
            return "firm"
        if (dates and all(when.past for when in dates)) or self.vetoed(clause, now):
            return None
        condition, main = self._wording.conditional(self._wording.bare(text, dates))
        if condition and not self._fulfilled_by_itself(text, dated=bool(dates)):
            return None
        found = self._wording.introduced_at(main)
        if found is None:
            noted = self._unintroduced(main, condition or "", dated=self.dated(text, now))
            return None if noted == "note" and not self._at_an_edge(text, dates) else noted
        strength, match = found
        thing = self._wording["between"].sub("", main[match.end() :], count=1)
        states = self._wording["states"].match(thing) and not self._is_had_by(thing, dates)
        if states or not re.search(r"\w", thing):
            return None
        if strength == "firm":
            return "firm" if dates or not self._wording["pointing"].fullmatch(thing) else None
        return "wish" if dates else "vague"

    def introduced(self, clause: Clause, now: datetime) -> bool:
        """Tell whether a clause has the words that introduce a promise, whatever follows them."""
        text = lowered(mended(clause.text))
        main = self._wording.conditional(self._wording.bare(text, find_when(text, now)))[1]
        return self._wording.introduced_at(main) is not None

    def asks(self, clause: Clause, now: datetime) -> bool:
        """Tell whether a clause is a question, with its mark or without."""
        if clause.asks:
            return True
        text = lowered(mended(clause.text))
        return self._wording["asking"].match(self._wording.bare(text, find_when(text, now))) is not None

    def dated(self, words: str, now: datetime) -> bool:
        """Tell whether a date that is to come is named, not only spoken of: "the tasks of this week"."""
        text = lowered(mended(words))
        return any(
            not (self._wording["spoken_of"].search(text[: when.start]) and not _PREPOSED.match(when.text))
            and not text[when.end :].startswith("'s")
            for when in find_when(text, now)
            if not when.past and not when.vague
        )

    def vetoed(self, clause: Clause, now: datetime, *, names: Sequence[str] = _VETOES) -> bool:
        """Tell whether a clause cannot be a promise: by those patterns, or because it asks."""
        wording, text = self._wording, lowered(mended(clause.text))
        dates = find_when(text, now)
        bare = wording.bare(text, dates)
        request = wording["request"].match(bare)
        condition, main = wording.conditional(bare)
        unmarked = names is _VETOES and not condition and wording["asking"].match(bare)
        asks = clause.asks or unmarked
        if condition is None or (asks and not request):
            return True
        found = wording.introduced_at(main)
        if found is None and wording["for_me"].match(main):
            return True
        if (found is None or found[0] == "wish") and wording.only_names(text, main, dates):
            return True
        head = main[: found[1].end()] if found else main.partition(",")[0]
        thing = main[found[1].end() :] if found else ""
        if after := wording["between"].match(thing):
            head += after.group()
        if request or (found and found[1].group().startswith("you")):
            head = wording["request"].sub("", head, count=1).replace(found[1].group() if found else "", "")
        if any(not when.past and not when.recurrence for when in dates) and wording["owed"].match(head):
            names = [name for name in names if name not in ("past", "reported", "tentative")]
        if any(self._has(name, head) for name in names) or thing.startswith(_QUOTES):
            return True
        if wording["mocking"].search(text):
            return True
        return bool(wording["afterthought"].search(bare)) or self._depends(thing)

    def _has(self, name: str, head: str) -> bool:
        """Tell whether the head of a clause cannot begin a promise, by one of the patterns."""
        if name == "persons":
            return self._wording[name].match(head) is not None
        if name in ("others", "reported") and self._wording["result"].match(head):
            return False  # things do not do or say anything by themselves
        return self._wording[name].search(head) is not None

    def _unintroduced(self, main: str, condition: str, *, dated: bool) -> Strength | None:
        """Return what a clause without "I will" is: in a routine, under way, or a note with a date."""
        wording = self._wording
        main = wording["trailing"].sub("", main)
        if condition and wording["own_subject"].match(main):
            return None if wording["happened"].search(condition) else "firm"
        if not dated or wording["persons"].match(main) or wording["request"].match(main):
            return None
        if any(wording[name].match(main) for name in ("ongoing", "present", "perfect", "result")):
            return "wish"
        about_the_world = wording["subject"].match(main) or wording["stating"].search(main)
        if about_the_world or wording["instructing"].match(main) or wording["over"].match(main):
            return None
        return "note" if re.search(r"[a-z]{3}", wording["redating"].sub("", main)) else None

    def _at_an_edge(self, text: str, dates: Sequence[When]) -> bool:
        """Tell whether a clause begins or ends with its date, as notes to oneself do."""
        trailing = self._wording["trailing"]
        rests = (trailing.sub("", text[when.end :]) for when in dates)
        return not re.search(r"\w", text[: dates[0].start]) or any(
            not re.search(r"\w", rest) for rest in rests
        )

    def _fulfilled_by_itself(self, text: str, *, dated: bool) -> bool:
        """Tell whether the condition of `text` comes about by the clock or a routine, dates included."""
        condition = self._wording.conditional(self._wording.bare(text, ()))[0] or ""
        routine = self._wording["routine"].search(condition) is not None
        return routine or (dated and not re.match(r"(?:and |but |so |ok )*if\b", condition))

    def _depends(self, thing: str) -> bool:
        """Tell whether what is promised hangs on something: "… if I find a job"; not "if that's ok"."""
        hangs = self._wording["depending"].search(self._wording["reason"].split(thing)[0])
        if hangs is None:
            return False
        kinds = ("polite_condition", "routine")
        return not any(self._wording[kind].search(hangs.group()) for kind in kinds)

    def _is_had_by(self, thing: str, dates: Sequence[When]) -> bool:
        """Tell whether something is to be had by a date: "have the resume ready by the 15th"."""
        deadline = any(self._wording["deadline"].match(lowered(when.text)) for when in dates)
        return deadline and self._wording["had"].match(thing) is not None
