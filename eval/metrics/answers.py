"""Is the reply what the case demands, and do its figures stand anywhere?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain import Composer

from ..normalise import mentions, numbers
from .outcome import OF_DOCUMENTS, Outcome, reached

_QUOTED = re.compile(r"“([^”]*)”")
_OPEN_KINDS = ("open_advice", "reality_check")


def faults(outcome: Outcome) -> list[str]:
    """Return what makes the reply wrong, in words; a right one has none."""
    case, reply = outcome.case, outcome.reply
    found = []
    if reached(reply) is not case.expects:
        found.append(f"is {reached(reply) or 'nothing'} ({reply.action}) in place of {case.expects}")
    found += [f"lacks {need[0]!r}" for need in case.needs if not _is_met(need, reply.text)]
    found += [f"holds {spelling!r}" for spelling in forbidden(outcome)]
    if case.gold and not {citation.chunk_id for citation in reply.citations} & {*case.gold}:
        found.append(f"cites none of {', '.join(case.gold)}")
    if case.helpful is False and not (case.needs or case.forbids):
        found.append("did not help when it was asked, and the case does not say what would")
    return found


def is_right(outcome: Outcome) -> bool:
    """Does the reply hold all it needs and nothing that it must not?"""
    return not faults(outcome)


def fact_recall(outcome: Outcome) -> float | None:
    """Return the share of the needed facts that the reply holds; None where none is needed."""
    needs = outcome.case.needs
    return sum(_is_met(need, outcome.reply.text) for need in needs) / len(needs) if needs else None


def forbidden(outcome: Outcome) -> list[str]:
    """Return the spellings that the reply holds and must not."""
    return [spelling for spelling in outcome.case.forbids if mentions(outcome.reply.text, spelling)]


def unsupported_numbers(outcome: Outcome) -> list[str]:
    """Return the figures of the reply that nothing supports, in ascending length and order.

    Support is a cited chunk, a document's title, what the case needs, or a fact that the reply's evidence
    declares, such as a sum. A right reply may also repeat a figure of the question: it confirms or corrects
    it. What is quoted from the question word for word claims nothing. What the coach says of somebody's own
    plan and promises rests on the store, and is judged by `eval.acting`.
    """
    case, reply = outcome.case, outcome.reply
    if reply.action not in OF_DOCUMENTS:
        return []
    supports = [f"{chunk.heading}\n{chunk.text}" for chunk in outcome.cited.values()]
    supports += [*outcome.titles, *(fact.text for fact in reply.trace.facts)]
    supports += [spelling for need in case.needs for spelling in need if not spelling.startswith("re:")]
    if is_right(outcome):
        supports += [case.question, *case.history]
    known = set().union(*(numbers(support) for support in supports))
    said = _QUOTED.sub(lambda quote: " " if quote[1] in case.question else quote[0], reply.text)
    return sorted(numbers(said) - known, key=lambda figure: (len(figure), figure))


def is_written(outcome: Outcome) -> bool:
    """Did the language model write the reply, or part of it?"""
    return outcome.reply.composer in (Composer.LLM, Composer.MIXED)


def written_and_right(outcome: Outcome) -> bool | None:
    """Is the answer to an open question right, and did the model write at least a part of it?"""
    if outcome.case.kind not in _OPEN_KINDS:
        return None
    return is_written(outcome) and is_right(outcome)


def lost_in_conversation(alone: Iterable[Outcome], later: Iterable[Outcome]) -> list[Outcome]:
    """Return those of `later` that are wrong, though the same question is right `alone`.

    `later` are the outcomes of run.in_conversation, in the order of the cases of `alone`.
    """
    first = [outcome for outcome in alone if not outcome.case.history]
    return [
        again for before, again in zip(first, later, strict=True) if is_right(before) and not is_right(again)
    ]


def _is_met(need: Iterable[str], text: str) -> bool:
    return any(mentions(text, spelling) for spelling in need)
