"""What comes: the next tasks of a roadmap as lines, and the plan with its phases as bars. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.elements import paragraphs, section
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.progress import PhaseProgress, phase_lines
from bot.channels.slack.surfaces.settling import join_text
from bot.channels.slack.surfaces.text import escape, quoted
from bot.dates import say_day
from bot.domain import Plan
from bot.planning import NextStep
from bot.prompts import Prompts

_MOST_STEPS = 5
_MOST_PHASES = 20


def step_lines(steps: Sequence[NextStep], prompts: Prompts) -> list[str]:
    """Return each next step: what it is, and below how long it takes and until when."""
    return [_step(step, prompts) for step in steps[:_MOST_STEPS]]


def plan_post(plan: Plan, phases: Sequence[PhaseProgress], prompts: Prompts, *, said: str = "") -> Post:
    """Return a plan: when it ends, the phases as bars, and what the coach says of it."""
    ends, bars = plan_end(plan, prompts), "\n".join(phase_lines(phases[:_MOST_PHASES], prompts))
    shown = [section(each) for each in (ends, bars) if each]
    return Post(join_text([ends, bars, escape(said)]), (*shown, *paragraphs(said)))


def plan_end(plan: Plan, prompts: Prompts) -> str:
    """Return when a plan ends, and at which pace."""
    if plan.ends_on is None:
        return prompts.say("slack_plan_over")
    day = say_day(plan.ends_on, today=plan.made_on)
    return prompts.say("slack_plan_ends", day=day, hours=f"{plan.hours_per_week:g}")


def _step(step: NextStep, prompts: Prompts) -> str:
    planned = step.planned
    values = {
        "task": quoted(planned.task.text.rstrip("."), limits.QUOTED).replace("*", "∗"),
        "hours": max(1, round(planned.hours)),
    }
    if planned.ends_on is None or planned.starts_on is None:
        return prompts.say("slack_step_undated", **values)
    return prompts.say("slack_step", **values, day=say_day(planned.ends_on, today=planned.starts_on))
