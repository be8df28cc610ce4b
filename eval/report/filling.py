"""From outcomes to what a page shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain import Reply

from ..cases import FEEDBACK, KINDS
from ..gates import Verdict
from ..metrics import Outcome, is_right, median_ms, percentile_ms, share
from .complaints import complaints
from .page import Curve, Evidence, Failure, Figure, KindRow, Part

Bounds = tuple[float, float] | None  # of a 95 % interval


def part_of(
    title: str,
    outcomes: Sequence[Outcome],
    summary: Mapping[str, float | None],
    *,
    reveal: bool,
    verdicts: Sequence[Verdict] = (),
) -> Part:
    """Return what a page shows of a set; of failed cases only their ids, unless texts may be seen."""
    failed = [outcome for outcome in outcomes if complaints(outcome)]
    return Part(
        title=title,
        cases=len(outcomes),
        figures=tuple(Figure(name, value) for name, value in summary.items()),
        kinds=tuple(_kind_rows(outcomes)),
        failures=tuple(map(_failure, failed)) if reveal else (),
        hidden=() if reveal else tuple(outcome.case.case_id for outcome in failed),
        verdicts=tuple(verdicts),
        curve=_curve(outcomes),
    )


def _kind_rows(outcomes: Sequence[Outcome]) -> list[KindRow]:
    rows = []
    for kind in (*KINDS, FEEDBACK):
        if found := [outcome for outcome in outcomes if outcome.case.kind == kind]:
            right = Figure("right", share(found, is_right))
            p50 = Figure("median_ms", median_ms(found))
            rows.append(
                KindRow(
                    kind, len(found), right=right, p50=p50, p95=Figure("p95_ms", percentile_ms(found, 95))
                )
            )
    return rows


def _failure(outcome: Outcome) -> Failure:
    case, reply = outcome.case, outcome.reply
    return Failure(
        case_id=case.case_id,
        kind=case.kind,
        history=case.history,
        question=case.question,
        reply=reply.text,
        how=f"{reply.action}, {reply.composer}",
        complaints=tuple(complaints(outcome)),
        evidence=tuple(_evidence(reply)),
    )


def _evidence(reply: Reply) -> list[Evidence]:
    trace = reply.trace
    found = (
        [Evidence("understood", "as a question that stands alone", trace.understood)]
        if trace.understood
        else []
    )
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


def _curve(outcomes: Sequence[Outcome]) -> Curve | None:
    del outcomes
    return None
