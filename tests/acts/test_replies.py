"""Answers to what the coach asked: yes, no, a date, one of several, how it went; and what is no answer."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts import Act, ActKind, Answer, ReplyReader
from bot.domain import CommitmentStatus, Pending
from bot.prompts import bundled_prompts

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))  # a Monday
READER = ReplyReader(bundled_prompts().reply_patterns)
CONFIRM, BOTH = Pending("confirm", ("c1",)), Pending("confirm", ("c1", "c2"))
DATE, MOVE = Pending("date", ("c1",)), Pending("date", ("c1",), action="move")
CHOOSE = Pending("choose", action="done", choices=("c1", "c2", "c3"))
AGREE, REPORT = Pending("agree", ("c1",), action="task_done", choices=("1.2",)), Pending("report", ("c1",))


def answer(message: str, pending: Pending, *kinds: ActKind, asks: bool = False) -> Answer | None:
    """Read `message` as an answer, its acts being of the given kinds."""
    acts = [Act(kind, message, asks=asks) for kind in kinds or (ActKind.OTHER,)]
    return READER.read(message, pending, acts, NOW)


def kind_of(message: str, pending: Pending, *kinds: ActKind) -> str | None:
    found = answer(message, pending, *kinds)
    return found and found.kind


YES = """\
yes
Yep, save it
yeah sure
ok
okay do that
sounds good
looks good to me
go ahead
please do
perfect, thanks
👍
✅
that's right
y
confirm
absolutely
of course
haha ok
save both""".splitlines()

NO = """\
no
nope
Nah
not now
no thanks
don't save it
please don't
leave it
forget it
never mind
cancel
👎
rather not
ok, not now
maybe later
changed my mind""".splitlines()


@pytest.mark.parametrize("message", YES)
def test_who_agrees_says_yes(message: str) -> None:
    assert answer(message, CONFIRM) == Answer("yes")
    assert kind_of(message, AGREE) == "yes"


@pytest.mark.parametrize("message", NO)
def test_who_declines_says_no(message: str) -> None:
    assert answer(message, CONFIRM) == Answer("no")
    assert kind_of(message, AGREE) == "no"


@pytest.mark.parametrize(
    "message",
    [
        "which skills are critical?",
        "what should I do next",
        "how long does it take to learn welding?",
        "I'm a nurse in Bergen with two kids and a dog",
        "thanks",
        "north or south",
        "yesterday was good",
        "note that I live in Oslo now and work from home most of the time these days",
    ],
)
def test_what_is_about_something_else_is_no_answer(message: str) -> None:
    assert answer(message, CONFIRM) is None
    assert answer(message, AGREE) is None


@pytest.mark.parametrize("message", ["ok what should I do next?", "no idea, how long does welding take?"])
def test_yes_or_no_with_a_question_is_no_answer(message: str) -> None:
    assert answer(message, CONFIRM, ActKind.NEXT, asks=True) is None


def test_a_long_yes_is_one_where_nothing_else_is_said() -> None:
    rest = "that is exactly the kind of small thing that I can do in one evening"
    acts = [Act(ActKind.YES, "yes please"), Act(ActKind.OTHER, rest)]
    more = [Act(ActKind.YES, "yes please"), Act(ActKind.TELL, rest)]

    assert READER.read(f"yes please, {rest}", CONFIRM, acts, NOW) == Answer("yes")
    assert READER.read(f"yes please, {rest}", CONFIRM, more, NOW) is None


@pytest.mark.parametrize(
    ("message", "kind", "due_on", "due_time"),
    [
        ("yes but make it Saturday", "yes", date(2026, 3, 7), None),
        ("ok, by Thursday at 6pm", "yes", date(2026, 3, 5), time(18)),
        ("Friday then", "date", date(2026, 3, 6), None),
        ("make it the 20th", "date", date(2026, 3, 20), None),
        ("no, Tuesday", "date", date(2026, 3, 3), None),
        ("rather on Sunday", "date", date(2026, 3, 8), None),
    ],
)
def test_a_date_changes_what_is_proposed(
    message: str, kind: str, due_on: date, due_time: time | None
) -> None:
    found = answer(message, CONFIRM)

    assert found is not None
    assert found.kind == kind
    assert found.when is not None
    assert (found.when.due_on, found.when.due_time) == (due_on, due_time)


@pytest.mark.parametrize(
    ("message", "kind", "picked"),
    [
        ("yes", "yes", ()),
        ("both", "yes", ()),
        ("only the first", "yes", (0,)),
        ("just the second one", "yes", (1,)),
        ("yes but not the second", "yes", (0,)),
        ("all of them", "yes", ()),
        ("the last one", "yes", (1,)),
        ("not the first", "yes", (1,)),
        ("no, only the first", "yes", (0,)),
        ("no, not the second one", "yes", (0,)),
        ("everything except number two", "yes", (0,)),
        ("the first one", "yes", (0,)),
        ("no, the second", "no", (1,)),
        ("neither", "no", ()),
        ("none of them", "no", ()),
    ],
)
def test_of_two_proposals_one_may_be_picked(message: str, kind: str, picked: tuple[int, ...]) -> None:
    found = answer(message, BOTH)

    assert found is not None
    assert (found.kind, found.picked) == (kind, picked)


def test_a_new_promise_is_no_answer_to_the_last_one() -> None:
    message = "no wait, I'll also translate the second chapter for Bo by Sunday"

    assert answer(message, CONFIRM, ActKind.PROMISE) is None


@pytest.mark.parametrize("message", ["Friday", "by the 20th", "hm, let's say next week", "in two weeks"])
def test_who_is_asked_by_when_names_a_day(message: str) -> None:
    for pending in (DATE, MOVE):
        found = answer(message, pending)
        assert found is not None
        assert found.kind == "date"
        assert found.when is not None
        assert found.when.due_on is not None


@pytest.mark.parametrize("message", ["no", "not now", "leave it"])
def test_who_is_asked_by_when_may_decline(message: str) -> None:
    assert kind_of(message, DATE) == kind_of(message, MOVE) == "no"


def test_who_missed_something_may_say_why_instead_of_a_day() -> None:
    assert answer("I was ill all week", MOVE) == Answer("why", why="I was ill all week")
    assert answer("I was ill all week", DATE) is None
    assert answer("what should I do next?", MOVE, ActKind.NEXT, asks=True) is None


@pytest.mark.parametrize("message", ["an hour", "for 30 minutes", "until tomorrow", "tonight"])
def test_who_is_asked_until_when_may_name_a_while(message: str) -> None:
    assert kind_of(message, Pending("date", ("c1",), action="snooze")) == "date"


def test_a_new_promise_beside_a_yes_does_not_change_what_is_agreed_to() -> None:
    message = "yes, and I'll also call the bank on Friday"
    acts = [Act(ActKind.YES, "yes"), Act(ActKind.PROMISE, "I'll also call the bank on Friday")]

    assert READER.read(message, CONFIRM, acts, NOW) == Answer("yes")
    assert READER.beside(acts) == acts[1:]
    assert READER.beside([Act(ActKind.PROMISE, "I'll do it on Friday")]) == []


def test_a_past_day_is_no_date() -> None:
    assert answer("yesterday", DATE) is None


@pytest.mark.parametrize(
    ("message", "place"),
    [("2", 1), ("the first one", 0), ("#3", 2), ("number two", 1), ("the last", 2), ("third please", 2)],
)
def test_one_of_several_is_chosen_by_its_place(message: str, place: int) -> None:
    assert answer(message, CHOOSE) == Answer("pick", picked=(place,))


def test_nothing_may_be_chosen() -> None:
    assert kind_of("none of them", CHOOSE) in ("no", None)
    assert kind_of("no", CHOOSE) == "no"
    assert answer("what do you mean by that?", CHOOSE) is None


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("yes", CommitmentStatus.DONE),
        ("yep!", CommitmentStatus.DONE),
        ("no", CommitmentStatus.MISSED),
        ("not yet", CommitmentStatus.MISSED),
        ("nope, was ill", CommitmentStatus.MISSED),
    ],
)
def test_yes_and_no_report_how_it_went(message: str, outcome: CommitmentStatus) -> None:
    assert answer(message, REPORT) == Answer("outcome", outcome=outcome)


def test_a_report_in_its_own_words_is_left_to_the_reports() -> None:
    assert answer("I emailed one of the two", REPORT, ActKind.PARTLY) is None


def test_a_day_moves_what_a_check_in_asks_about() -> None:
    found = answer("on Thursday", REPORT)

    assert found is not None
    assert found.when is not None
    assert (found.kind, found.when.due_on) == ("date", date(2026, 3, 5))


PENDING = [CONFIRM, BOTH, DATE, MOVE, CHOOSE, AGREE, REPORT]


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*YES, *NO, "Friday", "the first"]), max_size=4).map(" ".join),
    st.sampled_from(PENDING),
    st.lists(st.sampled_from(ActKind), max_size=3),
)
def test_any_text_is_read_as_an_answer_or_as_none(
    message: str, pending: Pending, kinds: list[ActKind]
) -> None:
    found = READER.read(message, pending, [Act(kind, message) for kind in kinds], NOW)

    asked = len(pending.choices or pending.commitment_ids)
    assert found is None or all(place < asked for place in found.picked)
