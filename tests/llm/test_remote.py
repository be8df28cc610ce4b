"""Against llama-cpp-python's own server, and against servers that misbehave."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import SystemMessage

from bot.budget import Prompt
from bot.config import ModelSettings
from bot.errors import Cancelled, ModelUnavailable
from bot.llm import LocalChatModel, create_chat_model
from bot.llm.remote import ServerChatModel

_HOST = "127.0.0.1"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _model(url: str, **settings: object) -> ServerChatModel:
    model = create_chat_model(
        ModelSettings.model_validate({"base_url": url, "max_tokens": 16, **settings}), home=Path()
    )
    assert isinstance(model, ServerChatModel)
    return model


@pytest.fixture(scope="module")
def server_url(tiny_gguf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"http://{_HOST}:{(port := _free_port())}/v1"
    log = (tmp_path_factory.mktemp("server") / "log").open("w")
    options = [
        "--model",
        str(tiny_gguf),
        "--host",
        _HOST,
        "--port",
        str(port),
        "--n_ctx",
        "1024",
        "--n_threads",
        "1",
    ]
    server = subprocess.Popen([sys.executable, "-m", "llama_cpp.server", *options], stdout=log, stderr=log)
    try:
        for _ in range(600):
            assert server.poll() is None, Path(log.name).read_text()
            try:
                httpx.get(f"{url}/models", timeout=2).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def test_the_server_answers_what_the_local_model_answers(server_url: str, tiny: LocalChatModel) -> None:
    messages = [("system", "Be short."), ("user", "Hello")]
    remote = _model(server_url).invoke(messages, max_tokens=12)
    local = tiny.invoke(messages, max_tokens=12)
    # The server drops bytes that are no text; this model writes some.
    assert remote.text == local.text.replace("�", "")
    assert remote.usage_metadata is not None
    assert local.usage_metadata is not None
    assert remote.usage_metadata["input_tokens"] == local.usage_metadata["input_tokens"]
    assert remote.usage_metadata["output_tokens"] == 12


def test_streaming_gives_what_invoke_gives(server_url: str) -> None:
    model = _model(server_url)
    chunks = list(model.stream("Hello"))
    assert len(chunks) > 2
    assert "".join(chunk.text for chunk in chunks) == model.invoke("Hello").text


def test_the_server_follows_a_json_schema(server_url: str) -> None:
    schema = {"type": "object", "properties": {"weeks": {"enum": [4, 8]}}, "required": ["weeks"]}
    answer = _model(server_url).invoke(
        "Hello", response_format={"type": "json_object", "schema": schema}, max_tokens=100
    )
    assert json.loads(answer.text)["weeks"] in (4, 8)


def test_a_set_event_cancels(server_url: str) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        list(_model(server_url).stream("Hello", cancel=cancel))
    with pytest.raises(Cancelled):
        _model(server_url).invoke("Hello", cancel=cancel)


def test_a_prompt_is_fitted_by_estimate() -> None:
    model = _model("http://127.0.0.1:9/v1", context_tokens=512)
    prompt = Prompt((SystemMessage("rules"),), (), (), "q" * 9000)
    (_, last) = model.fit(prompt, render=lambda evidence, question: question)
    assert 1000 < len(last.text) < 3 * 512


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"http://{_HOST}:{_free_port()}/v1"
    with pytest.raises(ModelUnavailable, match=rf"{url} cannot be reached.*PATHCOACH_MODEL__BASE_URL"):
        _model(url).invoke("Hello")


_Handler = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def _serving(answer: _Handler) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((_HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://{_HOST}:{server.server_port}/v1"
        server.shutdown()
        thread.join()


def _status(code: int) -> _Handler:
    def answer(request: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"error": {"message": "went wrong"}}).encode()
        request.send_response(code)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def _web_page(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    request.wfile.write(b"<html><body>Welcome</body></html>")


def _garbage(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.end_headers()
    request.wfile.write(b"data: {not json\n\n")


def _break_off(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.send_header("Content-Length", "10000")
    request.end_headers()
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunk["choices"] = [{"index": 0, "delta": {"role": "assistant", "content": "Hel"}, "finish_reason": None}]
    request.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")


def _silence(request: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (_status(401), "refuses the key.*PATHCOACH_MODEL__API_KEY"),
        (_status(404), "knows no model 'mine'"),
        (_status(500), "status 500: .*went wrong"),
        (_status(400), "status 400: .*went wrong"),
        (_web_page, "does not speak OpenAI's protocol"),
        (_garbage, "does not speak OpenAI's protocol"),
        (_break_off, "broke off"),
        (_silence, r"within 0\.2 s.*PATHCOACH_MODEL__TIMEOUT_S"),
    ],
    ids=["key", "name", "server", "request", "page", "garbage", "break", "silence"],
)
def test_what_a_server_does_wrong_becomes_one_sentence(answer: _Handler, sentence: str) -> None:
    with _serving(answer) as url:
        model = _model(url, name="mine", timeout_s=0.2 if answer is _silence else 5)
        for ask in (model.invoke, lambda question: list(model.stream(question))):
            with pytest.raises(ModelUnavailable, match=sentence) as raised:
                ask("Hello")
            assert url in str(raised.value)
            assert "\n" not in str(raised.value)
