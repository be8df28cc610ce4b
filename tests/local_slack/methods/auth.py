"""auth.test and api.test: whose token it is."""

from __future__ import annotations

from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Json


def test(context: Context, _arguments: Arguments) -> Json:
    workspace = context.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": "Local",
        "user": "coach",
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def echo(_context: Context, arguments: Arguments) -> Json:
    return {"args": {name: value for name, value in arguments.values.items() if name != "token"}}


METHODS: dict[str, Method] = {"api.test": echo, "auth.test": test}
