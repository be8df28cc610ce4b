"""What was pressed, settled: an outcome in place of the buttons. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.elements import context
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.splitting import split_markdown
from bot.channels.slack.surfaces.text import shortened

ASK_BLOCK = "ask"  # the block id of a question, which goes when nothing is left to press
_MORE = "\n…"
_MOST_SAID = 1_000


def outcome_block(said: str) -> Block:
    """Return what became of something, in small print; `said` is not escaped yet."""
    return context(shortened(said, _MOST_SAID))


def outcome_post(said: str) -> Post:
    """Return a message with an outcome alone, for what Slack does not hand back: what one person saw."""
    return Post(shortened(said, _MOST_SAID), (outcome_block(said),))


def join_text(texts: Sequence[str]) -> str:
    """Return escaped paragraphs as one fallback text, as far as they fit."""
    whole = "\n\n".join(text for text in texts if text)
    if len(whole) <= limits.FALLBACK_TEXT:
        return whole
    return f"{split_markdown(whole, limits.FALLBACK_TEXT - len(_MORE))[0]}{_MORE}"
