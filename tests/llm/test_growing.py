from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.llm.engine import Engine
from bot.llm.native import Loading
from bot.llm.sampling import Sampling
from bot.llm.stop import StopSign


def _write(engine: Engine, prompt: Sequence[int], *, tokens: int = 20) -> bytes:
    engine.prefill(prompt, sign=StopSign())
    return b"".join(engine.decode(max_tokens=tokens, sampling=Sampling(), sign=StopSign()))


def _engine(path: Path, first_context_tokens: int | None) -> Engine:
    loading = Loading(
        context_tokens=1024,
        threads=1,
        batch_threads=1,
        batch_tokens=128,
        first_context_tokens=first_context_tokens,
    )
    return Engine(path, loading)


@pytest.mark.parametrize("length", [20, 250, 500, 1000])
def test_a_context_that_grows_writes_what_a_long_one_writes(tiny_gguf: Path, length: int) -> None:
    growing, long = _engine(tiny_gguf, 256), _engine(tiny_gguf, None)
    prompt = [1 + number % 90 for number in range(length)]
    assert _write(growing, prompt) == _write(long, prompt)
    assert growing.context_tokens == long.context_tokens == 1024
    for engine in (growing, long):
        engine.close()


def test_it_grows_once_and_only_when_it_must(tiny_gguf: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="bot.llm.native")
    engine = _engine(tiny_gguf, 256)

    def lengths() -> list[str]:
        return [line.split()[-1] for line in caplog.text.splitlines() if " n_ctx  " in line]

    _write(engine, list(range(1, 200)))
    assert lengths() == ["256"]
    _write(engine, list(range(1, 256)) * 2)
    _write(engine, list(range(2, 256)) * 2)
    assert lengths() == ["256", "1024"]
    engine.close()
