"""What was submitted in a modal, read from Slack's state of its fields. Pure.

Slack says of every field whether it has a value; what is missing or no value of ours is BadQuestion.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.channels.slack.surfaces.fields import Field
from bot.channels.slack.surfaces.settings import REMINDERS_ON
from bot.domain import Person
from bot.errors import BadQuestion
from bot.profile import ProfileUpdate

View = Mapping[str, Any]


def read_date(view: View) -> tuple[date, time | None]:
    """Return the day and the time of `date_modal`. Raises BadQuestion."""
    try:
        day = date.fromisoformat(str(_state(view, Field.DATE).get("selected_date")))
    except ValueError:
        raise BadQuestion("A date is missing. Pick one.") from None
    return day, _time(view, Field.TIME)


def read_why(view: View) -> str:
    """Return what was written in `why_modal`, in one line; "" for nothing."""
    return " ".join(str(_state(view, Field.WHY).get("value") or "").split())


def read_settings(view: View, person: Person) -> ProfileUpdate:
    """Return what a submission of `settings_modal` changes of `person`. Raises BadQuestion.

    Empty hours are the pathway's own again, and an empty timezone is the channel's.
    """
    hours = _number(view, Field.HOURS)
    days = tuple(sorted(int(value) for value in _checked(view, Field.DAYS) if value in "0123456"))
    quiet = _time(view, Field.QUIET_FROM), _time(view, Field.QUIET_UNTIL)
    zone = str(_state(view, Field.TIMEZONE).get("value") or "").strip()
    pathway = (_state(view, Field.PATHWAY).get("selected_option") or {}).get("value")
    emptied = {"hours_per_week": hours, "timezone": zone}
    reminders_on = REMINDERS_ON in _checked(view, Field.REMINDERS)
    return ProfileUpdate(
        pathway_id=pathway if pathway != person.pathway_id else None,
        hours_per_week=hours if hours != person.hours_per_week else None,
        timezone=zone if zone and zone != person.timezone else None,
        working_days=days if days and days != person.working_days else None,
        quiet=(quiet[0], quiet[1])
        if quiet[0] is not None and quiet[1] is not None and quiet != (person.quiet_from, person.quiet_until)
        else None,
        reminders_on=reminders_on if reminders_on is not person.reminders_on else None,
        reset=tuple(name for name, value in emptied.items() if not value and getattr(person, name)),
    )


def _state(view: View, field: Field) -> Mapping[str, Any]:
    """Return the state of a field; an empty one where the form has no such field."""
    values = view.get("state", {}).get("values", {})
    found = values.get(field.value, {}).get(field.value, {})
    return found if isinstance(found, Mapping) else {}


def _time(view: View, field: Field) -> time | None:
    written = _state(view, field).get("selected_time")
    try:
        return time.fromisoformat(str(written)) if written else None
    except ValueError:
        raise BadQuestion(f"“{written}” is no time of the day. Pick one.") from None


def _number(view: View, field: Field) -> float | None:
    written = _state(view, field).get("value")
    try:
        return float(str(written)) if written else None
    except ValueError:
        raise BadQuestion(f"“{written}” is no number. Write one such as 6.") from None


def _checked(view: View, field: Field) -> list[str]:
    return [str(option.get("value")) for option in _state(view, field).get("selected_options") or ()]
