"""Child processes are measured, and one that fails or hangs is never taken for a figure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import Conversation, MeasureError, measure

ROOT = Path(__file__).parents[2]
ECHO = "import sys\nfor line in sys.stdin: print(line.strip().upper(), flush=True)"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_process_is_measured_with_its_own_peak_memory() -> None:
    # In a process of its own, because what pytest holds would count towards its children's peak.
    peak = "measure([sys.executable, '-c', f'x = b\\'1\\' * {size}'], env=os.environ, timeout_s=30).peak_mb"
    code = f"import os, sys\nfrom bench.measure import measure\nfor size in (10**8, 3 * 10**8): print({peak})"
    ran = subprocess.run(python(code), capture_output=True, text=True, timeout=90, cwd=ROOT, check=True)
    smaller, larger = map(float, ran.stdout.split())
    assert smaller > 100
    assert larger - smaller == pytest.approx(200, abs=20)


def test_a_process_is_timed_and_heard() -> None:
    measured = measure(python("import time; time.sleep(0.2); print('done')"), env=os.environ, timeout_s=30)
    assert measured.stdout == "done\n"
    assert measured.wall_s >= 0.2


def test_a_failing_process_is_an_error_with_what_it_said() -> None:
    with pytest.raises(MeasureError, match="exited with 3: no luck"):
        measure(
            python("import sys; print('no luck', file=sys.stderr); sys.exit(3)"), env=os.environ, timeout_s=30
        )


def test_a_process_that_hangs_is_ended() -> None:
    with pytest.raises(MeasureError, match="ran past its time"):
        measure(python("import time; time.sleep(60)"), env=os.environ, timeout_s=0.5)


def test_a_conversation_answers_line_by_line_and_tells_its_peak_at_the_end() -> None:
    with Conversation(python(ECHO), env=os.environ, timeout_s=30) as conversation:
        assert conversation.ask("one")[0] == "ONE\n"
        assert conversation.ask("two")[0] == "TWO\n"
        conversation.close()
    assert conversation.peak_mb > 1


def test_a_conversation_that_stops_answering_is_an_error() -> None:
    with (
        pytest.raises(MeasureError, match="ran past its time"),
        Conversation(python("import time; time.sleep(60)"), env=os.environ, timeout_s=0.5) as conversation,
    ):
        conversation.ask("anyone?")


def test_a_conversation_that_breaks_off_is_an_error() -> None:
    with (
        pytest.raises(MeasureError, match=r"exited with 1: [\s\S]*ZeroDivisionError"),
        Conversation(python("input(); 1 / 0"), env=os.environ, timeout_s=30) as conversation,
    ):
        conversation.ask("what now?")
