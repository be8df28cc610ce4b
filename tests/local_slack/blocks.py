"""Whether Slack would take these blocks and views: counts, sizes, unique ids, what may stand where. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from tests.local_slack import limits
from tests.local_slack.elements import (
    ELEMENTS,
    INPUTS,
    Json,
    Problems,
    element_problems,
    image_problems,
    text_problems,
)
from tests.local_slack.errors import Refused, invalid

Surface = Literal["message", "modal", "home"]

_ONLY_IN_MESSAGES = {"markdown", "context_actions"}
_IN_ACTIONS = frozenset(ELEMENTS) - {"plain_text_input", "number_input", "feedback_buttons"}


def check_message_blocks(blocks: Any, *, markdown_blocks: bool = True) -> None:
    """Refuse the blocks of a message as Slack does; `markdown_blocks=False` is an older workspace.

    Raises:
        Refused: invalid_blocks_format, invalid_blocks, or msg_blocks_too_long.
    """
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        raise Refused("invalid_blocks_format")
    problems = [*_all_problems(blocks, "/blocks", "message", most=limits.MESSAGE_BLOCKS)]
    if not markdown_blocks:
        problems += [
            f"unsupported type: {block['type']} [json-pointer:/blocks/{number}/type]"
            for number, block in enumerate(blocks)
            if block.get("type") in _ONLY_IN_MESSAGES
        ]
    markdown = sum(len(str(b.get("text", ""))) for b in blocks if b.get("type") == "markdown")
    if problems:
        raise invalid("invalid_blocks", problems)
    if markdown > limits.MARKDOWN_TEXT or sum(map(len, texts_of(blocks))) > limits.BLOCKS_TOTAL:
        raise Refused("msg_blocks_too_long")


def check_view(view: Any, kinds: Sequence[str]) -> None:
    """Refuse a view as Slack does.

    Raises:
        Refused: invalid_arguments with what is wrong, or view_too_large.
    """
    if not isinstance(view, Mapping):
        raise invalid("invalid_arguments", ["invalid view [json-pointer:/view]"])
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise Refused("view_too_large")
    if view.get("type") not in kinds:
        raise invalid("invalid_arguments", [f"must be one of {', '.join(kinds)} [json-pointer:/view/type]"])
    problems = [*_view_problems(view)]
    if problems:
        raise invalid("invalid_arguments", problems)


def texts_of(blocks: Any) -> list[str]:
    """Return every text that people read in these blocks, in their order."""
    return [*_texts(blocks)]


def elements_of(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each element that can be used, with its block."""
    for block in blocks:
        for element in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
            if isinstance(element, Mapping) and element.get("type") in ELEMENTS:
                yield block, element


def with_ids(blocks: Sequence[Json], prefix: str) -> list[dict[str, Any]]:
    """Return the blocks with the ids that Slack makes up where there are none."""
    named = json.loads(json.dumps(list(blocks)))
    for number, block in enumerate(named):
        block.setdefault("block_id", f"{prefix}{number}")
        for place, (_, element) in enumerate(elements_of([block])):
            if isinstance(element, dict):
                element.setdefault("action_id", f"{prefix}{number}-{place}")
    return list(named)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if isinstance(value, str) and key in ("text", "alt_text", "initial_value", "initial_date"):
                yield value
            elif not isinstance(value, str):
                yield from _texts(value)


def _view_problems(view: Json) -> Problems:
    surface: Surface = "home" if view["type"] == "home" else "modal"
    if surface == "modal":
        yield from text_problems(view.get("title"), "/view/title", limits.VIEW_TITLE, plain_only=True)
        for name in ("submit", "close"):
            if view.get(name) is not None:
                yield from text_problems(view[name], f"/view/{name}", limits.VIEW_TITLE, plain_only=True)
    if len(str(view.get("private_metadata") or "")) > limits.PRIVATE_METADATA:
        most = limits.PRIVATE_METADATA + 1
        yield f"must be less than {most} characters [json-pointer:/view/private_metadata]"
    if len(str(view.get("callback_id") or "")) > limits.CALLBACK_ID:
        yield f"must be less than {limits.CALLBACK_ID + 1} characters [json-pointer:/view/callback_id]"
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        yield "missing required field: blocks [json-pointer:/view]"
        return
    has_input = any(block.get("type") == "input" for block in blocks)
    if surface == "modal" and has_input and view.get("submit") is None:
        yield "a view with inputs needs a submit button [json-pointer:/view/submit]"
    yield from _all_problems(blocks, "/view/blocks", surface, most=limits.VIEW_BLOCKS)


