"""What a turn's prompt is made of, and what a follow-up saves: `python -m bench.prompt`.

Cold is the first turn that the model writes after it was loaded, with nothing evaluated and no file of an
evaluated prefix; a follow-up is the next such turn of that thread. Both are timed by the coach's own clock
until the first sentence can be shown: retrieval, reading, writing and grounding. By turns, in one process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.ask import WARM_UP, Bar, read_questions
from bot.app import build_coach
from bot.coach import Coach
from bot.config import Settings
from bot.domain import Composer, Message, Reply
from bot.llm import LocalChatModel
from bot.settable import ModelSettings

WRITTEN = ("advice", "reality")  # the kinds of questions.txt that the model writes
_MOST_OF_COLD = 0.35
_MOST_EVIDENCE = 300  # tokens


@dataclass(frozen=True, slots=True)
class Pair:
    """A cold turn and its follow-up: seconds to the first sentence, tokens of the prompt, and known of it."""

    cold_s: float
    follow_up_s: float
    prompt_tokens: tuple[int, int]
    cached_tokens: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured. `static_tokens` stand at the beginning of every prompt."""

    static_tokens: int
    pairs: Sequence[Pair]

    @property
    def own_tokens(self) -> list[int]:
        """How many tokens each turn brought: evidence, question and the marks of a turn."""
        return [tokens - self.static_tokens for pair in self.pairs for tokens in pair.prompt_tokens]


def measure(rounds: int, *, home: Path) -> Run:
    """Measure each neighbouring pair of questions `rounds` times, with an index built under `home`."""
    questions = [question.text for question in read_questions() if question.kind in WRITTEN]
    settings = Settings(home=home, model=ModelSettings(), composer=Composer.MIXED)
    with closing(build_coach(settings)) as coach:
        model = coach.model
        if not isinstance(model, LocalChatModel):
            raise TypeError("a model in this process is measured")
        person_id = coach.store.resolve_terminal("bench")
        coach.reply(Message(WARM_UP, person_id=person_id))
        replies = [coach.reply(Message(text, person_id=person_id)) for text in questions]
        texts = [
            text
            for text, reply in zip(questions, replies, strict=True)
            if reply.usage.completion_tokens  # where code says all, there is no prompt
        ]
        pairs = []
        for _ in range(rounds):
            for first, second in zip(texts, [*texts[1:], texts[0]], strict=True):
                model.load().result().forget()
                for path in settings.cache_home.glob("prefix-*"):
                    path.unlink()
                pairs.append(_pair(coach, person_id, first, second))
        return Run(min(pair.cached_tokens[1] for pair in pairs), pairs)


def bars(run: Run) -> list[Bar]:
    """Return the bars."""
    ratio = median(pair.follow_up_s / pair.cold_s for pair in run.pairs)
    return [
        Bar("first sentence of a follow-up over a cold turn's", ratio, most=_MOST_OF_COLD),
        Bar("tokens of evidence and question, median", median(run.own_tokens), most=_MOST_EVIDENCE),
    ]


def table(run: Run) -> str:
    """Return the parts of a prompt, and the times."""
    cold, follow_up = [pair.cold_s for pair in run.pairs], [pair.follow_up_s for pair in run.pairs]
    evaluated = [pair.prompt_tokens[1] - pair.cached_tokens[1] for pair in run.pairs]
    rows: dict[str, Sequence[float]] = {
        "static, tokens": [run.static_tokens],
        "evidence and question, tokens": run.own_tokens,
        "evaluated in a follow-up, tokens": evaluated,
        "first sentence, cold, s": cold,
        "first sentence, follow-up, s": follow_up,
    }
    lines = [f"{'':<34}{'median':>10}{'least':>10}{'most':>10}"]
    for name, figures in rows.items():
        values = (median(figures), min(figures), max(figures))
        lines.append(f"{name:<34}" + "".join(f"{value:>10.4g}" for value in values))
    return "\n".join(lines)


def _pair(coach: Coach, person_id: str, first: str, second: str) -> Pair:
    cold = coach.reply(Message(first, person_id=person_id))
    follow_up = coach.reply(Message(second, person_id=person_id, thread_id=cold.thread_id))
    return Pair(
        _first_sentence_s(cold),
        _first_sentence_s(follow_up),
        (cold.usage.prompt_tokens, follow_up.usage.prompt_tokens),
        (cold.usage.cached_tokens, follow_up.usage.cached_tokens),
    )


def _first_sentence_s(reply: Reply) -> float:
    return reply.timings_ms["first_sentence"] / 1000


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and a bar is missed."""
    parser = argparse.ArgumentParser(
        description="What a turn's prompt is made of, and what a follow-up saves."
    )
    parser.add_argument("--rounds", type=int, default=3, help="turns of all pairs (default 3)")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bar is missed")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds must be 1 or more")
    with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
        run = measure(arguments.rounds, home=Path(scratch) / "home")
    found = bars(run)
    print(table(run), "", *found, sep="\n")
    return 1 if arguments.gate and not all(bar.held for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
