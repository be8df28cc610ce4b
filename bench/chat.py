"""How soon can one type into `pathcoach chat`, and how soon does it answer? `python -m bench.chat`.

Each sitting is a fresh process in a pseudo-terminal, on an index that is there, for somebody who was here
before. The prompt counts as usable when a question typed into it is echoed. Enter follows at once, so that
the answer waits for whatever is still loading too; it is timed until its first sentence is on the screen.
Bare imports take turns with the sittings, as in `bench.ask`. Wants a quiet machine: while others keep its
two cores busy, an answer that a model writes was seen to begin after 6 s in place of 1.3.

Memory is that of two whole conversations, of every question in `questions.txt`: the first one ever, right
after `pathcoach index`, and the one after all the sittings.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.ask import BARE, COACH, ROOT, TIMEOUT_S, Bar, Question, read_questions
from bench.measure import MeasureError, measure
from bench.terminal import Terminal
from bot.channels.terminal.keyboard import PROMPT
from bot.prompts import bundled_prompts

KINDS = ("fact", "advice")  # of questions.txt


@dataclass(frozen=True, slots=True)
class Sitting:
    """One conversation of one question, and the bare imports before it. Seconds."""

    question: Question
    bare_s: float
    prompt_s: float  # from the start until a typed question is echoed
    answer_s: float  # from Enter to the first sentence


@dataclass(frozen=True, slots=True)
class Peaks:
    """The largest resident set of a whole conversation, in units of 10^6 bytes."""

    first_mb: float
    later_mb: float


def run(questions: Iterable[Question], runs: int, *, scratch: Path) -> tuple[list[Sitting], Peaks]:
    """Build an index in `scratch` and sit down `runs` times for each question. Raises MeasureError."""
    home = scratch / "home"
    env = {
        **{name: value for name, value in os.environ.items() if not name.upper().startswith("PATHCOACH_")},
        "PATHCOACH_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",
    }
    _say("building the index")
    measure([*COACH, "index"], env=env, timeout_s=600)
    questions = list(questions)
    _say("a first conversation, for its memory")
    first_mb = _peak_mb(env=env)
    sittings = []
    for number in range(runs + 1):
        for question in questions:
            bare_s = measure(BARE, env=env, timeout_s=TIMEOUT_S).wall_s
            sitting = _sit(question, bare_s, env=env)
            # Or the next prompt would suggest the question before it is typed.
            (home / "history").unlink(missing_ok=True)
            _say(
                f"{number}/{runs} {question.kind}: bare {bare_s:.2f} s, prompt {sitting.prompt_s:.2f} s, "
                f"answer {sitting.answer_s:.2f} s"
            )
            if number:  # the first one only fills the disk cache
                sittings.append(sitting)
    _say("a later conversation, for its memory")
    return sittings, Peaks(first_mb, _peak_mb(env=env))


def bars(sittings: Iterable[Sitting], peaks: Peaks) -> list[Bar]:
    """Return the bars: the prompt's over all sittings, the answer's for each question, those of memory."""
    sittings = list(sittings)
    ratio = median(sitting.prompt_s / sitting.bare_s for sitting in sittings)
    found = [Bar("prompt: times as long as bare imports", ratio, most=1.3)]
    for question, times in _answers(sittings).items():
        found.append(Bar(f"answer, {question.kind}: seconds to its first sentence", median(times), most=2.0))
    return [
        *found,
        Bar("peak memory of a first chat, MB", peaks.first_mb, most=450.0),
        Bar("peak memory of a later chat, MB", peaks.later_mb, most=450.0),
    ]


def table(sittings: Iterable[Sitting]) -> str:
    """Return medians, with the smallest and largest figure beside each."""
    sittings = list(sittings)
    lines = [f"{'seconds':<28}{'median':>10}{'least':>10}{'most':>10}"]
    lines.append(_row("bare imports", [sitting.bare_s for sitting in sittings]))
    lines.append(_row("prompt", [sitting.prompt_s for sitting in sittings]))
    for question, times in _answers(sittings).items():
        lines.append(_row(f"answer, {question.kind}", times))
    return "\n".join(lines)


def is_echoed(screen: str, question: str) -> bool:
    """Return if the question stands behind a prompt, and not where the terminal itself echoes."""
    return f"{PROMPT}{question}" in screen


def has_answer(screen: str, question: str, *, notes: Iterable[str]) -> bool:
    """Return if below the question stands anything but the notes of a coach that is still at work."""
    below = screen.rpartition(f"{PROMPT}{question}")[2]
    said = [line.strip() for line in below.splitlines()]
    return any(line and not any(note.startswith(line) for note in notes) for line in said)


def is_ready_again(screen: str, question: str) -> bool:
    """Return if the answer is at its end, and another question can be typed."""
    below = screen.rpartition(f"{PROMPT}{question}")[2]
    return any(line.startswith(PROMPT.strip()) for line in below.splitlines())


def _sit(question: Question, bare_s: float, *, env: Mapping[str, str]) -> Sitting:
    say = bundled_prompts().say
    notes = {say("loading"), say("thinking")}
    with _chat(env) as terminal:
        echoed_s = _type(terminal, question.text)
        entered_s = terminal.press("\r")
        answered_s = terminal.wait_until(
            lambda screen: has_answer(screen, question.text, notes=notes), "an answer"
        )
    return Sitting(question, bare_s, echoed_s - terminal.started_s, answered_s - entered_s)


def _peak_mb(*, env: Mapping[str, str]) -> float:
    """Ask everything in one conversation, and return the memory that this took."""
    with _chat(env) as terminal:
        for question in read_questions():
            _type(terminal, question.text)
            terminal.press("\r")
            terminal.wait_until(partial(is_ready_again, question=question.text), "the next prompt")
        return terminal.peak_mb()


@contextmanager
def _chat(env: Mapping[str, str]) -> Iterator[Terminal]:
    with Terminal([*COACH, "chat"], env=env, timeout_s=TIMEOUT_S) as terminal:
        terminal.wait_until(lambda screen: f"\n{PROMPT.strip()}" in f"\n{screen}", "a prompt")
        yield terminal


def _type(terminal: Terminal, question: str) -> float:
    """Type a question, and return when it stood on the screen."""
    terminal.press(question)
    return terminal.wait_until(partial(is_echoed, question=question), "the question")


def _answers(sittings: Iterable[Sitting]) -> dict[Question, list[float]]:
    """Return the seconds to the first sentence, by question."""
    found: dict[Question, list[float]] = {}
    for sitting in sittings:
        found.setdefault(sitting.question, []).append(sitting.answer_s)
    return found


def _row(name: str, times: list[float]) -> str:
    return f"{name:<28}" + "".join(f"{each:>10.2f}" for each in (median(times), min(times), max(times)))


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and a bar is missed."""
    parser = argparse.ArgumentParser(
        description="How soon a chat can be typed into, and how soon it answers."
    )
    parser.add_argument("--runs", type=int, default=5, help="sittings for each question (default 5)")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be 1 or more")
    questions = [next(each for each in read_questions() if each.kind == kind) for kind in KINDS]
    try:
        with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
            sittings, peaks = run(questions, arguments.runs, scratch=Path(scratch))
    except MeasureError as error:
        _say(str(error))
        return 1
    found = bars(sittings, peaks)
    print(table(sittings), "", *found, sep="\n")
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
