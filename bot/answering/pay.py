"""Gaps in pay between two ends, its middle and its ends, and the currency that pay is in.

What is reckoned with somebody's own pay: own_pay.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.figures import fits
from bot.answering.finding import Statement
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Range
from bot.language import has, words

LOW = r"floor|bottom|lowest|minimum|min|low(?:er)? ends?|start(?:ing|s)?|entry|least|worst paid"
HIGH = r"ceiling|top|highest|maximum|max|(?:upper|high) ends?|peak|most|best paid"
OWN = (
    r"i(?:['’]?m| am| now| currently)* (?:make|making|earn|earning|get|getting|on|at|paid)"
    r"|my (?:current |present )?(?:salary|pay|wage|income)|starting from|(?:now|today|currently) (?:on|at)"
)
_GAP = (
    r"how (?:much|many) (?:\w+ )?(?:more|less|higher|lower|wide|big|large|apart|extra)"
    r"|how (?:many|much)\b.{0,40}\b(?:move|climb|rise|go(?:es)? up|grow|increase|change|shift|jump|gain)s?"
    r"|how (?:wide|big|large|far)|gap|difference|spread|range between"
    r"|(?:in|by) (?:dollars|euros|pounds|how much)|how much, in|what (?:sum|amount|margin)"
)
_CURRENCY = (
    r"(?:which|what) currency"
    r"|(?:(?:is|are) (?:that|this|it|these|those|they)|(?:that|this|it)(?:['’]?s| is)) (?:all )?(?:in )?"
    r"(?:us |american )?(?:dollars|euros|pounds|usd|eur|gbp)"
)
_BROADER = (
    r"broader|wider|broadest|widest|narrower|narrowest|tighter"
    r"|(?:bigger|larger|greater|smaller) (?:spread|range|span|gap|band|corridor)"
)
_MOVES_MORE = (
    r"(?:bigger|biggest|larger|greater|smaller|higher) "
    r"(?:jump|rise|raise|gain|increase|step|leap|difference|growth|change|gap)"
    r"|(?:moves?|climbs?|rises?|go(?:es)? up|grows?|increases?|changes?|shifts?|jumps?|gains?)"
    r" (?:the )?(?:more|most|further)"
)
_WIDTH = r"span|spread|width|breadth|how (?:wide|broad)"
_IN_MONEY = (
    r"\b(?:in|of) (?:dollars|euros|pounds|usd|eur|gbp|money|cash|absolute)|\bmore money\b"
    r"|\bhow many (?:dollars|euros|pounds)\b"
)
_ONE_END = (
    r"(?:highest|lowest|maximum|minimum|max|min|top|bottom) (?:\w+ )?"
    r"(?:pay|salary|wage|income|amount|figure|end)"
    r"|(?:pay|salary|earn|make) (?:\w+ ){0,3}(?:at (?:most|least)|max\w*|min\w*)"
)
_MIDDLE = (
    r"mid[- ]?(?:dle|point|range|way)|half ?way|centre|center|dead cent(?:re|er)"
    r"|(?:average|mean|median) (?:of|between) (?:the|that|those|its|their|both|these)"
)
_NEW = r"new|after(?:wards)?|later|then|target|future|post[- ]?(?:move|switch|transition)"
_OLD = r"old|current(?:ly)?|before|now|today|my present|pre[- ]?(?:move|switch|transition)"
_MONTHLY = r"(?:(?:a|per|each|every|one|1|in an?) |/ ?)month|monthly"
_SHORT = 4  # words of a question that only asks on
_APART = r"percent\w*|%|rise|raise|more|less|gap|difference|growth|increase|both|top|most|least|min\w*|max\w*"
_OPENING = re.compile(r"^(?:(?:no|nope|sorry|wait|and|but|i mean|i meant|rather)\W+)+", re.IGNORECASE)
_MONTHS = 12
_LEAST_SUM = 1000  # that is of money, where nothing says so
_RISE = (
    r"\b(?:is|are|will|would|does|do|can|could)\b.*(?:"
    r"\b(?:raise|rise|increase|jump|difference|gain|gap)\b[^.?!,]*"
    r"\b(?:more than|over|above|at least|less than|under|below|of|reach|exceed) (?:about |around )?[$€£]?\d"
    r"|\d[\d.,]* ?k?(?: (?:dollars|euros|pounds|bucks))? (?:more|extra|on top|higher)\b(?! than))"
)
_MOST_SIDES = 4  # ranges, or ends of them, that a question counts: "which of the two bands"
_SAID_IN = {"€": "euros?|eur", "£": "pounds?|gbp|quid", "$": "dollars?|usd|bucks"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def currency(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return in which currency the pathway gives pay, where that is asked."""
    record = view.record("fact/salary")
    if record is None or not has(_CURRENCY, reading.text):
        return []
    code = view.pathway.salary.currency
    said = view.lexicon["currencies"].get(code, code)
    return [Statement(view.prompts.say("pay_currency", currency=said), record.facts)]


