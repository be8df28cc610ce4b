"""The whole plan, said aloud: when it ends, phase by phase, what moves it, and whether a day can be met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.answering.finding import Statement
from bot.dates import say_day
from bot.domain import Pathway, Phase, Plan, PlannedTask, TaskState
from bot.pathways.grammar import count
from bot.planning.deadline import MOST_HOURS, DeadlineAnswer, Shift, Standing
from bot.planning.facts import RoadmapFacts
from bot.planning.planner import task_hours
from bot.planning.telling.amounts import gap_words, hours_words
from bot.planning.telling.steps import assumption, nothing_left, task_words
from bot.prompts import Prompts


def tell_plan(
    plan: Plan, pathway: Pathway, prompts: Prompts, *, shifts: Sequence[Shift] = ()
) -> list[Statement]:
    """Say when the plan ends, what each phase takes, what is left out, and what moves the end."""
    facts = RoadmapFacts(pathway, prompts)
    skipped = list(_left_out(plan, pathway, facts, prompts))
    if plan.ends_on is None:
        return [nothing_left(plan, facts, prompts), *skipped]
    text = prompts.say(
        "plan_span",
        start=say_day(plan.starts_on, today=plan.ends_on),
        end=say_day(plan.ends_on),
        length=gap_words((plan.ends_on - plan.starts_on).days + 1, prompts),
        hours=hours_words(plan.hours_left, prompts),
        weekly=hours_words(plan.hours_per_week, prompts),
    )
    return [
        Statement(text, facts.whole(plan)),
        Statement(
            prompts.say("plan_phases"),
            facts.whole(plan),
            tuple(_phase_line(phase, plan, prompts) for phase in pathway.phases if phase.tasks),
        ),
        *skipped,
        *assumption(plan, facts, prompts),
        *(_moved(shift, plan, facts, prompts) for shift in shifts),
    ]


def tell_phase(position: int, plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say from when to when one phase is worked on."""
    facts = RoadmapFacts(pathway, prompts)
    phase = next(each for each in pathway.phases if each.position == position)
    tasks = [task for task in plan.tasks if task.phase == position]
    return [
        Statement(f"{_phase_line(phase, plan, prompts)}.", facts.phases(tasks)),
        *assumption(plan, facts, prompts),
    ]


def tell_shifts(
    plan: Plan, pathway: Pathway, prompts: Prompts, *, shifts: Sequence[Shift]
) -> list[Statement]:
    """Say what makes the plan end sooner: more hours, and what need not be learnt."""
    facts = RoadmapFacts(pathway, prompts)
    moved = [_moved(shift, plan, facts, prompts) for shift in shifts if shift.days < 0]
    return [*moved, Statement(prompts.say("plan_known_too"), ())] if moved else []


