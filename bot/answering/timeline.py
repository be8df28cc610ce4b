"""Weeks counted along the roadmap: when a phase begins and ends, and where a week or a half lies.

The phases are taken back to back. Not for sums of what is described: see reckoning.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import pointing
from bot.answering.finding import Statement
from bot.answering.hours import budgeted_weeks
from bot.answering.lookup import phase_tasks
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import has, join
from bot.pathways.grammar import count

_WHICH_WEEK = r"(?:at|in|on|from|by)? ?(?:which|what) week|week number|how many weeks in|how far in"
_WHEN = r"when (?:does|do|will|would|is|can|should|am i)\b"
_UNTIL = (
    r"after how many weeks|how (?:many weeks|long)\b.{0,30}\b"
    r"(?:until|till|before|from (?:day 1|the start|the beginning|now|scratch))"
)
_ONWARDS = r"everything|roadmap|to go|left|rest|remain\w*|very end|whole|half\w*|the end"
_BEGINS = (
    r"begin\w*|start\w*|kick\w* off|commenc\w*|set off"
    r"|get\w* (?:going|under way|underway)|reach|get to|arrive|open\w*|turn to|enter|come up|my turn"
)
_ENDS = r"end\w*|finish\w*|over|complet\w*|done|through with|close"
_ELAPSED = (
    r"(?:after|for|studied|spent|in|at the end of|at|through|by) (?:\w+ ){0,4}?(?P<number>\d+) weeks?"
    r"(?![- ](?:phase|stage|block|step|one|skill|course|long))"
    r"|\b(?P<into>\d+) weeks? in(?:to)?\b|\bweek (?P<ordinal>\d+)"
    r"|\b(?P<gone>\d+) weeks? (?:\w+ ){0,3}?(?:behind (?:me|us)|gone|done|over|passed|elapsed"
    r"|under my belt|through|complete|finished|spent)\b"
    r"|\b(?:finished|completed|done|behind me|survived|did) (?:\w+ ){0,3}?(?P<did>\d+) weeks?\b(?! phase)"
)
_MIDWAY = (
    r"(?:half ?way|half-way|mid(?:dle|way|point))(?: point| mark)?(?: in)?(?: weeks?)?"
    r"(?: (?:through|of|into|along|in|on))?(?: (?:\d+[- ]weeks?|the|my|whole|entire|all))*"
    r" (?:roadmap|path|journey|plan|transition|way|programme?)"
)
_WHERE = (
    r"(?:which|what) (?:phase|stage|step|block|part)|where (?:am i|would i be|should i be|will i be)|how far"
    r"|what (?:comes?|follows?|is|would be|will be|happens|do i (?:start|begin|enter)) (?:next|then|now)"
    r"|next (?:phase|stage|step|block|part)|what['’]?s (?:next|then|up next)|what (?:next|now)\b"
    r"|what (?:am i|would i be|should i be|will i be|do i|would i|is)\b.{0,12}\b"
    r"(?:busy|doing|do|at|on|up to|working|going on|learning|studying)|what happens"
)
_BEHIND = (
    r"how many (?:phases|stages|steps|blocks|milestones)[\w ]*"
    r"(?:behind|finish\w*|done|complet\w*|through|over)"
)
_HALF = r"half(?:way|-way)?(?: (?:through|of|into))?"
_BETWEEN = r"\bweeks? (\d+)\s*(?:-|–|to|through|thru|until|till|up to|and)\s*(?:week )?(\d+)\b"
_CLOSING = r"(?:\b(?:the|my|its|these|those|very|in|of) |^)(?:last|final|closing) (\d+) weeks\b"
_HAPPENS = (
    r"what|what['’]?s|which|lay (?:it )?out|break (?:it )?down|walk me through|tell me|show|list|give me|plan"
    r"|outline|describe|summar\w*"
)
_FEW = 3  # phases whose tasks are told at once
_REMAIN = (
    r"(?:how (?:many|much|long)|what)\b.{0,30}\b(?:left|remain\w*|to go|still|ahead|outstanding|missing)"
    r"|(?:weeks|time|phases|stages|steps) (?:still )?(?:left|remain\w*|to go)"
    r"|(?:remaining|leftover) (?:weeks|time|phases|stages|steps)"
)
_LEFT = r"left|remain\w*|to go|still|till|until"


def place(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return where on the roadmap's weeks something lies; nothing where the question asks no such thing."""
    lower, phases = reading.text.lower(), view.of_kind(Kind.PHASE)
    if inside := _of_weeks(lower, phases):
        return [
            statement
            for phase in inside
            for statement in (_weeks_of(phase, phases, view), *phase_tasks(phase, view))
        ]
    if reading.horizon and has(r"how far in", lower) and not has(r"week", lower):
        return []  # how much of a thing is to be done by then
    if not phases or any(phase.weeks is None for phase in phases):
        return []
    if has(_WHERE, lower) and (budget := budgeted_weeks(reading, view)):
        total, weekly, weeks = budget
        facts = tuple(phase.fact for phase in phases)
        text = view.prompts.say(
            "hours_budget", total=f"{total:g}", hours=f"{weekly:g}", weeks=count(weeks, "week")
        )
        return [Statement(text, facts), _after(weeks, phases, view)]
    if gone := _elapsed(reading, phases, view):
        return gone
    if reading.horizon and not has(_WHICH_WEEK, lower):
        return []
    named = reading.named(Kind.PHASE)
    placed_by = has(f"{_WHICH_WEEK}|{_WHEN}", lower) or (
        has(_UNTIL, lower) and not has(f"{_ONWARDS}|{_ENDS}", lower)
    )
    if placed_by and has(f"{_BEGINS}|{_ENDS}", lower):
        named = named or _of_what_is_named(reading, view)
        if len(named) == 1:
            return [_weeks_of(named[0], phases, view)]
    if len(named) == 1 and has(_HALF, lower) and has(_LEFT, lower) and has(r"weeks?|long|time", lower):
        return [_from_half(named[0], phases, view)]
    return []


