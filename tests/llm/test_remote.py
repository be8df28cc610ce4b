"""Against llama-cpp-python's own server, and against servers that misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from langchain_core.messages import SystemMessage

from bot.budget import Prompt
from bot.errors import Cancelled, ModelUnavailable
from bot.llm import LocalChatModel, create_chat_model
from bot.llm.remote import ServerChatModel
from bot.settable import ModelSettings

_HOST = "127.0.0.1"


def _model(url: str, **settings: object) -> ServerChatModel:
    model = create_chat_model(
        ModelSettings.model_validate({"base_url": url, "max_tokens": 16, **settings}), home=Path()
    )
    assert isinstance(model, ServerChatModel)
    return model


@pytest.fixture(scope="module")
def server_url(tiny_gguf: Path, serving_model: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    with serving_model(tiny_gguf, context_tokens=1024) as url:
        yield url


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


def test_a_schema_in_openai_s_form_is_followed_where_the_server_knows_only_llama_cpp_s(
    server_url: str,
) -> None:
    schema = {"type": "object", "properties": {"weeks": {"enum": [4, 8]}}, "required": ["weeks"]}
    wanted = {"type": "json_schema", "json_schema": {"name": "weeks", "schema": schema}}
    model = _model(server_url)
    for _ in range(2):  # refused first, and known the second time
        answer = model.invoke("Hello", response_format=wanted, max_tokens=100)
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


def test_a_server_that_is_not_there_is_named(free_port: Callable[[], int]) -> None:
    url = f"http://{_HOST}:{free_port()}/v1"
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


def test_a_schema_that_no_form_helps_with_is_one_sentence() -> None:
    asked: list[str] = []

    def refuse(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        _status(400)(request)

    with _serving(refuse) as url:
        wanted = {"type": "json_schema", "json_schema": {"name": "any", "schema": {"type": "object"}}}
        model = _model(url)
        for _ in range(2):  # that it failed in both forms says nothing of either
            with pytest.raises(ModelUnavailable, match="status 400"):
                model.invoke("Hello", response_format=wanted)
    assert len(asked) == 4


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
