from dataclasses import replace

from eval.metrics import case_values, intervals, is_right, share, summarise


def test_a_share_of_nothing_is_not_zero() -> None:
    summary = summarise([])
    assert share([], is_right) is None
    assert (summary["right"], summary["recall_at_5"], summary["aurc"]) == (None, None, None)
    assert (summary["misquotes"], summary["cases"]) == (0, 0)
    assert set(intervals([]).values()) == {None}


def test_the_summary_counts_over_all_outcomes(make_outcome) -> None:
    summary = summarise(
        [make_outcome("7 and 6"), make_outcome("5", quote=None), make_outcome("", cites=False)]
    )
    assert (summary["unsupported_numbers"], summary["misquotes"], summary["uncited"]) == (3, 1, 1)


def test_retrieval_is_measured_only_where_something_is_gold(make_outcome) -> None:
    found = replace(make_outcome("Ten."), gold={"a"}, ranked=("x", "a"))
    values = case_values(found)
    assert (values["recall_at_1"], values["recall_at_5"], values["mrr"]) == (0.0, 1.0, 0.5)
    assert case_values(make_outcome("Ten."))["recall_at_1"] is None
    assert summarise([found, make_outcome("Ten.")])["recall_at_5"] == 1.0


def test_an_interval_stands_round_its_mean(make_outcome) -> None:
    outcomes = [make_outcome("10 weeks", needs=[("10 week",)]) for _ in range(5)]
    outcomes += [make_outcome("8 weeks", needs=[("10 week",)])]
    found = intervals(outcomes)["right"]
    assert found is not None
    assert found.low <= 5 / 6 <= found.high
