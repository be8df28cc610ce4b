"""users.*, bots.* and team.*: who is there."""

from __future__ import annotations

from tests.local_slack.errors import Refused
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Json, User


def info(context: Context, arguments: Arguments) -> Json:
    user = context.workspace.users.get(arguments.required("user", "user_not_found"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": _as_json(context, user, with_locale=arguments.flag("include_locale"))}


def list_all(context: Context, arguments: Arguments) -> Json:
    with_locale = arguments.flag("include_locale")
    users = [_as_json(context, user, with_locale=with_locale) for user in context.workspace.users.values()]
    return {"members": users, "response_metadata": {"next_cursor": ""}}


def bot_info(context: Context, arguments: Arguments) -> Json:
    if arguments.text("bot") != context.workspace.bot_id:
        raise Refused("bot_not_found")
    workspace = context.workspace
    bot = {"id": workspace.bot_id, "app_id": workspace.app_id, "user_id": workspace.bot_user_id}
    return {"bot": {**bot, "name": "coach", "deleted": False}}


def team_info(context: Context, arguments: Arguments) -> Json:
    return {"team": {"id": context.team_id, "name": "Local", "domain": context.workspace.domain}}


def _as_json(context: Context, user: User, *, with_locale: bool) -> Json:
    body = user.as_json(context.team_id, context.workspace.clock.now())
    if "users:read.email" in context.app.scopes:
        body["profile"]["email"] = f"{user.name}@local.example"
    if with_locale:
        body["locale"] = user.locale
    return body


METHODS: dict[str, Method] = {
    "bots.info": bot_info,
    "team.info": team_info,
    "users.info": info,
    "users.list": list_all,
}
