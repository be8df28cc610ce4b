"""What a press came to, in the message that it was made in: in place of the buttons. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press, read_press
from bot.channels.slack.surfaces.elements import actions, button
from bot.channels.slack.surfaces.lists import commitment_blocks
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.proposals import proposal_blocks
from bot.channels.slack.surfaces.settling import ASK_BLOCK, join_text, outcome_block
from bot.channels.slack.surfaces.text import cut, escape
from bot.commitments.telling import Teller
from bot.domain import Commitment, CommitmentStatus
from bot.errors import BadQuestion

_SAID = "said"  # how the block ids of outcomes begin
_MOST_SAID = 500  # ten of them stand in a message


def said_blocks(
    said: str, commitment: Commitment | None, teller: Teller, *, offers: Sequence[Action] = ()
) -> tuple[Block, ...]:
    """Return an outcome, and below it what can be done next about `commitment`."""
    if commitment is None:
        return (outcome_block(cut(said, _MOST_SAID)),)
    name = f"{_SAID}:{commitment.commitment_id}:{commitment.version}"
    shown: list[Block] = [{**outcome_block(cut(said, _MOST_SAID)), "block_id": name}] if said else []
    if offers:
        say, about = teller.prompts.say, commitment.text
        shown.append(
            actions(
                *(
                    button(
                        say(f"slack_button_{action.value}"),
                        Press(action, commitment.commitment_id, commitment.version),
                        about=about,
                    )
                    for action in offers
                )
            )
        )
    return tuple(shown)


def usual_blocks(commitment: Commitment, teller: Teller) -> tuple[Block, ...]:
    """Return what names a proposal or an open commitment, and its buttons."""
    if commitment.status is CommitmentStatus.PROPOSED:
        return proposal_blocks([commitment], teller)
    return tuple(commitment_blocks([commitment], teller))


def replaced(
    post: Post, commitment_id: str, shown: Sequence[Block], *, named: Block | None = None, said: str = ""
) -> Post:
    """Return a message, as Slack handed it back, with `shown` in place of a commitment's buttons.

    `named` takes the place of the section above them. Other commitments keep theirs.
    """
    blocks: list[Block] = []
    found = False
    for block in post.blocks:
        if str(block.get("block_id", "")).startswith(f"{_SAID}:{commitment_id}:"):
            continue
        if commitment_id not in _seen(block):
            blocks.append(block)
            continue
        if named is not None and blocks and blocks[-1]["type"] == "section":
            blocks[-1] = named
        if not found:
            blocks += shown
        found = True
    if not found:
        blocks += shown
    if not any(element.get("action_id") == Action.CONFIRM for block in blocks for element in _used(block)):
        blocks = [block for block in blocks if block.get("block_id") != ASK_BLOCK]
    return Post(join_text([escape(said), post.text]), tuple(blocks[: limits.MESSAGE_BLOCKS]))


def seen_versions(post: Post) -> dict[str, int]:
    """Return the commitments that a message has buttons for, and the version in which it shows each."""
    return {each: version for block in post.blocks for each, version in _seen(block).items()}


def _seen(block: Block) -> dict[str, int]:
    seen: dict[str, int] = {}
    for element in _used(block):
        for value in (element, *element.get("options", ())):
            with suppress(BadQuestion):
                press = read_press(value)
                if press.commitment_id is not None:
                    seen[press.commitment_id] = press.version or 0
    return seen


def _used(block: Block) -> Sequence[Mapping[str, Any]]:
    return block["elements"] if block.get("type") == "actions" else ()
