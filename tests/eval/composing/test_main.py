"""The whole command, with a coach that writes better with a model than without."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.domain import Composer, Message, Reply, Trace
from eval.composing.__main__ import main
from eval.run import Subject

ARGUMENTS = ["--kinds", "reality_check", "--every", "20", "--composers", "extractive", "mixed"]


class _Writer:
    def reply(self, message: Message) -> Reply:
        trace = Trace(kind="reality")
        if message.composer is Composer.EXTRACTIVE:
            return Reply("The biggest challenges [1]: heat.", "answer", trace=trace)
        return Reply("It is hot.", "answer", composer=Composer.MIXED, model="small.gguf", trace=trace)


@contextmanager
def _open_coach(home: Path | None, **_: object) -> Iterator[Subject]:
    yield Subject(_Writer())


def test_the_row_that_follows_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ARGUMENTS, open_coach=_open_coach) == 0

    printed = capsys.readouterr().out
    assert [line.split()[:2] for line in printed.splitlines() if line.startswith("reality")] == [
        ["reality", "extractive"],
        ["reality", "mixed"],
    ]
    assert "small.gguf" in printed
    assert "reality mixed" in printed


def test_without_the_codes_own_answers_there_is_nothing_to_compare_with() -> None:
    with pytest.raises(SystemExit):
        main(["--composers", "llm"], open_coach=_open_coach)
