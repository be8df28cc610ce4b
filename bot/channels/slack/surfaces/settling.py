"""What was pressed, settled: an outcome in place of the buttons. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import read_press
from bot.channels.slack.surfaces.elements import context
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.text import cut, escape
from bot.errors import BadQuestion

_MOST_SAID = 1_000


def outcome_block(said: str) -> Block:
    """Return what became of something, in small print; `said` is not escaped yet."""
    return context(escape(cut(said, _MOST_SAID)))


def outcome_post(said: str) -> Post:
    """Return a message with an outcome alone, for what Slack does not hand back: what one person saw."""
    return Post(escape(cut(said, _MOST_SAID)), (outcome_block(said),))


def settle(post: Post, commitment_id: str, said: str) -> Post:
    """Return a message, as Slack handed it back, with `said` in place of a commitment's buttons.

    `post.text` is escaped already. The buttons of other commitments stay.
    """
    blocks = tuple(outcome_block(said) if _is_about(block, commitment_id) else block for block in post.blocks)
    noted = escape(cut(said, _MOST_SAID))
    return Post(join_text([noted, post.text]), blocks)


def join_text(texts: Sequence[str]) -> str:
    """Return escaped paragraphs as one fallback text: whole lines as far as they fit."""
    lines = "\n\n".join(text for text in texts if text).split("\n")
    kept, size = [], 0
    for line in lines:
        size += len(line) + 1
        if size > limits.FALLBACK_TEXT - 2:
            kept.append("…")
            break
        kept.append(line)
    return "\n".join(kept)


def _is_about(block: Block, commitment_id: str) -> bool:
    return block.get("type") == "actions" and any(
        _names(value, commitment_id)
        for element in block["elements"]
        for value in (element, *element.get("options", ()))
    )


def _names(element: Mapping[str, Any], commitment_id: str) -> bool:
    with suppress(BadQuestion):
        return read_press(element).commitment_id == commitment_id
    return False
