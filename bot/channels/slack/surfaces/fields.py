"""The fields of a form: how each is asked for, under a block id by which it is found again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.elements import Element, plain_text
from bot.channels.slack.surfaces.post import Block

_LABEL = 120
_CHECKED = 10  # options of a group of checkboxes at most


class Field(StrEnum):
    """What a form asks for: block id and action id alike. An error of a submission names it."""

    DATE = "date"
    TIME = "time"
    WHY = "why"
    PATHWAY = "pathway"
    TIMEZONE = "timezone"
    HOURS = "hours"
    DAYS = "days"
    QUIET_FROM = "quiet_from"
    QUIET_UNTIL = "quiet_until"
    REMINDERS = "reminders"


def date_field(field: Field, label: str, chosen: date) -> Block:
    """Ask for a day."""
    return _input(field, label, {"type": "datepicker", "initial_date": chosen.isoformat()})


def time_field(
    field: Field, label: str, chosen: time | None, *, hint: str = "", optional: bool = True
) -> Block:
    """Ask for a time of the day."""
    element: Element = {"type": "timepicker"}
    if chosen is not None:
        element["initial_time"] = f"{chosen:%H:%M}"
    return _input(field, label, element, hint=hint, optional=optional)


def text_field(
    field: Field,
    label: str,
    *,
    most: int,
    chosen: str = "",
    hint: str = "",
    placeholder: str = "",
    multiline: bool = False,
) -> Block:
    """Ask for words, or for none; `placeholder` is what holds where there are none."""
    element: Element = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    if chosen:
        element["initial_value"] = chosen[:most]
    if placeholder:
        element["placeholder"] = plain_text(placeholder, limits.PLACEHOLDER)
    return _input(field, label, element, hint=hint, optional=True)


def number_field(
    field: Field, label: str, *, least: float, most: float, chosen: float | None, hint: str = ""
) -> Block:
    """Ask for a number, or for none."""
    element: Element = {"type": "number_input", "is_decimal_allowed": True}
    element |= {"min_value": f"{least:g}", "max_value": f"{most:g}"}
    if chosen is not None:
        element["initial_value"] = f"{chosen:g}"
    return _input(field, label, element, hint=hint, optional=True)


def choice_field(field: Field, label: str, options: Sequence[tuple[str, str]], chosen: str | None) -> Block:
    """Ask for one of at most a hundred `options`, each a value and its label."""
    shown = [_option(*each) for each in options[: limits.SELECT_OPTIONS]]
    element: Element = {"type": "static_select", "options": shown}
    if first := next((each for each in shown if each["value"] == chosen), None):
        element["initial_option"] = first
    return _input(field, label, element, optional=True)


def checks_field(
    field: Field, label: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], *, optional: bool
) -> Block:
    """Ask which of at most ten `options` hold."""
    shown = [_option(*each) for each in options[:_CHECKED]]
    element: Element = {"type": "checkboxes", "options": shown}
    if first := [each for each in shown if each["value"] in chosen]:
        element["initial_options"] = first
    return _input(field, label, element, optional=optional)


def _input(field: Field, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    block: Element = {
        "type": "input",
        "block_id": field.value,
        "label": plain_text(label, _LABEL),
        "element": {**element, "action_id": field.value},
        "optional": optional,
    }
    return {**block, "hint": plain_text(hint, limits.PLACEHOLDER)} if hint else block


def _option(value: str, label: str) -> Element:
    return {"text": plain_text(label, limits.OPTION_TEXT), "value": value}
