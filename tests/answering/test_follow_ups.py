"""What people ask on: another attribute, a thing of its own, one of a list, whether a thing still exists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("what book for RTOS?", "and which board?"), "STM32"),
        (("must I learn RTOS?", "with which board?"), "STM32"),
        (("how do i learn rtos", "which board"), "STM32"),
        (("what should I do for interviews?", "which book for that"), "Cracking the Coding Interview"),
        (("how long is the whole thing?", "your title says 9 months tho"), "does not agree with itself"),
        (("what books are in step 3?", "who wrote the second one?"), "Michael Barr"),
        (("since when is TensorFlow Lite called otherwise?", "and Google AI Platform?"), "Vertex AI"),
        (("what book for interviews?", "and LinkedIn?"), "LinkedIn profile"),
        (("how many weeks for C?", "longer than TensorFlow Lite and ONNX?"), "4 weeks longer"),
        (("what do I do this week?", "thx, and then?"), "For this month"),
        (("what's the pay afterwards?", "and before?"), "Pay as Backend Developer is $85,000 to $140,000"),
        (("how much more would I make?", "why are there two numbers?"), "30% to 50%"),
        (("c++ or python first?", "no, I asked which is more important"), "Python for AI/ML matters more"),
        (("is C important?", "is RTOS more important than it?"), "C/C++ for Embedded Systems matters more"),
        (("how long is phase 4?", "ok, which one is 10 then?"), "Embedded Systems and C/C++"),
        (("what would I love?", "and hate?"), "challenge"),
        (("what is planned for this month?", "and for the next three months?"), "In the next 90 days"),
        (("give me the 90 day plan", "is the first one still possible?"), "Google closed"),
        (("tell me the roadmap", "tell me more about the last one"), "LinkedIn profile"),
        (("how much does an edge engineer earn?", "thats in euros?"), "US dollars"),
        (("which skills are critical?", "name them"), "TensorFlow Lite and ONNX are critical"),
        (("which skills are critical?", "and the others"), "Real-Time Operating Systems (RTOS)"),
        (("how important is python?", "and c++?", "which one first"), "Python for AI/ML first"),
        (("which is longer, phase 2 or 3?", "what do I do in it?"), "pointers"),
        (("which book is there for embedded systems?", "by who"), "Josée Lajoie"),
        (("what does the salary look like?", "why so low"), "give no reason"),
    ],
)
def test_a_follow_up_is_of_what_was_spoken_of(
    questions: tuple[str, ...], expected: str, ask_bundled: Ask
) -> None:
    assert expected in ask_bundled(*questions)


@pytest.mark.parametrize(
    ("questions", "unwanted"),
    [
        (("what do I do this week?", "thx, and then?"), "this week"),
        (("what's the pay afterwards?", "and before?"), "$200,000"),
        (("what is planned for this month?", "and for the next three months?"), "For this month"),
        (("give me the 90 day plan", "is the first one still possible?"), "GitHub"),
        (("what's the biggest challenge?", "only one of them please"), "hardly any logs"),
        (("which skills are critical?", "and which can I skip?"), "TensorFlow Lite"),
        (("which skills are critical?", "name them"), "Coursera"),
        (("which skills are critical?", "and the others"), "TensorFlow Lite"),
    ],
)
def test_a_follow_up_says_nothing_else(questions: tuple[str, ...], unwanted: str, ask_bundled: Ask) -> None:
    assert unwanted not in ask_bundled(*questions)


@pytest.mark.parametrize(
    "questions",
    [
        ("which course is on Udemy?", "and is it sure to run?"),
        ("which course is on Udemy?", "can you confirm it exists?"),
        ("which certificate do I need?", "is it still exist?"),
    ],
)
def test_a_doubt_gets_what_is_noted(questions: tuple[str, ...], ask_bundled: Ask) -> None:
    assert "Note:" in ask_bundled(*questions)


def test_of_several_the_least_important_is_ranked_by_importance(ask_bundled: Ask) -> None:
    said = ask_bundled(
        "how long is Python?", "and RTOS?", "and quantization?", "which of the three is the least important?"
    )
    assert "Real-Time Operating Systems" in said
    assert "Edge AI Hardware" not in said


def test_what_is_brought_in_and_not_known_is_said_to_be_unknown(ask_bundled: Ask) -> None:
    assert 'say nothing about "java"' in ask_bundled("what about SQL?", "and my java?")