def middle(reading: Reading, view: PathwayView) -> list[Statement]:
    """The middle of the range of pay, of the role that is named, else of both: "midpoint of the band?"."""
    record = view.record("fact/salary")
    if record is None or not _of_pay(reading, view) or not has(_MIDDLE, reading.text):
        return []
    return [
        Statement(
            view.prompts.say(
                "pay_middle",
                role=role,
                middle=money((span.low + span.high) / 2, view),
                low=money(span.low, view),
                high=money(span.high, view),
            ),
            record.facts,
        )
        for role, span in spans(reading, view)
    ]


def of_one_role(reading: Reading, view: PathwayView) -> list[Statement]:
    """The pay of the one role that is asked on for: "and before?"; nothing for a first question."""
    record = view.record("fact/salary")
    paid = spans(reading, view) if reading.continued and reading.topic == "salary" else []
    if (
        record is None
        or len(paid) != 1
        or len(words(_OPENING.sub("", reading.text))) > _SHORT
        or has(_APART, reading.text)
    ):
        return []
    ((role, span),) = paid
    low, high = money(span.low, view), money(span.high, view)
    return [Statement(view.prompts.say("pay_of_role", role=role, low=low, high=high), record.facts)]


def monthly(reading: Reading, view: PathwayView) -> list[Statement]:
    """What the pay of a year is for a month, of the role that is named, else of both: "and a month?"."""
    record = view.record("fact/salary")
    asked = reading.topic == "salary" and has(_MONTHLY, reading.text) and not has(OWN, reading.text)
    if record is None or not asked:
        return []
    return [
        Statement(
            view.prompts.say(
                "pay_monthly",
                role=role,
                low=money(span.low / _MONTHS, view),
                high=money(span.high / _MONTHS, view),
                year_low=money(span.low, view),
                year_high=money(span.high, view),
            ),
            record.facts,
        )
        for role, span in spans(reading, view)
    ]


