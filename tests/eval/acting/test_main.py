"""The whole command, with a coach that does one thing whatever is said."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.commitments import CommitmentService
from bot.domain import Message, Reply
from bot.store import Store
from eval.acting.__main__ import main
from eval.acting.cases import read_half
from eval.acting.metrics import NEGATIVE, summarise
from eval.acting.run import SetClock, Stage
from eval.gates import read_gates
from eval.lines import Half
from tests.eval.acting.acts import proposes

_OURS = Path(__file__).parents[3] / "eval" / "gates-acting.toml"


class _Eager:
    """Takes everything for a promise without a date."""

    def __init__(self, service: CommitmentService) -> None:
        self._service = service

    def reply(self, message: Message) -> Reply:
        proposals = proposes(None)(self._service, message.person_id)
        return Reply("By when?", "propose_commitment", commitments=tuple(proposals), thread_id="t")


@pytest.fixture
def eager(tmp_path: Path) -> Callable[[Path | None], object]:
    @contextmanager
    def open_stage(home: Path | None) -> Iterator[Stage]:
        clock = SetClock()
        with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=clock) as store:
            yield Stage(_Eager(CommitmentService(store, clock)), store, clock)

    return open_stage


def test_a_run_prints_kinds_actions_metrics_and_failures(eager, capsys) -> None:
    assert main(["--half", "work", "--show-failures"], open_stage=eager) == 0
    printed = capsys.readouterr().out
    negatives = [case for case in read_half(Half.WORK) if case.kind == NEGATIVE]
    assert f"proposed_from_negatives {len(negatives)}" in " ".join(printed.split())
    undo = sum(case.actions == ("undo",) for case in read_half(Half.WORK))
    assert f"undo propose_commitment {undo}" in " ".join(printed.split())
    assert f"{negatives[0].case_id} (negative)" in printed
    assert f"said:    {negatives[0].text}" in printed
    assert printed.count("takes it for a promise") == len(negatives)


def test_below_a_gate_the_exit_code_is_1(eager, capsys, tmp_path: Path) -> None:
    gates = tmp_path / "gates.toml"
    gates.write_text("[work]\nproposed_from_negatives = { max = 0 }\n")
    assert main(["--half", "work", "--gate", str(gates)], open_stage=eager) == 1
    assert "FAILED" in capsys.readouterr().out


def test_failures_of_the_check_half_are_refused(eager, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--half", "check", "--show-failures"], open_stage=eager)
    assert stopped.value.code == 2
    assert "--reveal-check" in capsys.readouterr().err


def test_with_both_halves_the_failures_of_the_check_half_stay_hidden(eager, capsys, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    main(["--show-failures", "--json", str(report)], open_stage=eager)
    printed = capsys.readouterr().out
    shown = sum(f"said:    {case.text}\n" in printed for case in read_half(Half.CHECK) if len(case.text) > 20)
    seen = json.loads(report.read_text())
    assert shown == 0
    assert "its failures are not shown" in printed
    assert set(seen["check"]["outcomes"][0]) == {"id", "kind", "right", "proposed", "open", "elapsed_ms"}
    assert seen["work"]["outcomes"][0]["answer"] == "By when?"
    assert seen["work"]["outcomes"][0]["proposed"] == [0, 1]


def test_our_gates_judge_both_halves_by_the_same_metrics() -> None:
    gates = read_gates(_OURS, summarise([]))
    judged = {half: {gate.metric for gate in gates if gate.half is half} for half in Half}
    assert judged[Half.WORK] == judged[Half.CHECK]
    assert {"action", "due", "proposed_from_negatives"} <= judged[Half.WORK]
