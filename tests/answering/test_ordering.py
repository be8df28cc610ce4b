"""Order questions start from whatever they name, on any pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "phase"),
    [
        ("Which phase comes after Bee Biology?", "First Colony"),
        ("I assembled the wooden hive and that phase is finished. What is next?", "Harvest and Sale"),
        ("What phase comes right before I fill jars with honey?", "First Colony"),
        ("What follows once the hive and syrup block is over?", "phase 3, Harvest and Sale"),
        ("Two phases before Harvest and Sale, what is there?", "Bee Biology"),
        ("What lies between Bee Biology and Harvest and Sale?", "First Colony is phase 2"),
        ("In which phase do I print labels for the market stall?", "Harvest and Sale is the last phase"),
    ],
)
def test_a_phase_is_found_from_what_the_question_names(ask_made_up: Ask, question: str, phase: str) -> None:
    assert phase in ask_made_up(question)


def test_of_two_tasks_the_earlier_one_is_named_first(ask_made_up: Ask) -> None:
    text = ask_made_up("What comes earlier, feeding the colony with syrup or the waggle dance?")
    assert "waggle dance" in text.split("comes before")[0]


def test_a_bare_word_is_the_task_that_holds_it(ask_bundled: Ask) -> None:
    text = ask_bundled("The pointers stuff: before or after pruning?")
    assert text.index("pruning") < text.index("comes before") < text.index("pointers")


def test_several_things_are_put_in_the_order_of_the_roadmap(ask_made_up: Ask) -> None:
    text = ask_made_up("Put in chronological order: market labels; waggle dance; wooden hive.")
    places = [text.index(word) for word in ("waggle", "wooden", "labels")]
    assert places == sorted(places)


def test_phases_are_listed_from_the_last_to_the_first(ask_bundled: Ask) -> None:
    text = ask_bundled("List the phases in reverse order, last to first.")
    assert text.index("Phase 5") < text.index("Phase 3") < text.index("Phase 1")


def test_phases_are_counted_backwards_from_an_anchor(ask_bundled: Ask) -> None:
    text = ask_bundled("Two phases before the certification phase, which one is it?")
    assert "comes phase 3" in text


def test_nothing_comes_after_the_last_phase(ask_bundled: Ask) -> None:
    assert "last phase" in ask_bundled("What comes after Certification and Job Preparation?")


def test_what_is_not_the_last_phase_is_told_with_the_one_after_it(ask_made_up: Ask) -> None:
    answer = ask_made_up("Is First Colony the last phase, or does something come after it?")
    assert answer.startswith("No.")
    assert "comes phase 3, Harvest and Sale" in answer
