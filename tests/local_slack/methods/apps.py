"""apps.connections.open: where to connect to for Socket Mode."""

from __future__ import annotations

from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Json


def open_connection(context: Context, _arguments: Arguments) -> Json:
    return {"url": context.socket_url()}


METHODS: dict[str, Method] = {"apps.connections.open": open_connection}
