"""`pathcoach chat` with piped input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pathcoach = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_COMPOSER", "extractive")


@pytest.mark.real_model
def test_chat_answers_piped_lines(pathcoach: Pathcoach, built_home: Path) -> None:
    ran = pathcoach("chat", home=built_home, stdin=b"How many phases are there?\n\nquit\nnever read\n")
    assert (ran.code, ran.err) == (0, "")
    assert "5 phases" in ran.out
    assert "Sources: [1]" in ran.out
