"""Reading and writing, timed: the engine and bare llama.cpp over a tiny file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import HumanMessage
from langchain_core.outputs import LLMResult

from bot.benchmark.bare import BareLlama
from bot.benchmark.decoding import measure_decoding
from bot.benchmark.effort import QUICK
from bot.benchmark.engine_side import EngineSide
from bot.benchmark.runs import pieces, run, tokens_written
from bot.benchmark.sizes import measure_sizes
from bot.config import Settings
from bot.errors import ModelError
from bot.llm import LocalChatModel
from bot.llm.model_file import bundled_model
from bot.prompts import bundled_prompts
from bot.settable import ModelSettings


class _Usages(BaseCallbackHandler):
    """Keeps what each generation cost."""

    def __init__(self, usages: list[Any]) -> None:
        self._usages = usages

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        self._usages.append(response.generations[0][0].message.usage_metadata)  # type: ignore[union-attr]


EFFORT = replace(
    QUICK, decode_s=20.0, decode_tokens=24, decode_rounds=2, sizes_s=20.0, sizes=(64, 128, 4096), power_s=0.1
)


@pytest.fixture
def side(tiny_settings: Callable[..., Settings], tmp_path: Path, tiny_gguf: Path) -> Iterator[EngineSide]:
    """The tiny model, its engine loaded."""
    with (
        closing(LocalChatModel(settings=tiny_settings().model, home=tmp_path)) as model,
        closing(EngineSide(model, tiny_gguf, bundled_prompts(), EFFORT)) as opened,
    ):
        yield opened


def test_a_run_is_timed_to_its_first_token_and_from_there(hand: Any) -> None:
    def steps() -> Iterator[int]:
        hand.go(0.5)
        yield 1
        for _ in range(4):
            hand.go(0.25)
            yield 2

    found = run(steps(), clock=hand)
    assert (found.first_token_s, found.tokens, found.rest_s, found.tokens_per_s) == (0.5, 8, 1.0, 8.0)


def test_a_model_that_says_nothing_cannot_be_timed() -> None:
    with pytest.raises(ModelError, match="nothing to time"):
        run(iter(()))
    with pytest.raises(ModelError, match="nothing to time"):
        measure_decoding(lambda _: iter([1]), None, tokens=8, rounds=1, seconds=1)


def test_both_write_as_many_tokens_and_take_turns() -> None:
    wrote: list[tuple[str, int]] = []

    def side_of(name: str) -> Callable[[int], Iterator[int]]:
        def write(tokens: int) -> Iterator[int]:
            wrote.append((name, tokens))
            yield from [1] * tokens

        return write

    found = measure_decoding(side_of("a"), side_of("b"), tokens=20, rounds=3, seconds=60)
    names = [name for name, tokens in wrote if tokens == 20]
    assert names == ["a", "b", "b", "a", "a", "b"]
    assert (found.tokens, found.ours.count) == (20, 3)
    assert found.bare is not None
    assert found.ratio == found.ours.median / found.bare.median


def test_a_slow_model_writes_less_in_each_round() -> None:
    def slowly(tokens: int) -> Iterator[int]:
        for _ in range(tokens):
            time.sleep(0.002)
            yield 1

    assert measure_decoding(slowly, None, tokens=1000, rounds=1, seconds=0.2).tokens < 100


def test_all_tokens_are_counted_even_where_a_piece_of_text_is_several(
    tiny_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    with closing(LocalChatModel(settings=tiny_settings().model, home=tmp_path)) as model:
        assert tokens_written(model, [HumanMessage("Hello")], max_tokens=24) == 24
        assert (
            0 < sum(pieces(model, [HumanMessage("Hello")], max_tokens=24)) < 24
        )  # not all bytes are letters


@pytest.mark.real_model
def test_writing_is_compared_with_bare_llama_cpp_and_both_write_as_much(tmp_path: Path) -> None:
    settings = ModelSettings(context_tokens=512, threads=1, batch_threads=1)
    with (
        closing(LocalChatModel(settings=settings, home=tmp_path)) as model,
        closing(EngineSide(model, bundled_model(), bundled_prompts(), EFFORT)) as side,
    ):
        side.load_bare(available_bytes=0)
        found = side.decode()
        assert found.bare is not None
        assert found.ratio == found.ours.median / found.bare.median > 0
        assert 16 <= found.tokens <= 24


def test_reading_is_compared_with_bare_llama_cpp(side: EngineSide) -> None:
    side.load_bare(available_bytes=0)
    found = side.prefill()
    assert found.bare is not None
    assert found.ratio == found.ours.median / found.bare.median > 0
    assert found.tokens == 256


def test_without_room_for_a_second_model_ours_is_measured_alone(side: EngineSide) -> None:
    with pytest.raises(ModelError, match="1 MB are free"):
        side.load_bare(available_bytes=10**6)
    found = side.prefill()
    assert (found.bare, found.ratio) == (None, None)
    assert found.ours.median > 0


def test_prompts_are_timed_for_every_size_that_the_context_holds(side: EngineSide) -> None:
    found = side.sizes()
    assert [each.tokens for each in found] == [64, 128]
    assert all(each.prefill_s > 0 and each.first_token_s > 0 for each in found)


def test_a_prompt_of_a_size_has_about_so_many_tokens_and_nothing_of_it_is_known(
    tiny_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    with closing(LocalChatModel(settings=tiny_settings().model, home=tmp_path)) as model:
        usages: list[dict[str, Any]] = []
        model.callbacks = [_Usages(usages)]
        text = bundled_prompts().instructions
        measure_sizes(model, model.load().result(), text, (128, 512), seconds=60)
    for usage, size in zip(usages, (128, 512), strict=True):
        assert usage["input_tokens"] == pytest.approx(size, rel=0.25)
        assert usage["input_token_details"]["cache_read"] == 0


def test_how_the_model_was_loaded_is_told(side: EngineSide) -> None:
    assert (side.loading.context_tokens, side.loading.threads, side.loading.kv_type) == (1024, 1, "f16")
    assert side.loading.batch_tokens == 512


def test_a_file_that_bare_llama_cpp_refuses_is_an_error_in_words(side: EngineSide, tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF and nothing else")
    with pytest.raises(ModelError, match="does not load"):
        BareLlama(tmp_path / "broken.gguf", side.loading)
