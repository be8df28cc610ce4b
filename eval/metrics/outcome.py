"""What is measured, one function a metric. Deterministic; a share of nothing is None."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

from bot.domain import Chunk, Composer, Reply

from ..cases import Case, Expectation
from ..normalise import mentions, numbers

FAILED = "error"  # the action of a reply that stands for an error
_ACTIONS = {Expectation.REFER: "refer", Expectation.SMALLTALK: "smalltalk"}
OF_DOCUMENTS = ("answer", "abstain", "refer", "smalltalk")  # actions that rest on nothing of the person
_OPEN_KINDS = ("open_advice", "reality_check")


class Timed(Protocol):
    """Whatever took a while."""

    @property
    def elapsed_ms(self) -> float:
        """How long, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, the reply to its question, and the chunks that the reply cites."""

    case: Case
    reply: Reply
    elapsed_ms: float  # of the question alone, without its history
    cited: Mapping[str, Chunk] = field(
        default_factory=dict
    )  # by chunk id; a citation of nothing has no entry


# --- of one outcome ---------------------------------------------------------------------------------


def faults(outcome: Outcome) -> list[str]:
    """Return what makes the reply wrong, in words; a right one has none."""
    case, reply = outcome.case, outcome.reply
    found = []
    if reached(reply) is not case.expects:
        found.append(f"is {reached(reply) or 'nothing'} ({reply.action}) in place of {case.expects}")
    found += [
        f"lacks {need[0]!r}" for need in case.needs if not any(mentions(reply.text, one) for one in need)
    ]
    found += [f"holds {spelling!r}" for spelling in case.forbids if mentions(reply.text, spelling)]
    if case.gold and not {citation.chunk_id for citation in reply.citations} & {*case.gold}:
        found.append(f"cites none of {', '.join(case.gold)}")
    if case.helpful is False and not (case.needs or case.forbids):
        found.append("did not help when it was asked, and the case does not say what would")
    return found


def reached(reply: Reply) -> Expectation | None:
    """Return what sort of reply this is; None if the coach raised an error (see run.py)."""
    if reply.action == FAILED:
        return None
    for expectation, action in _ACTIONS.items():
        if reply.action == action:
            return expectation
    return Expectation.ABSTAIN if reply.abstained else Expectation.ANSWER


def is_right(outcome: Outcome) -> bool:
    """Does the reply hold all it needs and nothing that it must not?"""
    return not faults(outcome)


def unsupported_numbers(outcome: Outcome) -> list[str]:
    """Return the figures of the reply that nothing supports, in ascending length and order.

    Support is a cited chunk, what the case needs, or a fact that the reply's evidence declares, such as a
    sum. A right reply may also repeat a figure of the question: it confirms or corrects it. What the coach
    says of somebody's own plan and promises rests on the store, and is judged by `eval.acting`.
    """
    case, reply = outcome.case, outcome.reply
    if reply.action not in OF_DOCUMENTS:
        return []
    supports = [f"{chunk.heading}\n{chunk.text}" for chunk in outcome.cited.values()]
    supports += [fact.text for fact in reply.trace.facts]
    supports += [spelling for need in case.needs for spelling in need if not spelling.startswith("re:")]
    if is_right(outcome):
        supports += [case.question, *case.history]
    known = set().union(*(numbers(support) for support in supports))
    return sorted(numbers(reply.text) - known, key=lambda figure: (len(figure), figure))


def misquotes(outcome: Outcome) -> list[str]:
    """Return the quotes that do not stand verbatim in the chunk they are cited from."""
    return [
        citation.quote
        for citation in outcome.reply.citations
        if citation.chunk_id not in outcome.cited
        or citation.quote not in outcome.cited[citation.chunk_id].text
    ]


def is_uncited(outcome: Outcome) -> bool:
    """Is this an answer from the documents without a single citation?"""
    return reached(outcome.reply) is Expectation.ANSWER and not outcome.reply.citations


def is_written(outcome: Outcome) -> bool:
    """Did the language model write the reply, or part of it?"""
    return outcome.reply.composer in (Composer.LLM, Composer.MIXED)


# --- of many ----------------------------------------------------------------------------------------


def share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    """Return the share of outcomes for which `holds` is true."""
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else None


def abstained_on_uncovered(outcomes: Iterable[Outcome]) -> float | None:
    """Return the share of uncovered questions that the coach declines."""
    uncovered = [outcome for outcome in outcomes if outcome.case.expects is Expectation.ABSTAIN]
    return share(uncovered, lambda outcome: outcome.reply.abstained)


def refused_covered(outcomes: Iterable[Outcome]) -> float | None:
    """Return the share of covered questions that the coach declines or passes on to others."""
    covered = [outcome for outcome in outcomes if outcome.case.expects is Expectation.ANSWER]
    return share(covered, lambda outcome: reached(outcome.reply) is not Expectation.ANSWER)


def written_and_right(outcomes: Iterable[Outcome]) -> float | None:
    """Return the share of open questions that are right and that the model wrote at least in part."""
    open_questions = [outcome for outcome in outcomes if outcome.case.kind in _OPEN_KINDS]
    return share(open_questions, lambda outcome: is_written(outcome) and is_right(outcome))


def lost_in_conversation(alone: Iterable[Outcome], later: Iterable[Outcome]) -> list[Outcome]:
    """Return those of `later` that are wrong, though the same question is right `alone`.

    `later` are the outcomes of run.in_conversation, in the order of the cases of `alone`.
    """
    first = [outcome for outcome in alone if not outcome.case.history]
    return [
        again for before, again in zip(first, later, strict=True) if is_right(before) and not is_right(again)
    ]


def percentile_ms(outcomes: Sequence[Timed], percent: float) -> float | None:
    """Return the nearest-rank percentile of the time a question took."""
    if not outcomes:
        return None
    ordered = sorted(outcome.elapsed_ms for outcome in outcomes)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def median_ms(outcomes: Sequence[Timed]) -> float | None:
    """Return the median time a question took."""
    return median(outcome.elapsed_ms for outcome in outcomes) if outcomes else None


def summarise(outcomes: Sequence[Outcome], later: Sequence[Outcome] | None = None) -> dict[str, float | None]:
    """Return every metric of a set of outcomes, by name; `later` are those of run.in_conversation."""
    return {
        "cases": len(outcomes),
        "right": share(outcomes, is_right),
        "unsupported_numbers": sum(len(unsupported_numbers(outcome)) for outcome in outcomes),
        "misquotes": sum(len(misquotes(outcome)) for outcome in outcomes),
        "uncited": sum(map(is_uncited, outcomes)),
        "abstained_on_uncovered": abstained_on_uncovered(outcomes),
        "refused_covered": refused_covered(outcomes),
        "written_and_right": written_and_right(outcomes),
        "lost_in_conversation": None if later is None else len(lost_in_conversation(outcomes, later)),
        "median_ms": median_ms(outcomes),
        "p95_ms": percentile_ms(outcomes, 95),
    }
