"""The methods of the Web API, one module a family."""

from __future__ import annotations

from tests.local_slack.methods import (
    apps,
    assistant,
    auth,
    chat,
    conversations,
    reactions,
    streams,
    users,
    views,
)
from tests.local_slack.methods.context import Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **assistant.METHODS,
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **reactions.METHODS,
    **streams.METHODS,
    **users.METHODS,
    **views.METHODS,
}
