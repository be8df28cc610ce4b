"""What happens in the workspace, as events for the app: those it subscribed to and has the scope for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from tests.local_slack.app import App
from tests.local_slack.deliveries import Deliveries, Delivery
from tests.local_slack.messages import Message
from tests.local_slack.scopes import EVENT_SCOPES, needed
from tests.local_slack.state import Channel, Json, Kind, Workspace


class Events:
    """Tells the app what happened."""

    def __init__(self, workspace: Workspace, app: App, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._app = app
        self._deliveries = deliveries
        self.scopes_used: set[str] = set()
        self.used: set[str] = set()  # the subscriptions that had something to tell

    def posted(self, message: Message) -> None:
        """A message, by a person or by a bot; and the mention in it."""
        channel = self._workspace.channels[message.channel]
        if message.ephemeral_to is not None or self._workspace.bot_user_id not in channel.members:
            return
        event = self._message_event(message, channel)
        self._send(f"message.{channel.kind}", event, channel.kind)
        mention = f"<@{self._workspace.bot_user_id}>"
        by_hand = message.bot_id is None and message.subtype is None
        if by_hand and mention in message.text and channel.kind != "im":
            told = {key: value for key, value in event.items() if key != "channel_type"}
            self._send("app_mention", {**told, "type": "app_mention"}, channel.kind)

    def changed(self, message: Message) -> None:
        """A message that was edited, by a person or by chat.update."""
        self._about(
            message,
            subtype="message_changed",
            message=message.as_json(self._workspace.team_id),
            previous_message=message.as_json(self._workspace.team_id, version=-2),
        )

    def deleted(self, message: Message) -> None:
        self._about(
            message,
            subtype="message_deleted",
            deleted_ts=message.ts,
            previous_message=message.as_json(self._workspace.team_id),
        )

    def joined(self, channel: Channel, user: str, inviter: str | None = None) -> None:
        self._membership("member_joined_channel", channel, user, {"inviter": inviter} if inviter else {})

    def left(self, channel: Channel, user: str) -> None:
        self._membership("member_left_channel", channel, user, {})

    def reacted(self, message: Message, user: str, name: str) -> None:
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event = {
            "type": "reaction_added",
            "user": user,
            "reaction": name,
            "item": item,
            "item_user": message.user,
        }
        channel = self._workspace.channels[message.channel]
        if self._workspace.bot_user_id in channel.members:
            self._send("reaction_added", event, channel.kind)

    def opened_home(self, user: str, tab: str) -> None:
        event: Json = {"type": "app_home_opened", "user": user, "tab": tab}
        event["channel"] = self._workspace.dm(user).channel_id
        if tab == "home" and user in self._workspace.homes:
            event["view"] = self._workspace.homes[user].body
        self._send("app_home_opened", event, "im")

    def assistant_thread(self, kind: str, root: Message, user: str, context: Mapping[str, Any]) -> None:
        """An assistant thread was started, or its context changed; `kind` is the event's type."""
        thread = {
            "user_id": user,
            "context": dict(context),
            "channel_id": root.channel,
            "thread_ts": root.ts,
        }
        self._send(kind, {"type": kind, "assistant_thread": thread}, "im")

    def challenge(self, body: Json) -> Delivery:
        return self._deliveries.send(Delivery("url_verification", body))

    def again(self, delivery: Delivery, *, new_event_id: bool, retry_num: int) -> Delivery:
        payload = dict(delivery.payload)
        if new_event_id:
            payload["event_id"] = _event_id()
        return self._deliveries.again(delivery, payload, retry_num)

    def _message_event(self, message: Message, channel: Channel) -> Json:
        event = message.as_json(self._workspace.team_id)
        event |= {"channel": message.channel, "channel_type": channel.type, "event_ts": message.ts}
        if message.thread_ts is not None:
            root = channel.messages.get(message.thread_ts)
            if root is not None:
                event["parent_user_id"] = root.user
        thread = (message.channel, message.root_ts)
        if message.bot_id is None and thread in self._workspace.assistant_threads:
            event["assistant_thread"] = {"action_token": "local"}
        return event

    def _about(self, about: Message, **what: Any) -> None:
        channel = self._workspace.channels[about.channel]
        if about.ephemeral_to is not None or self._workspace.bot_user_id not in channel.members:
            return
        ts = self._workspace.next_ts()
        event = {
            "type": "message",
            "channel": about.channel,
            "channel_type": channel.type,
            "ts": ts,
            "event_ts": ts,
            "hidden": True,
            **what,
        }
        self._send(f"message.{channel.kind}", event, channel.kind)

    def _membership(self, kind: str, channel: Channel, user: str, more: Mapping[str, Any]) -> None:
        if self._workspace.bot_user_id not in channel.members and user != self._workspace.bot_user_id:
            return
        letter = "G" if channel.kind == "groups" else "C"
        event = {"type": kind, "user": user, "channel": channel.channel_id, "channel_type": letter, **more}
        self._send(kind, {**event, "team": self._workspace.team_id}, channel.kind)

    def _send(self, subscription: str, event: Json, kind: Kind) -> None:
        scopes = needed(EVENT_SCOPES[subscription], kind)
        granted = [scope for scope in scopes if scope in self._app.scopes]
        if subscription not in self._app.events or (scopes and not granted):
            return
        self.scopes_used.update(granted[:1])
        self.used.add(subscription)
        event = {**event, "event_ts": event.get("event_ts") or self._workspace.next_ts()}
        self._deliveries.send(Delivery("events_api", self._callback(event)))

    def _callback(self, event: Json) -> Json:
        team_id = self._workspace.team_id
        return {
            "token": "local",
            "team_id": team_id,
            "context_team_id": team_id,
            "api_app_id": self._workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": _event_id(),
            "event_time": int(self._workspace.clock.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team_id,
                    "user_id": self._workspace.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }


def _event_id() -> str:
    return f"Ev{uuid.uuid4().hex[:10].upper()}"