def gap(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return how far two ends of the pay lie apart; nothing where the question names no end.

    Which of two spreads is broader, and which of their ends moves more, is told by both, the greater first.
    """
    before, after = view.pathway.salary.before, view.pathway.salary.after
    low, high = has(LOW, reading.text), has(HIGH, reading.text)
    if (
        view.record("fact/salary") is None
        or not _of_pay(reading, view)
        or any(f.unit != "year" and (f.unit != "thing" or f.low > _MOST_SIDES) for f in reading.figures)
    ):
        return []
    if before and after and low == high and has(_BROADER, reading.text):
        both = [(after, view.pathway.to_role), (before, view.pathway.from_role)]
        both.sort(key=lambda pair: pair[0].low - pair[0].high)
        return [_span(span, role, view) for span, role in both]
    if not (low or high) and has(_WIDTH, reading.text):
        return [_span(span, role, view) for role, span in spans(reading, view)]
    if before and after and not (low or high) and _asks_for_sums(reading, view):
        return [_between_roles(before, after, end, view) for end in (True, False)]
    if low != high and has(_ONE_END, reading.text) and not has(_GAP, reading.text):
        return [_end(span, role, low, view) for role, span in spans(reading, view)]
    if not (low or high) or not (has(f"{_GAP}|{_MOVES_MORE}", reading.text) or (low and high)):
        return []
    new, old = _named_sides(reading, view)
    moves = low and high and has(_MOVES_MORE, reading.text)
    if before and after and (low != high or (old and new) or moves):
        ends = [end for end, asked in ((True, low), (False, high)) if asked]
        ends.sort(key=lambda end: -_moved(before, after, end) if moves else 0.0)
        return [_between_roles(before, after, end, view) for end in ends]
    span = before if old and not new else after
    if not (low and high) or span is None or (old and new):
        return []
    return [_span(span, view.pathway.from_role if span is before else view.pathway.to_role, view)]


def beyond(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say whether pay rises by more than a sum: "is the raise above 20k?"; both ends where it depends."""
    before, after = view.pathway.salary.before, view.pathway.salary.after
    sums = [figure for figure in reading.figures if figure.unit == "money" or figure.low >= _LEAST_SUM]
    if not before or not after or len(sums) != 1 or not re.search(_RISE, reading.text, re.IGNORECASE):
        return []
    said = re.sub(r"\bat (?:least|most)\b", " ", reading.text, flags=re.IGNORECASE)
    if has(LOW, said) or has(HIGH, said):
        return []
    rises = sorted((after.low - before.low, after.high - before.high))
    wanted = replace(sums[0], comparison=">=") if sums[0].comparison == "=" else sums[0]
    held = [fits(rise, wanted) for rise in rises]
    verdict = "yes" if all(held) else "depends" if any(held) else "no"
    low, high = (money(rise, view) for rise in rises)
    record = view.record("fact/salary")
    text = view.prompts.say("pay_beyond", verdict=view.prompts.say(verdict), low=low, high=high)
    return [
        Statement(text, record.facts if record else ()),
        *(_between_roles(before, after, end, view) for end in (True, False)),
    ]


def _asks_for_sums(reading: Reading, view: PathwayView) -> bool:
    """Whether the rise is asked for as an amount: "how much more in dollars?"."""
    new, old = _named_sides(reading, view)
    in_money = re.search(_IN_MONEY, reading.text, re.IGNORECASE) is not None and has(_GAP, reading.text)
    return in_money or (new and old and has(r"difference|gap", reading.text))


def _of_pay(reading: Reading, view: PathwayView) -> bool:
    return reading.topic == "salary" or reading.has("money", view.lexicon)


def _named_sides(reading: Reading, view: PathwayView) -> tuple[bool, bool]:
    """Return whether the question names the pay after the move, and the pay before it."""
    new, old = (pattern.search(reading.text) is not None for pattern, _ in view.role_patterns)
    return new or has(_NEW, reading.text), old or has(_OLD, reading.text)


def spans(reading: Reading, view: PathwayView) -> list[tuple[str, Range]]:
    """Return the roles whose pay the question asks for, with it; both where it names neither."""
    paid = [
        (view.pathway.to_role, view.pathway.salary.after),
        (view.pathway.from_role, view.pathway.salary.before),
    ]
    known = [
        (role, span, said)
        for (role, span), said in zip(paid, _named_sides(reading, view), strict=True)
        if span
    ]
    chosen = [(role, span) for role, span, said in known if said]
    return chosen or [(role, span) for role, span, _ in known]


def _moved(before: Range, after: Range, low: bool) -> float:
    return abs(after.low - before.low) if low else abs(after.high - before.high)


def _span(span: Range, role: str, view: PathwayView) -> Statement:
    """Say from where to where the pay of a role runs, and how far that is."""
    record = view.record("fact/salary")
    low, high, gap = (money(amount, view) for amount in (span.low, span.high, span.high - span.low))
    text = view.prompts.say("pay_span", role=role, low=low, high=high, gap=gap)
    return Statement(text, record.facts if record else ())


def _between_roles(before: Range, after: Range, low: bool, view: PathwayView) -> Statement:
    """Say how far the same end lies apart before and after the move."""
    record = view.record("fact/salary")
    was, will = (before.low, after.low) if low else (before.high, after.high)
    text = view.prompts.say(
        "pay_end_low" if low else "pay_end_high",
        from_role=view.pathway.from_role,
        to_role=view.pathway.to_role,
        after=money(will, view),
        before=money(was, view),
        gap=money(_moved(before, after, low), view),
        direction=view.prompts.say("higher" if will >= was else "lower"),
    )
    return Statement(text, record.facts if record else ())


def _end(span: Range, role: str, low: bool, view: PathwayView) -> Statement:
    """Say the lowest or the highest pay of a role."""
    record = view.record("fact/salary")
    paid = money(span.low if low else span.high, view)
    text = view.prompts.say("pay_lowest" if low else "pay_highest", role=role, paid=paid)
    return Statement(text, record.facts if record else ())


def money(amount: float, view: PathwayView, *, said: str = "") -> str:
    """Return a sum in the currency that is named in `said`, else in the pathway's."""
    own = next((sign for sign, names in _SAID_IN.items() if has(names, said) or sign in said), None)
    currency = view.pathway.salary.currency
    return f"{own or _SYMBOLS.get(currency, f'{currency} ')}{amount:,.0f}"
