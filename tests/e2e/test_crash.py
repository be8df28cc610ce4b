"""Processes that are killed at random moments lose nothing and double nothing: twenty kills of the bench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(180)
def test_after_twenty_kills_nothing_is_lost_or_doubled() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.crash", "--kills", "20", "--gate"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=170,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
