"""The whole command, with a coach that says one thing to everything."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.domain import Message, Reply
from eval.__main__ import main
from eval.cases import LIBRARY_KINDS, read_half
from eval.coach import DOCUMENTS, OpenCoach
from eval.lines import Half
from eval.run import Subject


class _Parrot:
    """Says the same to every message."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def reply(self, message: Message) -> Reply:
        return self._reply


def _opens(reply: Reply) -> OpenCoach:
    @contextmanager
    def open_coach(home: Path | None, **_: object) -> Iterator[Subject]:
        yield Subject(_Parrot(reply))

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
    rows = [line.split() for line in printed.splitlines()]
    assert [row[1] for row in rows if row[:1] == ["abstained_on_uncovered"]] == ["1.000"]
    assert [row[1] for row in rows if row[:1] == ["refused_covered"]] == ["-"]


def test_a_share_is_printed_with_its_interval(capsys) -> None:
    main(["--half", "work", "--kinds", "not_covered"], open_coach=_DECLINES)
    [row] = [
        line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("false_answers")
    ]
    assert row[1:4] == ["0.000", "0.000", "to"]
    assert 0 < float(row[4]) < 0.1


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
    assert set(seen["check"]["outcomes"][0]) == {"id", "kind", "right", "composer", "elapsed_ms", "metrics"}
    assert seen["work"]["outcomes"][0]["answer"] == "It is $999."


def test_a_report_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys) -> None:
    arguments = ["--half", "work", "--kinds", "sum", "--json", str(tmp_path / "nowhere" / "report.json")]
    assert main(arguments, open_coach=_DECLINES) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_in_conversation_each_question_is_asked_again_after_another(capsys) -> None:
    @contextmanager
    def open_coach(home: Path | None, **_: object) -> Iterator[Subject]:
        yield Subject(_Confused())

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


def test_cases_about_other_documents_are_asked_of_a_coach_that_has_them_indexed(tmp_path: Path) -> None:
    opened = []

    @contextmanager
    def open_coach(home: Path | None, *, documents: object = (), **_: object) -> Iterator[Subject]:
        opened.append((home, documents))
        yield Subject(_Parrot(Reply("It is $999.", "answer")))

    arguments = ["--half", "work", "--home", str(tmp_path)]
    main([*arguments, "--kinds", "sum"], open_coach=open_coach)
    main([*arguments, "--kinds", *LIBRARY_KINDS], open_coach=open_coach)

    assert opened == [(tmp_path, ()), (tmp_path / "library", [DOCUMENTS])]


def test_two_settings_are_compared_case_by_case(capsys) -> None:
    @contextmanager
    def open_coach(home: Path | None, *, settings: object, **_: object) -> Iterator[Subject]:
        text = "The documents do not say." if settings else "It is $999."
        yield Subject(_Parrot(Reply(text, "abstain" if settings else "answer", abstained=bool(settings))))

    arguments = ["--half", "work", "--kinds", "not_covered", "--compare", "extractive", "model.threads=1"]
    assert main(arguments, open_coach=open_coach) == 0
    printed = capsys.readouterr().out
    uncovered = read_half(Half.WORK, kinds=["not_covered"])
    assert f"right {len(uncovered)} 0.000 1.000 +1.000 *" in " ".join(printed.split())
    assert f"got right: {len(uncovered)}" in printed
    assert uncovered[0].question in printed


def test_two_former_runs_are_compared_without_a_coach_and_the_check_half_shows_no_texts(
    tmp_path: Path, capsys
) -> None:
    runs = [str(tmp_path / "a.json"), str(tmp_path / "b.json")]
    for path, opens in zip(runs, (_CLAIMS, _DECLINES), strict=True):
        main(["--kinds", "not_covered", "--json", path], open_coach=opens)
    capsys.readouterr()

    assert main(["--kinds", "not_covered", "--compare", *runs], open_coach=_DECLINES) == 0

    printed = capsys.readouterr().out
    shown = {
        half: sum(one.question in printed for one in read_half(half, kinds=["not_covered"])) for half in Half
    }
    assert shown[Half.CHECK] == 0 < shown[Half.WORK]
    assert printed.count("got wrong: 0") == 2


def test_what_cannot_be_compared_is_a_sentence(tmp_path: Path, capsys) -> None:
    broken = tmp_path / "run.json"
    broken.write_text("{}[")
    for name, sentence in (("quicker", "is nothing to compare"), (str(broken), "is not a run")):
        assert main(["--kinds", "sum", "--compare", name, "extractive"], open_coach=_CLAIMS) == 1
        assert sentence in capsys.readouterr().err


def test_every_nth_case_can_be_asked_alone(capsys) -> None:
    main(["--half", "work", "--kinds", "not_covered", "--every", "4"], open_coach=_DECLINES)
    asked = len(read_half(Half.WORK, kinds=["not_covered"])[::4])
    assert f"not_covered {asked} 1.000" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(SystemExit):
        main(["--every", "0"], open_coach=_DECLINES)
