"""chat.*: posting, editing, deleting; ephemerals."""

from __future__ import annotations

import itertools
from typing import Any

from tests.local_slack import limits
from tests.local_slack.blocks import check_message_blocks, with_ids
from tests.local_slack.errors import Refused
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method, as_answer
from tests.local_slack.state import Channel, Json

_names = itertools.count()


def post_message(context: Context, arguments: Arguments) -> Json:
    channel = context.channel_to_post_in(arguments.required("channel", "channel_not_found"))
    said = _content(context, arguments, limits.POST_TEXT, cut=True)
    message = _post(context, channel, arguments, said, metadata=context.checked_metadata(arguments) or None)
    context.end_status(message)
    context.events.posted(message)
    return as_answer(message, context.team_id)


def post_ephemeral(context: Context, arguments: Arguments) -> Json:
    channel = context.channel_to_post_in(arguments.required("channel", "channel_not_found"))
    user = arguments.required("user")
    if user not in context.workspace.users:
        raise Refused("user_not_found")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    said = _content(context, arguments, limits.EPHEMERAL_TEXT, cut=True)
    message = _post(context, channel, arguments, said, ephemeral_to=user)
    return {"message_ts": message.ts}


def update(context: Context, arguments: Arguments) -> Json:
    message = context.own_message(arguments, "cant_update_message")
    if message.streaming == "yes":
        raise Refused("streaming_state_conflict")
    given = "blocks" in arguments or "markdown_text" in arguments
    text, blocks, markdown = _content(context, arguments, limits.UPDATE_TEXT, cut=False)
    message.change(text, blocks if given else message.blocks)
    message.markdown = markdown
    message.edited = True
    message.parse, message.link_names = arguments.text("parse") or "client", arguments.flag("link_names")
    metadata = context.checked_metadata(arguments)
    if metadata is not None:
        message.metadata = metadata or None
    context.events.changed(message)
    return {**as_answer(message, context.team_id), "text": message.text}


def delete(context: Context, arguments: Arguments) -> Json:
    message = context.own_message(arguments, "cant_delete_message")
    message.deleted = True
    context.events.deleted(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(context: Context, arguments: Arguments) -> Json:
    channel = context.channel(arguments.required("channel", "channel_not_found")).channel_id
    message = context.workspace.find(channel, arguments.required("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    link = f"https://{context.workspace.domain}.slack.com/archives/{channel}/p{message.ts.replace('.', '')}"
    return {"channel": channel, "permalink": link}


def checked_blocks(context: Context, arguments: Arguments) -> list[Json]:
    """Return the blocks of a message, with ids; [] where there are none."""
    blocks = arguments.structure("blocks", "invalid_blocks_format")
    if blocks is None:
        return []
    check_message_blocks(blocks, markdown_blocks=context.faults.markdown_blocks)
    return with_ids(blocks, f"b{next(_names)}-")


def _content(context: Context, arguments: Arguments, most: int, *, cut: bool) -> tuple[str, list[Json], bool]:
    """Return text, blocks, and whether the text is Markdown."""
    blocks = checked_blocks(context, arguments)
    text, markdown = arguments.text("text"), arguments.text("markdown_text")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > limits.MARKDOWN_TEXT:
            raise Refused("msg_too_long")
        return markdown, [], True
    if not text and not blocks and not arguments.structure("attachments", "invalid_attachments"):
        raise Refused("no_text")
    if len(text) > most:
        if not cut:
            raise Refused("msg_too_long")
        text = text[:most]
    return text, blocks, False


def _post(
    context: Context, channel: Channel, arguments: Arguments, said: tuple[str, list[Json], bool], **more: Any
) -> Message:
    text, blocks, markdown = said
    if ("username" in arguments or "icon_emoji" in arguments) and (
        "chat:write.customize" not in context.app.scopes
    ):
        raise Refused("missing_scope", needed="chat:write.customize", provided=",".join(context.app.scopes))
    return context.workspace.new_message(
        channel.channel_id,
        context.workspace.bot_user_id,
        text,
        blocks,
        thread_ts=_thread_of(channel, arguments.text("thread_ts")),
        bot_id=context.workspace.bot_id,
        app_id=context.workspace.app_id,
        parse=arguments.text("parse") or "none",
        link_names=arguments.flag("link_names"),
        markdown=markdown,
        **more,
    )


def _thread_of(channel: Channel, thread_ts: str) -> str | None:
    if not thread_ts:
        return None
    root = channel.messages.get(thread_ts)
    if root is None and not any(m.ts == thread_ts for m in channel.ephemerals):
        raise Refused("thread_not_found")
    return root.root_ts if root is not None else thread_ts


METHODS: dict[str, Method] = {
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update,
}
