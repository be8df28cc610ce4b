"""What has changed in a plan, said aloud: something is known, or a task is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.answering.finding import Statement
from bot.dates import say_day
from bot.domain import Pathway, Plan, PlannedTask, SkillMatch, TaskState
from bot.planning.facts import RoadmapFacts
from bot.planning.telling.amounts import gap_words, hours_words
from bot.planning.telling.steps import nothing_left, task_words
from bot.prompts import Prompts


def tell_known(
    before: Plan, after: Plan, pathway: Pathway, prompts: Prompts, *, matches: Sequence[SkillMatch]
) -> list[Statement]:
    """Say what `matches`, the skills that were named, make of the plan `before`: the plan `after`."""
    facts = RoadmapFacts(pathway, prompts)
    said = [_understood(match, facts, prompts) for match in matches]
    states = {task.task.task_id: task.state for task in before.tasks}
    newly = [
        task
        for task in after.tasks
        if task.state is TaskState.KNOWN and states.get(task.task.task_id) is TaskState.PLANNED
    ]
    if newly:
        said += _taken_off(newly, before, after, facts, prompts)
    elif after.hours_left > before.hours_left:
        said += _put_back(before, after, facts, prompts)
    elif any(match.to_learn for match in matches):
        said.append(Statement(prompts.say("plan_known_nothing"), facts.whole(after)))
    return said


def tell_finished(
    task_id: str, plan: Plan, pathway: Pathway, prompts: Prompts, *, already_on: date | None = None
) -> list[Statement]:
    """Say that a task is done, since when if that is not new, and what comes next on `plan`."""
    facts = RoadmapFacts(pathway, prompts)
    task = next(task for task in plan.tasks if task.task.task_id == task_id)
    if already_on is None:
        text = prompts.say("plan_done", task=task_words(task))
    else:
        text = prompts.say("plan_done_already", task=task_words(task), day=say_day(already_on))
    return [Statement(text, (facts.task(task),)), *_what_follows(plan, facts, prompts)]


def _what_follows(plan: Plan, facts: RoadmapFacts, prompts: Prompts) -> Iterator[Statement]:
    following = next((task for task in plan.tasks if task.state is TaskState.PLANNED), None)
    if following is None or following.ends_on is None or plan.ends_on is None:
        yield nothing_left(plan, facts, prompts)
        return
    text = prompts.say("plan_done_next", task=task_words(following), day=say_day(following.ends_on))
    yield Statement(text, (facts.task(following),))
    yield Statement(prompts.say("plan_done_end", end=say_day(plan.ends_on)), facts.whole(plan))


def _understood(match: SkillMatch, facts: RoadmapFacts, prompts: Prompts) -> Statement:
    """Say what the skill is that was named."""
    if match.skill is None:
        return Statement(prompts.say("plan_known_other", said=match.said), ())
    learnt = "plan_known_part" if match.in_part else "plan_known"
    name = learnt if match.to_learn else "plan_known_held"
    return Statement(prompts.say(name, said=match.said, skill=match.skill), (facts.skill(match.skill),))


def _taken_off(
    newly: Sequence[PlannedTask], before: Plan, after: Plan, facts: RoadmapFacts, prompts: Prompts
) -> Iterator[Statement]:
    hours = hours_words(before.hours_left - after.hours_left, prompts)
    rests_on = tuple(facts.task(task) for task in newly)
    if len(newly) == 1:
        yield Statement(prompts.say("plan_known_off_one", hours=hours, task=task_words(newly[0])), rests_on)
    else:
        items = tuple(task.task.text for task in newly)
        yield Statement(prompts.say("plan_known_off", hours=hours), rests_on, items)
    if after.ends_on is None or before.ends_on is None:
        yield nothing_left(after, facts, prompts)
    elif earlier := (before.ends_on - after.ends_on).days:
        text = prompts.say("plan_known_end", end=say_day(after.ends_on), gap=gap_words(earlier, prompts))
        yield Statement(text, facts.whole(after))


def _put_back(before: Plan, after: Plan, facts: RoadmapFacts, prompts: Prompts) -> Iterator[Statement]:
    hours = hours_words(after.hours_left - before.hours_left, prompts)
    yield Statement(prompts.say("plan_known_back", hours=hours), facts.whole(after))
    if after.ends_on is not None and before.ends_on is not None and after.ends_on > before.ends_on:
        gap = gap_words((after.ends_on - before.ends_on).days, prompts)
        text = prompts.say("plan_known_later", end=say_day(after.ends_on), gap=gap)
        yield Statement(text, facts.whole(after))
