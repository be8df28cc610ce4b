"""The payloads of clicks, picks, submitted views and commands, and the state that they carry."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from tests.local_slack.blocks import elements_of
from tests.local_slack.errors import CannotDo
from tests.local_slack.messages import Message
from tests.local_slack.state import Json, User, View, Workspace

# What a person's choice is called in the state of an element.
_CHOSEN = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "plain_text_input": "value",
    "number_input": "value",
}
_ONE_OPTION = ("static_select", "overflow", "radio_buttons")
_SEVERAL_OPTIONS = ("multi_static_select", "checkboxes")


def find_element(
    blocks: Sequence[Json], action_id: str, *, value: str | None = None, chosen: Any = None
) -> tuple[Json, Json]:
    """Return the block and the element; `value` is that of the button, or the id of the block.

    Raises:
        CannotDo: there is none, or there are several.
    """
    found = [
        (block, element)
        for block, element in elements_of(blocks)
        if element["action_id"] == action_id
        and (value is None or value in (element.get("value"), block["block_id"], *_feedback_values(element)))
        and (chosen is None or element["type"] not in _ONE_OPTION or _option(element, chosen) is not None)
    ]
    if len(found) != 1:
        there = [f"{e['action_id']} {e.get('value', '')}".strip() for _, e in elements_of(blocks)]
        raise CannotDo(
            f"{len(found)} elements {action_id!r} (value {value!r}, chosen {chosen!r}) among {there}."
        )
    block, element = found[0]
    return dict(block), dict(element)


def state_of(element: Mapping[str, Any], chosen: Any) -> Json:
    """Return an element's state after this choice."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        option = _option(element, chosen)
        if option is None:
            raise CannotDo(f"No option {chosen!r} in {element['action_id']!r}.")
        return {"type": kind, "selected_option": option}
    if kind in _SEVERAL_OPTIONS:
        options = [_option(element, one) for one in chosen]
        if None in options:
            raise CannotDo(f"Not all of {chosen!r} are options of {element['action_id']!r}.")
        return {"type": kind, "selected_options": options}
    if kind not in _CHOSEN:
        raise CannotDo(f"Nothing can be chosen in a {kind}.")
    return {"type": kind, _CHOSEN[kind]: chosen}


def initial_state(blocks: Sequence[Json]) -> dict[str, dict[str, Json]]:
    """Return block id → action id → state, as it is before anyone chose."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements_of(blocks):
        kind = element["type"]
        if kind in ("button", "overflow", "feedback_buttons"):
            continue
        if kind in ("static_select", "radio_buttons"):
            state = {"type": kind, "selected_option": element.get("initial_option")}
        elif kind in _SEVERAL_OPTIONS:
            state = {"type": kind, "selected_options": element.get("initial_options", [])}
        else:
            name = _CHOSEN[kind]
            first = name.replace("selected", "initial") if name != "value" else "initial_value"
            state = {"type": kind, name: element.get(first)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def is_empty(state: Mapping[str, Any]) -> bool:
    return not any(value for name, value in state.items() if name != "type")


def action_of(block: Json, element: Json, ts: str, *, value: str | None = None, chosen: Any = None) -> Json:
    """Return the action of a click or a pick."""
    action: Json = {"block_id": block["block_id"], "action_id": element["action_id"], "action_ts": ts}
    if element["type"] == "button":
        return {
            **action,
            "type": "button",
            "text": element["text"],
            **({"value": element["value"]} if "value" in element else {}),
            **({"style": element["style"]} if "style" in element else {}),
        }
    if element["type"] == "feedback_buttons":
        buttons = [element["positive_button"], element["negative_button"]]
        pressed = next((button for button in buttons if button["value"] == value), None)
        if pressed is None:
            raise CannotDo(f"No feedback button with value {value!r}.")
        return {**action, "type": "feedback_buttons", "text": pressed["text"], "value": pressed["value"]}
    return {**action, **state_of(element, chosen)}


def person(user: User, team_id: str) -> Json:
    return {"id": user.user_id, "username": user.name, "name": user.name, "team_id": team_id}


def block_actions(
    workspace: Workspace, user: User, action: Json, message: Message, values: Json, version: int
) -> Json:
    """Return what is sent for a click on a message. An ephemeral one is not in it, as in Slack."""
    channel = workspace.channels[message.channel]
    ephemeral = message.ephemeral_to is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    body = {
        **_common(workspace, user, "block_actions"),
        "container": container,
        "channel": {"id": message.channel, "name": _name(channel.kind, channel.name)},
        "state": {"values": values},
        "response_url": "",
        "actions": [action],
    }
    if not ephemeral:
        body["message"] = message.as_json(workspace.team_id, version=version)
    return body


def view_actions(workspace: Workspace, user: User, action: Json, view: View) -> Json:
    return {
        **_common(workspace, user, "block_actions"),
        "container": {"type": "view", "view_id": view.view_id},
        "view": view_with_state(view),
        "actions": [action],
    }


def view_submission(workspace: Workspace, user: User, view: View) -> Json:
    return {
        **_common(workspace, user, "view_submission"),
        "view": view_with_state(view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user: User, view: View) -> Json:
    body = _common(workspace, user, "view_closed")
    del body["trigger_id"]
    return {**body, "view": view_with_state(view), "is_cleared": False}


def view_with_state(view: View) -> Json:
    body = copy.deepcopy(view.body)
    values = initial_state(body["blocks"])
    for block_id, states in view.values.items():
        if block_id in values:
            values[block_id].update({k: v for k, v in states.items() if k in values[block_id]})
    return {**body, "state": {"values": values}}


def slash_command(workspace: Workspace, user: User, command: str, text: str, channel_id: str) -> Json:
    channel = workspace.channels[channel_id]
    return {
        "token": "local",
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel_id,
        "channel_name": _name(channel.kind, channel.name),
        "user_id": user.user_id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": "",
        "trigger_id": workspace.give_trigger(user.user_id),
    }


def _common(workspace: Workspace, user: User, kind: str) -> Json:
    return {
        "type": kind,
        "user": person(user, workspace.team_id),
        "api_app_id": workspace.app_id,
        "token": "local",
        "trigger_id": workspace.give_trigger(user.user_id),
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _name(kind: str, name: str) -> str:
    return {"im": "directmessage", "groups": "privategroup"}.get(kind, name)


def _option(element: Mapping[str, Any], chosen: Any) -> Json | None:
    groups = element.get("option_groups") or [element]
    options = [option for group in groups for option in group.get("options", [])]
    return next((o for o in options if chosen in (o["value"], o["text"]["text"])), None)


def _feedback_values(element: Mapping[str, Any]) -> list[str]:
    if element["type"] != "feedback_buttons":
        return []
    return [element["positive_button"]["value"], element["negative_button"]["value"]]
