from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.llm.waiting import wait_asleep

_LOADS = """
import sys
from pathlib import Path
from bot.settable import ModelSettings
from bot.llm import LocalChatModel
model = LocalChatModel(settings=ModelSettings(path=Path(sys.argv[1])), home=Path(sys.argv[2]))
model.load().result()
model.close()
"""


def test_a_waiting_thread_soon_goes_to_sleep() -> None:
    environ: dict[str, str] = {}
    wait_asleep(environ)
    assert environ == {"GOMP_SPINCOUNT": "1000"}


@pytest.mark.parametrize("chosen", [{"GOMP_SPINCOUNT": "7"}, {"OMP_WAIT_POLICY": "active"}])
def test_who_has_decided_otherwise_is_left_alone(chosen: dict[str, str]) -> None:
    environ = dict(chosen)
    wait_asleep(environ)
    assert environ == chosen


def test_the_library_knows_it_when_a_model_is_loaded(tiny_gguf: Path, tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "GOMP_SPINCOUNT"}
    done = subprocess.run(
        [sys.executable, "-c", _LOADS, str(tiny_gguf), str(tmp_path)],
        env={**environ, "OMP_DISPLAY_ENV": "verbose"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    if "GOMP_SPINCOUNT" not in done.stderr:
        pytest.skip("this llama.cpp is not built with GCC's OpenMP")
    assert "GOMP_SPINCOUNT = '1000'" in done.stderr
