"""Facts that documents list."""

from __future__ import annotations

import pytest

from bot.answering.reference.listed import listed_facts
from bot.domain import Chunk, Section


def _facts(*lines):
    return listed_facts([Chunk("d/body/1", "d", Section.BODY, "D › Facts", "\n".join(lines), 1, 0)])


@pytest.mark.parametrize(
    ("line", "key", "years"),
    [
        ("- 2024 Median Pay: $5", "median pay", ("2024",)),
        ("- Number of Jobs, 2024: 7", "number of jobs", ("2024",)),
        ("- Job Outlook, 2024–34: 5%", "job outlook", ("2024", "2034")),
        ("- On-the-job Training: None", "on-the-job training", ()),
        ("- MRI scans: 3", "MRI scans", ()),
    ],
)
def test_a_key_is_read_without_its_years(line, key, years):
    (fact,) = _facts(line)
    assert (fact.key, fact.years, fact.line) == (key, years, line)


@pytest.mark.parametrize("line", ["Key: value", "- A whole sentence. Then: more", "- see it at: ", "| A | 5"])
def test_other_lines_are_no_facts(line):
    assert _facts(line) == []


def test_of_two_rates_the_second_stands_in_brackets():
    assert _facts("- Pay: $80 per year $2 per hour")[0].said == "$80 per year ($2 per hour)"


@pytest.mark.parametrize(("value", "number"), [("1,579,800", 1579800), ("-2% (Decline)", -2), ("None", None)])
def test_the_number_of_a_value_is_read_with_its_sign(value, number):
    assert _facts(f"- Key: {value}")[0].number == number


def test_the_first_of_two_equal_keys_counts():
    assert [fact.value for fact in _facts("- Pay: $1", "- Pay: $2")] == ["$1"]
