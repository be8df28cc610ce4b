"""Slack's Web API: one connection pool, waits where Slack says so, every call counted.

Nothing is repeated here after a server's error or a dropped connection: whoever posts must first look
whether the message is there, or it would be there twice.
"""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.settable import SlackSettings

_TIMEOUT_S = 30
_RATE_LIMIT_RETRIES = 5


class SlackClient(AsyncWebClient):
    """Slack's own client, which counts its calls. Used within `async with`, it keeps its connections open."""

    def __init__(
        self, secrets: SlackSecrets, settings: SlackSettings, metrics: Metrics | None = None
    ) -> None:
        log = logging.getLogger("slack_sdk.web")
        log.setLevel(logging.WARNING)  # below that it writes what people say
        super().__init__(
            token=secrets.bot_token,
            base_url=settings.base_url,
            timeout=_TIMEOUT_S,
            logger=log,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=_RATE_LIMIT_RETRIES)],
        )
        self.metrics = metrics or Metrics()

    async def __aenter__(self) -> SlackClient:
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.session is not None:
            await self.session.close()
            self.session = None

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call `api_method`. Raises SlackApiError; aiohttp.ClientError, TimeoutError without an answer."""
        outcome = "unreachable"
        try:
            response = await super().api_call(api_method, **arguments)
            outcome = "ok"
            return response
        except SlackApiError as error:
            outcome = error_name(error)
            raise
        finally:
            self.metrics.count_call(api_method, outcome)


def error_name(error: SlackApiError) -> str:
    """Return Slack's name of what went wrong, such as `not_in_channel`; "" where it gave none."""
    data = getattr(error.response, "data", None)  # what could not be read is aiohttp's own response
    return str(data.get("error", "")) if isinstance(data, dict) else ""
