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
        ("which phases have books?", ["named in 3 phases", "Phase 1", "Phase 3", "Phase 5"]),
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
