"""What was pressed, settled: an outcome in place of the buttons. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import read_press
from bot.channels.slack.surfaces.elements import context
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.splitting import split_markdown
from bot.channels.slack.surfaces.text import shortened
from bot.errors import BadQuestion

ASK_BLOCK = "ask"  # the block id of a question, which goes when nothing is left to press
_MORE = "\n…"
_MOST_SAID = 1_000


def outcome_block(said: str) -> Block:
    """Return what became of something, in small print; `said` is not escaped yet."""
    return context(shortened(said, _MOST_SAID))


def outcome_post(said: str) -> Post:
    """Return a message with an outcome alone, for what Slack does not hand back: what one person saw."""
    return Post(shortened(said, _MOST_SAID), (outcome_block(said),))


def settle(post: Post, commitment_id: str, said: str) -> Post:
    """Return a message, as Slack handed it back, with `said` in place of a commitment's buttons.

    `post.text` is escaped already. Other commitments keep theirs.
    """
    blocks = [outcome_block(said) if _is_about(block, commitment_id) else block for block in post.blocks]
    if not any(block.get("type") == "actions" for block in blocks):
        blocks = [block for block in blocks if block.get("block_id") != ASK_BLOCK]
    noted = shortened(said, _MOST_SAID)
    return Post(join_text([noted, post.text]), tuple(blocks))


def join_text(texts: Sequence[str]) -> str:
    """Return escaped paragraphs as one fallback text, as far as they fit."""
    whole = "\n\n".join(text for text in texts if text)
    if len(whole) <= limits.FALLBACK_TEXT:
        return whole
    return f"{split_markdown(whole, limits.FALLBACK_TEXT - len(_MORE))[0]}{_MORE}"


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
