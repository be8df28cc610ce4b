"""Slack's rate limits: so many calls of a method a minute, and one message a second and channel."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping

from tests.local_slack.clock import Clock

_TIER_1, _TIER_2, _TIER_3, _TIER_4 = 1, 20, 50, 100
PER_MINUTE: Mapping[str, int] = {
    "apps.connections.open": _TIER_1 * 60,  # reconnecting in a test would meet the real one, 1 a minute
    "assistant.threads.setStatus": 600,
    "assistant.threads.setSuggestedPrompts": _TIER_3,
    "assistant.threads.setTitle": _TIER_3,
    "auth.test": 600,
    "bots.info": _TIER_3,
    "chat.appendStream": _TIER_4,
    "chat.delete": _TIER_3,
    "chat.getPermalink": 600,
    "chat.postEphemeral": _TIER_4,
    "chat.startStream": _TIER_2,
    "chat.stopStream": _TIER_2,
    "chat.update": _TIER_3,
    "conversations.history": _TIER_3,
    "conversations.info": _TIER_3,
    "conversations.join": _TIER_3,
    "conversations.list": _TIER_2,
    "conversations.members": _TIER_4,
    "conversations.open": _TIER_3,
    "conversations.replies": _TIER_3,
    "reactions.add": _TIER_3,
    "reactions.get": _TIER_3,
    "reactions.remove": _TIER_2,
    "team.info": _TIER_3,
    "users.info": _TIER_4,
    "users.list": _TIER_2,
    "views.open": _TIER_4,
    "views.publish": _TIER_4,
    "views.push": _TIER_4,
    "views.update": _TIER_4,
}
POST_BURST = 3  # short bursts above one a second are taken
_MINUTE_S = 60.0


class Rates:
    """Counts calls, and says for how long a caller has to wait."""

    def __init__(self, clock: Clock, *, on: bool = True) -> None:
        self.on = on
        self._clock = clock
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)
        self._posts: dict[str, tuple[float, float]] = {}  # channel → when, and what is left of the burst

    def wait_s(self, method: str, channel: str) -> int:
        """Count a call; return 0 if it may be made, else the whole seconds to wait."""
        if not self.on:
            return 0
        if method == "chat.postMessage":
            return self._post_wait_s(channel)
        most = PER_MINUTE.get(method)
        if most is None:
            return 0
        now, calls = self._clock.now(), self._calls[method]
        while calls and calls[0] <= now - _MINUTE_S:
            calls.popleft()
        if len(calls) >= most:
            return math.ceil(calls[0] + _MINUTE_S - now)
        calls.append(now)
        return 0

    def _post_wait_s(self, channel: str) -> int:
        now = self._clock.now()
        before, left = self._posts.get(channel, (now, float(POST_BURST)))
        left = min(float(POST_BURST), left + now - before)
        if left < 1:
            self._posts[channel] = (now, left)
            return max(1, math.ceil(1 - left))
        self._posts[channel] = (now, left - 1)
        return 0
