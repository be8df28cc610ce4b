"""Lists that keep the conditions of the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("Which skills take more than 4 weeks?", "Queen Rearing", "Honey Extraction"),
        ("List the skills that are not critical.", "Honey Extraction", "Hive Inspection"),
        ("Name the phases that are not 7 weeks long.", "Bee Biology", "First Colony"),
        ("Which skills take longer than hive inspection?", "Queen Rearing", "Honey Extraction"),
        ("Resources after stage 1?", "Queens of Summer", "resources of phase 1"),
        (
            "Which courses are in the resources of the roadmap?",
            "Selling at Stalls",
            "Queens of Summer' by Bo Lindgren (book)",
        ),
    ],
)
def test_a_list_holds_what_meets_the_condition_alone(
    question: str, named: str, left_out: str, ask_made_up: Ask
) -> None:
    answer = ask_made_up(question)

    assert named in answer
    assert left_out not in answer


def test_a_list_is_sorted_where_the_question_asks_for_it(ask_made_up: Ask) -> None:
    answer = ask_made_up("List the skills sorted by weeks, longest first.")

    assert answer.index("Queen Rearing") < answer.index("Hive Inspection") < answer.index("Honey Extraction")


def test_books_that_only_tasks_and_skills_name_are_listed_too(ask_bundled: Ask) -> None:
    answer = ask_bundled("Which books are named anywhere?")

    assert "Programming Embedded Systems" in answer
    assert "Real-Time Embedded Systems" in answer
    assert "C++ Primer" in answer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("What are the tasks of the part where you print labels?", "market stall", "syrup"),
        ("What material is there for the stage in which I feed the colony?", "Queens of Summer", "Stalls"),
        ("When I get to the block with the waggle dance, what is on my plate?", "apiary", "syrup"),
    ],
)
def test_a_phase_is_known_by_what_one_does_in_it(
    question: str, named: str, left_out: str, ask_made_up: Ask
) -> None:
    answer = ask_made_up(question)

    assert named in answer
    assert left_out not in answer


def test_a_phase_that_nothing_tells_apart_is_none(ask_made_up: Ask) -> None:
    answer = ask_made_up("What is the part where people give up?")

    assert "stings" in answer
