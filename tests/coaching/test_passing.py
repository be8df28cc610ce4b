"""What is said in passing is understood from what is open."""

from __future__ import annotations

from datetime import date

import pytest

from bot.acts import ActKind
from bot.coaching.condensing import one_report_each
from bot.coaching.own_plan import Question
from bot.coaching.relevance import relevant
from tests.coaching.conftest import Keep, Sit

pytestmark = pytest.mark.real_model
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def done_for(sit: Sit, message: str, *, spoken_of: tuple[str, ...] = ()) -> list[ActKind]:
    """Return what is done for a message, one report for each thing."""
    session = sit(spoken_of=spoken_of)
    found = relevant(session.desk.acts.read(message, session.now), session, Question(message))
    acts = [act for act in found if act.kind is not ActKind.OTHER]
    return [act.kind for act in one_report_each(acts, session, message)]


@pytest.mark.parametrize(
    ("text", "message", "kind"),
    [
        ("register for the webinar", "✅", ActKind.DONE),
        ("put the demo online", "up and public since an hour ago", ActKind.DONE),
        ("flash the Jetson", "Jetson flashed.", ActKind.DONE),
        ("watch two lectures", "only one of the two lectures, sorry", ActKind.PARTLY),
        ("build a simple image classifier", "I need until 20 March for the classifier", ActKind.MOVE),
    ],
)
def test_a_report_in_loose_words_is_on_the_one_thing_promised(
    sit: Sit, keep: Keep, text: str, message: str, kind: ActKind
) -> None:
    keep(text, MONDAY)

    assert done_for(sit, message) == [kind]


@pytest.mark.parametrize(
    "message",
    [
        "I'd have finished the doorbell by New Year if the camera had arrived.",
        "The interview is scheduled for Tuesday, they just confirmed.",
        "then I found out the exam got moved, classic",
    ],
)
def test_what_may_be_is_to_come_or_is_a_story_finishes_no_task(sit: Sit, message: str) -> None:
    assert ActKind.DONE not in done_for(sit, message)


def test_what_names_nothing_is_about_what_was_named_beside_it(sit: Sit, keep: Keep) -> None:
    kept = keep("call my cousin about the startup", FRIDAY)
    session, message = sit(), "pi is up and running the tflite model. done w that"
    acts = relevant(session.desk.acts.read(message, session.now), session, Question(message))

    (act,) = one_report_each(acts, session, message)

    assert (act.kind, act.words) == (ActKind.DONE, message)
    assert kept.commitment_id not in act.words


def test_a_new_date_counts_for_more_than_what_became_of_the_old_one(sit: Sit, keep: Keep) -> None:
    keep("finish my resume", MONDAY)

    assert done_for(sit, "I didn't finish the resume. Move it to Sunday") == [ActKind.MOVE]


def test_half_of_a_thing_is_kept_beside_the_move_of_its_rest(sit: Sit, keep: Keep) -> None:
    keep("make two phone calls", MONDAY)
    message = "Only managed one of the two phone calls. The other happens by Wednesday."

    assert done_for(sit, message) == [ActKind.PARTLY, ActKind.MOVE]


def test_time_that_somebody_has_once_asks_for_what_fits(sit: Sit) -> None:
    assert done_for(sit, "I'll have 5 hours this weekend") == [ActKind.NEXT]
    assert done_for(sit, "I have 5 hours a week") == [ActKind.TELL]


def test_who_asks_what_is_known_is_shown_it(sit: Sit) -> None:
    assert done_for(sit, "how many hours a week have i told you i've got?") == [ActKind.WHO]


@pytest.mark.parametrize(
    "message",
    [
        "memory management and pointers gave me nightmares at uni",
        "pointers finished me off at university",
        "the basics of C++ were a horror, I failed them twice",
    ],
)
def test_what_went_badly_once_finishes_no_task(sit: Sit, message: str) -> None:
    assert ActKind.DONE not in done_for(sit, message)


def test_a_task_that_is_done_is_however_it_was(sit: Sit) -> None:
    assert done_for(sit, "finally done with the basics of C++ and pointers, it was a nightmare") == [
        ActKind.DONE
    ]
    assert done_for(sit, "finished the basics of C++ with memory management and pointers") == [ActKind.DONE]
