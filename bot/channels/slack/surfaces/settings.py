"""The form of a person's settings. Pure; what was submitted is read by `submissions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.fields import (
    Field,
    checks_field,
    choice_field,
    number_field,
    text_field,
    time_field,
)
from bot.channels.slack.surfaces.modals import Opened, form_modal
from bot.domain import EVERY_DAY, Person
from bot.prompts import Prompts

REMINDERS_ON = "on"
_LEAST_HOURS, _MOST_HOURS = 0.5, 100  # a week
_LONGEST_ZONE = 60


def settings_modal(
    person: Person,
    pathways: Mapping[str, str],
    prompts: Prompts,
    *,
    zone: str,
    address: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the form of a person's settings.

    `pathways` has titles by id; `zone` is the timezone that holds where they name none.
    """
    say = prompts.say
    days = [(str(day), say(f"day_{day}")) for day in EVERY_DAY]
    reminders = [(REMINDERS_ON, say("slack_option_reminders"))]
    blocks = [
        text_field(
            Field.TIMEZONE,
            say("slack_field_timezone"),
            most=_LONGEST_ZONE,
            chosen=person.timezone or "",
            placeholder=zone,
            hint=say("slack_hint_timezone"),
        ),
        number_field(
            Field.HOURS,
            say("slack_field_hours"),
            least=_LEAST_HOURS,
            most=_MOST_HOURS,
            chosen=person.hours_per_week,
            hint=say("slack_hint_hours"),
        ),
        checks_field(
            Field.DAYS,
            say("slack_field_days"),
            days,
            [str(day) for day in person.working_days],
            optional=False,
        ),
        time_field(Field.QUIET_FROM, say("slack_field_quiet_from"), person.quiet_from, optional=False),
        time_field(
            Field.QUIET_UNTIL,
            say("slack_field_quiet_until"),
            person.quiet_until,
            hint=say("slack_hint_quiet"),
            optional=False,
        ),
        checks_field(
            Field.REMINDERS,
            say("slack_field_reminders"),
            reminders,
            [REMINDERS_ON] if person.reminders_on else [],
            optional=True,
        ),
    ]
    if choices := [each for each in pathways.items() if len(each[0]) <= limits.OPTION_VALUE]:
        blocks.insert(0, choice_field(Field.PATHWAY, say("slack_field_pathway"), choices, person.pathway_id))
    opened = Opened(Press(Action.SETTINGS), address or {})
    return form_modal(
        say("slack_title_settings"), blocks, prompts, submit=say("slack_submit_settings"), opened=opened
    )
