"""Deliveries as signed HTTP posts, as Slack makes them to a request URL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.local_slack.deliveries import Attempt, Delivery, Json

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
# More connections at once would measure how fast this machine opens them, not how fast the bot acknowledges.
_AT_ONCE = 100


def signed_headers(body: str, secret: str, timestamp: int | None = None) -> dict[str, str]:
    """Return Slack's two headers for this body; `timestamp` is now unless given."""
    at = int(time.time()) if timestamp is None else timestamp
    digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(at), "x-slack-signature": f"v0={digest}"}


class HttpDelivery:
    """Posts deliveries to one URL."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def carry(self, delivery: Delivery, attempt: Attempt, patience_s: float) -> str:
        async with self._turns:
            attempt.sent_at = time.monotonic()
            return await self._post(delivery, attempt, patience_s)

    async def _post(self, delivery: Delivery, attempt: Attempt, patience_s: float) -> str:
        body, content_type = _body(delivery)
        headers = {"content-type": content_type, **signed_headers(body, self._secret)}
        if attempt.retry_num:
            headers["x-slack-retry-num"] = str(attempt.retry_num)
            headers["x-slack-retry-reason"] = attempt.retry_reason
        try:
            async with (
                asyncio.timeout(patience_s),
                self._open_session().post(self.url, data=body.encode(), headers=headers) as response,
            ):
                attempt.status = response.status
                answer = _parsed(await response.text())
                if 200 <= response.status < 300:
                    delivery.acknowledge(attempt, answer)
                    return ""
                return "no_retry" if response.headers.get("x-slack-no-retry") == "1" else "http_error"
        except TimeoutError:
            return "http_timeout"
        except aiohttp.ClientError:
            return "connection_failed"

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self._session


def _body(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload), _FORM
    if delivery.kind == "interactive":
        return urlencode({"payload": json.dumps(delivery.payload)}), _FORM
    return json.dumps(delivery.payload), _JSON


def _parsed(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text}


def challenge(token: str) -> Json:
    """Return what Slack sends when a request URL is entered."""
    return {"type": "url_verification", "challenge": token, "token": "local"}
