from pathlib import Path

import pytest

from bot.errors import SettingsError
from eval.gates import Gate, judge, read_gates
from eval.lines import Half
from eval.metrics import summarise

_OURS = Path(__file__).parents[2] / "eval" / "gates.toml"
_METRICS = summarise([])


@pytest.mark.parametrize(("value", "passed"), [(0.949, False), (0.95, True), (1.0, True), (None, None)])
def test_a_bar_is_cleared_at_its_bound(value: float | None, passed: bool | None) -> None:
    [verdict] = judge([Gate(Half.WORK, "right", low=0.95)], {Half.WORK: {"right": value}})
    assert verdict.passed is passed


def test_an_upper_bound_refuses_what_is_above() -> None:
    gate = Gate(Half.WORK, "unsupported_numbers", high=0)
    assert gate.admits(0)
    assert not gate.admits(1)


def test_a_half_that_did_not_run_is_not_judged() -> None:
    assert judge([Gate(Half.CHECK, "right", low=0.95)], {Half.WORK: {"right": 0.1}}) == []


def test_what_the_model_writes_is_not_judged_with_the_model_off() -> None:
    gates = [Gate(Half.CHECK, "written_and_right", low=0.4), Gate(Half.CHECK, "right", low=0.95)]
    written, right = judge(gates, {Half.CHECK: {"written_and_right": 0.0, "right": 0.5}}, model_off=True)
    assert (written.passed, right.passed) == (None, False)


def test_our_gates_judge_both_halves_by_the_same_metrics_and_allow_no_invention() -> None:
    gates = read_gates(_OURS, _METRICS)
    judged = {half: {gate.metric for gate in gates if gate.half is half} for half in Half}
    assert judged[Half.WORK] == judged[Half.CHECK]
    assert {"right", "abstained_on_uncovered", "refused_covered"} <= judged[Half.WORK]
    for half in Half:
        for metric in ("unsupported_numbers", "misquotes"):
            assert Gate(half, metric, high=0) in gates


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[work", "cannot be read"),
        ("[spare]\nright = { min = 1 }", "[spare] is not a half"),
        ("[work]\nbeauty = { min = 1 }", "beauty is not a metric"),
        ("[work]\nright = 0.95", "right has no bounds"),
        ("[work]\nright = { low = 0.95 }", "right has no bounds"),
        ("[work]\nright = { min = 'high' }", "right has no bounds"),
    ],
)
def test_a_faulty_file_of_gates_is_explained(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_gates(path, _METRICS)
    assert sentence in str(caught.value)


def test_a_missing_file_of_gates_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml cannot be read"):
        read_gates(tmp_path / "nowhere.toml", _METRICS)
