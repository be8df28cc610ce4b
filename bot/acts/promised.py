"""What is promised in a clause, and by when: the thing itself, without "I will" and without the date. Pure.

Not for whether it is promised at all: that is `promises`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.acts.wording import Wording, lowered, mended
from bot.dates import When, find_when

_LONGEST = 240  # characters of what is promised
# Signs around what is promised: of a list ("* ", "1. ", "[ ] "), of a sentence, of an arrow to the date.
_EDGES = re.compile(r"^(?:[\s,.;:!?\-–—+&*•>→=]|\d{1,2}[.)]\s|\[[ xX]?\]\s)+|[\s,.;:!?\-–—&*>→=]+$|\s\++$")
_WORD = re.compile(r"\w{2}")


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promises: `text` without "I will" and without the date."""

    text: str
    when: When | None = None
    if_then: str | None = None


def read_promised(words: str, now: datetime, wording: Wording) -> list[Promise]:
    """Return what is promised in a clause, one entry for each date that has a thing of its own."""
    text = mended(words)
    dates = _joined([when for when in find_when(text, now) if not when.past], text, wording)
    found = []
    for start, end, when in _segments(text, dates, wording):
        whole = " ".join(text[start:end].split())
        left = (
            whole if when is None else " ".join(f"{text[start : when.start]} {text[when.end : end]}".split())
        )
        thing, if_then = _thing(whole, left, wording)
        if thing:
            found.append(Promise(thing, when, if_then))
    return found


def _joined(dates: Sequence[When], text: str, wording: Wording) -> list[When]:
    """Return the dates with a time and the day behind it as one: "20:00 on a Monday"."""
    joined: list[When] = []
    for when in dates:
        before = joined[-1] if joined else None
        if (
            before is not None
            and wording["clock_alone"].fullmatch(lowered(before.text))
            and when.due_time is None
            and wording["on_a"].fullmatch(lowered(text[before.end : when.start]))
        ):
            start = before.start
            joined[-1] = replace(when, start=start, text=text[start : when.end], due_time=before.due_time)
        else:
            joined.append(when)
    return joined


def _segments(text: str, dates: Sequence[When], wording: Wording) -> list[tuple[int, int, When | None]]:
    """Return the stretches that each hold one promise, with its date; spans are of `text`."""
    dates = [when for when in dates if not when.vague] or list(dates)
    if not dates:
        return [(0, len(text), None)]
    cuts, kept = [0], [dates[0]]
    for before, when in pairwise(dates):
        between = text[before.end : when.start]
        cut = _cut(text[cuts[-1] : before.start], between, text[when.end :], wording)
        if cut is None or when.due_on == kept[-1].due_on:
            kept[-1] = when
        else:
            cuts.append(before.end + cut)
            kept.append(when)
    return list(zip(cuts, [*cuts[1:], len(text)], kept, strict=True))


def _cut(before: str, between: str, after: str, wording: Wording) -> int | None:
    """Return where in `between`, the words between two dates, one promise ends and the next begins."""
    joints = list(wording["joining"].finditer(between))
    if not joints:
        return None
    joint = joints[-1]
    first_has_thing = _WORD.search(before) or _WORD.search(between[: joint.start()])
    next_has_thing = _WORD.search(between[joint.end() :]) or wording["second_opening"].match(lowered(after))
    return joint.end() if first_has_thing and next_has_thing else None


def _thing(whole: str, left: str, wording: Wording) -> tuple[str, str | None]:
    """Return what a stretch promises, and the whole of it where it is an if-then plan.

    `left` is the stretch without its date, which may be the condition: "At 20:00 I open the course".
    """
    if_then = None
    for text in (whole, left):
        condition, main = wording.conditional(lowered(text))
        if not condition:
            continue
        if wording["routine"].search(condition):
            if_then = if_then or whole.strip(" .!")
        if (text is left or len(main.split()) > 1) and lowered(left).endswith(main):
            left = left[len(left) - len(main) :]
    return _trimmed(_uncovered(left, wording), wording), if_then


def _uncovered(text: str, wording: Wording) -> str:
    """Return `text` without what introduces a promise; "the essay I'll get to" is "get to the essay"."""
    if leading := wording["leading"].match(lowered(text)):
        text = text[leading.end() :]
    if listed := wording["listed"].search(lowered(text)):
        return text[listed.start("thing") : listed.end("thing")]
    found = wording.introduced_at(lowered(text))
    if found is None:
        subject = wording["own_subject"].match(lowered(text))
        return text[subject.end() :] if subject else text
    match = found[1]
    head, thing = text[: match.start()].strip(" ,:;"), text[match.end() :]
    if not _WORD.search(thing):
        return _uncovered(wording["pointing_end"].sub("", head), wording)  # "I make the demo, this I promise"
    if between := wording["between"].match(lowered(thing)):
        thing = thing[between.end() :]
    if found[0] == "firm" and match.group().endswith("to ") and wording["somewhere"].match(lowered(thing)):
        return f"go to {thing}"
    fronted = wording["fronted"].match(lowered(head)) and len(thing.split()) <= 2
    return f"{thing.strip()} {head}" if fronted else thing


def _trimmed(text: str, wording: Wording) -> str:
    before = None
    while before != text:
        before = text
        text = _EDGES.sub("", text)
        if trailing := wording["trailing"].search(lowered(text)):
            text = text[: trailing.start()]
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
