from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.channels.slack.serving.bolt import build_bolt
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.http import HttpAddress, http_app, serve_http
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.errors import IndexMissing, SettingsError

EVENT = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "user": "U1", "ts": "1.0"}}
BODY = json.dumps(EVENT).encode()
JSON = {"content-type": "application/json"}


def signed(secrets: SlackSecrets, body: bytes, *, age_s: float = 0) -> dict[str, str]:
    stamp = str(int(time.time() - age_s))
    digest = hmac.new(secrets.signing_secret.encode(), b"v0:%s:%s" % (stamp.encode(), body), hashlib.sha256)
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest.hexdigest()}", **JSON}


async def ready() -> Sequence[str]:
    return ()


@pytest.fixture
def ask(api: Any, secrets: SlackSecrets, service: Any) -> Callable[..., httpx.Response]:
    """Asks the server once: a method, a path, and what httpx takes."""

    def asking(method: str, path: str, *, readiness: Any = ready, **request: Any) -> httpx.Response:
        async def run() -> httpx.Response:
            async with api, SlackClient(secrets, api.settings) as client:
                bolt = build_bolt(service, secrets, api.settings, client=client)
                asgi = http_app(bolt, secrets, readiness=readiness, metrics=client.metrics)
                transport = httpx.ASGITransport(asgi)
                async with httpx.AsyncClient(transport=transport, base_url="http://coach.test") as http:
                    response = await http.request(method, path, **request)
                    await asyncio.sleep(0)
                    return response

        return asyncio.run(run())

    return asking


def test_a_signed_event_is_handed_over(ask: Any, secrets: SlackSecrets, service: Any) -> None:
    response = ask("POST", "/slack/events", content=BODY, headers=signed(secrets, BODY))
    assert response.status_code == 200
    assert service.handed == [("hear", EVENT)]


def test_an_event_that_is_nearly_five_minutes_old_still_counts(ask: Any, secrets: SlackSecrets) -> None:
    response = ask("POST", "/slack/events", content=BODY, headers=signed(secrets, BODY, age_s=295))
    assert response.status_code == 200


def test_a_signed_command_comes_as_a_form(ask: Any, secrets: SlackSecrets, service: Any) -> None:
    body = urlencode({"command": "/coach", "text": "next", "user_id": "U1"}).encode()
    headers = signed(secrets, body) | {"content-type": "application/x-www-form-urlencoded"}
    assert ask("POST", "/slack/events", content=body, headers=headers).status_code == 200
    assert [method for method, _ in service.handed] == ["command"]


def test_slack_can_verify_the_address(ask: Any, secrets: SlackSecrets) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c4ll"}).encode()
    response = ask("POST", "/slack/events", content=body, headers=signed(secrets, body))
    assert (response.status_code, response.json()) == (200, {"challenge": "c4ll"})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda headers: {},
        lambda headers: headers | {"x-slack-signature": "v0=" + "0" * 64},
        lambda headers: headers | {"x-slack-signature": "v0=é".encode("latin-1")},
        lambda headers: headers | {"x-slack-request-timestamp": "soon"},
        lambda headers: headers | {"x-slack-request-timestamp": "9" * 5000},
        lambda headers: headers | {"x-slack-request-timestamp": str(int(time.time()) + 1)},
        lambda headers: {name: value for name, value in headers.items() if "signature" not in name},
        lambda headers: {name: value for name, value in headers.items() if "timestamp" not in name},
    ],
)
def test_a_bad_or_missing_signature_is_refused(
    ask: Any, secrets: SlackSecrets, service: Any, spoil: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    response = ask("POST", "/slack/events", content=BODY, headers=spoil(signed(secrets, BODY)))
    assert response.status_code == 401
    assert (service.handed, service.known) == ([], set())


@pytest.mark.parametrize("age_s", [301, 3600, -302])
def test_an_old_signature_is_refused(ask: Any, secrets: SlackSecrets, service: Any, age_s: int) -> None:
    response = ask("POST", "/slack/events", content=BODY, headers=signed(secrets, BODY, age_s=age_s))
    assert response.status_code == 401
    assert service.handed == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b""])
def test_an_unsigned_body_is_refused_before_it_is_read(ask: Any, body: bytes) -> None:
    assert ask("POST", "/slack/events", content=body, headers=JSON).status_code == 401


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b""])
def test_a_signed_body_that_is_nothing_of_slacks_is_refused(
    ask: Any, secrets: SlackSecrets, service: Any, body: bytes
) -> None:
    response = ask("POST", "/slack/events", content=body, headers=signed(secrets, body))
    assert 400 <= response.status_code < 500
    assert service.handed == []


