"""From outcomes to what a page shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain import Reply

from ..cases import FEEDBACK, KINDS
from ..gates import Verdict
from ..metrics import (
    Interval,
    Outcome,
    interval,
    intervals,
    is_right,
    median_ms,
    percentile_ms,
    risk_coverage,
)
from .complaints import complaints
from .page import Evidence, Failure, Figure, KindRow, Part


def part_of(
    title: str,
    outcomes: Sequence[Outcome],
    summary: Mapping[str, float | None],
    *,
    reveal: bool,
    verdicts: Sequence[Verdict] = (),
    lost: Sequence[Outcome] = (),
) -> Part:
    """Return what a page shows of a set; of failed cases only their ids, unless texts may be seen.

    `lost` are those of metrics.lost_in_conversation: they are failures, and in no figure but their own.
    """
    bounds = intervals(outcomes)
    failed = [(outcome, wrong) for outcome in (*outcomes, *lost) if (wrong := complaints(outcome))]
    return Part(
        title=title,
        cases=len(outcomes),
        figures=tuple(figure_with(name, value, bounds.get(name)) for name, value in summary.items()),
        kinds=tuple(_kind_rows(outcomes)),
        failures=tuple(_failure(*each) for each in failed) if reveal else (),
        hidden=() if reveal else tuple(outcome.case.case_id for outcome, _ in failed),
        verdicts=tuple(verdicts),
        curve=risk_coverage(outcomes),
    )


def figure_with(name: str, value: float | None, bounds: Interval | None) -> Figure:
    """Return a figure with its interval, if it has one."""
    return Figure(name, value, bounds.low, bounds.high) if bounds else Figure(name, value)


def _kind_rows(outcomes: Sequence[Outcome]) -> list[KindRow]:
    rows = []
    for kind in (*KINDS, FEEDBACK):
        if found := [outcome for outcome in outcomes if outcome.case.kind == kind]:
            values = [float(is_right(outcome)) for outcome in found]
            right = figure_with("right", sum(values) / len(values), interval(values))
            p50 = Figure("median_ms", median_ms(found))
            rows.append(
                KindRow(
                    kind, len(found), right=right, p50=p50, p95=Figure("p95_ms", percentile_ms(found, 95))
                )
            )
    return rows


def _failure(outcome: Outcome, wrong: Sequence[str]) -> Failure:
    case, reply = outcome.case, outcome.reply
    return Failure(
        case_id=case.case_id,
        kind=case.kind,
        history=case.history,
        question=case.question,
        reply=reply.text,
        how=f"{reply.action}, {reply.composer}",
        right=is_right(outcome),
        complaints=tuple(wrong),
        evidence=tuple(_evidence(reply)),
    )


def _evidence(reply: Reply) -> list[Evidence]:
    trace = reply.trace
    found = [Evidence("understood", "what was asked", trace.understood)] if trace.understood else []
    found += [Evidence("cited", f"[{each.number}] {each.chunk_id}", each.quote) for each in reply.citations]
    found += [Evidence("fact", fact.chunk_id, fact.text) for fact in trace.facts]
    found += [Evidence("dropped", each.reason, each.sentence) for each in trace.dropped]
    return found + [
        Evidence(
            "passage",
            f"{passage.chunk.chunk_id}, score {passage.score:.3f}, cosine {passage.cosine:.2f}",
            f"{passage.chunk.heading}\n{passage.chunk.text}",
        )
        for passage in trace.passages
    ]
