"""Pathcoach against the stock recipe, and against bare imports, in one run: `python -m bench.ask`.

Cold is a fresh process for one question, on an index that is already there; warm is a process that has
answered before. Both sides take turns, and each ratio is taken within a turn before the median of the turns,
so that a machine that grows slower or faster over the run favours neither. Wants a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from bench.measure import Conversation, Measured, MeasureError, measure

ROOT = Path(__file__).parents[1]
QUESTIONS = Path(__file__).with_name("questions.txt")
COLD_KINDS = ("fact", "list", "advice")
WARM_UP = "What is this about?"
TIMEOUT_S = 120.0

PYTHON = sys.executable
BARE = [PYTHON, "-c", "from langchain.agents import create_agent; import chromadb"]
COACH = [PYTHON, "-m", "bot"]
STOCK = [PYTHON, "-m", "bench.stock"]


@dataclass(frozen=True, slots=True)
class Question:
    """A line of questions.txt."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ColdTurn:
    """One question, asked of fresh processes one after the other."""

    question: Question
    bare: Measured
    coach: Measured
    stock: Measured


@dataclass(frozen=True, slots=True)
class WarmTurn:
    """One question, asked of both running processes.

    `inside_ms` is what the coach itself reports, `generated` says whether its model wrote anything.
    """

    question: Question
    coach_ms: float
    inside_ms: float
    stock_ms: float
    generated: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was measured."""

    cold: list[ColdTurn] = field(default_factory=list)
    warm: list[WarmTurn] = field(default_factory=list)
    coach_peak_mb: float = 0.0
    stock_peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, mostly a ratio, and the bound it is held to, `least` or `most`."""

    name: str
    figure: float
    least: float | None = None
    most: float | None = None

    @property
    def held(self) -> bool:
        return (self.least is None or self.figure >= self.least) and (
            self.most is None or self.figure <= self.most
        )

    def __str__(self) -> str:
        bound = f"at least {self.least}" if self.least is not None else f"at most {self.most}"
        return f"{'held  ' if self.held else 'MISSED'}  {self.figure:6.2f}  {bound:<12}  {self.name}"


