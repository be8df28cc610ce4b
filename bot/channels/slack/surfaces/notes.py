"""A sentence for one person where no message can be shown to them: in a modal of its own. Pure."""

from __future__ import annotations

from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.elements import plain_text, section
from bot.channels.slack.surfaces.text import cut, escape
from bot.prompts import Prompts

_MOST = 1_000


def note_modal(said: str, prompts: Prompts) -> dict[str, Any]:
    """Return the modal that says it."""
    return {
        "type": "modal",
        "title": plain_text(prompts.say("slack_title_note"), limits.VIEW_TITLE),
        "close": plain_text(prompts.say("slack_close"), limits.VIEW_TITLE),
        "blocks": [section(escape(cut(said, _MOST)))],
    }