def _elapsed(reading: Reading, phases: Sequence[Record], view: PathwayView) -> list[Statement]:
    """Where one is, and what is left, when so many weeks or half of the roadmap are over; else nothing."""
    lower = reading.text.lower()
    elapsed, midway = re.search(_ELAPSED, lower), has(_MIDWAY, lower)
    if reading.named(Kind.PHASE) or not (elapsed or midway):
        return []
    over = _weeks_over(elapsed) or (sum(phase.weeks or 0 for phase in phases) // 2 if midway else 0)
    of_one = any(record.weeks for record in (*reading.subjects, *reading.excluded))
    if of_one and (midway or (elapsed and (elapsed["gone"] or elapsed["did"]))):
        return []  # so many weeks of a skill
    if over and not of_one and has(_REMAIN, lower):
        return [_left_after(over, phases, view)]
    if not (has(_WHERE, lower) or re.search(_BEHIND, lower)):
        return []
    if over:
        return [_after(over, phases, view)]
    current = _in_week(int(elapsed["ordinal"]), phases) if elapsed else None
    return [_weeks_of(current, phases, view)] if current else []


def _weeks_over(elapsed: re.Match[str] | None) -> int:
    """Return how many weeks a question says are over, 0 where it says none."""
    said = elapsed and next(
        (elapsed[name] for name in ("number", "into", "gone", "did") if elapsed[name]), ""
    )
    return int(said) if said else 0


def _of_weeks(lower: str, phases: Sequence[Record]) -> list[Record]:
    """Return the few phases that "weeks 9 to 14" or "the final 4 weeks" fall into, where that is asked."""
    between, closing = re.search(_BETWEEN, lower), re.search(_CLOSING, lower)
    if not (between or closing) or not has(_HAPPENS, lower) or has(r"how (?:many|long|much)", lower):
        return []
    total = sum(phase.weeks or 0 for phase in phases)
    if between:
        low, high = int(between[1]), int(between[2])
    else:
        low, high = total - int(closing[1] if closing else 0) + 1, total
    inside, end = [], 0
    for phase in phases:
        start, end = end + 1, end + (phase.weeks or 0)
        if start <= high and low <= end:
            inside.append(phase)
    return inside if len(inside) <= _FEW else []


def _of_what_is_named(reading: Reading, view: PathwayView) -> list[Record]:
    """Return the phase of the one task or resource that holds most of what the question says."""
    task = pointing.loosely(" ".join(reading.residue), (Kind.TASK, Kind.RESOURCE), view)
    named = [record for record in reading.subjects if record.phase] or ([task] if task else [])
    phases = [view.record(f"phase/{record.phase}") for record in named if record.phase]
    return [phase for phase in dict.fromkeys(phases) if phase]


def _in_week(week: int, phases: Sequence[Record]) -> Record | None:
    """Return the phase that a week belongs to, None after the last."""
    last = 0
    for phase in phases:
        last += phase.weeks or 0
        if week <= last:
            return phase
    return None


def _weeks_of(phase: Record, phases: Sequence[Record], view: PathwayView) -> Statement:
    """Say from which week to which a phase runs."""
    earlier = sum(p.weeks or 0 for p in phases if (p.phase or 0) < (phase.phase or 0))
    facts = tuple(p.fact for p in phases if (p.phase or 0) <= (phase.phase or 0))
    text = view.prompts.say(
        "weeks_of_phase",
        phase=phase.phase,
        name=phase.name,
        first=earlier + 1,
        last=earlier + (phase.weeks or 0),
        before=count(earlier, "week"),
    )
    return Statement(text, facts)


def _from_half(phase: Record, phases: Sequence[Record], view: PathwayView) -> Statement:
    later = [p for p in phases if (p.phase or 0) > (phase.phase or 0)]
    half = (phase.weeks or 0) / 2
    weeks = half + sum(p.weeks or 0 for p in later)
    text = view.prompts.say(
        "left_from_half",
        name=phase.name,
        half=f"{half:g}",
        weeks=f"{weeks:g}",
        parts=" + ".join([f"{half:g}", *(str(p.weeks) for p in later)]),
    )
    return Statement(text, tuple(p.fact for p in (phase, *later)))


def _left_after(week: int, phases: Sequence[Record], view: PathwayView) -> Statement:
    """Say how many weeks are left when so many are over, and of which phases."""
    total, end, left = sum(phase.weeks or 0 for phase in phases), 0, []
    for phase in phases:
        end += phase.weeks or 0
        if end > week:
            left.append((phase, min(end - week, phase.weeks or 0)))
    if not left:
        return _after(week, phases, view)
    text = view.prompts.say(
        "weeks_left",
        weeks=count(week, "week"),
        total=count(total, "week"),
        left=count(total - week, "week"),
        phases=join([f"{count(part, 'week')} of phase {phase.phase} ({phase.name})" for phase, part in left]),
    )
    return Statement(text, tuple(phase.fact for phase in phases))


def _after(week: int, phases: Sequence[Record], view: PathwayView) -> Statement:
    """Say what is done when so many weeks are over, and what comes then."""
    done: list[Record] = []
    for phase in phases:
        if sum(p.weeks or 0 for p in (*done, phase)) > week:
            break
        done.append(phase)
    facts = tuple(p.fact for p in phases[: len(done) + 1])
    weeks = count(week, "week")
    if len(done) == len(phases):
        return Statement(view.prompts.say("weeks_all_done", weeks=weeks, count=len(phases)), facts)
    current = phases[len(done)]
    inside = week - sum(p.weeks or 0 for p in done)
    text = view.prompts.say(
        "weeks_in" if inside else "weeks_between",
        weeks=weeks,
        done=count(len(done), "phase"),
        phase=current.phase,
        name=current.name,
        inside=count(inside, "week"),
        length=count(current.weeks or 0, "week"),
    )
    return Statement(text, facts)
