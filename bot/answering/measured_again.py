"""Lengths once more, after an answer about them: "the second longest?", "longer than that?", "the sum?".

Each gives the question made whole, or None where it is asked for no length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.extremes import ENDS, nth, place_of
from bot.answering.records import Kind, Record
from bot.answering.rewriting import LONGEST_SWAP, Completion
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has, words

_PLACE = r"second|2nd|third|3rd|fourth|4th|fifth|5th|next"
_LATER = ("second|2nd|two|2", "third|3rd|three|3", "fourth|4th|four|4", "fifth|5th|five|5")
_NTH = re.compile(
    r"(?:(?:which|what|who)(?: one)?(?: is| comes|['’]s)? )?(?:the |in |on |number |no\.? )?"
    rf"(?P<place>next|{'|'.join(_LATER)})(?: (?:place|one|in line|after that))?",
    re.IGNORECASE,
)
_OF_THEM = r"(?:of (?:them|these|those))"
_SUMMED = r"(?:together|combined|in (?:all|total)|summed up|added up)"
_IN_ALL = re.compile(
    r"(?:(?:and|what(?: is|['’]s)) )*(?:the |their )?(?:sum|total)"
    r"(?: (?:of|for) .{0,12}(?:them|these|those|all|both))?"
    r"|(?:how (?:long|many weeks|much)(?: is| are| do)? )?(?:they |them )?"
    rf"all(?: {_OF_THEM})?(?: take)? {_SUMMED}"
    rf"|everything {_SUMMED}",
    re.IGNORECASE,
)


def measured_again(bare: str, before: Sequence[Record], focus: Focus, view: PathwayView) -> Completion | None:
    """Return the question about lengths that goes on from the last one."""
    return (
        _bounded(bare, focus)
        or _of_length(bare, before, focus)
        or _ranked(bare, focus)
        or _in_all(bare, before, focus, view)
    )


def _bounded(bare: str, focus: Focus) -> Completion | None:
    """ "And longer than that?" after those of so many weeks."""
    asked = re.fullmatch(
        r"(?:(?:the|those|any|ones) )*(longer|more|over|shorter|less|fewer|under) than (?:that|this|it)",
        bare,
        re.I,
    )
    said = re.search(r"(?<!than )\b\d+ (?:weeks?|months?)\b", focus.question)
    if not asked or not said or focus.topic == "salary":
        return None
    word = "more" if asked[1].lower() in ("longer", "more", "over") else "less"
    return Completion(focus.question.replace(said.group(), f"{word} than {said.group()}", 1), same=True)


def _of_length(bare: str, before: Sequence[Record], focus: Focus) -> Completion | None:
    """ "Which one is 10, then?" after how long something takes."""
    asked = re.fullmatch(
        r"(?:which|what)(?: one| phase| skill)?(?: of them)?(?: (?:is|takes?|lasts?|has|needs?))(?: the)?"
        r" (?P<weeks>\d+)(?: weeks?)?(?: one| long)?",
        bare,
        re.I,
    )
    if not asked or focus.topic != "duration" or not before or not before[0].weeks:
        return None
    noun = "phases" if before[0].kind is Kind.PHASE else "skills"
    return Completion(f"Which {noun} take {asked['weeks']} weeks?")


def _ranked(bare: str, focus: Focus) -> Completion | None:
    """ "And the second longest?", "which is second?" after the longest of something."""
    said = re.search(rf"\b(?:(?:{_PLACE})[- ])?(?P<end>{ENDS})\b", focus.question, re.I)
    if focus.operation != "extreme" or said is None or len(words(bare)) > LONGEST_SWAP:
        return None
    asked = re.search(rf"\b(?:{_PLACE})[- ](?P<end>{ENDS})\b", bare, re.I)
    if asked and asked["end"].lower() == said["end"].lower():
        return Completion(focus.question.replace(said.group(), asked.group(), 1), same=True)
    if (found := _NTH.fullmatch(bare)) is None:
        return None
    is_next = found["place"].lower() == "next"
    place = place_of(focus.question) + 1 if is_next else _nth_of(found["place"])
    if place > len(_LATER):
        return None
    return Completion(focus.question.replace(said.group(), f"{nth(place)} {said['end']}", 1), same=True)


def _nth_of(said: str) -> int:
    """Return 1 for "second" and so on, as `nth` takes it."""
    return next(at for at, pattern in enumerate(_LATER, start=1) if has(pattern, said))


def _in_all(bare: str, before: Sequence[Record], focus: Focus, view: PathwayView) -> Completion | None:
    """ "And the sum of all of them?" after the longest or the shortest of something."""
    if focus.operation != "extreme" or not before or not _IN_ALL.fullmatch(bare):
        return None
    phases = has(view.lexicon["phase_words"], focus.question) or before[0].kind is Kind.PHASE
    return Completion(f"How many weeks do all {'phases' if phases else 'skills'} take together?")
