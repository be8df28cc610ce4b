"""From what differs between two runs to what a page shows of it."""

from __future__ import annotations

from collections.abc import Iterable

from ..comparison import Comparison as Found
from ..comparison import Difference
from ..records import Record
from .page import Change, Comparison, Figure, Flip


def comparison_of(title: str, before: str, after: str, found: Found, *, reveal: bool) -> Comparison:
    """Return what a page shows of two runs; of flipped cases only the ids, unless texts may be seen."""
    return Comparison(
        title=title,
        before=before,
        after=after,
        unpaired=found.unpaired,
        changes=tuple(map(_change, found.differences)),
        got_right=tuple(_flips(found.got_right, reveal=reveal)),
        got_wrong=tuple(_flips(found.got_wrong, reveal=reveal)),
    )


def _change(found: Difference) -> Change:
    bounds = found.interval
    return Change(
        cases=found.cases,
        before=Figure(found.metric, found.before),
        after=Figure(found.metric, found.after),
        difference=Figure(found.metric, found.change, bounds.low, bounds.high, signed=True),
        certain=found.certain,
    )


def _flips(pairs: Iterable[tuple[Record, Record]], *, reveal: bool) -> Iterable[Flip]:
    for before, after in pairs:
        texts = (before.question, before.answer, after.answer) if reveal else ("", "", "")
        yield Flip(before.case_id, *texts)
