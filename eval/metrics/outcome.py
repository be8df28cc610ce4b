"""What came of a case: the reply, what it cites, and what the index returned for the question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain import Chunk, Reply

from ..cases import Case, Expectation

FAILED = "error"  # the action of a reply that stands for an error
OF_DOCUMENTS = ("answer", "abstain", "refer", "smalltalk")  # actions that rest on nothing of the person
_ACTIONS = {Expectation.REFER: "refer", Expectation.SMALLTALK: "smalltalk"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, the reply to its question, and the chunks that the reply cites.

    `gold` are the ids of the chunks that hold the answer (see gold.py), `ranked` what the index returned for
    the bare question, best first; both are empty where retrieval is not measured. `titles` are those of the
    documents that were indexed.
    """

    case: Case
    reply: Reply
    elapsed_ms: float  # of the question alone, without its history
    cited: Mapping[str, Chunk] = field(
        default_factory=dict
    )  # by chunk id; a citation of nothing has no entry
    gold: Collection[str] = ()
    ranked: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def reached(reply: Reply) -> Expectation | None:
    """Return what sort of reply this is; None if the coach raised an error (see run.py)."""
    if reply.action == FAILED:
        return None
    for expectation, action in _ACTIONS.items():
        if reply.action == action:
            return expectation
    return Expectation.ABSTAIN if reply.abstained else Expectation.ANSWER


def share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    """Return the share of outcomes for which `holds` is true."""
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else None
