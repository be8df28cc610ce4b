"""Bolt: what Slack sends is remembered, acknowledged, and handed to the service. No work is done here.

Not for serving: `socket.py` and `http.py` bring the requests in.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import aiohttp
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.kinds import kind_of
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.settable import SlackSettings

Body = dict[str, Any]  # what Slack sent, as it is
_ANY = re.compile(".*")
_log = logging.getLogger(__name__)


class SlackService(Protocol):
    """What becomes of what Slack sends. All but the first two run after the acknowledgement."""

    async def remember(self, body: Body) -> bool:
        """Keep what is owed a reply, before it is acknowledged; return False for what came before.

        If this raises, Slack gets no acknowledgement, and sends it again.
        """
        ...

    async def submit(self, body: Body) -> Body | None:
        """Take in a submitted view; return Slack's `response_action` where it must not just close.

        The acknowledgement waits for this.
        """
        ...

    async def hear(self, body: Body) -> None:
        """A mention or a message of whatever kind."""
        ...

    async def press(self, body: Body) -> None:
        """A button, a menu or a picker."""
        ...

    async def command(self, body: Body) -> None:
        """`/coach …`"""
        ...

    async def open_home(self, body: Body) -> None:
        """Somebody opened the app's Home, or its messages."""
        ...

    async def start_assistant(self, body: Body) -> None:
        """Somebody opened the assistant pane, or looks at another channel beside it."""
        ...

    async def joined(self, body: Body) -> None:
        """Somebody, perhaps the bot itself, joined a channel."""
        ...

    async def leave(self, body: Body) -> None:
        """The app was uninstalled, or its token revoked."""
        ...


def build_bolt(
    service: SlackService,
    secrets: SlackSecrets,
    settings: SlackSettings,
    *,
    client: SlackClient | None = None,
) -> AsyncApp:
    """Return Bolt's app, over `client` or one of its own."""
    client = client or SlackClient(secrets, settings)
    log = logging.getLogger("slack_bolt")
    # Bolt reads the environment, too, and warns that it won't take the token from there. What it would write
    # of a request with a wrong signature is the request.
    log.setLevel(logging.ERROR)
    app = AsyncApp(
        name="pathcoach",
        logger=log,
        signing_secret=secrets.signing_secret,
        client=client,
        authorize=_Oneself(client),
    )
    log.setLevel(logging.WARNING)
    app.use(_remembering(service, client.metrics))
    _listen(app, service)
    return app


class _Oneself(AsyncAuthorize):
    """Says who the bot is: Slack is asked once, not for every request."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client, self._asking = client, asyncio.Lock()
        self._known: Body | None = None

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        known = await self._ask()
        return AuthorizeResult(
            enterprise_id=known.get("enterprise_id"),
            team_id=known.get("team_id"),
            bot_user_id=known.get("user_id"),
            bot_id=known.get("bot_id"),
            bot_token=self._client.token,
            user_id=user_id,
        )

    async def _ask(self) -> Body:
        async with self._asking:
            if self._known is None:
                try:
                    answer = await self._client.auth_test()
                except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                    # With Slack's own error Bolt would acknowledge the request, and it would be lost.
                    raise BoltError(f"Slack did not say who the bot is: {error}") from error
                self._known = dict(answer.data) if isinstance(answer.data, dict) else {}
            return self._known


def _remembering(service: SlackService, metrics: Metrics) -> Callable[..., Awaitable[BoltResponse | None]]:
    async def remember(
        body: Body, context: AsyncBoltContext, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        kind = kind_of(body)
        metrics.received.labels(kind).inc()
        if await service.remember(body):
            await next()
            return None
        metrics.duplicates.labels(kind).inc()
        return await context.ack()

    return remember


def _listen(app: AsyncApp, service: SlackService) -> None:
    """Register a listener for everything: what has none is not acknowledged in Socket Mode."""

    def acknowledged(handle: Callable[[Body], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def listener(ack: AsyncAck, body: Body) -> None:
            await ack()
            await handle(body)

        return listener

    async def submitted(ack: AsyncAck, body: Body) -> None:
        await ack(await service.submit(body) or "")

    async def nothing(body: Body) -> None:
        _log.debug("Slack sent something of kind %s, which nobody waits for.", kind_of(body))

    for event, handle in (
        ("app_mention", service.hear),
        ("message", service.hear),
        ("app_home_opened", service.open_home),
        ("assistant_thread_started", service.start_assistant),
        ("assistant_thread_context_changed", service.start_assistant),
        ("member_joined_channel", service.joined),
        ("tokens_revoked", service.leave),
        ("app_uninstalled", service.leave),
        (_ANY, nothing),  # last: the first that fits is taken
    ):
        app.event(event)(acknowledged(handle))
    app.command(_ANY)(acknowledged(service.command))
    app.action(_ANY)(acknowledged(service.press))
    app.view_submission(_ANY)(submitted)
    app.view_closed(_ANY)(acknowledged(nothing))
    app.shortcut(_ANY)(acknowledged(nothing))
    app.options(_ANY)(acknowledged(nothing))
