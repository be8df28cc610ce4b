"""For all tests: a scripted chat model, a tiny real one and its server, a reader of acts, a home, a clock."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import gguf
import httpx
import numpy as np
import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

from bot.acts import ActReader
from bot.embedding import MiniLMEmbedder
from bot.prompts import bundled_prompts
from bot.router import router_cache

_HOST = "127.0.0.1"
FROZEN = "2026-03-02T09:00:00+01:00"
_WIDTH, _HEADS, _FEED_FORWARD, _LAYERS = 32, 2, 64, 1
_CONTROL = ("<|im_start|>", "<|im_end|>")
_TEMPLATE = (
    "{% for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools here') }}{% endif %}"
    "<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


class ScriptedChatModel(BaseChatModel):
    """Streams the given texts, one a call, in pieces of three letters; the last one again when they run out.

    With `continues_answers` it is asked to go on from the assistant's last message, as the local model is.
    """

    texts: list[str]
    continues_answers: bool = False
    prompts: list[list[BaseMessage]] = Field(default_factory=list)  # what it was asked, in order

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self.texts[min(len(self.prompts), len(self.texts) - 1)]
        self.prompts.append(list(messages))
        for at in range(0, max(1, len(text)), 3):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + 3]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that install the wheel, unless `-m` asks for them."""
    if "package" not in config.option.markexpr:
        items[:] = [item for item in items if "package" not in item.keywords]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("PATHCOACH_HOME", str(folder))
    return folder


@pytest.fixture
def frozen_clock(monkeypatch: pytest.MonkeyPatch) -> str:
    """Monday, 2 March 2026, nine in the morning in Oslo."""
    monkeypatch.setenv("PATHCOACH_NOW", FROZEN)
    return FROZEN


@pytest.fixture
def scripted() -> type[ScriptedChatModel]:
    """The model's class: `scripted(texts=[…])`."""
    return ScriptedChatModel


@pytest.fixture(scope="session")
def act_reader() -> ActReader:
    """The reader of acts, with the real embedding model."""
    return ActReader(bundled_prompts(), MiniLMEmbedder(), cache=router_cache())


@pytest.fixture(scope="session")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A llama with one layer, random weights and one token a byte: llama.cpp without the bundled model."""
    return write_tiny_gguf(tmp_path_factory.mktemp("models") / "tiny.gguf")


def write_tiny_gguf(
    path: Path, *, template: str = _TEMPLATE, control: tuple[str, ...] = _CONTROL, add_bos: bool = False
) -> Path:
    """Write such a model. Its first control token begins texts, its second ends them."""
    printable = [
        *range(ord("!"), ord("~") + 1),
        *range(ord("¡"), ord("¬") + 1),
        *range(ord("®"), ord("ÿ") + 1),
    ]
    other = [byte for byte in range(256) if byte not in printable]
    tokens = [chr(c) for c in printable] + [chr(256 + at) for at in range(len(other))]
    tokens += [*control, "qz"]
    types = [gguf.TokenType.NORMAL] * 256 + [gguf.TokenType.CONTROL] * len(control) + [gguf.TokenType.NORMAL]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(1024)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_FEED_FORWARD)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(["q z"])  # llama.cpp wants one at least
    writer.add_bos_token_id(256)
    writer.add_eos_token_id(257)
    writer.add_add_bos_token(add_bos)
    writer.add_chat_template(template)
    random = np.random.default_rng(7)
    square = (_WIDTH, _WIDTH)
    shapes = {"token_embd": (len(tokens), _WIDTH), "output": (len(tokens), _WIDTH)}
    for layer in range(_LAYERS):
        shapes |= {f"blk.{layer}.attn_{part}": square for part in ("q", "k", "v", "output")}
        shapes |= {f"blk.{layer}.ffn_{part}": (_FEED_FORWARD, _WIDTH) for part in ("gate", "up")}
        shapes[f"blk.{layer}.ffn_down"] = (_WIDTH, _FEED_FORWARD)
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{norm}.weight", np.ones(_WIDTH, dtype=np.float32))
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, dtype=np.float32))
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", random.normal(0, 0.4, shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Find a port that nothing listens on."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind((_HOST, 0))
            return int(probe.getsockname()[1])

    return find


@pytest.fixture(scope="session")
def serving_model(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Callable[..., AbstractContextManager[str]]:
    """Serve a file by llama-cpp-python's own server: `with serving_model(path, context_tokens=…) as url`."""

    @contextmanager
    def serve(path: Path, *, context_tokens: int) -> Iterator[str]:
        url = f"http://{_HOST}:{(port := free_port())}/v1"
        options = ["--model", str(path), "--host", _HOST, "--port", str(port)]
        options += ["--n_ctx", str(context_tokens), "--n_threads", "1"]
        log = tmp_path_factory.mktemp("server") / "log"
        with log.open("w") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "llama_cpp.server", *options], stdout=out, stderr=out
            )
            try:
                _wait_for(server, url, log)
                yield url
            finally:
                server.terminate()
                server.wait(timeout=30)

    return serve


def _wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            httpx.get(f"{url}/models", timeout=2).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
