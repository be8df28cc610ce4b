"""views.*: modals, which need a fresh trigger, and Home."""

from __future__ import annotations

import copy
from typing import Any

from tests.local_slack import limits
from tests.local_slack.blocks import check_view, with_ids
from tests.local_slack.errors import Refused, invalid
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import Json, View, Workspace


def open_view(context: Context, arguments: Arguments) -> Json:
    user = _use_trigger(context.workspace, arguments)
    return {"view": show_modal(context.workspace, user, _checked(arguments, "modal"), root=True).body}


def push(context: Context, arguments: Arguments) -> Json:
    user = _use_trigger(context.workspace, arguments)
    if len(context.workspace.modals.get(user, [])) >= limits.OPEN_VIEWS:
        raise Refused("push_limit_reached")
    return {"view": show_modal(context.workspace, user, _checked(arguments, "modal"), root=False).body}


def update(context: Context, arguments: Arguments) -> Json:
    body = _checked(arguments, "modal", "home")
    view = context.workspace.views.get(arguments.text("view_id")) or _by_external_id(
        context.workspace, arguments.text("external_id")
    )
    if view is None or not view.open:
        raise Refused("not_found")
    _check_hash(view, arguments)
    change_view(context.workspace, view, body)
    return {"view": view.body}


def publish(context: Context, arguments: Arguments) -> Json:
    if not context.app.home_tab:
        raise Refused("not_enabled")
    user = arguments.required("user_id")
    if user not in context.workspace.users:
        raise invalid("invalid_arguments", ["invalid `user_id` [json-pointer:/user_id]"])
    body = _checked(arguments, "home")
    home = context.workspace.homes.get(user)
    if home is None:
        home = View(_full(context.workspace, body), user)
        context.workspace.homes[user] = context.workspace.views[home.view_id] = home
        context.workspace.past_views.append((user, home.body))
    else:
        _check_hash(home, arguments)
        change_view(context.workspace, home, body)
    return {"view": home.body}


def show_modal(workspace: Workspace, user: str, body: Json, *, root: bool) -> View:
    """Put a modal before a person: alone, or on top of those that are open."""
    if root:
        close_modals(workspace, user)
    view = View(_full(workspace, body), user)
    workspace.modals.setdefault(user, []).append(view)
    workspace.views[view.view_id] = view
    workspace.past_views.append((user, view.body))
    return view


def change_view(workspace: Workspace, view: View, body: Json) -> None:
    """Put other blocks into a view. What was filled in stays where block and action are the same."""
    view.body = _full(workspace, body, view_id=view.view_id)
    view.errors = {}
    workspace.past_views.append((view.user, view.body))


def close_modals(workspace: Workspace, user: str) -> None:
    for view in workspace.modals.pop(user, []):
        view.open = False


def _use_trigger(workspace: Workspace, arguments: Arguments) -> str:
    trigger_id = arguments.text("trigger_id")
    trigger = workspace.triggers.get(trigger_id)
    if trigger is None:
        raise invalid("invalid_arguments", ["invalid `trigger_id` [json-pointer:/trigger_id]"])
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if workspace.clock.now() - trigger.given_at > limits.TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _checked(arguments: Arguments, *kinds: str) -> Json:
    view: Any = arguments.structure("view", "invalid_arguments")
    check_view(view, kinds)
    return dict(view)


def _check_hash(view: View, arguments: Arguments) -> None:
    if "hash" in arguments and arguments.text("hash") != view.body["hash"]:
        raise Refused("hash_conflict")


def _by_external_id(workspace: Workspace, external_id: str) -> View | None:
    found = [v for v in workspace.views.values() if external_id and v.body["external_id"] == external_id]
    return found[-1] if found else None


def _full(workspace: Workspace, body: Json, view_id: str = "") -> Json:
    number = workspace.number()
    return {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **copy.deepcopy(body),
        "id": view_id or f"V{number:06d}",
        "team_id": workspace.team_id,
        "app_id": workspace.app_id,
        "bot_id": workspace.bot_id,
        "root_view_id": view_id or f"V{number:06d}",
        "previous_view_id": None,
        "app_installed_team_id": workspace.team_id,
        "blocks": with_ids(body["blocks"], f"v{number}-"),
        "state": {"values": {}},
        "hash": f"{int(workspace.clock.now())}.{number}",
    }


METHODS: dict[str, Method] = {
    "views.open": open_view,
    "views.publish": publish,
    "views.push": push,
    "views.update": update,
}
