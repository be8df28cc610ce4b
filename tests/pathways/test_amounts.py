import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Range
from bot.pathways.amounts import find_months, find_pay, find_pay_change_percent, find_percent


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("9-12 months", Range(9, 12)),
        ("9–12 Months", Range(9, 12)),
        ("6 to 9 months", Range(6, 9)),
        ("6 months", Range(6, 6)),
        ("12+ months", Range(12, 12)),
        ("Your 9-Month Guide", Range(9, 9)),
        ("1-2 years", Range(12, 24)),
        ("12-9 months", None),
        ("0 months", None),
        ("a few weeks", None),
    ],
)
def test_durations_are_read_in_months(text: str, months: Range | None) -> None:
    assert find_months(text) == months


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("+30%", [Range(30, 30)]),
        ("30-50%", [Range(30, 50)]),
        ("+30% to +50%", [Range(30, 50)]),
        ("30%–50%", [Range(30, 50)]),
        ("-10%", [Range(-10, -10)]),
        ("−5-10%", [Range(-10, -5)]),
        ("12.5%", [Range(12.5, 12.5)]),
        ("10% here, 20% there", [Range(10, 10), Range(20, 20)]),
        ("30 people", []),
    ],
)
def test_percentages_are_read_with_their_sign(text: str, percent: list[Range]) -> None:
    assert find_percent(text) == percent


def test_a_percentage_counts_as_pay_only_where_pay_is_the_subject() -> None:
    assert find_pay_change_percent("Expect a 20% increase.") == [Range(20, 20)]
    assert find_pay_change_percent("Expect your pay to drop 5-10%.") == [Range(-10, -5)]
    assert find_pay_change_percent("About 40% of nurses write.") == []


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("from $85k-$140k to $120k-$200k", ("USD", Range(85_000, 140_000), Range(120_000, 200_000))),
        ("from $85-140k to $120-200k", ("USD", Range(85_000, 140_000), Range(120_000, 200_000))),
        ("from £30,000 to around £41,500.", ("GBP", Range(30_000, 30_000), Range(41_500, 41_500))),
        ("von 40.000-52.000 € to 48.000-60.000 €", ("EUR", Range(40_000, 52_000), Range(48_000, 60_000))),
        ("from EUR 40k to EUR 60k", ("EUR", Range(40_000, 40_000), Range(60_000, 60_000))),
        ("from 3 to 5 projects", None),
        ("nothing", None),
    ],
)
def test_pay_before_and_after_is_read(text: str, pay: tuple[str, Range, Range] | None) -> None:
    assert find_pay(text) == pay


@given(st.text(st.sampled_from("0123456789٣²½.,-–$€£kK %tofrmUSDEmonhs") | st.characters(), max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    months, pay = find_months(text), find_pay(text)
    assert months is None or 0 < months.low <= months.high
    assert pay is None or pay[1].low <= pay[1].high
    assert all(percent.low <= percent.high for percent in find_percent(text))
