"""The whole command, with a coach that says one thing to everything."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.domain import Chunk, Message, Reply
from eval.__main__ import main
from eval.cases import read_half
from eval.lines import Half


class _Parrot:
    """Says the same to every message."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def reply(self, message: Message) -> Reply:
        return self._reply


def _opens(reply: Reply) -> Callable[[Path | None], object]:
    @contextmanager
    def open_coach(home: Path | None) -> Iterator[tuple[_Parrot, Callable[[str], Chunk | None]]]:
        yield _Parrot(reply), lambda _: None

    return open_coach


_DECLINES = _opens(Reply("The documents do not say.", "abstain", abstained=True))
_CLAIMS = _opens(Reply("It is $999.", "answer"))


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    path = tmp_path / "gates.toml"
    path.write_text("[work]\nright = { min = 0.95 }\nunsupported_numbers = { max = 0 }\n")
    return path


def test_a_run_prints_a_row_a_kind_and_the_metrics(capsys) -> None:
    assert main(["--half", "work", "--kinds", "not_covered", "out_of_scope"], open_coach=_DECLINES) == 0
    printed = capsys.readouterr().out
    uncovered = len(read_half(Half.WORK, kinds=["not_covered"]))
    assert f"not_covered {uncovered} 1.000 - - {uncovered}/{uncovered}" in " ".join(printed.split())
    assert "abstained_on_uncovered  1.000" in printed
    assert "refused_covered         -" in printed


def test_below_a_gate_the_exit_code_is_1(gates: Path, capsys) -> None:
    arguments = ["--half", "work", "--kinds", "not_covered", "--gate", str(gates)]
    assert main(arguments, open_coach=_DECLINES) == 0
    assert main(arguments, open_coach=_CLAIMS) == 1
    assert "FAILED" in capsys.readouterr().out


def test_failures_show_question_reply_and_what_was_wrong(capsys) -> None:
    main(["--half", "work", "--kinds", "sum", "--show-failures"], open_coach=_CLAIMS)
    printed = capsys.readouterr().out
    case = read_half(Half.WORK, kinds=["sum"])[0]
    assert f"asked:   {case.question}" in printed
    assert "replied: It is $999." in printed
    assert f"wrong:   lacks {case.needs[0][0]!r}" in printed
    assert "wrong:   states 999 without support" in printed


def test_failures_of_the_check_half_are_refused(capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--half", "check", "--show-failures"], open_coach=_CLAIMS)
    assert stopped.value.code == 2
    assert "--reveal-check" in capsys.readouterr().err


def test_with_both_halves_the_failures_of_the_check_half_stay_hidden(capsys, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    arguments = ["--kinds", "sum", "--show-failures", "--json", str(report)]
    main(arguments, open_coach=_CLAIMS)
    printed = capsys.readouterr().out
    asked = sum(case.question in printed for case in read_half(Half.CHECK, kinds=["sum"]))
    seen = json.loads(report.read_text())
    assert asked == 0
    assert "its failures are not shown" in printed
    assert set(seen["check"]["outcomes"][0]) == {"id", "kind", "right", "composer", "elapsed_ms"}
    assert seen["work"]["outcomes"][0]["answer"] == "It is $999."


def test_a_report_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys) -> None:
    arguments = ["--half", "work", "--kinds", "sum", "--json", str(tmp_path / "nowhere" / "report.json")]
    assert main(arguments, open_coach=_DECLINES) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_in_conversation_each_question_is_asked_again_after_another(capsys) -> None:
    @contextmanager
    def open_coach(home: Path | None) -> Iterator[tuple[object, Callable[[str], Chunk | None]]]:
        yield _Confused(), lambda _: None

    arguments = ["--half", "work", "--kinds", "not_covered", "--in-conversation", "--show-failures"]
    assert main(arguments, open_coach=open_coach) == 0
    printed = capsys.readouterr().out
    alone = [case for case in read_half(Half.WORK, kinds=["not_covered"]) if not case.history]
    assert f"lost_in_conversation {len(alone)}" in " ".join(printed.split())
    assert f"{alone[0].case_id}-later" in printed


class _Confused:
    """Declines what is asked first, and answers what is asked after that."""

    def reply(self, message: Message) -> Reply:
        if message.thread_id:
            return Reply("It is $999.", "answer")
        return Reply("The documents do not say.", "abstain", abstained=True, thread_id="t")
