"""What a short message means behind what the coach just did: "set it to 12" behind a plan are hours a week.

Pure: by the words and the action of the last reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Part = Literal["whole", "shifts", "step", "left_out"]

_HOURS = r"(?P<hours>\d{1,2}(?:\.5)?)\s*(?:h|hrs?|hours?)?(?: (?:a|per|each|every|/) ?(?:week|wk))?"
_OPENING = (
    r"ok(?:ay)?|yes|then|and|but|so|alright|good|fine|well|hm+|please|that['’]?s too (?:long|slow|late)"
)
_LEAD = rf"(?:(?:{_OPENING})[\s,.!]+)*"
_END = r"(?: (?:then|please|instead|from now on))?\W*"
_SETS = re.compile(
    rf"{_LEAD}(?:let['’]?s )?(?:set|make|change|put|do|go|say|take|use)(?: (?:it|that|this|my hours))?"
    rf"(?: (?:to|with|for|at|on))? {_HOURS}{_END}",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    rf"{_LEAD}(?:what (?:if|about|happens (?:if|with)|would happen (?:if|with))|how about|if|with)"
    r"(?: (?:i|we) (?:\w+ )?(?:do|did|had|have|study|studied|put in|spend|spent|managed?|go for|went for|"
    rf"work|worked|get|got))?(?: with| at)? {_HOURS}{_END}",
    re.IGNORECASE,
)
_FASTER = re.compile(
    rf"{_LEAD}(?:how|what|can|could|is there|any way)\b[^.?!]*\b(?:speed (?:\w+ )?up|faster|quicker|sooner|"
    r"earlier|shorten\w*|shorter|cut (?:it |that |this )?(?:down|short))\b[^.?!]*\W*",
    re.IGNORECASE,
)
_THAT = r"(?:that|it|this)(?: (?:one|step|task|thing))?"
_TAKES = re.compile(
    rf"{_LEAD}how (?:long|much time|many hours) (?:(?:will|does|would|do|should|might) {_THAT} "
    rf"(?:take|need|be|cost)|(?:do|will|would) i need for {_THAT})(?: me)?{_END}",
    re.IGNORECASE,
)
_SAVES = re.compile(
    rf"{_LEAD}(?:how (?:much|many)(?: time| hours| weeks)?|what) (?:does|did|do|will|would) "
    rf"(?:{_THAT}|these|those) (?:save|take off|spare)(?: me)?{_END}",
    re.IGNORECASE,
)
_OF_PLAN = frozenset({"plan", "profile"})


@dataclass(frozen=True, slots=True)
class Completed:
    """What is meant: a part of the plan to show, with `words` for it, or (`part` None) news of oneself."""

    part: Part | None
    words: str


def completed(message: str, last_action: str) -> Completed | None:
    """Return what a message means behind a plan, a step or news of oneself; None where it says it itself."""
    said = message.strip()
    if last_action in _OF_PLAN:
        if found := _SETS.fullmatch(said):
            return Completed(None, f"I have {found['hours']} hours a week")
        if found := _SUPPOSES.fullmatch(said):
            return Completed("whole", f"What would my plan be with {found['hours']} hours a week?")
        if _FASTER.fullmatch(said):
            return Completed("shifts", said)
        if _SAVES.fullmatch(said):
            return Completed("left_out", said)
    if last_action == "next_tasks" and _TAKES.fullmatch(said):
        return Completed("step", said)
    return None
