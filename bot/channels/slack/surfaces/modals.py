"""The modals: passages behind an answer, another date, why, and a person's settings. Pure.

What was submitted is read by `submissions`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import Element, context, divider, plain_text, section
from bot.channels.slack.surfaces.fields import Field, date_field, text_field, time_field
from bot.channels.slack.surfaces.naming import name_commitment, say_when
from bot.channels.slack.surfaces.post import Block
from bot.channels.slack.surfaces.text import quoted, shortened
from bot.commitments.due import is_overdue
from bot.commitments.telling import Teller, suggest_date
from bot.domain import Citation, Commitment
from bot.errors import BadQuestion
from bot.prompts import Prompts

_MOST_SOURCES = 32  # three blocks each
_MOST_WHY = 500
_DATES = {Action.CHANGE_DATE: "change_date", Action.REPLAN: "replan", Action.SNOOZE_DATE: "snooze_date"}
_WHYS = {Action.PARTLY: "partly", Action.MISSED: "missed", Action.DROP: "drop"}


class Modal(StrEnum):
    """Which modal was submitted: its callback id."""

    SOURCES = "sources"
    DATE = "date"  # of CHANGE_DATE, REPLAN and SNOOZE_DATE: the press in its metadata says which
    WHY = "why"  # of PARTLY, MISSED and DROP
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a modal remembers: the press that opened it, and where, in the channel's own words."""

    press: Press
    address: Mapping[str, str]

    def encode(self) -> str:
        """Return it as private metadata. Raises BadQuestion where it is too long to be kept."""
        said = json.dumps(
            {"press": self.press.encode(), "address": dict(self.address)}, separators=(",", ":")
        )
        if len(said) > limits.PRIVATE_METADATA:
            raise BadQuestion("This is too much to remember behind a form. Ask again in a new message.")
        return said

    @classmethod
    def decode(cls, metadata: str) -> Opened:
        """Return what a modal remembered. Raises BadQuestion for what is none of ours."""
        try:
            said = json.loads(metadata)
            press, address = said["press"], {str(key): str(value) for key, value in said["address"].items()}
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            raise BadQuestion("This form is not one that I know. Open it again.") from None
        return cls(Press.decode(press), address)


def sources_modal(
    citations: Sequence[Citation], prompts: Prompts, *, passages: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the passages behind an answer in full, from `passages` by chunk id; else what is quoted."""
    blocks: list[Block] = []
    for citation in citations[:_MOST_SOURCES]:
        text = (passages or {}).get(citation.chunk_id) or citation.quote
        named = quoted(citation.heading, limits.QUOTED).replace("*", "∗")
        title = prompts.say("slack_passage", number=citation.number, name=named)
        blocks += [divider()] if blocks else []
        blocks += [section(title), section(shortened(text, limits.SECTION_TEXT) or "…")]
    if more := len(citations) - _MOST_SOURCES:
        blocks += [context(prompts.say("slack_sources_more", count=more))] if more > 0 else []
    shown = blocks or [section(prompts.say("slack_no_sources"))]
    return _modal(Modal.SOURCES, prompts.say("slack_title_sources"), shown, prompts)


def date_modal(
    commitment: Commitment, action: Action, teller: Teller, *, address: Mapping[str, str]
) -> dict[str, Any]:
    """Return the modal that asks for a date and, if wanted, a time; `action` says what for.

    CHANGE_DATE, REPLAN, SNOOZE_DATE. Raises KeyError for another action.
    """
    prompts, name = teller.prompts, _DATES[action]
    today = teller.now.date()
    first = today + timedelta(days=1) if action is Action.SNOOZE_DATE else suggest_date(teller.now)
    if commitment.due_on is not None and commitment.due_on >= today and action is not Action.SNOOZE_DATE:
        first = commitment.due_on
    at = None if action is Action.SNOOZE_DATE else commitment.due_time
    blocks = [
        section(_about(commitment, teller)),
        date_field(Field.DATE, prompts.say("slack_field_date"), first),
        time_field(Field.TIME, prompts.say("slack_field_time"), at, hint=_zone_hint(teller)),
    ]
    title, submit = prompts.say(f"slack_title_{name}"), prompts.say(f"slack_submit_{name}")
    return _modal(
        Modal.DATE, title, blocks, prompts, submit=submit, opened=_opened(commitment, action, address)
    )


def why_modal(
    commitment: Commitment, action: Action, teller: Teller, *, address: Mapping[str, str]
) -> dict[str, Any]:
    """Return the modal that asks what kept them, or whether to drop it: PARTLY, MISSED, DROP.

    Nothing need be written. Raises KeyError for another action.
    """
    prompts, name = teller.prompts, _WHYS[action]
    blocks = [
        section(_about(commitment, teller)),
        text_field(Field.WHY, prompts.say(f"slack_field_why_{name}"), most=_MOST_WHY, multiline=True),
    ]
    if action is Action.DROP:
        blocks.insert(1, section(prompts.say("slack_drop_sure")))
    title, submit = prompts.say(f"slack_title_{name}"), prompts.say(f"slack_submit_{name}")
    return _modal(
        Modal.WHY, title, blocks, prompts, submit=submit, opened=_opened(commitment, action, address)
    )


def form_modal(
    title: str, blocks: Sequence[Block], prompts: Prompts, *, submit: str, opened: Opened
) -> dict[str, Any]:
    """Return the modal of settings, whose fields `settings` makes."""
    return _modal(Modal.SETTINGS, title, blocks, prompts, submit=submit, opened=opened)


def _modal(
    kind: Modal,
    title: str,
    blocks: Sequence[Block],
    prompts: Prompts,
    *,
    submit: str = "",
    opened: Opened | None = None,
) -> dict[str, Any]:
    close = prompts.say("slack_cancel" if submit else "slack_close")
    view: Element = {
        "type": "modal",
        "callback_id": kind.value,
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(close, limits.VIEW_TITLE),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
    }
    if submit:
        view["submit"] = plain_text(submit, limits.VIEW_TITLE)
    if opened is not None:
        view["private_metadata"] = opened.encode()
    return view


def _opened(commitment: Commitment, action: Action, address: Mapping[str, str]) -> Opened:
    return Opened(Press(action, commitment.commitment_id, commitment.version), address)


def _about(commitment: Commitment, teller: Teller) -> str:
    when = say_when(commitment, teller)
    name = "slack_was_due" if is_overdue(commitment, teller.now) else "slack_now_due"
    due = teller.prompts.say(name, when=when) if when else teller.prompts.say("slack_undated")
    return f"{name_commitment(commitment)}\n{due}"


def _zone_hint(teller: Teller) -> str:
    return teller.prompts.say("slack_hint_zone", zone=teller.zone)