def _all_problems(blocks: Sequence[Json], where: str, surface: Surface, *, most: int) -> Problems:
    if len(blocks) > most:
        yield f"no more than {most} items allowed [json-pointer:{where}]"
    for number, block in enumerate(blocks):
        yield from _block_problems(block, f"{where}/{number}", surface)
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield f"block_id must be unique [json-pointer:{where}]"


def _block_problems(block: Json, where: str, surface: Surface) -> Problems:
    kind = str(block.get("type"))
    check = _BLOCKS.get(kind)
    if check is None or (kind in _ONLY_IN_MESSAGES and surface != "message"):
        yield f"unsupported type: {block.get('type')} [json-pointer:{where}/type]"
        return
    block_id = block.get("block_id", "generated")
    if not isinstance(block_id, str) or not 0 < len(block_id) <= limits.BLOCK_ID:
        yield f"must be less than {limits.BLOCK_ID + 1} characters [json-pointer:{where}/block_id]"
    ids = [element["action_id"] for _, element in elements_of([block]) if "action_id" in element]
    if len(set(ids)) < len(ids):
        yield f"action_id must be unique [json-pointer:{where}/elements]"
    yield from check(block, where)


def _section(block: Json, where: str) -> Problems:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield f"missing required field: text [json-pointer:{where}]"
    if "text" in block:
        yield from text_problems(block["text"], f"{where}/text", limits.SECTION_TEXT)
    if len(fields) > limits.SECTION_FIELDS:
        yield f"no more than {limits.SECTION_FIELDS} items allowed [json-pointer:{where}/fields]"
    for number, field in enumerate(fields):
        yield from text_problems(field, f"{where}/fields/{number}", limits.SECTION_FIELD)
    accessory = block.get("accessory")
    if accessory is not None and accessory.get("type") == "image":
        yield from image_problems(accessory, f"{where}/accessory")
    elif accessory is not None:
        yield from element_problems(accessory, f"{where}/accessory")


def _header(block: Json, where: str) -> Problems:
    yield from text_problems(block.get("text"), f"{where}/text", limits.HEADER_TEXT, plain_only=True)


def _context(block: Json, where: str) -> Problems:
    elements = block.get("elements") or []
    yield from _count(elements, f"{where}/elements", limits.CONTEXT_ELEMENTS)
    for number, element in enumerate(elements):
        at = f"{where}/elements/{number}"
        if element.get("type") == "image":
            yield from image_problems(element, at)
        else:
            yield from text_problems(element, at, limits.CONTEXT_TEXT)


def _actions(block: Json, where: str) -> Problems:
    elements = block.get("elements") or []
    yield from _count(elements, f"{where}/elements", limits.ACTIONS_ELEMENTS)
    for number, element in enumerate(elements):
        if element.get("type") not in _IN_ACTIONS:
            yield f"unsupported type: {element.get('type')} [json-pointer:{where}/elements/{number}/type]"
        else:
            yield from element_problems(element, f"{where}/elements/{number}")


def _context_actions(block: Json, where: str) -> Problems:
    elements = block.get("elements") or []
    yield from _count(elements, f"{where}/elements", limits.CONTEXT_ACTIONS_ELEMENTS)
    for number, element in enumerate(elements):
        if element.get("type") != "feedback_buttons":
            yield f"unsupported type: {element.get('type')} [json-pointer:{where}/elements/{number}/type]"
        else:
            yield from element_problems(element, f"{where}/elements/{number}")


def _input(block: Json, where: str) -> Problems:
    yield from text_problems(block.get("label"), f"{where}/label", limits.INPUT_LABEL, plain_only=True)
    if "hint" in block:
        yield from text_problems(block["hint"], f"{where}/hint", limits.INPUT_HINT, plain_only=True)
    element = block.get("element")
    if not isinstance(element, Mapping) or element.get("type") not in INPUTS:
        yield f"unsupported type [json-pointer:{where}/element/type]"
    else:
        yield from element_problems(element, f"{where}/element")


def _markdown(block: Json, where: str) -> Problems:
    if not isinstance(block.get("text"), str) or not block["text"]:
        yield f"must be more than 0 characters [json-pointer:{where}/text]"


def _rich_text(block: Json, where: str) -> Problems:
    if not isinstance(block.get("elements"), list):
        yield f"missing required field: elements [json-pointer:{where}]"


def _divider(_block: Json, _where: str) -> Problems:
    return iter(())


def _count(elements: Sequence[Any], where: str, most: int) -> Problems:
    if not elements:
        yield f"must have at least 1 item [json-pointer:{where}]"
    if len(elements) > most:
        yield f"no more than {most} items allowed [json-pointer:{where}]"


_BLOCKS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "image": image_problems,
    "markdown": _markdown,
    "rich_text": _rich_text,
}