def tell_left_out(plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say for each skill that somebody knows what it takes off the plan; nothing else is left out of it."""
    known = list(_left_out(plan, pathway, RoadmapFacts(pathway, prompts), prompts))
    example = next((skill.name for skill in pathway.skills_to_learn), "")
    return [*known, Statement(prompts.say("plan_leaves_out", example=example), ())]


def tell_step(task: PlannedTask, plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say how long one task of the plan takes, and until when."""
    facts = RoadmapFacts(pathway, prompts)
    if task.ends_on is None:
        return []
    text = prompts.say(
        "plan_step",
        task=task_words(task),
        hours=hours_words(task.hours, prompts),
        weekly=hours_words(plan.hours_per_week, prompts),
        day=say_day(task.ends_on),
    )
    return [Statement(text, facts.phases([task])), *assumption(plan, facts, prompts)]


def tell_left(phase: Phase, plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say how much of a phase is done, and list the tasks that are left of it."""
    facts = RoadmapFacts(pathway, prompts)
    tasks = [task for task in plan.tasks if task.phase == phase.position]
    left = [task for task in tasks if task.state is TaskState.PLANNED]
    done = sum(task.state is TaskState.DONE for task in tasks)
    named = {"phase": phase.position, "name": phase.name}
    if not left:
        return [Statement(prompts.say("plan_left_nothing", **named), facts.phases(tasks))]
    text = prompts.say("plan_left", **named, done=done, tasks=count(len(tasks), "task")) if done else ""
    items = [
        prompts.say("plan_left_item", task=each.task.text.rstrip("."), day=say_day(each.ends_on))
        for each in left
        if each.ends_on is not None
    ]
    lead = text or prompts.say("plan_left_all", **named)
    return [Statement(lead, facts.phases(tasks), tuple(items)), *assumption(plan, facts, prompts)]


def tell_progress(plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say how many tasks are done, and what share of the roadmap they are by their hours."""
    hours = task_hours(pathway)
    done = [task for task in plan.tasks if task.state is TaskState.DONE]
    known = [task for task in plan.tasks if task.state is TaskState.KNOWN]
    whole, gone = sum(hours.values()), sum(hours[task.task.task_id] for task in [*done, *known])
    text = prompts.say(
        "plan_progress",
        done=len(done),
        tasks=count(len(plan.tasks), "task"),
        known=prompts.say("plan_progress_known", count=len(known)) if known else "",
        left=hours_words(plan.hours_left, prompts),
        whole=hours_words(float(whole), prompts),
        percent=round(100 * gone / whole) if whole else 0,
    )
    return [Statement(" ".join(text.split()), RoadmapFacts(pathway, prompts).whole(plan))]


def tell_deadline(answer: DeadlineAnswer, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say whether the plan ends by the day that was asked for, and what it would take."""
    facts, plan = RoadmapFacts(pathway, prompts), answer.plan
    rests_on = facts.phases(task for task in plan.tasks if task.state is TaskState.PLANNED)
    if answer.ends_on is None:
        return [Statement(prompts.say("plan_deadline_done"), facts.whole(plan))]
    said = {
        "weekly": hours_words(plan.hours_per_week, prompts),
        "end": say_day(answer.ends_on),
        "target": say_day(answer.target),
        "gap": gap_words((answer.target - answer.ends_on).days, prompts),
        "needed": hours_words(answer.hours_needed or 0, prompts),
        "then": say_day(answer.ends_on_then or answer.ends_on),
        "hours": hours_words(plan.hours_left, prompts),
        "most": hours_words(MOST_HOURS, prompts),
    }
    texts = [prompts.say(name, **said) for name in _verdict(answer)]
    return [*(Statement(text, rests_on) for text in texts), *assumption(plan, facts, prompts)]


def tell_standing(standing: Standing, plan: Plan, pathway: Pathway, prompts: Prompts) -> list[Statement]:
    """Say how the plan stands against the one that was made on the first day."""
    facts = RoadmapFacts(pathway, prompts)
    side = "behind" if standing.days > 0 else "ahead" if standing.days < 0 else "level"
    text = prompts.say(
        f"plan_standing_{side}",
        began=say_day(standing.began_on),
        gap=gap_words(standing.days, prompts),
        first=say_day(standing.first_end),
        end=say_day(standing.ends_on),
    )
    return [Statement(text, facts.whole(plan))]


def _verdict(answer: DeadlineAnswer) -> Iterator[str]:
    """Yield the names of the sentences."""
    if answer.feasible:
        yield "plan_deadline_just" if answer.ends_on == answer.target else "plan_deadline_yes"
        if answer.hours_needed is not None and answer.hours_needed <= answer.plan.hours_per_week - 1:
            yield "plan_deadline_slack"
    elif answer.target < answer.plan.made_on:
        yield "plan_deadline_past"
    else:
        yield "plan_deadline_no"
        yield "plan_deadline_too_late" if answer.hours_needed is None else "plan_deadline_needs"


def _phase_line(phase: Phase, plan: Plan, prompts: Prompts) -> str:
    tasks = [task for task in plan.tasks if task.phase == phase.position]
    days = [day for task in tasks for day in (task.starts_on, task.ends_on) if day]
    if days:
        item = prompts.say(
            "plan_phase",
            phase=phase.position,
            name=phase.name,
            start=say_day(min(days), today=plan.made_on),
            end=say_day(max(days), today=plan.made_on),
            hours=hours_words(sum(task.hours for task in tasks), prompts),
        )
    else:
        item = prompts.say("plan_phase_over", phase=phase.position, name=phase.name)
    notes = [
        prompts.say(f"plan_note_{state}", count=count(number, "task"))
        for state in (TaskState.DONE, TaskState.KNOWN)
        if (number := sum(task.state is state for task in tasks))
    ]
    return prompts.say("plan_phase_with", item=item, notes=", ".join(notes)) if notes else item


def _left_out(plan: Plan, pathway: Pathway, facts: RoadmapFacts, prompts: Prompts) -> Iterator[Statement]:
    """Say for each known skill how many tasks it takes off."""
    by_skill: dict[str, list[PlannedTask]] = defaultdict(list)
    for task in plan.tasks:
        if task.state is TaskState.KNOWN and task.skill is not None:
            by_skill[task.skill].append(task)
    hours = task_hours(pathway)
    for skill, tasks in by_skill.items():
        saved = hours_words(float(sum(hours[task.task.task_id] for task in tasks)), prompts)
        text = prompts.say("plan_left_out", skill=skill, tasks=count(len(tasks), "task"), hours=saved)
        yield Statement(text, (facts.skill(skill), *facts.phases(tasks)))


def _moved(shift: Shift, plan: Plan, facts: RoadmapFacts, prompts: Prompts) -> Statement:
    name = "plan_earlier" if shift.days < 0 else "plan_later" if shift.days else "plan_same"
    text = prompts.say(
        name,
        weekly=hours_words(shift.hours_per_week, prompts),
        gap=gap_words(shift.days, prompts),
        day=say_day(shift.ends_on, today=plan.made_on),
    )
    return Statement(text, facts.whole(plan))
