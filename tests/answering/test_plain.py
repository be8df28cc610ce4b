"""What newcomers ask first: oneself left out, hours at one's own pace, whole records, what is owned up to."""

from __future__ import annotations

import pytest

from bot.answering.oneself import without_oneself
from bot.prompts import bundled_prompts
from tests.answering.conftest import Ask


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'm a Java dev with 6 years experience, where do I even start?", "where do I even start?"),
        ("Hi, I work as a waiter and which skills are critical?", "which skills are critical?"),
        ("I have 12 years of experience in sales. What transfers?", "What transfers?"),
        ("I'm a butcher, does that help me?", "I'm a butcher, does that help me?"),
        ("I'm a waiter.", "I'm a waiter."),
    ],
)
def test_a_clause_about_oneself_is_left_out_where_the_rest_stands_alone(said: str, asked: str) -> None:
    left = without_oneself(said, bundled_prompts().lexicon["oneself"])

    assert left == asked


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I'm a Java dev with 6 years experience, where do I even start?", ["Read about the waggle dance"]),
        ("I can study 20 hours a week, when would I be done?", ["16 weeks", "20 hours", "8 weeks"]),
        ("I have 5 hours on weekends, how long?", ["16 weeks", "32 weeks"]),
        ("2 hours a day, how many months?", ["14 hours", "11 weeks"]),
        ("can I do it in 6 months?", ["6 to 8 months", "16 weeks"]),
        ("how much time per week does it assume", ["10 hours each"]),
        ("tell me about Queen Rearing", ["nice to have", "9 weeks", "Bo Lindgren"]),
        ("what about phase 2", ["7 weeks", "Assemble a wooden hive", "Queens of Summer"]),
        ("explain the food hygiene skill", ["same rules hold"]),
        ("can I do phase 2 first?", ["as phase 2, behind", "doesn't say whether another order works"]),
        ("what if I start with the second phase?", ["as phase 2, behind"]),
        ("can I skip phase 2?", ["doesn't say that it may be left out", "I finished phase 2"]),
        ("what is a beekeeper", ["don't define", "Bees are new"]),
        ("what does a beekeeper do all day", ["don't describe", "ornings outdoors"]),
        ("what is hive inspection", ["don't define", "5 weeks", "mentor"]),
        ("why is hive inspection critical", ["no reason", "critical", "5 weeks"]),
        ("explain hive inspection like I'm five", ["don't define", "5 weeks"]),
        ("why do hive inspection and queen rearing matter?", ["no reason", "5 weeks", "9 weeks"]),
        ("how does a typical week look?", ["don't describe a day or a week", "ornings outdoors"]),
        ("what if I end up hating it?", ["don't say what to do then", "may miss"]),
        ("I earn 30,000 euros a year", ["€33,000"]),
        ("I make 30k dollars, what would I get?", ["$33,000"]),
        ("what is 10% on 30,000?", ["€33,000"]),
        ("I want to do something different", ["moderate"]),
        ("how long is each phase?", ["Bee Biology (4 weeks)", "Harvest and Sale (5 weeks)"]),
        ("weeks per phase", ["First Colony (7 weeks)"]),
        ("how important is each skill?", ["critical, 5 weeks", "nice to have, 9 weeks"]),
        ("how long does every skill take", ["critical, 5 weeks", "nice to have, 9 weeks"]),
        ("what's the last task?", ["phase 3"]),
        ("first two tasks", ["the first 2 tasks", "waggle dance"]),
        ("what are the first two things to do", ["the first 2 steps"]),
        ("what's new for me?", ["critical, 5 weeks"]),
        ("what can I skip", ["Queen Rearing"]),
        ("what can I build", ["Assemble a wooden hive"]),
        ("name every mentor", ["open a hive with a mentor"]),
        ("can you make a plan for me", ["waggle dance", "Phone a keeper", "Harvest and Sale"]),
        ("compare queen rearing and honey extraction", ["9 weeks", "3 weeks"]),
        ("how do I become a beekeeper", ["Bee Biology", "First Colony"]),
        ("who wrote this", ["Guild of Beekeepers"]),
        ("what's in it for me?", ["10%", "ornings outdoors"]),
        ("convince me", ["10%", "ornings outdoors"]),
        ("what's the fastest way to get there?", ["6 to 8 months", "10 hours each"]),
        ("is it still worth starting now?", ["moderate"]),
        ("can I do phase 1 and 2 in parallel?", ["before First Colony (phase 2)", "at the same time"]),
        ("skip phase 2", ["doesn't say that it may be left out"]),
        ("what's a good first project?", ["Assemble a wooden hive"]),
        ("how does it work in practice?", ["Bee Biology", "First Colony"]),
        ("is it worth it", ["moderate", "6 to 8 months"]),
    ],
)
def test_plain_questions_get_what_they_ask_for(question: str, said: list[str], ask_made_up: Ask) -> None:
    text = ask_made_up(question)

    assert [part for part in said if part not in text] == []


def test_what_is_skippable_is_only_what_is_nice_to_have(ask_made_up: Ask) -> None:
    assert "Hive Inspection" not in ask_made_up("what can I skip?")


def test_a_book_is_named_once(ask_made_up: Ask) -> None:
    assert ask_made_up("which books should I buy").count("Queens of Summer") == 1


@pytest.mark.parametrize(
    ("question", "declined"),
    [
        ("is it better than becoming a pilot", "don't cover"),
        ("does it need a lot of travel", 'say nothing about "travel"'),
    ],
)
def test_what_is_not_near_is_not_told(question: str, declined: str, ask_made_up: Ask) -> None:
    text = ask_made_up(question)

    assert declined in text
    assert "What they do say" not in text


@pytest.mark.parametrize(
    "question", ["how's the traffic?", "how's the weather?", "what did the referee say?"]
)
def test_where_all_that_is_named_is_unknown_and_nothing_is_near_nothing_is_told(
    ask_bundled: Ask, question: str
) -> None:
    assert ask_bundled(question).startswith("That is outside what I can help with.")


def test_who_wrote_a_book_that_was_spoken_of_is_not_who_wrote_the_pathway(ask_bundled: Ask) -> None:
    assert "Lippman" in ask_bundled("recommend a book", "who wrote it")
    assert "public career pathway page" in ask_bundled("who wrote it?")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is C++ hard to learn?", ["takes 10 weeks", "picking up C/C++ and embedded systems", "challenging"]),
        ("how tough is phase 3?", ["takes 10 weeks", "picking up C/C++ and embedded systems", "challenging"]),
        ("will I struggle with RTOS?", ["nice to have", "8 weeks", "challenging"]),
    ],
)
def test_how_hard_one_thing_is_goes_with_its_challenge_and_how_the_move_is_rated(
    ask_bundled: Ask, question: str, said: list[str]
) -> None:
    answer = ask_bundled(question)

    assert [piece for piece in said if piece not in answer] == []
    assert "stateless" not in answer


@pytest.mark.parametrize(
    "question", ["which challenge is about hardware?", "what challenges have to do with hardware"]
)
def test_of_the_challenges_those_about_a_thing_are_told(question: str, ask_bundled: Ask) -> None:
    text = ask_bundled(question)

    assert "hardly any logs" in text
    assert "stateless" not in text
