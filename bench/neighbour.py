"""How much does a busy neighbour slow the coach? `python -m bench.neighbour`.

The neighbour is a process that spins on a core of its own for a bounded time. One coach answers the same
questions by turns, with the machine to itself and beside the neighbour; the ratio is taken for each question
before the median, over all questions and over those that the model writes. Wants a quiet machine: who else is
at work here is a neighbour in both turns.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.ask import COACH, PYTHON, ROOT, TIMEOUT_S, WARM_UP, Bar, Question, read_questions
from bench.measure import Conversation, MeasureError, measure

LONGEST_S = 60  # of a neighbour
MOST = 2.5  # times slower
_SPIN = "import sys, time\nend = time.monotonic() + int(sys.argv[1])\nwhile time.monotonic() < end: pass"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, asked twice. Milliseconds; `written` says whether the model wrote anything."""

    question: Question
    quiet_ms: float
    busy_ms: float
    written: bool


def run(questions: Sequence[Question], rounds: int, *, neighbours: int, scratch: Path) -> list[Turn]:
    """Build an index in `scratch`, and ask everything quiet and busy `rounds` times. Raises MeasureError."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.upper().startswith("PATHCOACH_")},
        "PATHCOACH_HOME": str(scratch / "home"),
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",
    }
    _say("building the index")
    measure([*COACH, "index"], env=env, timeout_s=600)
    turns = []
    with Conversation([*COACH, "ask", "-", "--json"], env=env, timeout_s=TIMEOUT_S) as coach:
        for text in (WARM_UP, *(question.text for question in questions)):
            coach.ask(text)  # what is computed once is no part of the comparison
        for number in range(1, rounds + 1):
            quiet = [coach.ask(question.text) for question in questions]
            with _neighbours(neighbours):
                busy = [coach.ask(question.text) for question in questions]
            for question, (reply, quiet_ms), (_, busy_ms) in zip(questions, quiet, busy, strict=True):
                written = json.loads(reply)["usage"]["completion_tokens"] > 0
                turns.append(Turn(question, quiet_ms, busy_ms, written))
            ratio = median(turn.busy_ms / turn.quiet_ms for turn in turns)
            _say(f"{number}/{rounds}: {ratio:.2f} times as long beside a neighbour")
        coach.close()
    return turns


def bars(turns: Sequence[Turn]) -> list[Bar]:
    """Return the bars: over all answers, and over those that the model writes."""
    found = []
    for name, some in _groups(turns):
        ratio = median(turn.busy_ms / turn.quiet_ms for turn in some)
        found.append(Bar(f"{name}: times as long beside a busy neighbour", ratio, most=MOST))
    return found


def table(turns: Sequence[Turn]) -> str:
    """Return the medians."""
    lines = [f"{'milliseconds, median':<28}{'quiet':>10}{'busy':>10}{'worst':>10}"]
    for name, some in _groups(turns):
        figures = (
            median(turn.quiet_ms for turn in some),
            median(turn.busy_ms for turn in some),
            max(turn.busy_ms for turn in some),
        )
        lines.append(f"{name:<28}" + "".join(f"{ms:>10.0f}" for ms in figures))
    return "\n".join(lines)


def _groups(turns: Sequence[Turn]) -> Iterator[tuple[str, list[Turn]]]:
    yield "all answers", list(turns)
    if written := [turn for turn in turns if turn.written]:
        yield "answers that the model wrote", written


@contextmanager
def _neighbours(count: int) -> Iterator[None]:
    command = [PYTHON, "-c", _SPIN, str(LONGEST_S)]
    spinning = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield
        if any(process.poll() is not None for process in spinning):
            raise MeasureError(f"The questions took longer than the neighbour's {LONGEST_S} s: ask fewer.")
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and a bar is missed."""
    parser = argparse.ArgumentParser(description="How much a busy neighbour slows the coach.")
    parser.add_argument("--rounds", type=int, default=3, help="turns of all questions (default 3)")
    parser.add_argument(
        "--neighbours",
        type=int,
        default=max(1, (os.cpu_count() or 1) - 1),
        help="spinning processes (default: a core less than there are)",
    )
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if min(arguments.rounds, arguments.neighbours) < 1:
        parser.error("--rounds and --neighbours must be 1 or more")
    try:
        with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
            turns = run(
                read_questions(), arguments.rounds, neighbours=arguments.neighbours, scratch=Path(scratch)
            )
    except MeasureError as error:
        _say(str(error))
        return 1
    found = bars(turns)
    print(table(turns), "", *found, sep="\n")
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
