"""What a rate in a document comes to: "five days late", where a board "costs two euros for each day".

The quantity is the question's, or that of the same sentence where the question asks for the whole ("640
marks a month, for 10 months"). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answering.finding import Statement
from bot.domain import Fact
from bot.language import has
from bot.prompts import Prompts

_PER = r"minute|hour|day|night|evening|week|month|year"
_RATE = re.compile(
    r"(?P<sign>[$€£])?(?P<value>\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<unit>(?!an?\b|per\b|for\b|each\b|every\b)[^\W\d_]+)? ?"
    rf"(?:for )?(?:an?|per|each|every) (?P<per>{_PER})\b",
    re.IGNORECASE,
)
_OF_RATE = rf"\s*(?:an?|per|each|every)\s+(?:{_PER})\b"


def worked_out(question: str, fact: Fact, prompts: Prompts) -> Statement | None:
    """Return what the rate of a sentence comes to for so much of it; None where that is not asked."""
    said, asks = (_with_digits(text, prompts.lexicon["numbers"]) for text in (fact.text, question))
    rate = _RATE.search(said)
    if rate is None or not has(prompts.reference["comes_to"], question):
        return None
    asked = _quantity(asks, rate["per"])
    if asked is None and has(prompts.reference["in_all"], question):
        asked = _quantity(said[rate.end() :], rate["per"])
    value = float(rate["value"].replace(",", ""))
    unit = rate["unit"] or ""
    if asked is None or not (rate["sign"] or unit):
        return None
    text = prompts.say(
        "rate_comes_to",
        quantity=f"{asked:g} {rate['per'].lower()}{'' if asked == 1 else 's'}",
        value=_written(value, rate["sign"], unit),
        article="an" if rate["per"].lower() == "hour" else "a",
        per=rate["per"].lower(),
        product=_written(asked * value, rate["sign"], unit),
    )
    return Statement(text, (fact,))


def _with_digits(text: str, numbers: Mapping[str, int]) -> str:
    """Return `text` with number words as digits, "one" before a noun too, but for "one of"."""
    for word, value in {"one": 1, **numbers}.items():
        text = re.sub(rf"\b{word}\b(?= (?!of\b)\w)", str(value), text, flags=re.IGNORECASE)
    return text


def _quantity(text: str, per: str) -> float | None:
    """Return how many days, hours and so on a text names; a pace ("6 hours a week") is no quantity."""
    found = re.search(rf"(?<![\d.,])(\d+(?:\.\d+)?) ?{per}s?\b(?!{_OF_RATE})", text, re.IGNORECASE)
    return float(found[1]) if found else None


def _written(amount: float, sign: str | None, unit: str) -> str:
    number = f"{amount:,.2f}".removesuffix(".00")
    if sign:
        return f"{sign}{number}"
    return f"{number} {unit.removesuffix('s') if amount == 1 else unit if unit.endswith('s') else unit + 's'}"
