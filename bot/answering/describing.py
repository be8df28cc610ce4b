"""What a question describes without naming it: the phase, the skill or the one entry that its words point at.

Names are naming.py's; phases described by their contents beside a noun are stages.py's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.finding import Statement, state
from bot.answering.lines import Line, Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import has

# Lists that are worth narrowing to the one entry that a detailed question is about.
NARROWED = {
    "tasks": (Kind.TASK, Kind.ACTION, Kind.RESOURCE),
    "resources": (Kind.RESOURCE, Kind.TASK, Kind.SKILL),
    "plan": (Kind.ACTION, Kind.TASK),
    "phases": (Kind.TASK, Kind.RESOURCE, Kind.ACTION),
    "how": (Kind.SKILL, Kind.TASK, Kind.RESOURCE, Kind.ACTION),
}
_FAR_AHEAD = 0.3  # how far a statement is ahead that a detailed question is about
_CLEAR = 0.08  # how far the nearest statement of a list must be ahead to be answered alone
# What a topic needs to be named; "how long" may be asked of the whole transition too.
_SUBJECTS_OF_TOPIC: dict[str, tuple[Kind, ...]] = {
    "duration": (Kind.SKILL, Kind.PHASE),
    "importance": (Kind.SKILL,),
    "how": (Kind.SKILL, Kind.PHASE, Kind.TRANSFERABLE, Kind.RESOURCE),
    "why": (Kind.TRANSFERABLE,),
    "transferable": (Kind.TRANSFERABLE,),
}
# What is asked of all of one's skills points at none of them.
_CARRIES = r"carr(?:y|ies)|carrying|transfer\w*|re-?us\w*|keep|useful|helpful|bring|takes?|stay\w*|current"
_NEAR = 0.75  # score of a statement that a question is surely about
_NEAR_NAME, _AHEAD_IN_NAME = 0.38, 0.12  # cosine of a phase's name that is meant, and before the next one
_PURPOSE = re.compile(
    r"\b(?:for|in|during|before) (?:the |my |an? )?(?P<what>[\w-]+(?: [\w-]+){0,2})(?:,.*)?\W*$",
    re.IGNORECASE,
)
_NO_PURPOSE = r"it|that|this|them|those|these|roadmap|pathway|plan|total|all|order|me|each|first|end|detail"
_POINTING = 2  # rare words of a question that point at a statement
_FAIR = 0.5  # score of a statement that is worth saying where nothing better is known


def transferable(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the one skill that a question describes without naming it, where one is clearly nearest."""
    told = [word for word in reading.residue if not re.fullmatch(_CARRIES, word)]
    if reading.named(Kind.TRANSFERABLE) or not told:
        return []
    held = lines.best(reading, kinds=(Kind.TRANSFERABLE,), least=_FAIR, most=2)
    clear = len(held) == 1 or (len(held) == 2 and held[0].cosine - held[1].cosine >= _CLEAR)
    return [state(held[0].fact)] if clear else []


def with_phase(reading: Reading, view: PathwayView, lines: Lines) -> Reading:
    """Find the phase of "materials for the stage with pointers" by the statement its words point at."""
    inside = reading.topic in ("tasks", "resources") and not reading.named(Kind.PHASE)
    if inside and not reading.subjects and (phase := _serving(reading, view, lines)):
        return replace(reading, subjects=(phase,), anchors=())
    described = inside and has(view.lexicon["phase_words"], reading.text)
    if not described or not reading.anchors:
        return reading
    for line in lines.best(reading, kinds=(Kind.TASK, Kind.RESOURCE), least=_FAIR, most=1):
        phase = view.record(f"phase/{line.record.phase}")
        if line.anchored and phase is not None:
            return replace(reading, subjects=(*reading.subjects, phase), anchors=())
    return reading


def _serving(reading: Reading, view: PathwayView, lines: Lines) -> Record | None:
    """Return the phase whose name is near to what something is to be done for: "to do for the job search"."""
    found = _PURPOSE.search(reading.text)
    if found is None or reading.horizon or has(_NO_PURPOSE, found["what"]):
        return None
    near = lines.nearest_name(found["what"], view.of_kind(Kind.PHASE))
    return near[0] if near and near[1] >= _NEAR_NAME and near[2] >= _AHEAD_IN_NAME else None


def with_subject(reading: Reading, view: PathwayView, lines: Lines) -> Reading:
    """Find what a question is about that names nothing, by the statement that its words point at."""
    wanted = _SUBJECTS_OF_TOPIC.get(reading.topic)
    if wanted is None or reading.named(*wanted):
        return reading
    pointed = [r for r in reading.subjects if r.phase]  # "the phase of that course"
    pointed += [line.record for line in lines.best(reading, least=_NEAR, most=2) if line.anchored]
    for record in pointed:
        phase = view.record(f"phase/{record.phase}") if record.phase and Kind.PHASE in wanted else None
        subject = record if record.kind in wanted else phase
        if subject is not None:
            return replace(reading, subjects=(*reading.subjects, subject))
    return reading


def pointed(reading: Reading, lines: Lines) -> list[Statement]:
    """Return the one statement that several rare words of the question point at: "is X replaced by Y"."""
    found = lines.best(reading, least=_NEAR, most=1)
    return [state(found[0].fact)] if found and found[0].anchored >= _POINTING else []


def narrow(reading: Reading, view: PathwayView, lines: Lines, *, anywhere: bool = False) -> list[Statement]:
    """Return the entry that a detailed question is about, where its words point at one."""
    if reading.topic == "how" and reading.named(Kind.SKILL) and not anywhere:
        return []
    kinds = None if anywhere else NARROWED.get(reading.topic)
    found = lines.best(reading, kinds=kinds, least=_FAIR, most=4)
    found = [line for line in found if line.record not in reading.excluded]
    if not anywhere:
        ahead = len(found) > 1 and found[0].score - found[1].score >= _FAR_AHEAD
        found = [line for line in found if line.anchored or (ahead and line is found[0])]
        found = [line for line in found if _fits(reading, line)]
    close = [
        line for line in found if line.score >= found[0].score - 0.06 and line.anchored >= found[0].anchored
    ]
    return [state(line.fact) for line in close[:2]]


def _fits(reading: Reading, line: Line) -> bool:
    """Whether a statement lies within the phase and the horizon that the question restricts itself to."""
    phases = set(reading.phases) | {r.phase for r in reading.named(Kind.PHASE)}
    if phases and line.record.phase and line.record.phase not in phases:
        return False
    return not (reading.horizon and line.record.horizon and line.record.horizon != reading.horizon)
