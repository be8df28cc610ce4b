from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ModelError
from bot.llm.model_file import bundled_model
from bot.models.room import COACH_BYTES, check_room
from bot.settable import ModelSettings

_MB = 10**6


@pytest.mark.parametrize("allowed", [460 * _MB, 2000 * _MB, 64_000 * _MB])
def test_with_enough_nothing_is_said(allowed: int) -> None:
    check_room(bundled_model(), ModelSettings(), allowed_bytes=allowed)


def test_too_little_is_said_with_figures_and_what_does_without_the_model() -> None:
    with pytest.raises(ModelError) as refused:
        check_room(bundled_model(), ModelSettings(), allowed_bytes=400 * _MB)
    assert str(refused.value) == (
        "The coach with SmolLM2-135M-Instruct.Q4_1.gguf takes about 451 MB of memory, and this process can "
        "have 400 MB more. Close other programs or raise its limit, or set PATHCOACH_COMPOSER=extractive: "
        "without the model it takes 256 MB."
    )


def test_no_way_out_is_named_that_is_none() -> None:
    with pytest.raises(ModelError) as refused:
        check_room(bundled_model(), ModelSettings(), allowed_bytes=100 * _MB)
    assert "extractive" not in str(refused.value)


def test_a_longer_context_takes_more() -> None:
    settings = ModelSettings(context_tokens=8192)
    with pytest.raises(ModelError):
        check_room(bundled_model(), settings, allowed_bytes=460 * _MB)


def test_an_unknown_file_takes_its_own_size(tmp_path: Path) -> None:
    path = tmp_path / "other.gguf"
    path.write_bytes(b"GGUF" + bytes(_MB))
    check_room(path, ModelSettings(), allowed_bytes=COACH_BYTES + 2 * _MB)
    with pytest.raises(ModelError, match=r"other\.gguf takes about 257 MB"):
        check_room(path, ModelSettings(), allowed_bytes=COACH_BYTES)


def test_without_a_model_here_the_coach_alone_is_counted() -> None:
    check_room(None, ModelSettings(), allowed_bytes=COACH_BYTES)
    with pytest.raises(ModelError, match="The coach takes about 256 MB"):
        check_room(None, ModelSettings(), allowed_bytes=COACH_BYTES - 1)


def test_a_model_on_a_gpu_is_not_counted() -> None:
    check_room(bundled_model(), ModelSettings(gpu_layers=-1), allowed_bytes=COACH_BYTES)
