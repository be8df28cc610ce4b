"""What is reckoned with somebody's own pay: what it becomes, and how an end of the new pay stands to it."""

from __future__ import annotations

import re

from bot.answering.finding import Statement
from bot.answering.pay import HIGH, LOW, OWN, currency, money, spans
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Range
from bot.language import has

_BECOMES = (
    r"what would (?:i|that|it|my)|would i (?:be|make|earn|get|land|end)|where would|how much would"
    r"|what do i (?:make|earn|get) (?:after|then|as)|(?:be|end up|land|arrive) (?:on|at)"
    r"|what'?s my new|new salary"
)
_ONLY_OWN = re.compile(
    r"\W*(?:(?:ok|so|and|well|hi|hey|btw|currently|right now|at the moment)[\s,]+)*"
    r"(?:i(?:['’]?m| am)? (?:now |currently |only )*(?:make|making|earn|earning|get|getting|on|at|paid)"
    r"|my (?:current |present )?(?:salary|pay|wage|income)(?: is|['’]s)?) (?:about |around |only |just |"
    r"roughly )?"
    r"[$€£]?\d[\d.,]* ?k?(?: ?(?:dollars|euros?|pounds|usd|eur|gbp))?"
    r"(?: (?:a year|per year|now|today|right now|currently|at the moment|as a backend dev\w*|gross|"
    r"before tax))*\W*",
    re.IGNORECASE,
)
_RAISED = (
    r"rais(?:e|es|ed)|rise|rises|increase[sd]?|grow(?:s|n)?|bump(?:ed)?|jump|uplift|go(?:es)? up|went up"
    r"|on top|more|higher|headline|add(?:ed)?|plus|pct|percent(?:age)?|%"
)
_AMOUNT = (
    r"what|what['’]?s|how (?:much|high|far)|where|which|calculate|compute|work out|gives?|makes?|comes? to"
)
_STANDS = (
    r"above|below|beneath|over|under|higher|lower|more|less|better|worse|beats?|exceeds?|reach\w*"
    r"|compared?|against|versus|vs"
)
_LEAST_PAY = 10_000  # what is less is no pay for a year
_RISE_ON = (
    r"\d ?(?:%|percent|pct)[^.?!]*\b(?:on|onto|of|from|added to|on top of) (?:my |an? |about )?[$€£]?\d"
)


def certain(reading: Reading, view: PathwayView) -> list[Statement]:
    """What is told of pay where the form alone leaves no doubt: the currency, and one's own pay raised."""
    return currency(reading, view) or of_own(reading, view)


def of_own(reading: Reading, view: PathwayView) -> list[Statement]:
    """What is reckoned with one's own pay, which claims nothing of the pathway's."""
    return against_own(reading, view) or raised(reading, view)


def raised(reading: Reading, view: PathwayView) -> list[Statement]:
    """What one's own pay becomes with the rise of the sources: "I make $90k, what would I be on?"."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    sums = [f for f in reading.figures if f.unit in ("money", "thing") and f.low == f.high >= _LEAST_PAY]
    own = [figure.low for figure in sums]
    said = [f.low for f in reading.figures if f.unit == "percent" or (f.unit == "thing" and f.low < 100)]
    rises = (
        [r for r in salary.change_percent if set(said) <= {r.low, r.high}] if said else salary.change_percent
    )
    asks = has(OWN, reading.text) and (has(_BECOMES, reading.text) or _ONLY_OWN.fullmatch(reading.text))
    reckons = (
        has(_RAISED, reading.text) and has(_AMOUNT, reading.text) and not reading.has("aux", view.lexicon)
    )
    asks = asks or re.search(_RISE_ON, reading.text, re.IGNORECASE) is not None
    if record is None or len(own) != 1 or not (asks or reckons) or not rises:
        return []
    statements = []
    for name, rise in zip(("pay_raised", *["pay_raised_too"] * 9), rises, strict=False):
        ends = [own[0] * (100 + percent) / 100 for percent in dict.fromkeys((rise.low, rise.high))]
        text = view.prompts.say(
            name,
            own=money(own[0], view, said=reading.text),
            rise=_percent(rise),
            becomes=" to ".join(money(end, view, said=reading.text) for end in ends),
        )
        statements.append(Statement(text, record.facts))
    return statements


def against_own(reading: Reading, view: PathwayView) -> list[Statement]:
    """How an end of the pay stands to one's own: "I make 95k, is the bottom of the new range above that?"."""
    record, text = view.record("fact/salary"), reading.text
    own = [f.low for f in reading.figures if f.unit in ("money", "thing") and f.low == f.high >= _LEAST_PAY]
    ends = [end for end, said in (("low", has(LOW, text)), ("high", has(HIGH, text))) if said]
    if record is None or len(own) != 1 or len(ends) != 1 or not (has(OWN, text) and has(_STANDS, text)):
        return []
    statements = []
    for role, span in spans(reading, view):
        paid = span.low if ends == ["low"] else span.high
        apart = "above" if paid > own[0] else "below" if paid < own[0] else "level"
        statements.append(
            Statement(
                view.prompts.say(
                    f"pay_{ends[0]}_{apart}",
                    role=role,
                    paid=money(paid, view),
                    own=money(own[0], view),
                    gap=money(abs(paid - own[0]), view),
                ),
                record.facts,
            )
        )
    return statements


def _percent(rise: Range) -> str:
    return f"{rise.low:g}%" if rise.low == rise.high else f"{rise.low:g}% to {rise.high:g}%"
