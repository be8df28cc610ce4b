"""What a short message means behind what the coach just did: "set it to 12" behind a plan are hours a week.

Pure: by the words and the action of the last reply. A meaning is the tools to call, with their arguments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from bot.dates import find_when, read_delay

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
_INSTEAD = r"make (?:it|that)|by|i (?:mean|meant)|rather|to|sorry|actually|only|just|let['’]?s say|say"
_CORRECTS = re.compile(
    r"(?:no|nope|sorry|oops|wait|not (?:that|quite)|i (?:mean|meant))\b[\s,.:–—-]*"
    rf"(?:(?:{_INSTEAD})\b[\s,]*)*(?P<until>.+?)\W*",
    re.IGNORECASE,
)
_NOW = r"(?: (?:now|then|again))?"
_DUE = re.compile(
    rf"{_LEAD}(?:when|what day|by when)(?:['’]?s| is| was| do i have to do| must i do) "
    rf"{_THAT}{_NOW}(?: due| done)?{_NOW}\W*",
    re.IGNORECASE,
)
_OF_PLAN = frozenset({"plan", "profile"})
_OF_PROMISES = frozenset(
    {"confirm_commitment", "move_commitment", "snooze_commitment", "undo", "propose_commitment"}
)

Meant = tuple[str, Mapping[str, str]]  # a tool and its arguments


def completed(message: str, last_action: str, now: datetime) -> tuple[Meant, ...]:
    """Return the tools that a message calls for behind what was just done; none where it says it itself."""
    said = message.strip()
    if last_action in _OF_PLAN:
        return _behind_plan(said)
    if last_action == "next_tasks" and _TAKES.fullmatch(said):
        return (("show_plan", {"words": said, "part": "step"}),)
    if last_action == "move_commitment" and (found := _CORRECTS.fullmatch(said)):
        return _moved_otherwise(found["until"], now)
    if last_action in _OF_PROMISES and _DUE.fullmatch(said):
        return (("list_commitments", {"words": said}),)
    return ()


def _behind_plan(said: str) -> tuple[Meant, ...]:
    if found := _SETS.fullmatch(said):
        return (("update_profile", {"words": f"I have {found['hours']} hours a week"}),)
    if found := _SUPPOSES.fullmatch(said):
        return (("show_plan", {"words": f"What would my plan be with {found['hours']} hours a week?"}),)
    if _FASTER.fullmatch(said):
        return (("show_plan", {"words": said, "part": "shifts"}),)
    return (("show_plan", {"words": said, "part": "left_out"}),) if _SAVES.fullmatch(said) else ()


def _moved_otherwise(until: str, now: datetime) -> tuple[Meant, ...]:
    """Return what moves again, from where it was before: "no, two weeks"; nothing where no time is named."""
    if read_delay(f"by {until}"):
        return (("undo_last", {}), ("move_commitment", {"words": f"push it by {until}"}))
    if find_when(until, now):
        return (("undo_last", {}), ("move_commitment", {"words": f"move it to {until}"}))
    return ()
