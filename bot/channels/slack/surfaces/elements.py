"""The blocks and elements of Slack, within their limits. Pure: text that comes in is escaped already."""

from __future__ import annotations

from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Press
from bot.channels.slack.surfaces.post import Block
from bot.channels.slack.surfaces.splitting import split_markdown
from bot.channels.slack.surfaces.text import escape, plain

Element = dict[str, Any]
_MOST_SECTIONS = 2


def section(text: str, *, accessory: Element | None = None, block_id: str = "") -> Block:
    """Return a paragraph of mrkdwn; a `block_id` is a name by which it is found again."""
    block: Element = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    if block_id:
        block["block_id"] = block_id
    return block if accessory is None else {**block, "accessory": accessory}


def paragraphs(text: str) -> list[Block]:
    """Return sections of a text that is not escaped yet: as much of it as reads well in one message."""
    return [section(part) for part in split_markdown(escape(text), limits.SECTION_TEXT)[:_MOST_SECTIONS]]


def header(text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "text": plain_text(text, limits.HEADER_TEXT)}


def context(*texts: str) -> Block:
    """Return small print, one element a text."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text} for text in texts]}


def actions(*elements: Element) -> Block:
    """Return a row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def button(
    label: str, press: Press, *, style: str = "", about: str = "", confirm: Element | None = None
) -> Element:
    """Return a button; `about` says to a screen reader what it is for, `style` is primary or danger."""
    made: Element = {
        "type": "button",
        "action_id": press.action.value,
        "text": plain_text(label, limits.BUTTON_TEXT),
        "value": press.encode(),
    }
    if about:
        made["accessibility_label"] = plain(f"{label}: {about}", limits.BUTTON_TEXT)
    if style:
        made["style"] = style
    return made if confirm is None else {**made, "confirm": confirm}


def overflow(action_id: str, options: list[tuple[str, Press]]) -> Element:
    """Return a menu behind three dots: at most five labels with their presses."""
    return {"type": "overflow", "action_id": action_id, "options": [_option(*each) for each in options]}


def menu(action_id: str, placeholder: str, options: list[tuple[str, Press]]) -> Element:
    """Return a menu that shows what it is for."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "options": [_option(*each) for each in options],
    }


def plain_text(text: str, most: int) -> Element:
    """Return a text object in which nothing is marked up."""
    return {"type": "plain_text", "text": plain(text, most), "emoji": True}


def _option(label: str, press: Press) -> Element:
    return {"text": plain_text(label, limits.OPTION_TEXT), "value": press.encode()}
