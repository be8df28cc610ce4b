"""A reply as messages: its text in parts, its sources, and the buttons below. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import actions, button, context, section
from bot.channels.slack.surfaces.naming import list_sources
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.splitting import split_markdown
from bot.channels.slack.surfaces.text import escape, to_mrkdwn
from bot.domain import Reply
from bot.prompts import Prompts

_FEEDBACK = {Action.HELPFUL.value: True, Action.UNHELPFUL.value: False}


def answer_posts(
    reply: Reply, prompts: Prompts, *, buttons: bool = True, markdown: bool = True
) -> list[Post]:
    """Return a whole reply as messages in their order; the last one has its sources and buttons.

    Without `markdown` there are sections in place of the markdown block, which some workspaces refuse.
    """
    parts = split_markdown(escape(reply.text), limits.ANSWER_PART)
    posts = [Post(to_mrkdwn(part), text_blocks(part, markdown=markdown)) for part in parts or ["…"]]
    ending = answer_ending(reply, prompts, buttons=buttons)
    notes = [
        element["text"] for block in ending if block["type"] == "context" for element in block["elements"]
    ]
    last = posts[-1]
    posts[-1] = Post("\n\n".join([last.text, *notes]), (*last.blocks, *ending))
    return posts


def text_blocks(part: str, *, markdown: bool = True) -> tuple[Block, ...]:
    """Return the blocks of a text that is escaped and fits into one message."""
    if markdown:
        return ({"type": "markdown", "text": part},)
    mrkdwn = to_mrkdwn(part)
    return tuple(section(piece) for piece in split_markdown(mrkdwn, limits.SECTION_TEXT))


def has_markdown(blocks: Sequence[Block]) -> bool:
    """Tell whether there is a markdown block, which some workspaces refuse."""
    return any(block["type"] == "markdown" for block in blocks)


def without_markdown(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the same with sections in place of markdown blocks."""
    return tuple(
        plainer
        for block in blocks
        for plainer in (
            text_blocks(block["text"], markdown=False) if block["type"] == "markdown" else (block,)
        )
    )


def answer_ending(reply: Reply, prompts: Prompts, *, buttons: bool = True) -> tuple[Block, ...]:
    """Return what stands below an answer: that it was stopped, its sources in a line, and the buttons."""
    notes = [prompts.say("slack_stopped")] if reply.stopped else []
    if reply.citations:
        notes.append(list_sources(reply.citations, prompts))
    ending = [context(*notes)] if notes else []
    if buttons and reply.turn_id:
        ending.append(_row(reply, reply.turn_id, prompts))
    return tuple(ending)


def feedback_given(blocks: Sequence[Block], prompts: Prompts, *, helpful: bool) -> tuple[Block, ...]:
    """Return the blocks of an answer with the thumb marked that was pressed; the other can still be."""
    return tuple(
        {**block, "elements": [_marked(each, prompts, helpful) for each in block["elements"]]}
        if block.get("type") == "actions"
        else block
        for block in blocks
    )


def _row(reply: Reply, turn_id: str, prompts: Prompts) -> Block:
    sources = button(prompts.say("slack_button_sources"), Press(Action.SOURCES, turn_id=turn_id))
    thumbs = [
        button(
            prompts.say(f"slack_button_{action.value}"),
            Press(action, turn_id=turn_id),
            about=prompts.say(f"slack_about_{action.value}"),
        )
        for action in (Action.HELPFUL, Action.UNHELPFUL)
    ]
    return actions(*([sources] if reply.citations else []), *thumbs)


def _marked(element: Block, prompts: Prompts, helpful: bool) -> Block:
    says = _FEEDBACK.get(element.get("action_id", ""))
    if says is None:
        return element
    name = "helpful" if says else "unhelpful"
    label = prompts.say(f"slack_button_{name}")
    if says is helpful:
        label = prompts.say("slack_button_marked", label=label)
    kept = {key: value for key, value in element.items() if key != "style"}
    return {**kept, "text": {"type": "plain_text", "text": label, "emoji": True}}
