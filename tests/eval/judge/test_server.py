"""Against servers on loopback: one that answers, and some that do not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.errors import ModelUnavailable
from eval.judge.key import KEY
from eval.judge.server import asker

_HOST = "127.0.0.1"
_Respond = Callable[[dict[str, Any], str], tuple[int, object]]


@contextmanager
def _serving(respond: _Respond) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = respond(asked, self.headers["Authorization"])
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((_HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://{_HOST}:{server.server_port}/v1"
        server.shutdown()
        thread.join()


def _completion(text: str | None) -> dict[str, object]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
    }


def test_the_named_model_gets_instructions_message_and_key_and_its_text_comes_back() -> None:
    asked = []

    def respond(request: dict[str, Any], authorization: str) -> tuple[int, object]:
        asked.append((request, authorization))
        return 200, _completion("a rating")

    with _serving(respond) as url:
        assert asker(url, "wise", key="sesame")("Rate.", "This.") == "a rating"
    request, authorization = asked[0]
    assert request["model"] == "wise"
    assert request["temperature"] == 0
    assert [message["content"] for message in request["messages"]] == ["Rate.", "This."]
    assert authorization == "Bearer sesame"


def test_an_answer_without_text_is_empty() -> None:
    with _serving(lambda *_: (200, _completion(None))) as url:
        assert asker(url, "wise")("Rate.", "This.") == ""


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (401, {"error": {"message": "no"}}, f"refuses the key; set {KEY}"),
        (404, {"error": {"message": "no"}}, "correct --judge-model or --judge-url"),
        (422, {"error": {"message": "no"}}, "answered with status 422"),
        (200, {"welcome": "here"}, "does not speak OpenAI's protocol"),
        (200, "welcome", "does not speak OpenAI's protocol"),
    ],
)
def test_a_server_that_does_not_answer_is_a_sentence(status: int, answer: object, said: str) -> None:
    with _serving(lambda *_: (status, answer)) as url, pytest.raises(ModelUnavailable, match=said) as raised:
        asker(url, "wise")("Rate.", "This.")
    assert url in str(raised.value)


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with ThreadingHTTPServer((_HOST, 0), BaseHTTPRequestHandler) as server:
        url = f"http://{_HOST}:{server.server_port}/v1"
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        asker(url, "wise")("Rate.", "This.")
