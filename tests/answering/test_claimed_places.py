"""Claims on where a thing is: in which phase, at which time of the plan, on which platform; and figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The Michael Barr book belongs in phase 1, right?", "No. A task of phase 3"),
        ("Michael Barr's book is in phase 3, isn't it?", "Yes. A task of phase 3"),
        ("In the first week I prepare the Raspberry Pi, right?", "No. This month: prepare a Raspberry Pi"),
        ("The GitHub repository must be opened this month, right?", "No. In the next 90 days"),
        ("Andrew Ng's course is on Udemy, right?", "No. A task of phase 1"),
        ("Model optimization is the most important skill, right?", "No. Model Optimization"),
        ("Python is the most important skill, right?", "Yes. Python"),
    ],
)
def test_a_wrong_place_is_corrected_first(claim: str, said: str, ask_bundled: Ask) -> None:
    assert ask_bundled(claim).startswith(said)


def test_what_is_claimed_for_its_own_time_is_not_denied(ask_bundled: Ask) -> None:
    assert not ask_bundled("This week I install TensorFlow, right?").startswith("No")


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Pay goes up by 50 percent, right?", "It may, but"),
        ("It takes 12 months, right?", "It may, but"),
        ("It takes 9 months, right?", "Yes."),
        ("Pay rises by 30 to 50 percent, correct?", "Yes."),
        ("It takes 20 months, right?", "No."),
        ("So a total of 30 weeks, no?", "No. The roadmap has 5 phases, which take 36 weeks"),
    ],
)
def test_one_end_of_a_range_is_not_confirmed(claim: str, said: str, ask_bundled: Ask) -> None:
    assert ask_bundled(claim).startswith(said)


def test_what_a_thing_costs_is_no_pay(ask_bundled: Ask) -> None:
    assert "earns" not in ask_bundled("The certificate exam costs 100 dollars, where do I book it?")


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("is C/C++ the only important skill?", "No.", "Python"),
        ("name two challenges with hardware", "hardware", "No."),
        ("what's the number 1 challenge?", "picking up C/C++", "No."),
        ("which phases use a Raspberry Pi?", "2 of the 5 phases", "Jetson"),
        ("what is the third task of phase 4?", "smart doorbell", "hybrid"),
        ("second resource of phase 5?", "Cracking the Coding Interview", "LinkedIn"),
    ],
)
def test_what_is_counted_or_placed_is_that_alone(
    question: str, said: str, unsaid: str, ask_bundled: Ask
) -> None:
    answer = ask_bundled(question)
    assert said in answer
    assert unsaid not in answer
