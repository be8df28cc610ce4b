"""What is measured of answers from documents, and that the sets are as their readers expect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import DocumentError
from eval.coach import DOCUMENTS as FOLDER
from eval.passages.cases import DOCUMENTS, PAGES, PassageCase, read_passage_cases
from eval.passages.metrics import Outcome, summarise

COVERED = PassageCase("a", "kiln", "How hot?", ("1,240 degrees",))
UNCOVERED = PassageCase("b", "kiln", "Which colour?", ())


def _outcome(case: PassageCase, *sentences: str, reply: str = "", declined: bool = False) -> Outcome:
    return Outcome(case, sentences, surety=0.5, reply=reply, declined=declined)


def test_a_sentence_counts_by_where_it_is_ranked_and_whether_it_is_told() -> None:
    right = _outcome(COVERED, "It is red.", "It fires at 1,240 degrees.", reply="It fires at 1,240 degrees.")
    warned = _outcome(COVERED, "At 1,240 degrees.", reply="Unsure: at 1,240 degrees.", declined=True)

    found = summarise([right, warned])

    assert found == {
        "first": 0.5,
        "first_two": 1.0,
        "told": 0.5,
        "shown": 1.0,
        "false_answers": 0.0,
        "false_refusals": 0.5,
    }


def test_an_answer_to_what_the_document_does_not_say_is_a_false_one() -> None:
    found = summarise([_outcome(UNCOVERED, reply="It is red."), _outcome(UNCOVERED, declined=True)])

    assert found["false_answers"] == 0.5


def test_every_piece_of_the_set_stands_once_in_its_document() -> None:
    for case in read_passage_cases(DOCUMENTS):
        text = (FOLDER / f"{case.document_id}.md").read_text(encoding="utf-8")
        assert all(text.count(piece) == 1 for piece in case.held), case.case_id


def test_both_sets_hold_what_is_not_covered() -> None:
    for path in (DOCUMENTS, PAGES):
        cases = read_passage_cases(path)
        assert 0.3 < sum(not case.covered for case in cases) / len(cases) < 0.5


def test_a_line_without_a_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "x", "question": "How hot?", "held": []}), encoding="utf-8")

    with pytest.raises(DocumentError, match="document"):
        read_passage_cases(path)
