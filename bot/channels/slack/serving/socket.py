"""Socket Mode: Slack's events over a WebSocket that we open, so that no address of ours need be public."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.channels.slack.serving.client import error_name
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.errors import SettingsError

_PING_S = 5  # a dead connection is noticed after four of them
_ACK_S = 3.0  # how long Slack waits for an acknowledgement
# What no waiting mends.
_REFUSALS = frozenset(
    {
        "access_denied",
        "account_inactive",
        "forbidden_team",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
_log = logging.getLogger(__name__)


async def serve_socket(
    app: AsyncApp, secrets: SlackSecrets, *, metrics: Metrics, stopping: asyncio.Event
) -> None:
    """Take in what Slack sends until `stopping` is set; reconnect whenever that is needed.

    Raises SettingsError if Slack refuses the app token; a Slack that is away is waited for.
    """
    handler = _TimedHandler(app, secrets, metrics)
    try:
        await _refuse_wrong_token(handler, secrets)
        connecting = asyncio.ensure_future(handler.connect_async())  # type: ignore[no-untyped-call]
        waiting = asyncio.ensure_future(stopping.wait())
        try:
            await asyncio.wait({connecting, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if connecting.done():
                connecting.result()
                _log.info("Connected to Slack in Socket Mode.")
            await waiting
        finally:
            connecting.cancel()
            waiting.cancel()
        await handler.finish()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


class _TimedHandler(AsyncSocketModeHandler):
    """Bolt's handler, which measures its acknowledgements and can wait for those under way."""

    def __init__(self, app: AsyncApp, secrets: SlackSecrets, metrics: Metrics) -> None:
        log = logging.getLogger("slack_sdk.socket_mode")
        log.setLevel(logging.WARNING)  # below that it writes what people say
        log.addFilter(_without_traceback)
        super().__init__(app, secrets.app_token, logger=log, ping_interval=_PING_S)
        self._metrics = metrics
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Have Bolt handle one request, and acknowledge it."""
        self._under_way += 1
        self._idle.clear()
        try:
            with self._metrics.ack_seconds.time():
                await super().handle(client, req)  # type: ignore[arg-type]
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def finish(self) -> None:
        """Wait until what came in is acknowledged; Slack sends again what is not."""
        try:
            await asyncio.wait_for(self._idle.wait(), _ACK_S)
        except TimeoutError:
            _log.warning("%d requests of Slack were left without an acknowledgement.", self._under_way)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Leave of a connection that failed the one line that says why; it is tried again anyway."""
    record.exc_info = None
    return True


async def _refuse_wrong_token(handler: AsyncSocketModeHandler, secrets: SlackSecrets) -> None:
    """Open the first connection's address; Slack's own client would try a wrong token for ever."""
    try:
        answer = await handler.app.client.apps_connections_open(app_token=secrets.app_token)
        handler.client.wss_uri = str(answer["url"])
    except SlackApiError as error:
        if (name := error_name(error)) in _REFUSALS:
            raise SettingsError(
                f"Slack refuses SLACK_APP_TOKEN ({name}). Generate an app-level token with the scope "
                "connections:write under “Basic Information” of your app, and switch Socket Mode on."
            ) from None
        _log.warning("Slack gives no connection yet (%s).", name or error)
    except (aiohttp.ClientError, TimeoutError) as error:
        _log.warning("Slack cannot be reached yet (%s).", error)
