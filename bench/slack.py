"""A burst of questions in Slack: is each answered once, how soon acknowledged, at what memory?

`python -m bench.slack`. 50 people ask 500 questions at once, on loopback: Slack is the local one of the tests
with its rate limits off, the model is scripted, and a person may ask as much as they like. The answers are
streamed as usual. Memory is looked at after one question of each person, and again after the burst.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.ask import COACH, Bar
from bench.measure import measure
from tests.e2e.conftest import environment
from tests.e2e.slack.scripted_model import scripted_model
from tests.e2e.slack.served_bot import Mode, ServedBot
from tests.e2e.slack.wording import FIRST, HARD, LAST
from tests.local_slack import Message, local_slack

PEOPLE = 50
QUESTIONS = 500
LONGEST_S = 420.0  # for the burst to be answered
_INDEX_S = 300.0


@dataclass(frozen=True, slots=True)
class Burst:
    """What became of a burst. `answers` says how many questions got how many whole answers."""

    answers: Counter[int]
    acknowledged_s: Sequence[float]  # one for each delivery, from its first sending
    wall_s: float
    before_mb: float
    after_mb: float


def run(mode: Mode, *, people: int, questions: int, scratch: Path) -> Burst:
    """Ask, and wait until all is answered. Raises MeasureError, TimeoutError."""
    home = scratch / "home"
    measure([*COACH, "index"], env=environment(home), timeout_s=_INDEX_S)
    with scripted_model() as model, local_slack(rates_on=False) as slack:
        bot = ServedBot(
            slack,
            home,
            mode,
            PATHCOACH_MODEL__BASE_URL=model.url,
            PATHCOACH_SLACK__QUESTIONS_PER_MINUTE="100000",
        )
        bot.start()
        try:
            return _burst(bot, people=people, questions=questions)
        finally:
            if bot.lives:
                bot.stop()


def bars(burst: Burst) -> list[Bar]:
    """Return the bars of the benchmark."""
    asked = sum(burst.answers.values())
    return [
        Bar("share of the questions that were answered once", burst.answers[1] / asked, least=1.0),
        Bar("acknowledgement: 99th percentile, seconds", percentile(burst.acknowledged_s, 99), most=1.0),
        Bar("memory after the burst, times that before", burst.after_mb / burst.before_mb, most=1.1),
    ]


def table(burst: Burst) -> str:
    """Return the figures."""
    acknowledged = burst.acknowledged_s
    rows = [
        ("questions", f"{sum(burst.answers.values())}"),
        ("answered once", f"{burst.answers[1]}"),
        ("not answered", f"{burst.answers[0]}"),
        ("answered more than once", f"{sum(n for times, n in burst.answers.items() if times > 1)}"),
        ("seconds until all were answered", f"{burst.wall_s:.1f}"),
        ("deliveries", f"{len(acknowledged)}"),
        ("acknowledged after, median ms", f"{percentile(acknowledged, 50) * 1000:.0f}"),
        ("acknowledged after, 99th percentile ms", f"{percentile(acknowledged, 99) * 1000:.0f}"),
        ("acknowledged after, most ms", f"{max(acknowledged) * 1000:.0f}"),
        ("memory before, MB", f"{burst.before_mb:.0f}"),
        ("memory after, MB", f"{burst.after_mb:.0f}"),
    ]
    return "\n".join(f"{name:<40}{value:>10}" for name, value in rows)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest of the values that at least so many percent of them do not exceed."""
    return sorted(values)[max(1, math.ceil(len(values) * percent / 100)) - 1]


def whole_answers(said: Sequence[Message]) -> int:
    """Return how many whole answers to HARD stand in a thread; half of one makes it as wrong as a second."""
    begun = [message for message in said if FIRST in message.words]
    return len(begun) if all(LAST in message.words for message in begun) else 0


def _burst(bot: ServedBot, *, people: int, questions: int) -> Burst:
    persons = [bot.newcomer() for _ in range(people)]
    room = bot.channel(*persons)
    for person in persons:
        person.mention(room, HARD)
    bot.rest(LONGEST_S)
    before_mb, first = _resident_mb(bot.pid), len(bot.slack.deliveries)
    _say(f"{people} answered, {before_mb:.0f} MB")
    started = time.perf_counter()
    asked = [persons[number % people].mention(room, HARD) for number in range(questions)]
    bot.rest(LONGEST_S)
    wall_s = time.perf_counter() - started
    deliveries = bot.slack.deliveries[first:]
    return Burst(
        answers=Counter(whole_answers(bot.said_to(message)) for message in asked),
        acknowledged_s=[_or_never(each.acknowledged_after_s) for each in deliveries],
        wall_s=wall_s,
        before_mb=before_mb,
        after_mb=_resident_mb(bot.pid),
    )


def _or_never(seconds: float | None) -> float:
    return math.inf if seconds is None else seconds


def _resident_mb(pid: int) -> float:
    """Return the resident set of a process, in units of 10^6 bytes. Linux alone tells it like this."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024 / 1e6


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and a bar is missed."""
    parser = argparse.ArgumentParser(description="A burst of questions in Slack.")
    parser.add_argument("--http", action="store_true", help="over HTTP in place of Socket Mode")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"how many ask (default {PEOPLE})")
    parser.add_argument(
        "--questions", type=int, default=QUESTIONS, help=f"how many they ask at once (default {QUESTIONS})"
    )
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if min(arguments.people, arguments.questions) < 1:
        parser.error("--people and --questions must be 1 or more")
    with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
        burst = run(
            "http" if arguments.http else "socket",
            people=arguments.people,
            questions=arguments.questions,
            scratch=Path(scratch),
        )
    found = bars(burst)
    print(table(burst), "", *found, sep="\n")
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
