"""Which scope a method, and which scope an event needs."""

from __future__ import annotations

from collections.abc import Mapping

# The kind of a conversation stands in place of {kind}: channels, groups, im, mpim. Of several, one is enough.
METHOD_SCOPES: Mapping[str, tuple[str, ...]] = {
    "api.test": (),
    "apps.connections.open": (),  # an app-level token's; see METHODS_OF_APP_TOKENS
    "assistant.threads.setStatus": ("chat:write", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "auth.test": (),
    "bots.info": ("users:read",),
    "chat.appendStream": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("{kind}:history",),
    "conversations.info": ("{kind}:read",),
    "conversations.join": ("channels:join",),
    "conversations.list": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.members": ("{kind}:read",),
    "conversations.open": ("im:write", "mpim:write"),
    "conversations.replies": ("{kind}:history",),
    "reactions.add": ("reactions:write",),
    "reactions.get": ("reactions:read",),
    "reactions.remove": ("reactions:write",),
    "team.info": ("team:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
METHODS_OF_APP_TOKENS: Mapping[str, str] = {"apps.connections.open": "connections:write"}

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "tokens_revoked": (),
    "assistant_thread_context_changed": ("assistant:write",),
    "assistant_thread_started": ("assistant:write",),
    "member_joined_channel": ("{kind}:read",),
    "member_left_channel": ("{kind}:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "reaction_added": ("reactions:read",),
    "user_change": ("users:read",),
}


def needed(scopes: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Return the scopes for a conversation of this kind; one of them is enough."""
    return tuple(scope.replace("{kind}", kind) for scope in scopes)
