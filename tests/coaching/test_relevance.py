"""An act is followed only where it concerns something that is there."""

from __future__ import annotations

from datetime import date

import pytest

from bot.acts import ActKind
from bot.coaching.own_plan import Question
from bot.coaching.relevance import relevant
from tests.coaching.conftest import Keep, Sit

pytestmark = pytest.mark.real_model
FRIDAY = date(2026, 3, 6)


def followed(sit: Sit, message: str, **of_documents: bool) -> list[ActKind]:
    """Return what is done for a message, beside answering it."""
    session = sit()
    acts = session.desk.acts.read(message, session.now)
    asks = "?" in message or any(act.asks for act in acts)
    found = relevant(acts, session, Question(message, asks=asks, **of_documents))
    return [act.kind for act in found if act.kind is not ActKind.OTHER]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("didn't get to the letters", ActKind.MISSED),
        ("half of the letters", ActKind.PARTLY),
        ("drop the letters", ActKind.DROP),
        ("wrote the letters", ActKind.DONE),
    ],
)
def test_a_report_needs_a_promise_that_it_may_be_about(
    sit: Sit, keep: Keep, message: str, kind: ActKind
) -> None:
    before = followed(sit, message)
    keep("write two letters", FRIDAY)

    assert before == []
    assert followed(sit, message) == [kind]


def test_a_task_of_the_roadmap_may_be_reported_without_a_promise(sit: Sit) -> None:
    assert followed(sit, "I finished the image classifier") == [ActKind.DONE]
    assert followed(sit, "I finished the marathon") == []


def test_a_question_about_the_documents_changes_nothing(sit: Sit) -> None:
    assert followed(sit, "what should I learn in phase 2?", roadmap=True) == []
    assert followed(sit, "how long does Docker take?", names=True) == []


def test_a_question_about_one_s_own_plan_is_followed(sit: Sit) -> None:
    assert followed(sit, "what should I do next?") == [ActKind.NEXT]
    assert followed(sit, "when will I be done?") == [ActKind.PLAN]


def test_yes_and_no_are_answers_or_nothing(sit: Sit) -> None:
    assert followed(sit, "yes") == []
    assert followed(sit, "no") == []


def test_what_says_nothing_of_oneself_is_not_noted(sit: Sit) -> None:
    assert followed(sit, "I know SQL") == [ActKind.TELL]
    assert followed(sit, "I know what you mean") == []


def test_when_somebody_can_be_reached_is_noted_however_it_is_said(sit: Sit) -> None:
    assert followed(sit, "my quiet hours are 22 to 8") == [ActKind.TELL]
    assert followed(sit, "8h/week") == [ActKind.TELL]


def test_a_promise_to_drop_something_is_one_where_nothing_is_there_to_drop(sit: Sit, keep: Keep) -> None:
    message = "I'll drop the essay at the office on Friday"
    before = followed(sit, message)
    keep("finish the essay", FRIDAY)

    assert before == [ActKind.PROMISE]
    assert followed(sit, message) in ([ActKind.DROP], [ActKind.PROMISE])


@pytest.mark.parametrize("message", ["should I email Ana by Friday?", "could I finish by Friday if I hurry?"])
def test_a_question_is_no_promise(sit: Sit, message: str) -> None:
    assert ActKind.PROMISE not in followed(sit, message)


def test_what_somebody_else_promises_is_no_promise_of_one_s_own(sit: Sit) -> None:
    assert followed(sit, "what does this headline promise?") == []
    assert followed(sit, "what did I promise?") == [ActKind.LIST]
    assert followed(sit, "what are the things I promised?") == [ActKind.LIST]
    assert followed(sit, "show me the open promises") == [ActKind.LIST]


@pytest.mark.parametrize(
    "message",
    [
        "until when can I hand in the form at Larkhill?",
        "Larkhill, the evening class - until when can I sign up",
        "my drill from the Larkhill shed is overdue, what do i owe",
        "how many hours a week would I spend at Larkhill",
        "can I be done with the Larkhill course by August?",
        "I've got an interview coming up at Larkhill, a call with their head first.",
    ],
)
def test_a_question_to_a_document_that_it_names_is_not_about_one_s_own_plan(sit: Sit, message: str) -> None:
    assert followed(sit, message, document=True) == []


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("what did I promise about Larkhill?", ActKind.LIST),
        ("can I be done with my plan before I start at Larkhill?", ActKind.PLAN),
        ("what's my plan for the Larkhill class", ActKind.PLAN),
        ("I'll paint at Larkhill on Friday", ActKind.PROMISE),
        ("I'll paint at Larkhill on Friday, how late can I do that?", ActKind.PROMISE),
        ("can you remind me on Friday to go to Larkhill?", ActKind.PROMISE),
    ],
)
def test_what_is_one_s_own_is_followed_though_a_document_is_named(
    sit: Sit, message: str, kind: ActKind
) -> None:
    assert followed(sit, message, document=True) == [kind]


def test_a_question_to_a_document_moves_and_closes_only_what_it_names(sit: Sit, keep: Keep) -> None:
    keep("email two people", FRIDAY)
    assert followed(sit, "can I move my slot at Larkhill to Saturday?", document=True) == []
    assert followed(sit, "I missed two evenings at Larkhill, am I out now", document=True) == []

    keep("paint the hall at Larkhill", FRIDAY)
    assert followed(sit, "can you move the hall at Larkhill to Saturday?", document=True) == [ActKind.MOVE]


def test_what_may_go_on_about_a_document_shows_the_plan_only_where_it_surely_asks_for_it(sit: Sit) -> None:
    assert followed(sit, "what about five hours?") == [ActKind.NEXT]
    assert followed(sit, "what about five hours?", follows=True) == []
    assert followed(sit, "what's next?", follows=True) == [ActKind.NEXT]


def test_nothing_is_undone_by_who_corrects_a_question(sit: Sit) -> None:
    assert followed(sit, "oops wrong one, I meant the last phase") == []
    assert followed(sit, "the two of them back to back") == []
    assert followed(sit, "undo that") == [ActKind.UNDO]
