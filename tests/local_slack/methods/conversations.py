"""conversations.*: what there is to read, who is in it, direct messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tests.local_slack.errors import Refused
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Channel, Json

T = TypeVar("T")

_PAGE = 100
_MOST = 1_000


def open_dm(context: Context, arguments: Arguments) -> Json:
    if "channel" in arguments:
        channel = context.channel(arguments.text("channel"))
    else:
        users = [user for user in arguments.required("users", "users_list_not_supplied").split(",") if user]
        if any(user not in context.workspace.users for user in users):
            raise Refused("user_not_found")
        if len(users) > 1:
            channel = context.workspace.add_channel("group", "mpim", [*users, context.workspace.bot_user_id])
        elif users[0] == context.workspace.bot_user_id:
            raise Refused("cannot_dm_bot")
        else:
            channel = context.workspace.dm(users[0])
    return {"channel": {"id": channel.channel_id}}


def info(context: Context, arguments: Arguments) -> Json:
    return {"channel": _as_json(context, context.channel(arguments.required("channel", "channel_not_found")))}


def members(context: Context, arguments: Arguments) -> Json:
    channel = context.channel(arguments.required("channel", "channel_not_found"))
    found, cursor = _page(channel.members, arguments)
    return {"members": list(found), "response_metadata": {"next_cursor": cursor}}


def list_all(context: Context, arguments: Arguments) -> Json:
    bot = context.workspace.bot_user_id
    kinds = (arguments.text("types") or "public_channel").split(",")
    names = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    wanted = {names.get(kind.strip()) for kind in kinds}
    seen = [
        _as_json(context, channel)
        for channel in context.workspace.channels.values()
        if channel.kind in wanted and (channel.kind == "channels" or bot in channel.members)
    ]
    found, cursor = _page(seen, arguments)
    return {"channels": list(found), "response_metadata": {"next_cursor": cursor}}


def join(context: Context, arguments: Arguments) -> Json:
    channel = context.channel(arguments.required("channel", "channel_not_found"))
    if channel.kind != "channels":
        raise Refused("method_not_supported_for_channel_type")
    if context.workspace.bot_user_id not in channel.members:
        channel.members.append(context.workspace.bot_user_id)
        context.events.joined(channel, context.workspace.bot_user_id)
    return {"channel": _as_json(context, channel)}


def history(context: Context, arguments: Arguments) -> Json:
    """Newest first; replies are not in it."""
    channel = _readable(context, arguments)
    roots = [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) and not m.deleted]
    roots = _between(roots, arguments)
    found, cursor = _page(sorted(roots, key=lambda m: m.ts, reverse=True), arguments)
    return _messages(context, found, cursor, arguments)


def replies(context: Context, arguments: Arguments) -> Json:
    """The root first, and then its replies, oldest first."""
    channel = _readable(context, arguments)
    ts = arguments.required("ts", "thread_not_found")
    start = context.workspace.find(channel.channel_id, ts)
    if start is None:
        raise Refused("thread_not_found")
    thread = context.workspace.thread(channel.channel_id, start.root_ts)
    root = [message for message in thread if message.ts == start.root_ts]
    rest = _between([message for message in thread if message.ts != start.root_ts], arguments)
    found, cursor = _page([*root, *rest], arguments)
    return _messages(context, found, cursor, arguments)


def _readable(context: Context, arguments: Arguments) -> Channel:
    channel = context.channel(arguments.required("channel", "channel_not_found"))
    if context.workspace.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _between(messages: Sequence[Message], arguments: Arguments) -> list[Message]:
    oldest, latest = arguments.text("oldest") or "0", arguments.text("latest") or "9999999999.999999"
    if arguments.flag("inclusive"):
        return [m for m in messages if float(oldest) <= float(m.ts) <= float(latest)]
    return [m for m in messages if float(oldest) < float(m.ts) < float(latest)]


def _messages(context: Context, found: Sequence[Message], cursor: str, arguments: Arguments) -> Json:
    with_metadata = arguments.flag("include_all_metadata")
    return {
        "messages": [_message(context, message, with_metadata=with_metadata) for message in found],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _message(context: Context, message: Message, *, with_metadata: bool) -> Json:
    body = message.as_json(context.team_id, with_metadata=with_metadata)
    replied = len(context.workspace.thread(message.channel, message.ts)) - 1
    return {**body, "thread_ts": message.ts, "reply_count": replied} if replied > 0 else body


def _page(items: Sequence[T], arguments: Arguments) -> tuple[Sequence[T], str]:
    limit = min(arguments.number("limit", _PAGE), _MOST)
    start = arguments.number("cursor", 0)
    return items[start : start + limit], str(start + limit) if start + limit < len(items) else ""


def _as_json(context: Context, channel: Channel) -> Json:
    bot = context.workspace.bot_user_id
    body: Json = {
        "id": channel.channel_id,
        "is_channel": channel.kind == "channels",
        "is_group": channel.kind == "groups",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channels",
        "is_archived": False,
        "context_team_id": context.team_id,
    }
    if channel.kind == "im":
        return {**body, "user": next(m for m in channel.members if m != bot)}
    return {
        **body,
        "name": channel.name,
        "is_member": bot in channel.members,
        "num_members": len(channel.members),
    }


METHODS: dict[str, Method] = {
    "conversations.history": history,
    "conversations.info": info,
    "conversations.join": join,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.open": open_dm,
    "conversations.replies": replies,
}