def test_a_body_without_end_is_not_read_to_its_end(ask: Any, secrets: SlackSecrets) -> None:
    body = b" " * (1024 * 1024 + 1)
    response = ask("POST", "/slack/events", content=body, headers=signed(secrets, body))
    assert response.status_code == 413


@pytest.mark.parametrize(("method", "path"), [("GET", "/slack/events"), ("GET", "/"), ("POST", "/metrics")])
def test_nothing_else_is_served(ask: Any, method: str, path: str) -> None:
    assert ask(method, path).status_code in (404, 405)


def test_readiness_says_what_is_wrong(ask: Any) -> None:
    async def starting() -> Sequence[str]:
        return ["The coach is still starting."]

    async def broken() -> Sequence[str]:
        raise IndexMissing("There is no index.")

    async def unforeseen() -> Sequence[str]:
        raise ValueError("xoxb-1-2-bot")

    assert ask("GET", "/readyz").json() == {"ready": True, "reasons": []}
    response = ask("GET", "/readyz", readiness=starting)
    assert (response.status_code, response.json()["reasons"]) == (503, ["The coach is still starting."])
    response = ask("GET", "/readyz", readiness=broken)
    assert (response.status_code, response.json()["reasons"]) == (503, ["There is no index."])
    response = ask("GET", "/readyz", readiness=unforeseen)
    assert response.status_code == 503
    assert "xoxb" not in response.text
    assert ask("GET", "/healthz", readiness=starting).status_code == 200


def test_the_figures_come_in_the_form_of_prometheus(ask: Any) -> None:
    response = ask("GET", "/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert "# TYPE pathcoach_slack_ack_seconds histogram" in response.text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:3000", HttpAddress("127.0.0.1", 3000)),
        ("[::1]:3000", HttpAddress("::1", 3000)),
        (":3000", HttpAddress("", 3000)),
        (" localhost:0 ", HttpAddress("localhost", 0)),
    ],
)
def test_an_address_is_read(text: str, address: HttpAddress) -> None:
    assert HttpAddress.read(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "3000", "localhost", "::1:3000", "[::1]", "host:", "host:65536", "host:-1", "http://h:1", "a b:1"],
)
def test_what_is_no_address_gets_one_sentence(text: str) -> None:
    with pytest.raises(
        SettingsError, match=r"is no address to listen at\. Write it like 127\.0\.0\.1:3000"
    ) as raised:
        HttpAddress.read(text)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", ""])
def test_a_port_that_is_taken_gets_one_sentence(host: str) -> None:
    try:
        taken = HttpAddress(host, 0).listen()
    except SettingsError:
        pytest.skip("this machine has no such address")
    with taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            SettingsError, match=rf"Nothing can listen at .*:{port} \(address already in use\)"
        ):
            HttpAddress(host, port).listen()


def test_a_host_that_is_not_this_machine_gets_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"Nothing can listen at 192\.0\.2\.1:3000 \("):
        HttpAddress("192.0.2.1", 3000).listen()


def test_a_server_answers_until_it_is_told_to_stop(
    api: Any, secrets: SlackSecrets, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.channels.slack.serving.http")

    async def run() -> list[int]:
        stopping, address = asyncio.Event(), HttpAddress("127.0.0.1", 0)
        async with api, SlackClient(secrets, api.settings) as client:
            serving: Awaitable[None] = asyncio.ensure_future(
                serve_http(
                    build_bolt(service, secrets, api.settings, client=client),
                    secrets,
                    address,
                    readiness=ready,
                    metrics=Metrics(),
                    stopping=stopping,
                )
            )
            while not caplog.messages:
                await asyncio.sleep(0.01)
            url = caplog.messages[0].removeprefix("Listening at ").removesuffix(".")
            async with httpx.AsyncClient(base_url=url) as http:
                answers = [await http.post("/slack/events", content=BODY, headers=signed(secrets, BODY))]
                answers.append(await http.get("/healthz"))
                stopping.set()
            await serving
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{url}/healthz")
            return [answer.status_code for answer in answers]

    assert asyncio.run(run()) == [200, 200]
    assert [method for method, _ in service.handed] == ["hear"]
