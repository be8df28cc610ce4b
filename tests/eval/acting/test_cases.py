"""How a case is read, and what the two halves hold. Texts of the check half show in no failure."""

import json
from collections import Counter
from datetime import date, datetime, time

import pytest

from bot.domain import CommitmentStatus
from bot.errors import DocumentError
from eval.acting.cases import ACTIONS, KINDS, Promised, read_cases, read_half
from eval.acting.metrics import NEGATIVE
from eval.lines import Half
from eval.normalise import normalise

_GOOD = {
    "id": "w001",
    "text": "emailed both, and I'll read it by Sunday",
    "now": "2026-03-27T09:00:00+01:00",
    "timezone": "Europe/Oslo",
    "setup": [{"text": "email two people", "due_on": "2026-03-27", "due_time": "18:00"}],
    "history": ["hello"],
    "action": "close_commitment",
    "due": ["2026-03-29T23:59:59+02:00", None],
    "outcome": "done",
    "kind": "two",
}


def test_a_line_becomes_a_case() -> None:
    [case] = read_cases([json.dumps(_GOOD), ""], name="set")
    assert (case.case_id, case.kind, case.actions) == ("w001", "two", ("close_commitment",))
    assert case.setup == (Promised("email two people", date(2026, 3, 27), time(18)),)
    assert case.due == (datetime.fromisoformat("2026-03-29T23:59:59+02:00"), None)
    assert case.outcome is CommitmentStatus.DONE


def test_several_actions_may_be_right_and_no_date_may_matter() -> None:
    row = {key: value for key, value in _GOOD.items() if key not in ("due", "outcome")}
    [case] = read_cases([json.dumps(row | {"action": ["answer", "other"]})], name="set")
    assert case.actions == ("answer", "other")
    assert (case.due, case.outcome) == (None, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "riddle"}, "The kind 'riddle' is unknown."),
        ({"action": "dance"}, "The action 'dance' is unknown."),
        ({"action": []}, "'action' is empty."),
        ({"action": None}, "A list in 'action' holds something else than texts."),
        ({"outcome": "open"}, "The outcome is 'open'."),
        ({"timezone": "Europe/Nowhere"}, "The timezone 'Europe/Nowhere' is unknown."),
        ({"now": "in March"}, "'in March' is no moment."),
        (
            {"now": "2026-03-27T09:00:00+02:00"},
            "2026-03-27T09:00:00+02:00 has not the offset of Europe/Oslo.",
        ),
        (
            {"due": ["2026-03-29T23:59:59+01:00"]},
            "2026-03-29T23:59:59+01:00 has not the offset of Europe/Oslo.",
        ),
        ({"due": "2026-03-29T23:59:59+02:00"}, "'due' is not a list."),
        ({"setup": [{"text": "email"}]}, "An entry of 'setup' is incomplete."),
        (
            {"setup": [{"text": "email", "due_on": "Friday", "due_time": None}]},
            "A date in 'setup' cannot be read.",
        ),
        ({"text": " "}, "'text' is missing or empty."),
        ({"duo": []}, "The key 'duo' is unknown."),
    ],
)
def test_a_faulty_case_is_named_by_file_and_line(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_cases(["", json.dumps(_GOOD | change)], name="set.jsonl")
    assert str(caught.value).startswith(f"set.jsonl:2: {sentence}")


@pytest.mark.parametrize("half", Half)
def test_a_half_has_every_action_and_kind_in_some_number(half: Half) -> None:
    cases = read_half(half)
    actions = Counter(action for case in cases for action in case.actions)
    kinds = Counter(case.kind for case in cases)
    assert (set(actions), set(kinds)) == (set(ACTIONS), set(KINDS))
    assert len(cases) >= 150
    assert min(actions.values()) >= 6
    assert min(kinds.values()) >= 5
    assert kinds[NEGATIVE] >= 40


@pytest.mark.parametrize("half", Half)
def test_a_half_has_long_messages_and_several_zones_and_weekdays(half: Half) -> None:
    cases = read_half(half)
    long_ones = sum(len(case.text.split()) >= 40 for case in cases)
    assert long_ones >= 10
    assert len({case.timezone for case in cases}) == 5
    assert len({case.now.weekday() for case in cases}) == 7


@pytest.mark.parametrize("half", Half)
def test_what_is_due_lies_ahead_and_only_reports_have_an_outcome(half: Half) -> None:
    cases = read_half(half)
    late = [case.case_id for case in cases if any(at and at < case.now for at in case.due or ())]
    closing = [case.case_id for case in cases if "close_commitment" in case.actions]
    with_outcome = [case.case_id for case in cases if case.outcome]
    assert late == []
    assert set(with_outcome) <= set(closing)  # where several are reported on differently, none is named


def test_hardly_a_message_is_in_both_halves() -> None:
    """A "yes" or an "undo" is the same everywhere; what is longer is written anew."""
    work, check = ({_plain(case.text) for case in read_half(half)} for half in Half)
    shared = sum(len(text.split()) > 2 for text in work & check)
    del work, check
    assert shared == 0


def _plain(text: str) -> str:
    return " ".join("".join(filter(str.isalnum, word)) for word in normalise(text).split())
