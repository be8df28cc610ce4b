"""Which of two skills comes first, by the resources of the roadmap; and what is easiest or hardest."""

from __future__ import annotations

import pytest

from tests.answering.conftest import Ask

pytestmark = pytest.mark.real_model
PYTHON_FIRST = "Python for AI/ML first, from phase 1 on, and with C/C++ for Embedded Systems from phase 3 on"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which do I learn first, python or c++?", PYTHON_FIRST),
        ("should I start with C++ or Python?", PYTHON_FIRST),
        ("is C++ before Python?", f"No. The roadmap deals with {PYTHON_FIRST}"),
        ("is Python before C++?", f"Yes. The roadmap deals with {PYTHON_FIRST}"),
        ("do I learn RTOS before C++?", "no resource for Real-Time Operating Systems"),
    ],
)
def test_skills_come_in_the_order_of_their_resources(question: str, said: str, ask_bundled: Ask) -> None:
    assert said in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's the easiest part?", "don't say what is easiest"),
        ("which skill is easiest?", "don't say what is easiest"),
        ("which skill is hardest?", "picking up C/C++"),
        ("what's the toughest phase?", "don't rate single skills or phases"),
    ],
)
def test_nothing_is_rated_easiest_and_no_skill_or_phase_hardest(
    question: str, said: str, ask_bundled: Ask
) -> None:
    assert said in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which phases have books?", ["3 of the 5 phases have books", "Phase 1", "Phase 3", "Phase 5"]),
        ("which phase is second to last?", ["phase 4 of 5"]),
        ("what is the penultimate stage?", ["phase 4 of 5"]),
        ("is phase 5 the shortest?", ["The shortest phase is Certification"]),
        ("which skill is the quickest to learn?", ["Model Optimization", "4 weeks"]),
        ("which is shorter, RTOS or hardware?", ["Edge AI Hardware", "takes 2 weeks less: 6 weeks"]),
        ("does the roadmap take a year and a half?", ["No.", "9 to 12 months"]),
        ("how many of my current skills transfer?", ["5 transferable skills"]),
        ("how many certificates will I end up with?", ["1 certification"]),
        ("how should my resume look?", ["to the front of your resume"]),
        ("how do I make my portfolio look good?", ["something for your portfolio"]),
        ("give me interview tips", ["technical interviews", "Cracking the Coding Interview"]),
        ("who can I ask for help?", ["Slack community"]),
        ("I have an interview on Tuesday, help me prepare", ["technical interviews"]),
        ("what would you drop?", ["2 nice-to-have skills"]),
        ("what if I drop phase 5?", ["doesn't say that it may be left out", "I finished phase 5"]),
    ],
)
def test_what_newcomers_ask_gets_what_it_asks_for(question: str, said: list[str], ask_bundled: Ask) -> None:
    text = ask_bundled(question)

    assert [part for part in said if part not in text] == []


def test_a_skill_is_placed_against_a_phase(ask_bundled: Ask) -> None:
    assert "phase 1, which is before phase 3" in ask_bundled("is Python before or after phase 3?")
    assert "no resource for Real-Time" in ask_bundled("is RTOS before or after phase 2?")
