from __future__ import annotations

import logging
import re

import pytest

from bot.llm.engine import Engine
from bot.llm.model_file import bundled_model
from bot.llm.native import Loading
from bot.models import load_catalogue
from bot.models.needs import KvType, Plan, needs

_MIB = 1 << 20


def _total(name: str, plan: Plan) -> int:
    found = needs(load_catalogue().find(name), plan)
    assert found is not None
    return found.total


def test_quantised_keys_and_values_take_little_more_than_half() -> None:
    entry = load_catalogue().find("granite-4.1-3b")
    exact, quantised = (needs(entry, Plan(4096, kv_type=kind)) for kind in (KvType.F16, KvType.Q8_0))
    assert exact is not None
    assert quantised is not None
    assert quantised.kv / exact.kv == pytest.approx(34 / 64)


def test_a_smaller_batch_and_flash_attention_take_less_to_compute_in() -> None:
    wide = _total("qwen3-4b-2507", Plan(8192))
    assert _total("qwen3-4b-2507", Plan(8192, batch_tokens=128)) < wide
    assert _total("qwen3-4b-2507", Plan(8192, flash_attention=True)) < wide


@pytest.mark.real_model
@pytest.mark.parametrize("context_tokens", [1024, 4096, 8192])
def test_the_estimate_is_what_llama_cpp_takes(context_tokens: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot.llm.native"):
        Engine(bundled_model(), Loading(context_tokens=context_tokens, threads=1, batch_threads=1)).close()
    taken = {
        name: float(re.search(rf"CPU {name} buffer size = +([\d.]+) MiB", caplog.text)[1]) * _MIB  # type: ignore[index]
        for name in ("KV", "compute")
    }
    estimate = needs(load_catalogue().find("smollm2-135m"), Plan(context_tokens))
    assert estimate is not None
    assert estimate.kv == taken["KV"]
    assert taken["compute"] <= estimate.compute <= 1.08 * taken["compute"]
