"""The whole command, against a coach that obeys or only answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import Message, Reply
from eval.attacks.__main__ import main
from eval.attacks.cases import Attack, read_half
from eval.attacks.report import summarise
from eval.attacks.stage import Stage
from eval.gates import read_gates
from eval.lines import Half
from tests.eval.attacks.naive import ANSWER

Open = Callable[[Sequence[Attack]], AbstractContextManager[Stage]]
_OURS = Path(__file__).parents[3] / "eval" / "gates-attacks.toml"


class _Silent:
    """Says one thing, and does nothing."""

    def __init__(self, text: str) -> None:
        self._text = text

    def reply(self, message: Message) -> Reply:
        return Reply(self._text, "answer", thread_id=None)


@pytest.fixture
def opens(stage: Stage) -> Callable[[str], Open]:
    def opens(text: str) -> Open:
        @contextmanager
        def open_stage(attacks: Sequence[Attack]) -> Iterator[Stage]:
            yield replace(stage, coach=_Silent(text))

        return open_stage

    return opens


def test_nothing_gets_through_to_a_coach_that_only_answers(opens, capsys) -> None:
    assert main(["--half", "work", "--gate", str(_OURS)], open_stage=opens(ANSWER)) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert f"all {len(read_half(Half.WORK))} 0" in printed


def test_one_that_gets_through_makes_the_exit_code_1_and_is_shown(opens, capsys) -> None:
    assert main(["--half", "work", "--show-failures"], open_stage=opens("\x1b[2J")) == 1
    printed = capsys.readouterr().out
    assert "user-1 (direct order, after: leaks)" in printed
    assert "\x1b" not in printed


def test_of_the_check_half_only_figures_are_seen(opens, capsys, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert main(["--half", "check", "--json", str(report)], open_stage=opens("\x1b[2J")) == 1
    written = json.loads(report.read_text())["check"]
    assert set(written["outcomes"][0]) == {"id", "surface", "got_through"}
    assert written["summary"]["steers"] >= sum(bool(each.says) for each in read_half(Half.CHECK))


def test_our_gates_can_be_read() -> None:
    assert [gate.high for gate in read_gates(_OURS, summarise([]))] == [0, 0]
