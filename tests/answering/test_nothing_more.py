"""Follow-ups for which there is nothing more, and how to get over a challenge."""

from __future__ import annotations

import pytest

from tests.answering.conftest import Ask

pytestmark = pytest.mark.real_model
ALL = "That is all that the documents name."
NO_REASON = "The documents give no reason for that."


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("Which courses are there?", "any others?"), ALL),
        (("Which skills are there?", "is that all?"), ALL),
        (("Which takes longer, phase 1 or phase 2?", "why?"), NO_REASON),
        (("How long is phase 2?", "why so long?"), NO_REASON),
        (("What are the tasks of phase 2?", "which of those is the hardest?"), "don't rate these"),
        (("Which skill takes longest?", "why that one?"), NO_REASON),
        (("How hard is it?", "why?"), "stings"),
        (("Which courses are there?", "which one should I take?"), "prefer none"),
        (("What are the tasks of phase 2?", "are they mandatory?"), "don't say whether that is required"),
        (("What is the pay of a beekeeper?", "and for a junior?"), "but not by seniority"),
        (("What is the pay of a beekeeper?", "is that a good raise?"), "don't say whether that is much"),
        (("What is the plan for this week?", "and next week?"), "and no other week"),
        (("What is the pay of a beekeeper?", "in Norway?"), "but not in Norway"),
        (("What is the pay of a beekeeper?", "and after 5 years?"), "but not after 5 years"),
        (("Is there demand for beekeepers?", "where?"), "but not where"),
        (("What are the biggest challenges?", "how do I get over that?"), "don't say how to get over"),
    ],
)
def test_what_there_is_no_more_of_is_said_once(
    questions: tuple[str, ...], said: str, ask_made_up: Ask
) -> None:
    assert said in ask_made_up(*questions)


def test_a_list_of_a_part_is_not_called_all(ask_made_up: Ask) -> None:
    assert ask_made_up("Which resources has phase 1?", "any others?") != ALL


@pytest.mark.parametrize("last", ["how do I get over the first one?", "how can I prepare for that?"])
def test_a_challenge_is_got_over_by_the_skill_that_it_is_about(last: str, ask_bundled: Ask) -> None:
    text = ask_bundled("What are the biggest challenges?", last)

    assert "picking up C/C++" in text
    assert "C++ Primer" in text
    assert "hardly any logs" not in text
