"""Two runs of the same cases: what differs, how surely, and which cases flipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console

from .metrics import COUNTS, MEANS, Interval, paired_interval
from .records import Record
from .report import indented, print_table

_COMPARED = (*MEANS, *COUNTS, "elapsed_ms")
_HEAD = ("metric, mean per case", "cases", "before", "after", "change", "95 % interval")


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric's means over the same cases before and after, and the interval of their difference."""

    metric: str
    cases: int
    before: float
    after: float
    interval: Interval

    @property
    def change(self) -> float:
        """How much more it is after than before."""
        return self.after - self.before

    @property
    def certain(self) -> bool:
        """Whether the interval excludes that nothing has changed."""
        return self.interval.low > 0 or self.interval.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs, and the cases that got right or wrong, as (before, after)."""

    differences: tuple[Difference, ...]
    got_right: tuple[tuple[Record, Record], ...]
    got_wrong: tuple[tuple[Record, Record], ...]
    unpaired: int  # cases that only one of the runs has


def compare(before: Sequence[Record], after: Sequence[Record]) -> Comparison:
    """Pair two runs by case; a metric is compared over the cases to which it applies in both."""
    later = {record.case_id: record for record in after}
    pairs = [(record, later[record.case_id]) for record in before if record.case_id in later]
    flipped = [pair for pair in pairs if pair[0].values["right"] != pair[1].values["right"]]
    return Comparison(
        differences=tuple(_differences(pairs)),
        got_right=tuple(pair for pair in flipped if pair[1].values["right"]),
        got_wrong=tuple(pair for pair in flipped if not pair[1].values["right"]),
        unpaired=len(before) + len(after) - 2 * len(pairs),
    )


def print_comparison(console: Console, title: str, found: Comparison, *, reveal: bool) -> None:
    """Print a row a metric, a star where the change is certain, and the cases that flipped.

    Their texts are shown only with `reveal`; else they are counted.
    """
    rows = [
        (
            each.metric,
            str(each.cases),
            f"{each.before:.3f}",
            f"{each.after:.3f}",
            f"{each.change:+.3f}{' *' if each.certain else ''}",
            f"{each.interval.low:+.3f} to {each.interval.high:+.3f}",
        )
        for each in found.differences
    ]
    print_table(console, title, _HEAD, rows)
    if found.unpaired:
        console.print(f"{found.unpaired} cases are in one of the runs alone, and left out.\n")
    for verb, flipped in (("right", found.got_right), ("wrong", found.got_wrong)):
        console.print(f"got {verb}: {len(flipped)}")
        for before, after in flipped if reveal else ():
            lines = [f"{before.case_id}: {before.question}"]
            lines += [indented("  before: ", before.answer), indented("  after:  ", after.answer)]
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    console.print()


def _differences(pairs: Sequence[tuple[Record, Record]]) -> Iterator[Difference]:
    for metric in _COMPARED:
        found = [(old, new) for old, new in _values(pairs, metric) if old is not None and new is not None]
        if not found:
            continue
        before, after = [old for old, _ in found], [new for _, new in found]
        bounds = paired_interval(before, after)
        if bounds:
            count = len(found)
            yield Difference(metric, count, sum(before) / count, sum(after) / count, bounds)


def _values(
    pairs: Sequence[tuple[Record, Record]], metric: str
) -> Iterator[tuple[float | None, float | None]]:
    for old, new in pairs:
        yield old.values.get(metric), new.values.get(metric)
