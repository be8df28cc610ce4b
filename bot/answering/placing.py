"""Where things stand on the roadmap, said: the place of a phase, its neighbours, what of two comes first.

Not for which of these a question asks: see ordering.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.anchoring import Anchor
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.pathways.grammar import count


def position(phase: Record, view: PathwayView) -> Statement:
    """Say where a phase stands."""
    phases = view.of_kind(Kind.PHASE)
    name = "position_last" if phase == phases[-1] else "position_first" if phase == phases[0] else "position"
    text = view.prompts.say(
        name,
        name=phase.name,
        position=phase.phase,
        count=len(phases),
        weeks=count(phase.weeks or 0, "week"),
    )
    return Statement(text, (phase.fact,))


def which_first(first: Anchor, second: Anchor, view: PathwayView) -> Statement:
    """Say which of two things comes earlier on the roadmap."""
    if first.phase == second.phase:
        text = view.prompts.say(
            "same_phase",
            first=named(first.record),
            second=named(second.record),
            position=first.phase.phase,
            name=first.phase.name,
        )
        return Statement(text, (first.record.fact, second.record.fact))
    earlier, later = sorted((first, second), key=lambda a: a.phase.phase or 0)
    text = view.prompts.say(
        "which_first",
        earlier=named(earlier.record),
        earlier_position=earlier.phase.phase,
        later=named(later.record),
        later_position=later.phase.phase,
    )
    return Statement(text, (earlier.record.fact, later.record.fact))


def named(record: Record) -> str:
    """Return a record's name as it stands in a sentence; a task stands in quotation marks."""
    bare = re.sub(r"\s*\([^()]*\)$", "", record.name) if record.kind is Kind.TASK else record.name
    return f"“{bare.rstrip('.')}”" if record.kind in (Kind.TASK, Kind.ACTION) else bare


def neighbour(anchor: Record, step: int, view: PathwayView) -> Statement:
    """Say which phase comes so many steps after this one, or before it where `step` is below 0."""
    other = view.record(f"phase/{(anchor.phase or 0) + step}")
    if other is None:
        return position(anchor, view)
    weeks = count(other.weeks or 0, "week")
    if abs(step) > 1:
        text = view.prompts.say(
            "steps_after" if step > 0 else "steps_before",
            anchor=anchor.name,
            anchor_position=anchor.phase,
            steps=count(abs(step), "phase"),
            name=other.name,
            position=other.phase,
            weeks=weeks,
        )
        return Statement(text, (other.fact, anchor.fact))
    name = "after" if step > 0 else "before"
    text = view.prompts.say(
        name,
        anchor=anchor.name,
        anchor_position=anchor.phase,
        name=other.name,
        position=other.phase,
        weeks=weeks,
    )
    return Statement(text, (other.fact, anchor.fact))


def with_neighbour(phase: Record, step: int, view: PathwayView) -> tuple[Statement, ...]:
    """Say where a phase stands and what comes after it, or before it; the first or last stands alone."""
    return tuple(dict.fromkeys((position(phase, view), neighbour(phase, step, view))))


def not_there(phase: Record, claimed: int, view: PathwayView) -> tuple[Statement, ...]:
    """Say where a phase stands that was taken for another; what comes beside it, if for the first or last."""
    ends = {1: -1, len(view.of_kind(Kind.PHASE)): +1}
    return with_neighbour(phase, ends[claimed], view) if claimed in ends else (position(phase, view),)


def between(phases: Sequence[Record], view: PathwayView) -> list[Statement]:
    """Say which phases lie between two; which of them is earlier where there is none."""
    low, high = sorted((phases[0].phase or 0, phases[1].phase or 0))
    inner = [r for r in view.of_kind(Kind.PHASE) if low < (r.phase or 0) < high]
    whole = [Anchor(phase, phase, 0, 0) for phase in phases[:2]]
    return [position(phase, view) for phase in inner] or [which_first(whole[0], whole[1], view)]


def in_order(anchors: Sequence[Anchor], view: PathwayView) -> Statement:
    """List things in the order of the roadmap."""
    ordered = sorted(anchors, key=lambda a: (a.phase.phase or 0, view.records.index(a.record)))
    items = [f"{named(a.record)} (phase {a.phase.phase})" for a in ordered]
    return enumerate_facts(view.prompts.say("in_order"), [a.record.fact for a in ordered], items)


def in_reverse(view: PathwayView) -> Statement:
    """List the phases from the last to the first."""
    phases = view.of_kind(Kind.PHASE)[::-1]
    return enumerate_facts(view.prompts.say("in_reverse"), [r.fact for r in phases], _items(phases))


def all_beside(anchor: Record, view: PathwayView, *, before: bool) -> Statement:
    """List the phases that come before one, else those after it; say where it stands if there are none."""
    here = anchor.phase or 0
    chosen = [r for r in view.of_kind(Kind.PHASE) if ((r.phase or 0) < here) == before and r != anchor]
    if not chosen:
        return position(anchor, view)
    name = "phases_before" if before else "phases_after"
    lead = view.prompts.say(name, phase=here, name=anchor.name, count=count(len(chosen), "phase"))
    return enumerate_facts(lead, [r.fact for r in chosen], _items(chosen))


def _items(phases: Sequence[Record]) -> list[str]:
    return [f"Phase {r.phase}: {r.name} ({count(r.weeks or 0, 'week')})" for r in phases]
