"""HTTP: Slack's events as signed requests, beside what a watchdog and Prometheus ask for.

Only `/slack/events` is for the world; a proxy in front of this keeps the rest to itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.setup.manifest import EVENTS_PATH
from bot.errors import CoachError, SettingsError

# Says what keeps the coach from answering, in words; nothing if it can.
Readiness = Callable[[], Awaitable[Sequence[str]]]

_LONGEST_BODY = 1024 * 1024  # Slack's largest are far smaller
_LEAVE_S = 5  # how long open requests have when the server stops
_ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:/\[\]]*)):(?P<port>[0-9]{1,5})")
_SECONDS = re.compile(r"[0-9]{1,12}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Where to listen."""

    host: str  # "": every address of this machine
    port: int  # 0: any that is free

    @classmethod
    def read(cls, text: str) -> HttpAddress:
        """Read HOST:PORT, [::1]:3000 or :3000. Raises SettingsError."""
        found = _ADDRESS.fullmatch(text.strip())
        if found is None or int(found["port"]) > 65535:
            raise SettingsError(
                f"{text!r} is no address to listen at. Write it like 127.0.0.1:3000 or [::1]:3000, "
                "or :3000 for every address of this machine."
            )
        return cls(found["v6"] or found["host"] or "", int(found["port"]))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def listen(self) -> socket.socket:
        """Return a socket that listens here. Raises SettingsError, one sentence."""
        try:
            if not self.host and socket.has_dualstack_ipv6():
                return socket.create_server(("", self.port), family=socket.AF_INET6, dualstack_ipv6=True)
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            return socket.create_server((self.host, self.port), family=family)
        except OSError as error:
            number = error.errno or 0  # negative for a name that is not known
            reason = os.strerror(number) if number > 0 else error.strerror or str(error)
            raise SettingsError(
                f"Nothing can listen at {self} ({reason.lower()}). "
                "End what does so already, or name another address with --http."
            ) from None


def http_app(app: AsyncApp, secrets: SlackSecrets, *, readiness: Readiness, metrics: Metrics) -> Starlette:
    """Return the ASGI application."""
    verifier = SignatureVerifier(secrets.signing_secret)

    async def events(request: Request) -> Response:
        with metrics.ack_seconds.time():
            try:
                body = await _read(request)
            except ClientDisconnect:
                return Response(status_code=400)
            if body is None:
                return Response("Too long", status_code=413)
            # Bolt parses a body before it looks at its signature, and stumbles over what is no number.
            if not _signed(request, body, verifier):
                return JSONResponse({"error": "invalid request"}, status_code=401)
            try:
                asked = to_async_bolt_request(request, body)
            except ValueError:  # no JSON
                return JSONResponse({"error": "invalid request"}, status_code=400)
            return to_starlette_response(await app.async_dispatch(asked))

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        try:
            reasons = list(await readiness())
        except CoachError as error:
            reasons = [str(error)]
        except Exception:  # the outermost edge: whoever asks learns nothing more
            _log.exception("It could not be found out whether the coach is ready.")
            reasons = ["It could not be found out whether the coach is ready."]
        return JSONResponse({"ready": not reasons, "reasons": reasons}, status_code=503 if reasons else 200)

    async def figures(_: Request) -> Response:
        return Response(generate_latest(metrics.registry), headers={"content-type": CONTENT_TYPE_LATEST})

    return Starlette(
        routes=[
            Route(EVENTS_PATH, events, methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/metrics", figures),
        ]
    )


async def serve_http(
    app: AsyncApp,
    secrets: SlackSecrets,
    address: HttpAddress,
    *,
    readiness: Readiness,
    metrics: Metrics,
    stopping: asyncio.Event,
) -> None:
    """Serve until `stopping` is set. Raises SettingsError if `address` cannot be listened at."""
    with address.listen() as listening:
        server = _Server(
            uvicorn.Config(
                http_app(app, secrets, readiness=readiness, metrics=metrics),
                access_log=False,
                lifespan="off",
                log_config=None,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=_LEAVE_S,
                ws="none",
            )
        )
        port = listening.getsockname()[1]
        _log.info("Listening at http://%s.", HttpAddress(address.host or "localhost", port))
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        waiting = asyncio.ensure_future(stopping.wait())
        try:
            await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            server.should_exit = True
            await serving


class _Server(uvicorn.Server):
    """uvicorn, which leaves the signals to whoever waits for the whole process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _read(request: Request) -> bytes | None:
    """Return the body, or None for one that is too long to be Slack's."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            return None
    return bytes(body)


def _signed(request: Request, body: bytes, verifier: SignatureVerifier) -> bool:
    """Say whether Slack signed `body` in the last five minutes."""
    signature = request.headers.get("x-slack-signature", "")
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    if not (_SECONDS.fullmatch(timestamp) and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False
