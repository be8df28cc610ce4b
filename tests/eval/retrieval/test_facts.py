"""What states a fact: the figure as the page has it, in the ways that people write it, with its sign."""

from __future__ import annotations

import pytest

from eval.retrieval.facts import Fact, spellings, states

PAY = "$50,000 per year $24.04 per hour"


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (Fact.PAY, PAY, "They earn 50,000 dollars a year [1]."),
        (Fact.PAY, PAY, "The median was $24.04."),
        (Fact.PAY_HOUR, PAY, "It is $24.04 an hour."),
        (Fact.EDUCATION, "Bachelor's degree", "Most have a bachelor’s degree."),
        (Fact.EDUCATION, "High school diploma or equivalent", "A high-school diploma will do."),
        (Fact.EXPERIENCE, "None", "The work experience that bakers need: none."),
        (Fact.EXPERIENCE, "5 years or more", "They need at least five years."),
        (Fact.TRAINING, "None", "They get no on-the-job training."),
        (Fact.TRAINING, "Internship/residency", "An internship or residency follows."),
        (Fact.JOBS, "12,300", "There were 12300 jobs."),
        (Fact.OUTLOOK, "5% (Faster than average)", "It grows by 5 percent."),
        (Fact.OUTLOOK, "-3% (Decline)", "Employment will decline by 3 per cent."),
        (Fact.OUTLOOK, "-3% (Decline)", "The change is −3%."),
        (Fact.OUTLOOK, "0% (Little or no change)", "There will be little or no change."),
        (Fact.CHANGE, "-400", "It is projected to change by -400."),
        (Fact.CHANGE, "-1,400", "They lose 1,400 jobs."),
    ],
)
def test_a_value_is_stated_in_many_ways(fact: Fact, value: str, text: str) -> None:
    assert states(text, spellings(fact, value))


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (Fact.PAY, PAY, "The median was $150,000."),
        (Fact.PAY_HOUR, PAY, "It is $50,000 a year."),
        (Fact.EDUCATION, "Bachelor's degree", "Most have a master's degree."),
        (Fact.EXPERIENCE, "None", "They need less than 5 years."),
        (Fact.EXPERIENCE, "5 years or more", "They need less than 5 years."),
        (Fact.JOBS, "12,300", "There were 112,300 jobs."),
        (Fact.OUTLOOK, "-3% (Decline)", "It grows by 3%."),
        (Fact.OUTLOOK, "-3% (Decline)", "It will decline by 13%."),
        (Fact.CHANGE, "-400", "There will be 400 more."),
    ],
)
def test_another_value_is_not(fact: Fact, value: str, text: str) -> None:
    assert not states(text, spellings(fact, value))


def test_what_the_page_refers_elsewhere_for_is_no_fact() -> None:
    assert spellings(Fact.EDUCATION, "See How to Become One") == ()
    assert spellings(Fact.PAY_HOUR, "$60,000 per year") == ()
    assert spellings(Fact.PAY, "") == ()


def test_a_number_counts_only_in_a_line_that_speaks_of_the_fact() -> None:
    assert Fact.JOBS.stands_in("They held about 12,300 jobs in 2024.", ("12,300",))
    assert not Fact.JOBS.stands_in("| Self-employed | 12,300 |", ("12,300",))
