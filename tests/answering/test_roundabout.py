"""What is asked in a roundabout way is read in the words of the documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("my services keep no state from one call to the next, how big is the shift?", "stateful systems"),
        ("what will be the toughest nut for me?", "C/C++"),
        ("why would anybody hire me over a data scientist?", "DevOps"),
        ("is model compression important?", "is important and takes 4 weeks"),
        ("what can I get going with on my macbook?", "laptop"),
        ("how could I convince a recruiter?", "portfolio"),
        ("does it all get outdated quickly?", "change fast"),
        ("which skills can't I skip?", "Python for AI/ML"),
    ],
)
def test_it_is_read_in_known_words(question: str, expected: str, ask_bundled: Ask) -> None:
    assert expected in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which of the 5 phases last 8 weeks?", "2 phases of the roadmap take 8 weeks"),
        ("what happens in the last 8 weeks?", "Certification and Job Preparation"),
        (
            "the number of optional skills that can be finished in under 7 weeks",
            "There is 1 nice-to-have skill",
        ),
        ("skills I could wrap up within six weeks each", "3 skills"),
        ("could I squeeze the two critical skills into 10 weeks?", "No."),
        ("please enumerate the first three months (the 90 day part)", "In the next 90 days"),
    ],
)
def test_a_number_of_weeks_is_a_condition_or_a_claim(question: str, expected: str, ask_bundled: Ask) -> None:
    assert expected in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "expected", "unwanted"),
    [
        ("why would anybody hire me over a data scientist? And how long is phase 2?", "6 weeks", "~"),
        ("how do I sell my old laptop?", "", "What sets you apart"),
        ("how do I convince my employer to pay for a course?", "", "smart doorbell"),
    ],
)
def test_no_more_is_taken_than_is_meant(
    question: str, expected: str, unwanted: str, ask_bundled: Ask
) -> None:
    answer = ask_bundled(question)
    assert expected in answer
    assert unwanted not in answer
