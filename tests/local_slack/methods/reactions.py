"""reactions.*: emoji under a message."""

from __future__ import annotations

from tests.local_slack.errors import Refused
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Json


def add(context: Context, arguments: Arguments) -> Json:
    message, name = _message(context, arguments), arguments.required("name", "no_reaction")
    users = message.reactions.setdefault(name, [])
    if context.workspace.bot_user_id in users:
        raise Refused("already_reacted")
    users.append(context.workspace.bot_user_id)
    return {}


def remove(context: Context, arguments: Arguments) -> Json:
    message, name = _message(context, arguments), arguments.required("name", "no_reaction")
    users = message.reactions.get(name, [])
    if context.workspace.bot_user_id not in users:
        raise Refused("no_reaction")
    users.remove(context.workspace.bot_user_id)
    if not users:
        del message.reactions[name]
    return {}


def get(context: Context, arguments: Arguments) -> Json:
    message = _message(context, arguments)
    return {"type": "message", "channel": message.channel, "message": message.as_json(context.team_id)}


def _message(context: Context, arguments: Arguments) -> Message:
    channel = context.channel(arguments.required("channel", "channel_not_found"))
    message = context.workspace.find(channel.channel_id, arguments.required("timestamp", "bad_timestamp"))
    if message is None:
        raise Refused("message_not_found")
    return message


METHODS: dict[str, Method] = {"reactions.add": add, "reactions.get": get, "reactions.remove": remove}
