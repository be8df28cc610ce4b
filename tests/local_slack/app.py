"""What the workspace granted to the app: scopes, events, commands. From a manifest, or all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALL_SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history channels:join channels:read chat:write"
    " chat:write.public chat:write.customize commands groups:history groups:read im:history im:read im:write"
    " mpim:history mpim:read mpim:write reactions:read reactions:write team:read users:read"
    " users:read.email users.profile:read".split()
)
ALL_EVENTS = frozenset(
    "app_mention app_home_opened app_uninstalled tokens_revoked assistant_thread_started"
    " assistant_thread_context_changed member_joined_channel member_left_channel message.channels"
    " message.groups message.im message.mpim reaction_added user_change".split()
)


@dataclass(frozen=True)
class App:
    """An installed app, as its manifest says."""

    scopes: frozenset[str] = ALL_SCOPES
    events: frozenset[str] = ALL_EVENTS
    commands: tuple[str, ...] = ("/coach",)
    interactivity: bool = True
    home_tab: bool = True
    messages_tab: bool = True  # and people may write in it
    assistant: bool = True
    app_token_scopes: frozenset[str] = frozenset({"connections:write"})

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> App:
        """Return what a parsed manifest asks for."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        home = features.get("app_home", {})
        return cls(
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=tuple(command["command"] for command in features.get("slash_commands", ())),
            interactivity=bool(settings.get("interactivity", {}).get("is_enabled")),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled"))
            and not home.get("messages_tab_read_only_enabled"),
            assistant="assistant_view" in features or "agent_view" in features,
        )
