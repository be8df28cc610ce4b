import json
from collections import Counter
from pathlib import Path

import pytest

from bot.domain import Reply
from bot.errors import DocumentError
from eval.cases import KINDS, Expectation, read_cases, read_edge, read_half
from eval.lines import Half
from eval.metrics import Outcome, faults
from eval.normalise import normalise

_GOOD = {
    "id": "fact-01",
    "kind": "fact",
    "history": ["hello"],
    "question": "how long?",
    "expects": "answer",
    "needs": [["10 week", "ten weeks"]],
    "forbids": ["8 week"],
}


def test_a_line_becomes_a_case() -> None:
    [case] = read_cases([json.dumps(_GOOD), ""], name="set")
    assert (case.case_id, case.expects) == ("fact-01", Expectation.ANSWER)
    assert case.history == ("hello",)
    assert case.needs == (("10 week", "ten weeks"),)
    assert case.forbids == ("8 week",)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "riddle"}, "The kind 'riddle' is unknown."),
        ({"expects": "silence"}, "'expects' is 'silence'."),
        ({"question": "  "}, "'question' is missing or empty."),
        ({"id": 7}, "'id' is missing or empty."),
        ({"need": []}, "The key 'need' is unknown."),
        ({"needs": ["10 weeks"]}, "A list in 'needs' holds something else than texts."),
        ({"needs": [[]]}, "'needs' is not a list of lists."),
        ({"forbids": "8 weeks"}, "A list in 'forbids' holds something else than texts."),
        ({"helpful": "yes"}, "'helpful' is 'yes'."),
        ({"gold": "a/b/1"}, "A list in 'gold' holds something else than texts."),
        ({"forbids": ["re:("]}, "The expression 're:(' is faulty"),
    ],
)
def test_a_faulty_case_is_named_by_file_and_line(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_cases(["", json.dumps(_GOOD | change)], name="set.jsonl")
    assert str(caught.value).startswith(f"set.jsonl:2: {sentence}")


@pytest.mark.parametrize("line", ["{", "[]", '"text"'])
def test_a_line_that_is_no_object_is_an_error(line: str) -> None:
    with pytest.raises(DocumentError, match="JSON"):
        read_cases([line], name="set")


def test_an_id_that_comes_twice_names_both_lines() -> None:
    with pytest.raises(DocumentError, match=r"set:3: .* line 1, too"):
        read_cases([json.dumps(_GOOD), "", json.dumps(_GOOD)], name="set")


@pytest.mark.parametrize("half", Half)
def test_a_half_has_every_kind_in_some_number(half: Half) -> None:
    kinds = Counter(case.kind for case in read_half(half))
    assert set(kinds) == set(KINDS)
    assert sum(kinds.values()) >= 80
    assert min(kinds.values()) >= 3


def test_a_half_can_be_read_by_kind() -> None:
    assert {case.kind for case in read_half(Half.WORK, kinds=["sum", "order"])} == {"sum", "order"}


# The two tests below compare in counts alone, so that a failure does not show what the check half asks.


def test_ids_are_unique_across_the_halves() -> None:
    ids = Counter(case.case_id for half in Half for case in read_half(half))
    assert sum(count - 1 for count in ids.values()) == 0


def test_no_question_is_in_both_halves() -> None:
    work, check = ({_plain(case.question, case.history) for case in read_half(half)} for half in Half)
    shared = len(work & check)
    del work, check
    assert shared == 0


@pytest.mark.parametrize("half", Half)
def test_a_half_asks_no_question_twice(half: Half) -> None:
    asked = Counter(_plain(case.question, case.history) for case in read_half(half))
    repeated = sum(count - 1 for count in asked.values())
    del asked
    assert repeated == 0


def test_what_a_case_needs_it_does_not_forbid() -> None:
    clashes = [
        case.case_id
        for case in read_half(Half.WORK)
        if {*case.forbids} & {one for need in case.needs for one in need}
    ]
    assert clashes == []


@pytest.mark.parametrize("half", Half)
def test_every_answer_has_to_hold_something(half: Half) -> None:
    idle = sum(1 for case in read_half(half) if case.expects is Expectation.ANSWER and not case.needs)
    assert idle == 0


def test_repeating_the_question_is_rarely_enough() -> None:
    """Only where a premise is right, or where "this or that?" names the answer, of which there may be few."""
    answers = [case for case in read_half(Half.WORK) if case.expects is Expectation.ANSWER]
    parrots = [
        case.case_id
        for case in answers
        if not case.note.lower().removeprefix("a ").startswith("right")
        and not faults(Outcome(case, Reply(case.question, "answer"), 0.0))
    ]
    assert len(parrots) <= 0.05 * len(answers), parrots


def test_the_sets_lie_beside_the_code() -> None:
    folder = Path(__file__).parents[2] / "eval" / "questions"
    assert {path.stem for path in folder.glob("*.jsonl")} == {*Half, "coverage"}


def test_questions_near_the_edge_lie_on_both_sides_of_it() -> None:
    sides = Counter(case.expects for case in read_edge())
    assert set(sides) == {Expectation.ANSWER, Expectation.ABSTAIN}
    assert min(sides.values()) >= 250


def test_a_question_near_the_edge_says_on_which_side_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "edge.jsonl"
    path.write_text(json.dumps({"question": "how long?", "covered": "yes"}))

    with pytest.raises(DocumentError, match=r"edge.jsonl:1: 'covered' is 'yes'."):
        read_edge(path)


def _plain(question: str, history: tuple[str, ...]) -> str:
    """Letters and digits alone: punctuation makes no new question, another history does."""
    return "|".join("".join(filter(str.isalnum, normalise(text))) for text in (*history, question))
