from io import StringIO

from rich.console import Console

from eval.comparison import compare, print_comparison
from eval.metrics import COUNTS, MEANS
from eval.records import Record


def _record(case_id: str, right: float, **values: float | None) -> Record:
    known: dict[str, float | None] = dict.fromkeys((*MEANS, *COUNTS, "elapsed_ms"))
    return Record(case_id, {**known, "right": right, **values}, f"what is {case_id}?", f"it is {right}")


_BEFORE = [_record(f"c{number}", float(number % 2)) for number in range(20)]
_AFTER = [_record(f"c{number}", 1.0) for number in range(1, 21)]


def test_only_cases_of_both_runs_are_compared() -> None:
    found = compare(_BEFORE, _AFTER)
    [right] = found.differences
    assert (right.metric, right.cases, right.after) == ("right", 19, 1.0)
    assert found.unpaired == 2


def test_the_interval_is_that_of_the_difference() -> None:
    [right] = compare(_BEFORE, _AFTER).differences
    assert right.interval.low < right.change < right.interval.high
    assert right.certain
    [same] = compare(_BEFORE, _BEFORE).differences
    assert (same.change, same.certain) == (0.0, False)


def test_a_metric_is_compared_where_it_applies_in_both() -> None:
    before = [_record("a", 1.0, fact_recall=0.5), _record("b", 1.0, fact_recall=None)]
    after = [_record("a", 1.0, fact_recall=1.0), _record("b", 1.0, fact_recall=0.0)]
    [recall] = [one for one in compare(before, after).differences if one.metric == "fact_recall"]
    assert (recall.cases, recall.change) == (1, 0.5)


def test_flipped_cases_are_named_with_both_replies_only_where_they_may_be_seen() -> None:
    found = compare(_AFTER, _BEFORE)
    printed = {}
    for reveal in (True, False):
        console = Console(file=StringIO(), width=200)
        print_comparison(console, "work half", found, reveal=reveal)
        printed[reveal] = console.file.getvalue()
    assert "got wrong: 9" in printed[True]
    assert "c2: what is c2?" in printed[True]
    assert "after:  it is 0.0" in printed[True]
    assert "got wrong: 9" in printed[False]
    assert "c2" not in printed[False]
