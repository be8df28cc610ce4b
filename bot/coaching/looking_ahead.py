"""What comes: the next steps, what fits into a few hours, the plan, and whether a day can be met."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.finding import Finding, Statement
from bot.coaching.asking import asks_what_is_left
from bot.coaching.completing import Part
from bot.coaching.desk import Session, find
from bot.coaching.phases import numbered, phase_of
from bot.dates import find_when, read_hours
from bot.domain import Offer, Pathway
from bot.planning import next_steps
from bot.planning.telling import (
    small_starts,
    tell_deadline,
    tell_hours_at_hand,
    tell_left,
    tell_left_out,
    tell_next,
    tell_phase,
    tell_plan,
    tell_progress,
    tell_shifts,
    tell_standing,
    tell_step,
    tell_why,
)

_A_WEEK = re.compile(r"(?:a|per|each|every|/) ?(?:week|wk)\b|\bweekly\b", re.IGNORECASE)
_OF_A_JOB = re.compile(
    r"\b\d+[- ]?h(?:ours?|rs?)?(?:[- ](?:a|per)[- ]week|/week|[- ]week)?[- ](?:day )?(?:job|position|work)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:can|could|will|would|do|am|is|possible|manage|make it|done|ready|finish(?:ed)?|complete|hours|"
    r"need|enough)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when|(?:which|what) (?:day|week|month|date))\b", re.IGNORECASE)
_NAMED = 0.4  # score of a task of a phase that is asked about
_PROGRESS = re.compile(
    r"\b(?:what|how many|which) (?:percent\w*|share|part|fraction)\b|%|\bpercentage\b|\bmy progress\b"
    r"|\bhow far (?:along )?(?:am i|are we|have (?:i|we) (?:come|got))\b|\bhow much (?:have i (?:done|"
    r"finished)|is done)\b"
    r"|\bhow many(?: (?:tasks|steps|of them))? (?:have i|did i) (?:done|finish\w*|complete\w*|do)\b",
    re.IGNORECASE,
)
_ON_TRACK = re.compile(
    r"\b(?:on track|behind|ahead|on schedule|slipp\w+|keeping up|late|doing so far|progress)\b",
    re.IGNORECASE,
)


def next_tasks(session: Session, words: str) -> Finding:
    """Say the next steps of the roadmap, or what fits into the hours that `words` name."""
    pathway = session.pathway
    if pathway is None:
        return _no_pathway(session, "next_tasks")
    plan, hours = session.plan(pathway), read_hours(words)
    if hours and not _A_WEEK.search(words):
        steps = next_steps(plan, hours=hours)
        said = tell_hours_at_hand(plan, pathway, session.prompts, steps=steps, hours=hours)
    else:
        steps = next_steps(plan)
        said = tell_next(plan, pathway, session.prompts, steps=steps)
    if not session.situation(pathway).done:
        said += small_starts(pathway, session.prompts)
    found = find("next_tasks", *said, *_promised(session))
    ids = tuple(f"task/{step.planned.task.task_id}" for step in steps)
    return replace(found, offer=Offer(ids, in_turn=True))


def show_plan(session: Session, words: str, *, part: Part = "whole") -> Finding:
    """Say when the plan ends and what moves it; whether a day can be met, how it stands, or one `part`."""
    pathway = session.pathway
    if pathway is None:
        return _no_pathway(session, "plan")
    if part == "supposed":
        return find("plan", *_supposed(words, session, pathway))
    if part != "whole" and (said := _part(part, session, pathway)):
        return find("plan", *said)
    here, hours = session.situation(pathway), read_hours(_OF_A_JOB.sub("job", words))
    if hours and _A_WEEK.search(words):
        here = replace(here, person=replace(here.person, hours_per_week=hours))
    target = next((w.due_on for w in find_when(words, session.now) if w.due_on and not w.recurrence), None)
    if target is not None and _BY.search(words):
        return find("plan", *tell_deadline(here.by(target), pathway, session.prompts))
    left_of = numbered(words, pathway) if asks_what_is_left(words) else None
    if left_of is not None:
        return find("plan", *tell_left(left_of, here.plan, pathway, session.prompts))
    if (position := _phase_asked(session, words, pathway)) is not None:
        return find("plan", *tell_phase(position, here.plan, pathway, session.prompts))
    asks_progress = _PROGRESS.search(words) is not None
    stands = here.standing() if asks_progress or _ON_TRACK.search(words) else None
    said = tell_progress(here.plan, pathway, session.prompts) if asks_progress else []
    said += tell_standing(stands, here.plan, pathway, session.prompts) if stands else []
    if said:
        return find("plan", *said)
    return find("plan", *tell_plan(here.plan, pathway, session.prompts, shifts=here.what_moves_it()))


def _supposed(words: str, session: Session, pathway: Pathway) -> list[Statement]:
    """Return the plan with the start, the days off and the skills that `words` name; nothing is noted."""
    person, told = session.person, session.desk.profile_reader.read(words, session.now)
    day = next((when.due_on for when in find_when(words, session.now) if when.due_on), None)
    supposed = replace(
        person,
        known_skills=(*person.known_skills, *told.skills),
        holidays=(*person.holidays, *told.holidays),
        started_on=person.started_on if told.holidays else day or person.started_on,
    )
    here = replace(session, person=supposed).situation(pathway)
    return tell_plan(here.plan, pathway, session.prompts, shifts=here.what_moves_it())


def _part(part: Part, session: Session, pathway: Pathway) -> list[Statement]:
    here, prompts = session.situation(pathway), session.prompts
    if part == "shifts":
        return tell_shifts(here.plan, pathway, prompts, shifts=here.what_moves_it())
    if part == "left_out":
        return tell_left_out(here.plan, pathway, prompts)
    if part == "phase_left":
        return _left_of_phase(session, pathway)
    steps = next_steps(here.plan)
    if part == "why" and steps:
        return tell_why(steps[0], pathway, prompts)
    return tell_step(steps[0].planned, here.plan, pathway, prompts) if steps else []


def _left_of_phase(session: Session, pathway: Pathway) -> list[Statement]:
    """Return what is left of the phase of which something was marked as done last."""
    phase_of_task = {task.task_id: phase for phase in pathway.phases for task in phase.tasks}
    finished = session.desk.store.progress.done_tasks(session.person_id, pathway.pathway_id)
    newest = max(finished, key=lambda each: each.done_at, default=None)
    phase = phase_of_task.get(newest.task_id) if newest else None
    return tell_left(phase, session.situation(pathway).plan, pathway, session.prompts) if phase else []


def _phase_asked(session: Session, words: str, pathway: Pathway) -> int | None:
    """Return the phase about whose days somebody asks: by its number, or by what is done in it."""
    if not _WHEN.search(words):
        return None
    if (named := phase_of(words, pathway)) is not None:
        return named.position
    found = session.desk.matcher.find_tasks(words, pathway)
    return found[0].phase if found and found[0].score >= _NAMED else None


def _promised(session: Session) -> list[Statement]:
    """Remind of what is promised already: the coach knows both."""
    status = session.tell.status(session.open_commitments())
    return [Statement(status, ())] if status else []


def _no_pathway(session: Session, action: str) -> Finding:
    return find(action, session.say("plan_no_pathway"))
