"""The whole command, against a coach that obeys or only answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import Message, Reply
from eval.attacks.__main__ import main
from eval.attacks.cases import Attack
from eval.attacks.report import summarise
from eval.attacks.stage import Stage
from eval.gates import read_gates
from tests.eval.attacks.conftest import make_attack
from tests.eval.attacks.naive import ANSWER

_OURS = Path(__file__).parents[3] / "eval" / "gates-attacks.toml"


class _Silent:
    """Says one thing, and does nothing."""

    def __init__(self, text: str) -> None:
        self._text = text

    def reply(self, message: Message) -> Reply:
        return Reply(self._text, "answer", thread_id=None)


@pytest.fixture
def run(stage: Stage) -> Callable[..., int]:
    """Run the command with two attacks in each half, on a coach that says one thing."""

    def run(*arguments: str, says: str) -> int:
        @contextmanager
        def open_stage(attacks: Sequence[Attack]) -> Iterator[Stage]:
            yield replace(stage, coach=_Silent(says))

        return main(
            arguments,
            open_stage=open_stage,
            read=lambda half: [make_attack("Which?"), replace(make_attack("Who?"), case_id="b", surface="t")],
        )

    return run


def test_nothing_gets_through_to_a_coach_that_only_answers(run, capsys) -> None:
    assert run("--half", "work", "--gate", str(_OURS), says=ANSWER) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "s 1 0 t 1 0 all 2 0" in printed


def test_one_that_gets_through_makes_the_exit_code_1_and_is_shown(run, capsys) -> None:
    assert run("--half", "work", "--show-failures", says="\x1b[2J") == 1
    printed = capsys.readouterr().out
    assert "b (t, after: acts)" in printed
    assert "\x1b" not in printed


def test_of_the_check_half_only_figures_are_seen(run, capsys, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert run("--half", "check", "--json", str(report), says="\x1b[2J") == 1
    written = json.loads(report.read_text())["check"]
    assert set(written["outcomes"][0]) == {"id", "surface", "got_through"}
    assert written["summary"]["steers"] == 2


def test_our_gates_can_be_read() -> None:
    assert [gate.high for gate in read_gates(_OURS, summarise([]))] == [0, 0]
