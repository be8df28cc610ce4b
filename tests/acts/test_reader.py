"""What messages do, as it is learnt from the examples: with the real embedding model."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.acts import ActKind, ActReader

pytestmark = pytest.mark.real_model
NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))  # a Monday

ACTS: dict[ActKind, str] = {
    ActKind.PROMISE: """\
I'll plan my week on Sunday evening
I'll show my plan to Ana on Friday
I'll list my old projects by Thursday
We'll review each other's essays on Sunday
I'm going to finish the sculpture course by April 10
remind me to renew my pilot's licence on Thursday
every Sunday I write a letter to my mentor
email the guild by friday""",
    ActKind.DONE: """\
finished the sculpture
sent both letters!
the essay is done
wrapped up the glazing task yesterday
just submitted the portfolio""",
    ActKind.PARTLY: """\
only half of it
I wrote one of the two letters
started the essay but didn't finish it""",
    ActKind.MISSED: """\
didn't get to the letters
couldn't manage the essay this week
haven't called the guild yet""",
    ActKind.DROP: """\
drop the essay
forget about the letters
cancel my commitment to call the guild""",
    ActKind.MOVE: """\
move the essay to Friday
push the letters to next week
I need until Sunday for the essay""",
    ActKind.SNOOZE: """\
remind me in an hour
snooze it until tomorrow
ask me again tonight""",
    ActKind.LIST: """\
what did I promise?
what's open
anything due this week?""",
    ActKind.NEXT: """\
what should I do next?
i've got two hours tonight, what's worth doing
whats my next step""",
    ActKind.PLAN: """\
show me my plan
when will I be done?
can I be done by September?
am I on track?""",
    ActKind.TELL: """\
I already know Python and Docker
I have 6 hours a week
I'm off from 1 to 14 July
don't write to me before 10
Docker I know, Kubernetes I don't
I moved from London to Sydney
set my hours to 9
8h/week
skills: python, sql
my free days are tuesday and thursday
no tasks on Sundays
my quiet hours are 22 to 8
please only write to me in the evenings
I'd like to go from accountant to data engineer
I'm a nurse""",
    ActKind.WHO: """\
what do you know about me?
show my profile""",
    ActKind.REVIEW: """\
how did my week go?
weekly review please
did I keep my promises""",
    ActKind.QUIET: """\
stop reminding me
no more check-ins please""",
    ActKind.REMIND: """\
turn reminders back on
you can nudge me again""",
    ActKind.UNDO: """\
undo that
oops, wrong one, take that back""",
    ActKind.YES: """\
yes
sounds good""",
    ActKind.NO: """\
no
don't save it""",
    ActKind.OTHER: """\
how long does it take to learn glazing?
which skills are critical?
what should a nurse learn first?
thanks a lot
are you a bot?
my brother finished his course
I feel stuck
what happens in phase 3
send me the list by Friday
the exam is on Friday""",
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in ACTS.items() for text in texts.splitlines()]
)
def test_a_message_does_what_its_examples_say(act_reader: ActReader, kind: ActKind, text: str) -> None:
    done = {act.kind for act in act_reader.read(text, NOW)} - {ActKind.OTHER}

    assert done == {kind} - {ActKind.OTHER}


def test_each_clause_does_a_thing_of_its_own_in_order(act_reader: ActReader) -> None:
    acts = act_reader.read(
        "sent both letters, and I'll call the guild by Friday. What should I do next?", NOW
    )

    assert [(act.kind, act.words) for act in acts] == [
        (ActKind.DONE, "sent both letters"),
        (ActKind.PROMISE, "I'll call the guild by Friday."),
        (ActKind.NEXT, "What should I do next?"),
    ]


def test_neighbours_that_tell_of_oneself_are_one_act(act_reader: ActReader) -> None:
    (act,) = act_reader.read("I know SQL. I have 6 hours a week", NOW)

    assert act.kind is ActKind.TELL
    assert "SQL" in act.words
    assert "6 hours" in act.words


def test_a_promise_to_drop_or_move_something_has_the_form_of_one(act_reader: ActReader) -> None:
    (act,) = act_reader.read("I'll drop the essay", NOW)

    assert (act.kind, act.form) == (ActKind.DROP, "firm")


def test_what_is_quoted_does_nothing(act_reader: ActReader) -> None:
    acts = act_reader.read('my boss wrote "I\'ll send it by Monday"', NOW)

    assert {act.kind for act in acts} == {ActKind.OTHER}


@pytest.mark.parametrize("text", ["", "?", "…", "\n", "🙂", "1", "\u0130 " * 20])
def test_hardly_anything_said_does_nothing(act_reader: ActReader, text: str) -> None:
    assert all(act.kind is ActKind.OTHER for act in act_reader.read(text, NOW))


def test_scores_are_given_for_every_kind(act_reader: ActReader) -> None:
    scores = act_reader.scores("what did I promise?")

    assert set(scores) == set(ActKind)
    assert max(scores, key=scores.__getitem__) is ActKind.LIST
