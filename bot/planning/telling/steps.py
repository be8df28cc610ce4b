"""What to do next, said aloud: the steps with their reasons, or what fits into the hours at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.records import Kind, decapitalised, list_records, listed
from bot.dates import say_day
from bot.domain import Horizon, Pathway, Plan, PlannedTask, TaskState
from bot.planning.facts import RoadmapFacts
from bot.planning.next_steps import NextStep, Reason
from bot.planning.telling.amounts import hours_words, share_words
from bot.prompts import Prompts

_OPENINGS = ("plan_after", "plan_then")
_LEVELS = (Reason.CRITICAL, Reason.IMPORTANT, Reason.NICE_TO_HAVE)


def tell_next(
    plan: Plan, pathway: Pathway, prompts: Prompts, *, steps: Sequence[NextStep]
) -> list[Statement]:
    """Say the next steps: the first with its reason and its hours, the others with their dates."""
    facts = RoadmapFacts(pathway, prompts)
    if not steps:
        return [nothing_left(plan, facts, prompts)]
    first, *others = steps
    said = [Statement(prompts.say("plan_next", task=task_words(first.planned)), (facts.task(first.planned),))]
    said += [_why(first, pathway, facts, prompts), _pace(first, plan, facts, prompts)]
    for place, step in enumerate(others):
        assert step.planned.ends_on is not None  # it is planned
        text = prompts.say(
            _OPENINGS[min(place, len(_OPENINGS) - 1)],
            task=task_words(step.planned),
            day=say_day(step.planned.ends_on),
        )
        said.append(Statement(text, (facts.task(step.planned),)))
    return [*said, *assumption(plan, facts, prompts)]


def tell_why(step: NextStep, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say why a step comes now: where it stands on the roadmap, and which skill it serves."""
    return [_why(step, pathway, RoadmapFacts(pathway, prompts), prompts)]


def tell_hours_at_hand(
    plan: Plan, pathway: Pathway, prompts: Prompts, *, steps: Sequence[NextStep], hours: float
) -> list[Statement]:
    """Say what fits into `hours`: whole tasks, or the part of one that they are."""
    facts = RoadmapFacts(pathway, prompts)
    if not steps:
        return [nothing_left(plan, facts, prompts)]
    said = []
    for place, step in enumerate(steps):
        how = "fits" if Reason.FITS in step.reasons else "part"
        name = f"plan_hand_rest_{how}" if place else f"plan_hand_{how}"
        spent = step.hours if place else hours
        text = prompts.say(name, hours=hours_words(spent, prompts), task=task_words(step.planned))
        fact = facts.task(step.planned)
        said.append(Statement(text, (fact,)))
        if how == "part":
            share = share_words(step.share, prompts)
            text = prompts.say("plan_hand_share", all=hours_words(step.planned.hours, prompts), share=share)
            said.append(Statement(text, (facts.phase(step.planned.phase),)))
    open_tasks = [task for task in plan.tasks if task.state is TaskState.PLANNED]
    if len(open_tasks) == len(steps) and all(Reason.FITS in step.reasons for step in steps):
        said.append(Statement(prompts.say("plan_hand_all"), facts.whole(plan)))
    return said


def small_starts(pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say what the action plan holds for the first week: smaller than any task of the roadmap."""
    week = [
        record
        for record in list_records(pathway, prompts)
        if record.kind is Kind.ACTION and record.horizon is Horizon.WEEK
    ]
    items = [record.name.rstrip(".") for record in week]
    return [enumerate_facts(prompts.say("plan_small_starts"), listed(week), items)] if week else []


def nothing_left(plan: Plan, facts: RoadmapFacts, prompts: Prompts) -> Statement:
    """Say that the roadmap is done."""
    return Statement(prompts.say("plan_nothing_left"), facts.whole(plan))


def assumption(plan: Plan, facts: RoadmapFacts, prompts: Prompts) -> Iterator[Statement]:
    """Say which hours a week were assumed, if they were."""
    if plan.assumed_hours:
        weekly = hours_words(plan.hours_per_week, prompts)
        name = "plan_assumed" if facts.pathway.hours_stated else "plan_reckoned"
        yield Statement(prompts.say(name, weekly=weekly), ())


def task_words(task: PlannedTask) -> str:
    """Return the text of a task as it reads after a colon."""
    return decapitalised(" ".join(task.task.text.split()).rstrip("."))


def _why(step: NextStep, pathway: Pathway, facts: RoadmapFacts, prompts: Prompts) -> Statement:
    task = step.planned
    name = next(phase.name for phase in pathway.phases if phase.position == task.phase)
    rests_on = [facts.phase(task.phase)]
    begun = Reason.PHASE_BEGUN in step.reasons
    level = next((reason for reason in step.reasons if reason in _LEVELS), None)
    if level is None or task.skill is None:
        place = "plan_why_phase_begun" if begun else "plan_why_first_of_phase"
        return Statement(prompts.say(place, phase=task.phase, name=name), tuple(rests_on))
    text = prompts.say(
        "plan_why_phase_begun_skill" if begun else "plan_why_first_of_phase_skill",
        phase=task.phase,
        name=name,
        level=prompts.say(f"plan_level_{level}"),
        skill=task.skill,
    )
    return Statement(text, (*rests_on, facts.skill(task.skill)))


def _pace(step: NextStep, plan: Plan, facts: RoadmapFacts, prompts: Prompts) -> Statement:
    """Say how many hours the first step takes, and by when it is done."""
    task = step.planned
    assert task.starts_on is not None  # it is planned
    assert task.ends_on is not None
    this_week = plan.made_on + timedelta(days=6 - plan.made_on.weekday())
    if task.starts_on > this_week:
        name = "plan_pace_later"
    else:
        name = "plan_pace_whole" if step.share > 0.999 else "plan_pace_part"
    text = prompts.say(
        name,
        hours=hours_words(task.hours, prompts),
        now=hours_words(step.hours, prompts),
        start=say_day(task.starts_on),
        day=say_day(task.ends_on),
    )
    return Statement(text, (facts.phase(task.phase),))
