import pytest

from eval.metrics import interval, paired_interval


def test_an_interval_holds_the_mean_and_narrows_with_more_cases() -> None:
    few, many = interval([1.0] * 9 + [0.0]), interval(([1.0] * 9 + [0.0]) * 20)
    assert few is not None
    assert many is not None
    assert few.low < 0.9 < few.high
    assert few.high - few.low > many.high - many.low


def test_the_same_values_have_the_same_interval() -> None:
    assert interval([1.0, 0.0, 1.0]) == interval([1.0, 0.0, 1.0])


@pytest.mark.parametrize(("values", "low", "high"), [([1.0] * 30, 0.884, 1.0), ([0.0] * 30, 0.0, 0.116)])
def test_a_share_without_exception_is_not_certain(values: list[float], low: float, high: float) -> None:
    found = interval(values)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_one_value_and_none_have_what_can_be_known() -> None:
    assert interval([]) is None
    assert interval([1.0]) == interval([True])
    assert interval([0.25, 0.25]) is not None


def test_a_paired_difference_is_surer_than_two_intervals() -> None:
    before = [1.0, 0.0] * 20
    after = [1.0, 0.0] * 17 + [1.0, 1.0] * 3
    found = paired_interval(before, after)
    assert found is not None
    assert 0 <= found.low < 3 / 40 < found.high < 0.25


def test_without_any_difference_the_interval_is_a_point() -> None:
    found = paired_interval([1.0, 0.0], [1.0, 0.0])
    assert found is not None
    assert (found.low, found.high) == (0.0, 0.0)
