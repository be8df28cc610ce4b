"""What is carried into an ellipsis that no whole question stands behind: "why?", "in total?".

Not for what can be made whole: continuing.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has, words

_SURE = 0.5  # above this score a question has a topic of its own
_UNSURE = 0.3  # below this score a question has no topic of its own
_COMPUTED = ("sum", "count", "extreme", "compare", "order")


def operation_of(whole: Reading, focus: Focus, view: PathwayView) -> str:
    """Return the operation of a question whose topic is the last one's."""
    if whole.has("sum", view.lexicon):
        return "sum"
    if has(r"difference|longer|shorter|compared?|same|more|less", whole.text):
        return "compare"
    return whole.operation if whole.operation in _COMPUTED else focus.operation


def carry(reading: Reading, focus: Focus, view: PathwayView) -> Reading:
    """Carry topic and subjects into what could not be rewritten, such as "why?" or "in total?"."""
    ellipsis = view.lexicon["ellipsis"]
    opening = re.match(rf"(?:{ellipsis['opening']})\b", reading.text.lower()) is not None
    pronoun = has(ellipsis["pronoun"], reading.text) or has(ellipsis["plural"], reading.text)
    if not (opening or pronoun or not reading.residue or len(words(reading.text)) <= 4):
        return reading
    before = tuple(r for r in (view.record(i) for i in focus.record_ids) if r)
    # "and as a beginner today?" asks nothing itself
    dangling = opening and not has(ellipsis["asking"], reading.text) and len(reading.residue) <= 1
    nouns = f"{view.lexicon['phase_words']}|{view.lexicon['skill_words']}"
    end = reading.operation == "extreme" and focus.operation != "extreme" and has(nouns, reading.text)
    asks_itself = end or (not dangling and reading.confidence >= (_UNSURE if reading.residue else _SURE))
    merged = reading
    if not asks_itself:
        merged = replace(
            merged, topic=focus.topic, operation=operation_of(reading, focus, view), continued=True
        )
    if (
        not merged.subjects
        and not merged.importances
        and not merged.horizon
        and before
        and (pronoun or not asks_itself)
    ):
        several = has(ellipsis["plural"] + "|all|combined|two", reading.text)
        merged = replace(merged, subjects=before if several else before[:1], continued=True)
    return merged
