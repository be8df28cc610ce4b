"""`pathcoach slack`: what it refuses, the manifest, the check. Serving itself is tested with all of Slack."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.slack.setup.manifest import scopes

Pathcoach = Callable[..., Any]
BOT, APP, SIGNING = "xoxb-1-2-bot", "xapp-1-A1-2-app", "0123456789abcdef0123456789abcdef"


class _Slack(BaseHTTPRequestHandler):
    """Answers every method as a workspace does that granted all."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = json.dumps({"ok": True, "user": "coach", "team": "Acme", "url": "ws://slack.test"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("x-oauth-scopes", ",".join(scopes()))
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


@pytest.fixture
def slack_url() -> Iterator[str]:
    """The root of a Web API on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slack)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        ((), {}, "The environment variable SLACK_BOT_TOKEN is not set"),
        ((), {"SLACK_BOT_TOKEN": APP}, "SLACK_BOT_TOKEN does not look right"),
        ((), {"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN is not set"),
        (("--http", ":3000"), {"SLACK_BOT_TOKEN": BOT}, "SLACK_SIGNING_SECRET is not set"),
        (
            ("--http", "3000"),
            {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SIGNING},
            "'3000' is no address to listen at",
        ),
        (
            (),
            {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "PATHCOACH_SLACK__BASE_URL": "slack.test"},
            "The setting slack.base_url is 'slack.test'",
        ),
        (("manifest", "--http", "http://coach.test"), {}, "is no address that Slack can reach"),
    ],
)
def test_what_cannot_work_is_refused_in_one_sentence(
    pathcoach: Pathcoach,
    refusal: Callable[[Any], str],
    arguments: tuple[str, ...],
    env: dict[str, str],
    said: str,
) -> None:
    sentence = refusal(pathcoach("slack", *arguments, **env))
    assert said in sentence
    assert not [value for value in (BOT, APP, SIGNING) if value in sentence]


def test_the_manifest_is_printed_and_nothing_else(pathcoach: Pathcoach) -> None:
    ran = pathcoach("slack", "manifest", "--http", "https://coach.test")
    assert (ran.code, ran.err) == (0, "")
    made = yaml.safe_load(ran.out)
    assert made["settings"]["interactivity"]["request_url"] == "https://coach.test/slack/events"
    assert "assistant_view" in yaml.safe_load(pathcoach("slack", "manifest", "--assistant").out)["features"]


def test_the_check_says_what_is_missing_and_fails(pathcoach: Pathcoach) -> None:
    ran = pathcoach("slack", "check")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines] == ["fail", "fail"]
    assert "SLACK_BOT_TOKEN is not set" in lines[0]


def test_the_check_asks_slack_and_passes(pathcoach: Pathcoach, slack_url: str) -> None:
    env = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "PATHCOACH_SLACK__BASE_URL": slack_url}
    ran = pathcoach("slack", "check", "--json", **env)
    assert (ran.code, ran.err) == (0, "")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [each["status"] for each in found] == ["ok", "ok", "ok", "ok", "warn"]
    assert "in the workspace “Acme”" in found[0]["text"]
    assert "Nothing has come from Slack lately" in found[-1]["text"]


def test_a_secret_of_the_wrong_shape_is_found_with_the_rest(pathcoach: Pathcoach, slack_url: str) -> None:
    env = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": "short", "PATHCOACH_SLACK__BASE_URL": slack_url}
    ran = pathcoach("slack", "check", **env)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("fail  The environment variable SLACK_SIGNING_SECRET does not look right")
    assert lines[1].startswith("ok    The bot token works")


def test_the_preview_is_text_or_a_page(pathcoach: Pathcoach, tmp_path: Path) -> None:
    ran = pathcoach("slack", "preview")
    assert (ran.code, ran.err) == (0, "")
    assert "Confirm" in ran.out

    page = tmp_path / "preview.html"
    ran = pathcoach("slack", "preview", "--html", str(page))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "<html" in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_refused(
    pathcoach: Pathcoach, refusal: Callable[[Any], str], tmp_path: Path
) -> None:
    assert "cannot be written to" in refusal(pathcoach("slack", "preview", "--html", str(tmp_path)))