def read_questions(path: Path = QUESTIONS) -> list[Question]:
    """Return the questions of a file that holds `kind<TAB>question` lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Question(*line.split("\t", 1)) for line in lines if line.strip()]


def run(questions: list[Question], runs: int, *, scratch: Path) -> Run:
    """Build both indexes in `scratch` and measure cold and warm. Raises MeasureError."""
    env = {
        **os.environ,
        "PATHCOACH_HOME": str(scratch / "home"),
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",  # neither side is to wait for the network
    }
    stock = [*STOCK, "--folder", str(scratch / "stock")]
    _say("building both indexes")
    measure([*COACH, "index"], env=env, timeout_s=600)
    measure([*stock, "--build"], env=env, timeout_s=600)
    cold = list(_cold(questions, runs, stock=stock, env=env))
    return _warm(questions, cold, stock=stock, env=env)


def bars(result: Run) -> list[Bar]:
    """Return the bars of the benchmark; cold ones are held by each kind of question on its own."""
    found = []
    for question in _cold_questions([turn.question for turn in result.cold]):
        turns = [turn for turn in result.cold if turn.question == question]
        faster = median(turn.stock.wall_s / turn.coach.wall_s for turn in turns)
        floor = median(turn.coach.wall_s / turn.bare.wall_s for turn in turns)
        memory = max(turn.coach.peak_mb for turn in turns) / max(turn.stock.peak_mb for turn in turns)
        found += [
            Bar(f"cold, {question.kind}: times faster than the stock recipe", faster, least=2.5),
            Bar(f"cold, {question.kind}: times as long as bare imports", floor, most=2.5),
            Bar(f"cold, {question.kind}: peak memory over the stock recipe's", memory, most=0.6),
        ]
    coach_ms, stock_ms = (
        median(getattr(turn, side) for turn in result.warm) for side in ("coach_ms", "stock_ms")
    )
    return [
        *found,
        Bar("warm: median times faster than the stock recipe", stock_ms / coach_ms, least=4.0),
        Bar(
            "warm: peak memory over the stock recipe's", result.coach_peak_mb / result.stock_peak_mb, most=0.6
        ),
    ]


def table(result: Run) -> str:
    """Return the absolute figures: medians of the times, largest of the peaks."""
    lines = [f"{'':<28}{'bare imports':>16}{'pathcoach':>16}{'stock recipe':>16}"]
    for question in _cold_questions([turn.question for turn in result.cold]):
        turns = [turn for turn in result.cold if turn.question == question]
        sides = [[getattr(turn, side) for turn in turns] for side in ("bare", "coach", "stock")]
        lines.append(
            _row(f"cold, {question.kind}", [f"{median(m.wall_s for m in side):.2f} s" for side in sides])
        )
        lines.append(_row("  peak memory", [f"{max(m.peak_mb for m in side):.0f} MB" for side in sides]))
    generated = [turn for turn in result.warm if turn.generated]
    lines.append(_row("warm, median", _warm_cells(result.warm)))
    if generated:
        lines.append(_row(f"  of {len(generated)} that the model wrote", _warm_cells(generated)))
    inside = median(turn.inside_ms for turn in result.warm)
    lines.append(_row("  median, by its own clock", ["", f"{inside:.0f} ms", ""]))
    lines.append(
        _row("  peak memory", ["", f"{result.coach_peak_mb:.0f} MB", f"{result.stock_peak_mb:.0f} MB"])
    )
    return "\n".join(lines)


def _cold(
    questions: list[Question], runs: int, *, stock: list[str], env: Mapping[str, str]
) -> Iterator[ColdTurn]:
    asked = _cold_questions(questions)
    for number in range(runs + 1):
        for question in asked[:1] if number == 0 else asked:
            turn = ColdTurn(
                question,
                bare=measure(BARE, env=env, timeout_s=TIMEOUT_S),
                coach=measure([*COACH, "ask", question.text], env=env, timeout_s=TIMEOUT_S),
                stock=measure([*stock, question.text], env=env, timeout_s=TIMEOUT_S),
            )
            _say(
                f"cold {number}/{runs} {question.kind}: bare {turn.bare.wall_s:.2f} s, "
                f"coach {turn.coach.wall_s:.2f} s, stock {turn.stock.wall_s:.2f} s"
            )
            if number:  # the first one only fills the disk cache
                yield turn


def _warm(
    questions: list[Question], cold: list[ColdTurn], *, stock: list[str], env: Mapping[str, str]
) -> Run:
    turns = []
    with (
        Conversation([*COACH, "ask", "-", "--json"], env=env, timeout_s=TIMEOUT_S) as coach_side,
        Conversation([*stock, "-"], env=env, timeout_s=TIMEOUT_S) as stock_side,
    ):
        for side in (coach_side, stock_side):
            side.ask(WARM_UP)
        for question in questions:
            answer, coach_ms = coach_side.ask(question.text)
            _, stock_ms = stock_side.ask(question.text)
            reply = json.loads(answer)
            generated = reply["usage"]["completion_tokens"] > 0
            turns.append(WarmTurn(question, coach_ms, reply["timings_ms"]["total"], stock_ms, generated))
            _say(f"warm {question.kind}: coach {coach_ms:.0f} ms, stock {stock_ms:.0f} ms")
        coach_side.close()
        stock_side.close()
    return Run(cold, turns, coach_side.peak_mb, stock_side.peak_mb)


def _cold_questions(questions: list[Question]) -> list[Question]:
    """Return the first question of each of the cold kinds."""
    return [next(question for question in questions if question.kind == kind) for kind in COLD_KINDS]


def _warm_cells(turns: list[WarmTurn]) -> list[str]:
    sides = [turn.coach_ms for turn in turns], [turn.stock_ms for turn in turns]
    return ["", *(f"{median(side):.0f} ms" for side in sides)]


def _row(name: str, cells: list[str]) -> str:
    return f"{name:<28}" + "".join(f"{cell:>16}" for cell in cells)


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Pathcoach against the stock recipe and bare imports, in one run."
    )
    parser.add_argument("--runs", type=int, default=5, help="cold turns of each question (default 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure to FILE")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be 1 or more")
    load, cores = os.getloadavg()[0], os.cpu_count()
    _say(
        f"{cores} cores, load {load:.1f}"
        + ("; others are at work here: ratios may mislead" if load > 0.5 else "")
    )
    try:
        with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
            result = run(read_questions(), arguments.runs, scratch=Path(scratch))
    except MeasureError as error:
        _say(str(error))
        return 1
    found = bars(result)
    print(table(result), "", *found, sep="\n")
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"run": asdict(result), "bars": [asdict(bar) for bar in found]}, indent=1)
        )
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
