"""Blocks as plain text, to read without Slack: for tests and the preview, not for Slack itself. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.channels.slack.surfaces.post import Block, Post

BOLD = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")
ITALIC = re.compile(r"(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])")
_LINE = "─" * 40


def render_post(post: Post) -> str:
    """Return a message as it reads: its blocks, or its text where it has none."""
    return render_text(post.blocks) if post.blocks else _read(post.text)


def render_view(view: Mapping[str, Any]) -> str:
    """Return a modal or a Home tab as it reads, with its title and its buttons."""
    title = view.get("title", {}).get("text", "")
    buttons = [f"[{view[name]['text']}]" for name in ("close", "submit") if name in view]
    parts = [f"« {title} »" if title else "", render_text(view["blocks"]), " ".join(buttons)]
    return "\n\n".join(part for part in parts if part)


def render_text(blocks: Iterable[Block]) -> str:
    """Return blocks as they read: buttons in brackets, the options of a menu behind it."""
    return "\n\n".join(_BLOCKS[block["type"]](block) for block in blocks)


def chosen(element: Mapping[str, Any]) -> str:
    """Return what stands in a field at first."""
    if "initial_option" in element:
        return str(element["initial_option"]["text"]["text"])
    names = ("initial_date", "initial_time", "initial_value")
    given = next((str(element[name]) for name in names if name in element), "")
    return given or str(element.get("placeholder", {}).get("text", ""))


def _section(block: Block) -> str:
    said = _text(block["text"])
    return f"{said}  {_element(block['accessory'])}" if "accessory" in block else said


def _input(block: Block) -> str:
    hint = f"\n  {block['hint']['text']}" if "hint" in block else ""
    return f"{block['label']['text']}: {_element(block['element'])}{hint}"


def _element(element: Mapping[str, Any]) -> str:
    kind = element["type"]
    options = [option["text"]["text"] for option in element.get("options", ())]
    if kind == "button":
        return f"[{element['text']['text']}]"
    if kind == "overflow":
        return f"[⋯ {' | '.join(options)}]"
    if kind == "static_select":
        return f"[{chosen(element) or 'Select'} ▾ {' | '.join(options)}]"
    if kind == "checkboxes":
        checked = [option["value"] for option in element.get("initial_options", ())]
        return " ".join(
            f"[{'x' if option['value'] in checked else ' '}] {option['text']['text']}"
            for option in element["options"]
        )
    return f"[{chosen(element) or ' '}]"


def _text(text: Mapping[str, Any]) -> str:
    return _read(text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _read(mrkdwn: str) -> str:
    return html.unescape(ITALIC.sub(r"\1", BOLD.sub(r"\1", mrkdwn)))


_BLOCKS: dict[str, Callable[[Block], str]] = {
    "section": _section,
    "markdown": lambda block: html.unescape(block["text"]).replace("**", ""),
    "header": lambda block: f"# {block['text']['text']}",
    "context": lambda block: "\n".join(map(_text, block["elements"])),
    "actions": lambda block: " ".join(map(_element, block["elements"])),
    "divider": lambda block: _LINE,
    "input": _input,
}
