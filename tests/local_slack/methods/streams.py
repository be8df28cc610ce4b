"""chat.startStream, appendStream, stopStream: a message that grows, for five minutes at most."""

from __future__ import annotations

from tests.local_slack import limits
from tests.local_slack.errors import Refused, invalid
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.chat import checked_blocks
from tests.local_slack.methods.context import Context, Method, as_answer
from tests.local_slack.state import Json

_WORDLESS_CHUNKS = ("task_update", "plan_update", "blocks")


def start(context: Context, arguments: Arguments) -> Json:
    channel = context.channel_to_post_in(arguments.required("channel", "channel_not_found"))
    root = channel.messages.get(arguments.required("thread_ts"))
    if root is None:
        raise Refused("thread_not_found")
    if channel.kind != "im":
        if "recipient_team_id" not in arguments:
            raise Refused("missing_recipient_team_id")
        if "recipient_user_id" not in arguments:
            raise Refused("missing_recipient_user_id")
        if arguments.text("recipient_user_id") not in context.workspace.users:
            raise Refused("user_not_found")
    words = _words(arguments)
    message = context.workspace.new_message(
        channel.channel_id,
        context.workspace.bot_user_id,
        words,
        [],
        thread_ts=root.root_ts,
        bot_id=context.workspace.bot_id,
        app_id=context.workspace.app_id,
        streaming="yes",
        stream_started_at=context.workspace.clock.now(),
        streamed=words,
        markdown=True,
    )
    context.end_status(message)
    context.events.posted(message)
    return {"channel": message.channel, "ts": message.ts}


def append(context: Context, arguments: Arguments) -> Json:
    message = _in_streaming_state(context, arguments)
    words = _words(arguments)
    if not words and "chunks" not in arguments:
        raise Refused("no_text")
    _grow(message, words)
    return {"channel": message.channel, "ts": message.ts}


def stop(context: Context, arguments: Arguments) -> Json:
    message = _in_streaming_state(context, arguments)
    blocks = checked_blocks(context, arguments)
    metadata = context.checked_metadata(arguments)
    _grow(message, _words(arguments))
    message.change(message.text, blocks)
    message.streaming = "stopped"
    message.metadata = metadata or None
    context.events.changed(message)
    return as_answer(message, context.team_id)


def _in_streaming_state(context: Context, arguments: Arguments) -> Message:
    message = context.own_message(arguments, "message_not_owned_by_app")
    age_s = context.workspace.clock.now() - message.stream_started_at
    if message.streaming == "yes" and age_s > limits.STREAM_SECONDS:
        message.streaming = "expired"
    if message.streaming == "stopped_by_user":
        raise Refused("stopped_by_user")
    if message.streaming != "yes":
        raise Refused("message_not_in_streaming_state")
    return message


def _grow(message: Message, words: str) -> None:
    if len(message.streamed) + len(words) > limits.STREAM_TOTAL:
        raise Refused("msg_too_long")
    if words:
        message.streamed += words
        message.change(message.streamed, message.blocks)


def _words(arguments: Arguments) -> str:
    """Return the Markdown of a call, from its text or its chunks."""
    chunks = arguments.structure("chunks", "invalid_chunks") or []
    text = arguments.text("markdown_text")
    if text and chunks:
        raise invalid("invalid_arguments", ["markdown_text and chunks exclude one another"])
    parts = [text]
    for chunk in chunks:
        kind = chunk.get("type")
        if kind == "markdown_text":
            parts.append(str(chunk.get("text", "")))
        elif kind not in _WORDLESS_CHUNKS:
            raise Refused("invalid_chunks")
    if any(len(part) > limits.MARKDOWN_TEXT for part in parts):
        raise Refused("msg_too_long")
    return "".join(parts)


METHODS: dict[str, Method] = {
    "chat.appendStream": append,
    "chat.startStream": start,
    "chat.stopStream": stop,
}
