"""Blocks as HTML that looks like Slack, to be looked at in a browser: for the preview. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown_it import MarkdownIt

from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.rendering import BOLD, ITALIC, chosen

_CODE = re.compile(r"`([^`\n]+)`")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_NAME = "Pathcoach"


def message_html(post: Post, at: str, *, only_you: str = "") -> str:
    """Return a message of the coach at a time of the day; `only_you` says that nobody else sees it."""
    note = f'<p class="only">{html.escape(only_you)}</p>' if only_you else ""
    body = blocks_html(post.blocks) if post.blocks else f"<p>{_mrkdwn(post.text)}</p>"
    return _said(f'<div class="avatar coach">{_NAME[0]}</div>', _NAME, "APP", at, f"{note}{body}")


def person_html(name: str, at: str, text: str) -> str:
    """Return a message of a person."""
    body = f"<p>{html.escape(text)}</p>"
    return _said(f'<div class="avatar">{html.escape(name[:1])}</div>', html.escape(name), "", at, body)


def modal_html(view: Mapping[str, Any]) -> str:
    """Return a modal with its title and buttons."""
    close = f'<button class="button">{html.escape(view["close"]["text"])}</button>'
    submit = ""
    if "submit" in view:
        submit = f'<button class="button save">{html.escape(view["submit"]["text"])}</button>'
    title = f"<h3>{html.escape(view['title']['text'])}</h3>"
    body = f'<div class="body">{blocks_html(view["blocks"])}</div>'
    return f'<div class="modal"><div class="title">{title}</div>{body}<footer>{close}{submit}</footer></div>'


def home_html(view: Mapping[str, Any]) -> str:
    """Return a Home tab."""
    return f'<div class="home">{blocks_html(view["blocks"])}</div>'


def blocks_html(blocks: Iterable[Block]) -> str:
    """Return blocks, one below the other."""
    return "".join(
        f'<div class="block {block["type"]}">{_BLOCKS[block["type"]](block)}</div>' for block in blocks
    )


def _said(avatar: str, name: str, tag: str, at: str, body: str) -> str:
    badge = f'<span class="tag">{tag}</span>' if tag else ""
    who = f"<p class='who'><b>{name}</b>{badge}<time>{at}</time></p>"
    return f'<div class="message">{avatar}<div class="said">{who}{body}</div></div>'


def _section(block: Block) -> str:
    said = f"<p>{_text(block['text'])}</p>"
    return f"{said}{_element(block['accessory'])}" if "accessory" in block else said


def _input(block: Block) -> str:
    optional = ' <span class="optional">(optional)</span>' if block["optional"] else ""
    hint = f'<p class="hint">{html.escape(block["hint"]["text"])}</p>' if "hint" in block else ""
    return f"<label>{html.escape(block['label']['text'])}{optional}</label>{_element(block['element'])}{hint}"


def _element(element: Mapping[str, Any]) -> str:
    return _ELEMENTS.get(element["type"], _field)(element)


def _button(element: Mapping[str, Any]) -> str:
    about = html.escape(element.get("accessibility_label", element["text"]["text"]), quote=True)
    label, style = html.escape(element["text"]["text"]), element.get("style", "")
    return f'<button class="button {style}" aria-label="{about}">{label}</button>'


def _menu(element: Mapping[str, Any]) -> str:
    shown = html.escape(chosen(element))
    wide = " wide" if "placeholder" not in element else ""
    return f'<span class="menu{wide}">{shown}<i>▾</i></span>'


def _checks(element: Mapping[str, Any]) -> str:
    checked = [option["value"] for option in element.get("initial_options", ())]
    return "".join(
        f'<span class="check"><i class="{"on" if option["value"] in checked else ""}">✓</i>'
        f"{html.escape(option['text']['text'])}</span>"
        for option in element["options"]
    )


def _field(element: Mapping[str, Any]) -> str:
    empty = any(name.startswith("initial") for name in element)
    tall = " tall" if element.get("multiline") else ""
    return f'<span class="field{tall}{"" if empty else " empty"}">{html.escape(chosen(element))}</span>'


def _text(text: Mapping[str, Any]) -> str:
    return _mrkdwn(text["text"]) if text["type"] == "mrkdwn" else html.escape(text["text"])


def _mrkdwn(text: str) -> str:
    """Return mrkdwn as HTML; the text is escaped already, as Slack wants it."""
    marked = _CODE.sub(r"<code>\1</code>", ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", text)))
    return marked.replace("\n", "<br>")


_ELEMENTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "button": _button,
    "overflow": lambda element: '<button class="button dots" aria-label="More">⋯</button>',
    "static_select": _menu,
    "checkboxes": _checks,
}
_BLOCKS: dict[str, Callable[[Block], str]] = {
    "section": _section,
    "markdown": lambda block: _MARKDOWN.render(block["text"]),
    "header": lambda block: f"<h3>{html.escape(block['text']['text'])}</h3>",
    "context": lambda block: "".join(f"<span>{_text(each)}</span>" for each in block["elements"]),
    "actions": lambda block: "".join(map(_element, block["elements"])),
    "divider": lambda block: "<hr>",
    "input": _input,
}
