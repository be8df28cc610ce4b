"""A question in the middle of a story: what the rest tells is no condition of it, and no order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.coach import Coach
from bot.domain import Composer, Message

pytestmark = pytest.mark.real_model

RENT = (
    "My landlord raised the rent by 12%, my 3 kids need shoes, and I've been at the same firm for 11 years."
)
TRAIN = "Bear with me. I was on the train, 50 minutes late, and got chatting with a lady who builds fridges."
TOWN = (
    "We moved to Leipzig in 2019, then I got two promotions in 18 months and now lead 6 people on a platform."
)
UNCLE = "My uncle has a garage with 3 lifts and would pay me 2k to make it hear when an engine is broken."


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (f"{RENT} Anyway, what kind of money could I be on afterwards?", "$120,000 to $200,000"),
        (f"{TRAIN} Got me thinking, is there a forum or a chat group I could join?", "Edge AI Slack"),
        (f"{TOWN} What I'd like to understand is what phase two consists of.", "ONNX"),
        (f"{UNCLE} i only do backend. how long is the shortest phase", "4 weeks"),
        (f"{RENT} It says 30% in one place and up to 50% elsewhere. Which of the two is right?", "disagree"),
        (f"{TRAIN} She said I'd need C++. How many weeks would that bit take me?", "10 weeks"),
        (f"{UNCLE} I was going for the TensorFlow exam. Anything I ought to know before I book?", "closed"),
        (
            "So my brother in law Marek told me that I'd never learn to program a chip, I'm 41 with 3 "
            "kids, anyway which book do you people use for the basics of C++",
            "C++ Primer",
        ),
        (f"Which websites or groups should I join to meet people? {RENT}", "Edge AI Slack"),
        (
            f"{UNCLE} I've 6 years of node. what will be the toughest bits for a guy like me",
            "staying current",
        ),
        (f"{TRAIN} id like to know what nice things this other job has that mine hasnt", "You will love"),
        (f"{RENT} So before I get in: by day 90, what should I have reached", "GitHub repository"),
    ],
)
def test_the_question_in_a_story_is_answered(
    story: str, expected: str, make_coach: Callable[..., Coach]
) -> None:
    text = make_coach().reply(Message(story, composer=Composer.EXTRACTIVE)).text

    assert expected.replace("disagree", "does not agree with itself") in text
    assert not text.startswith("No.")
    assert "timezone" not in text
    assert "50 minutes" not in text


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "I have 6 hours a week next to two kids and a day job that eats me. How long will it take me?",
            "hours",
        ),
        (
            "I know Docker well and have run it every day at work for years. Would that help me at all?",
            "DevOps",
        ),
    ],
)
def test_what_bears_on_the_question_stays(
    message: str, expected: str, make_coach: Callable[..., Coach]
) -> None:
    assert expected in make_coach().reply(Message(message, composer=Composer.EXTRACTIVE)).text


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (
            "My team got cut last week, since then I lie awake until four, and I don't want to "
            "be alive anymore. Nobody here notices. What should I learn first?",
            "crisis line",
        ),
        (
            "My visa runs out in June, I'm on an H1B with a bank, 3 kids at school, no boss who knows. If "
            "I quit now to study full time, do I have to leave the country?",
            "immigration",
        ),
    ],
)
def test_what_somebody_needs_is_heard_in_a_story(
    story: str, said: str, make_coach: Callable[..., Coach]
) -> None:
    reply = make_coach().reply(Message(story, composer=Composer.EXTRACTIVE))

    assert reply.action == "refer"
    assert said in reply.text


def test_a_report_of_ones_own_in_a_story_is_kept(make_coach: Callable[..., Coach]) -> None:
    story = (
        "Finished the Machine Learning Specialization by Andrew Ng last night, after weeks of short sleep, "
    )
    reply = make_coach().reply(Message(f"{story} two colds and a broken heater. What should I do next?"))

    assert reply.text.startswith("Marked as done")
