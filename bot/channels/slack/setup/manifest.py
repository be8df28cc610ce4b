"""What Slack is told of the app: the manifest, with no more scopes than the methods and events below need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml

from bot.errors import SettingsError
from bot.prompts import Prompts

AgentView = Literal["agent", "assistant"]

NAME = "Pathcoach"
COMMAND = "/coach"
EVENTS_PATH = "/slack/events"
# Of the app token, which belongs to no workspace and stands in no manifest.
APP_TOKEN_SCOPE = "connections:write"

# Every method that is called, with the scopes that it takes; several are for several kinds of channel.
METHODS: Mapping[str, tuple[str, ...]] = {
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.appendStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "assistant.threads.setStatus": ("chat:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "conversations.open": ("im:write",),
    "conversations.history": ("im:history",),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
}
# Every event that is listened to, likewise.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "tokens_revoked": (),
}
# An app made before Slack gave agents their place among the messages has a pane with events of its own.
PANE_EVENTS: Mapping[str, tuple[str, ...]] = {
    "assistant_thread_context_changed": (),
    "assistant_thread_started": (),
}
COMMAND_SCOPE = "commands"


def scopes() -> tuple[str, ...]:
    """Return the scopes of the bot token, in order of the alphabet."""
    needed = {scope for each in (*METHODS.values(), *EVENTS.values()) for scope in each}
    return tuple(sorted({*needed, COMMAND_SCOPE}))


def uses_of(scope: str) -> tuple[str, ...]:
    """Return what needs `scope`: methods, events, the command."""
    named = [name for name, needed in (*METHODS.items(), *EVENTS.items()) if scope in needed]
    return (*named, COMMAND) if scope == COMMAND_SCOPE else tuple(named)


def manifest(prompts: Prompts, *, url: str | None = None, view: AgentView = "agent") -> dict[str, Any]:
    """Return the manifest for Socket Mode, or for HTTP at the server's address `url`.

    A `view` of "assistant" is for an app that has the assistant pane already; Slack gives it to no new one.
    Raises SettingsError for an address that Slack would not take.
    """
    address = {} if url is None else {"request_url": _events_url(url)}
    events = sorted({*EVENTS, *(PANE_EVENTS if view == "assistant" else ())})
    about = prompts.say("setup_about_agent")
    return {
        "_metadata": {"major_version": 1},
        "display_information": {
            "name": NAME,
            "description": prompts.say("setup_about"),
            "background_color": "#1d4044",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": False},
            f"{view}_view": {f"{view}_description": about},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": prompts.say("setup_about_command"),
                    "usage_hint": prompts.say("setup_command_hint"),
                    "should_escape": False,
                    **({} if url is None else {"url": _events_url(url)}),
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes())}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": events},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def manifest_yaml(prompts: Prompts, *, url: str | None = None, view: AgentView = "agent") -> str:
    """Return the manifest as Slack's form for new apps takes it. Raises SettingsError."""
    return yaml.safe_dump(
        manifest(prompts, url=url, view=view), sort_keys=False, allow_unicode=True, width=10_000
    )


def _events_url(url: str) -> str:
    """Return where Slack sends everything; the server's address may have that path already."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{url!r} is no address that Slack can reach. "
            "Give the one that the server has in public, such as https://coach.example.org."
        )
    return f"{url.removesuffix('/').removesuffix(EVENTS_PATH)}{EVENTS_PATH}"
