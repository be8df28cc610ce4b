"""The bundled model itself."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import Cancelled
from bot.llm import LocalChatModel
from bot.llm.stop import StopSign
from bot.settable import ModelSettings

pytestmark = pytest.mark.real_model

_CITY = {
    "type": "object",
    "properties": {"city": {"type": "string", "maxLength": 20}},
    "required": ["city"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalChatModel]:
    model = LocalChatModel(settings=ModelSettings(max_tokens=24), home=tmp_path_factory.mktemp("home"))
    yield model
    model.close()


def test_it_answers_alike_streamed_and_whole(model: LocalChatModel) -> None:
    question = [("user", "The capital of France is Paris. Repeat this sentence.")]
    answer = model.invoke(question)
    assert "Paris" in answer.text
    assert "".join(chunk.text for chunk in model.stream(question)) == answer.text
    assert model.invoke(question).usage_metadata["input_token_details"]["cache_read"] > 20  # type: ignore[index]


def test_a_short_answer_ends_by_itself(model: LocalChatModel) -> None:
    answer = model.invoke([("user", "Say yes.")], max_tokens=200, stop=["."])
    assert answer.response_metadata["finish_reason"] == "stop"
    assert "." not in answer.text


def test_it_writes_json_by_a_schema(model: LocalChatModel) -> None:
    answer = model.invoke(
        "Name a city.", response_format={"type": "json_object", "schema": _CITY}, max_tokens=60
    )
    assert set(json.loads(answer.text)) == {"city"}


def test_a_long_prompt_is_cancelled_before_it_is_read_to_its_end(model: LocalChatModel) -> None:
    before = model.invoke("Hello").text
    engine, sign = model.load().result(), StopSign()
    prompt = engine.tokenize("word " * 1500)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(engine.prefill, prompt, sign=sign)
        while engine.evaluated_tokens < 512 and not reading.done():
            time.sleep(0.01)
        sign.set()
    assert isinstance(reading.exception(), Cancelled)
    assert 512 <= engine.evaluated_tokens < len(prompt)
    assert model.invoke("Hello").text == before


def test_with_half_the_memory_for_its_context_it_still_answers(tmp_path: Path) -> None:
    settings = ModelSettings(max_tokens=24, kv_type="q8_0", batch_tokens=128)
    model = LocalChatModel(settings=settings, home=tmp_path)
    answer = model.invoke([("user", "The capital of France is Paris. Repeat this sentence.")])
    model.close()
    assert "Paris" in answer.text
