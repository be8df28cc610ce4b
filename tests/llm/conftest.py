"""The tiny random model in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.llm import LocalChatModel
from bot.settable import ModelSettings


@pytest.fixture
def tiny(tiny_gguf: Path, tmp_path: Path) -> Iterator[LocalChatModel]:
    """A chat model over the tiny file, with a context of 1024 tokens."""
    settings = ModelSettings(path=tiny_gguf, context_tokens=1024, max_tokens=32, threads=1, batch_threads=1)
    model = LocalChatModel(settings=settings, home=tmp_path)
    yield model
    model.close()
