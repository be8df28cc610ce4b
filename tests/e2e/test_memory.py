"""Little memory, by a limit on the addresses that a process may take: `ulimit -v`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Ran = CompletedProcess[str]

_ADVICE = "Should I learn some C++ before I buy a board?"

pytestmark = [
    pytest.mark.real_model,
    pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit sets the limit, and is not here"),
]


def _limit(megabytes: int) -> tuple[str, ...]:
    return ("prlimit", f"--as={megabytes * 10**6}", "--")


def test_two_gigabytes_are_enough_for_what_the_model_writes(
    pathcoach: Callable[..., Ran], answered: Callable[[Ran], list[dict[str, Any]]]
) -> None:
    ran = pathcoach("ask", _ADVICE, "--json", "--composer", "mixed", before=_limit(2000))
    (reply,) = answered(ran)
    assert reply["usage"]["completion_tokens"] > 0


def test_two_gigabytes_are_enough_for_a_chat(pathcoach: Callable[..., Ran]) -> None:
    ran = pathcoach("chat", stdin=f"{_ADVICE}\n", before=_limit(2000))
    assert ran.returncode == 0, ran.stderr
    assert "C++" in ran.stdout


@pytest.mark.parametrize("command", [("ask", _ADVICE), ("chat",)])
@pytest.mark.parametrize(("composer", "takes"), [((), "256 MB"), (("--composer", "llm"), "451 MB")])
def test_too_little_is_said_before_anything_is_loaded(
    command: tuple[str, ...],
    composer: tuple[str, ...],
    takes: str,
    pathcoach: Callable[..., Ran],
    home: Path,
    refusal: Callable[[Ran], str],
) -> None:
    shutil.rmtree(home / "cache")
    said = refusal(pathcoach(*command, *composer, before=_limit(800)))
    assert f"takes about {takes} of memory" in said
    assert not (home / "cache").exists()
