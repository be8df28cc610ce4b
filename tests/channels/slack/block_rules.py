"""The rules for Slack's blocks, from its documentation: written down apart from the code that keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

IN_A_MESSAGE = {"section", "markdown", "header", "context", "actions", "divider"}
IN_A_VIEW = {"section", "header", "context", "actions", "divider", "input"}
IN_ACTIONS = {"button", "overflow", "static_select"}
IN_INPUTS = {"datepicker", "timepicker", "plain_text_input", "number_input", "static_select", "checkboxes"}
PINGS = re.compile(r"<[!@#]|<https?:|<mailto:|@(?:channel|here|everyone|group)\b", re.IGNORECASE)


def check_post(post: Any) -> None:
    assert 0 < len(post.text) <= 4_000, len(post.text)
    assert not PINGS.search(post.text)
    assert 0 < len(post.blocks) <= 50, len(post.blocks)
    check_blocks(post.blocks, allowed=IN_A_MESSAGE)
    shown = sum(map(len, texts_of(post.blocks)))
    assert shown <= 13_200, shown
    assert sum(len(block["text"]) for block in post.blocks if block["type"] == "markdown") <= 12_000


def check_view(view: Mapping[str, Any]) -> None:
    assert 0 < len(view["blocks"]) <= 100
    assert len(view.get("private_metadata", "")) <= 3_000
    if view["type"] == "modal":
        assert re.fullmatch(r"[a-z_]+", view["callback_id"])
        for name in ("title", "close", "submit"):
            if name in view:
                _plain(view[name], 24)
        assert ("submit" in view) == any(block["type"] == "input" for block in view["blocks"])
    else:
        assert view["type"] == "home"
    check_blocks(view["blocks"], allowed=IN_A_VIEW)


def check_blocks(blocks: Iterable[Mapping[str, Any]], *, allowed: set[str]) -> None:
    names = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(names) == len(set(names)), names
    for block in blocks:
        assert block["type"] in allowed, block["type"]
        _CHECKS[block["type"]](block)
    for text in texts_of(blocks):
        assert not PINGS.search(text), text


def texts_of(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every text that people see, or that is read to them."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, Mapping):
            for key, each in value.items():
                if key in ("text", "accessibility_label", "initial_value") and isinstance(each, str):
                    found.append(each)
                walk(each)
        elif isinstance(value, list | tuple):
            for each in value:
                walk(each)

    walk(list(blocks))
    return found


def _text(text: Mapping[str, Any], most: int) -> None:
    assert text["type"] in ("mrkdwn", "plain_text")
    assert 0 < len(text["text"]) <= most, len(text["text"])


def _plain(text: Mapping[str, Any], most: int) -> None:
    assert text["type"] == "plain_text"
    _text(text, most)


def _section(block: Mapping[str, Any]) -> None:
    _text(block["text"], 3_000)
    if "accessory" in block:
        _element(block["accessory"], IN_ACTIONS)


def _context(block: Mapping[str, Any]) -> None:
    assert 0 < len(block["elements"]) <= 10
    for element in block["elements"]:
        _text(element, 3_000)


def _actions(block: Mapping[str, Any]) -> None:
    assert 0 < len(block["elements"]) <= 25
    names = [element["action_id"] for element in block["elements"]]
    assert len(names) == len(set(names)), names
    for element in block["elements"]:
        _element(element, IN_ACTIONS)


def _input(block: Mapping[str, Any]) -> None:
    assert 0 < len(block["block_id"]) <= 255
    _plain(block["label"], 2_000)
    if "hint" in block:
        _plain(block["hint"], 2_000)
    _element(block["element"], IN_INPUTS)


def _element(element: Mapping[str, Any], allowed: set[str]) -> None:
    assert element["type"] in allowed, element["type"]
    assert 0 < len(element["action_id"]) <= 255
    if element["type"] == "button":
        _button(element)
    if "placeholder" in element:
        _plain(element["placeholder"], 150)
    if "options" in element:
        most = {"overflow": 5, "static_select": 100, "checkboxes": 10}[element["type"]]
        assert 0 < len(element["options"]) <= most
        values = [option["value"] for option in element["options"]]
        assert len(values) == len(set(values))
        for option in element["options"]:
            _plain(option["text"], 75)
            assert 0 < len(option["value"]) <= 150
        initial = [*element.get("initial_options", ())]
        initial += [element["initial_option"]] if "initial_option" in element else []
        assert all(option in element["options"] for option in initial)
    if "initial_date" in element:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", element["initial_date"])
    if "initial_time" in element:
        assert re.fullmatch(r"\d\d:\d\d", element["initial_time"])


def _button(button: Mapping[str, Any]) -> None:
    _plain(button["text"], 75)
    assert 0 < len(button["value"]) <= 2_000
    assert button.get("style", "primary") in ("primary", "danger")
    assert len(button.get("accessibility_label", "")) <= 75
    if "confirm" in button:
        _plain(button["confirm"]["title"], 100)
        _text(button["confirm"]["text"], 300)
        _plain(button["confirm"]["confirm"], 30)
        _plain(button["confirm"]["deny"], 30)


_CHECKS: dict[str, Any] = {
    "section": _section,
    "markdown": lambda block: None,
    "header": lambda block: _plain(block["text"], 150),
    "context": _context,
    "actions": _actions,
    "divider": lambda block: None,
    "input": _input,
}
