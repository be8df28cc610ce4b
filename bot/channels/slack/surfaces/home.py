"""The Home tab: what is next, what is open, how far it is, and the settings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import actions, button, context, divider, header, section
from bot.channels.slack.surfaces.lists import commitment_blocks
from bot.channels.slack.surfaces.naming import say_days
from bot.channels.slack.surfaces.plans import plan_end, step_lines
from bot.channels.slack.surfaces.post import Block
from bot.channels.slack.surfaces.progress import PhaseProgress, phase_lines
from bot.channels.slack.surfaces.text import escape, quoted
from bot.commitments.telling import Teller
from bot.domain import Commitment, Person, Plan
from bot.planning import NextStep
from bot.prompts import Prompts

_MOST_PHASES = 20


@dataclass(frozen=True, slots=True)
class HomeState:
    """What one person's Home shows. `now` is aware and in their zone; without a pathway there is no plan."""

    person: Person
    now: datetime
    pathway_title: str | None = None
    plan: Plan | None = None
    steps: tuple[NextStep, ...] = ()
    phases: tuple[PhaseProgress, ...] = ()
    commitments: tuple[Commitment, ...] = ()  # open, the soonest due first


def home_view(state: HomeState, prompts: Prompts) -> dict[str, Any]:
    """Return the view of the Home tab."""
    teller = Teller(prompts, state.now)
    blocks = [
        *_next(state, prompts),
        divider(),
        header(prompts.say("slack_home_commitments")),
        *_commitments(state.commitments, teller),
        *_progress(state, prompts),
        divider(),
        header(prompts.say("slack_home_settings")),
        section(_settings(state, teller)),
        actions(button(prompts.say("slack_button_settings"), Press(Action.SETTINGS))),
        context(prompts.say("slack_home_private")),
    ]
    return {"type": "home", "blocks": blocks}


def _next(state: HomeState, prompts: Prompts) -> list[Block]:
    ask = context(prompts.say("slack_home_ask"))
    if state.plan is None:
        title = header(prompts.say("slack_home_welcome"))
        choose = button(prompts.say("slack_button_choose_pathway"), Press(Action.SETTINGS), style="primary")
        return [title, section(prompts.say("slack_home_no_pathway")), actions(choose), ask]
    title = header(prompts.say("slack_home_next"))
    steps = step_lines(state.steps, prompts) or [prompts.say("slack_nothing_next")]
    return [title, *map(section, steps), ask]


def _commitments(commitments: Sequence[Commitment], teller: Teller) -> list[Block]:
    if not commitments:
        return [section(teller.prompts.say("slack_home_none_open"))]
    return commitment_blocks(commitments, teller)


def _progress(state: HomeState, prompts: Prompts) -> list[Block]:
    if state.plan is None:
        return []
    lines = phase_lines(state.phases[:_MOST_PHASES], prompts)
    shown = [section("\n".join(lines))] if lines else []
    title = quoted(state.pathway_title or "", limits.QUOTED)
    return [
        divider(),
        header(prompts.say("slack_home_progress")),
        *([context(title)] if title else []),
        *shown,
        section(plan_end(state.plan, prompts)),
    ]


def _settings(state: HomeState, teller: Teller) -> str:
    say, person = teller.prompts.say, state.person
    hours = person.hours_per_week
    quiet = say("slack_set_quiet", begins=f"{person.quiet_from:%H:%M}", ends=f"{person.quiet_until:%H:%M}")
    lines = [
        say("slack_set_pathway", title=quoted(state.pathway_title, limits.QUOTED))
        if state.pathway_title
        else say("slack_set_no_pathway"),
        say("slack_set_timezone", zone=escape(teller.zone)),
        say("slack_set_hours", hours=f"{hours:g}") if hours else say("slack_set_usual_hours"),
        say("slack_set_days", days=say_days(person.working_days, teller.prompts)),
        quiet if person.quiet_from != person.quiet_until else say("slack_set_no_quiet"),
        say("slack_set_reminders_on" if person.reminders_on else "slack_set_reminders_off"),
    ]
    return "\n".join(lines)
