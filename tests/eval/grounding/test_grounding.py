"""Pairs of sentences and evidence are read, judged and counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.grounding import Verdict
from eval.grounding.__main__ import main
from eval.grounding.metrics import Judged, bounds, judge, let_through, precision, recall, summarise
from eval.grounding.pairs import KINDS, Pair, read_half, read_pairs
from eval.lines import Half

ROW = {
    "id": "g1",
    "kind": "number",
    "evidence": ["It takes 8 weeks."],
    "sentence": "It is 8.",
    "supported": True,
}


def judged(supported: bool, passed: bool) -> Judged:
    return Judged(Pair("g", "number", ("It takes 8 weeks.",), "?", supported), Verdict(passed))


@pytest.mark.parametrize("half", Half)
def test_each_half_has_every_kind_and_as_many_pairs_of_either_label(half: Half) -> None:
    pairs = read_half(half)

    assert len(pairs) >= 100
    assert set(KINDS[:15]) <= {pair.kind for pair in pairs} <= set(KINDS)
    labels = Counter(pair.supported for pair in pairs)
    assert abs(labels[True] - labels[False]) <= len(pairs) * 0.1


def test_the_halves_share_no_sentence() -> None:
    work, check = ({pair.sentence.casefold() for pair in read_half(half)} for half in Half)

    assert not work & check


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "mood"}, "kind 'mood' is unknown"),
        ({"supported": "yes"}, "'supported' is missing"),
        ({"evidence": []}, "'evidence' is empty"),
        ({"extra": 1}, "'extra' is unknown"),
    ],
)
def test_what_is_wrong_with_a_pair_is_said_with_its_line(change: dict[str, object], fault: str) -> None:
    with pytest.raises(DocumentError, match=fault):
        read_pairs([json.dumps(ROW | change)], name="set")


def test_a_sentence_is_held_against_its_own_evidence() -> None:
    same = Pair("g1", "number", ("It takes 8 weeks.",), "It takes 8 weeks.", True)
    other = Pair("g2", "number", ("It takes 8 weeks.",), "It takes 10 weeks.", False)

    assert judge(same).right
    assert judge(other).right
    assert not judge(Pair("g3", "number", ("It takes 8 weeks.",), "It takes 10 weeks.", True)).right


def test_shares_have_intervals_where_there_is_anything_to_share() -> None:
    found = bounds([judged(True, True), judged(True, False), judged(False, False)])

    assert found["recall"] is not None
    assert found["precision"] is not None
    assert bounds([])["recall"] is None


def test_precision_and_recall_count_what_passes_and_what_should() -> None:
    found = [judged(True, True), judged(True, False), judged(True, False), judged(False, True)]

    assert precision(found) == 0.5
    assert recall(found) == pytest.approx(1 / 3)
    assert let_through(found) == 1
    assert summarise([])["precision"] is None


def test_the_report_has_both_halves_and_stands_below_a_gate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gate, report = tmp_path / "gates.toml", tmp_path / "report.json"
    gate.write_text("[work]\nrecall = { min = 1.1 }\n")

    assert main(["--gate", str(gate), "--json", str(report)]) == 1

    assert "work half" in capsys.readouterr().out
    assert json.loads(report.read_text())["check"]["summary"]["let_through"] >= 0
