"""Gaps in pay between two ends, what one's own pay would become, and the currency that pay is in."""

from __future__ import annotations

import re

from bot.answering.finding import Statement
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Range
from bot.language import has

_LOW = r"floor|bottom|lowest|minimum|min|low(?:er)? ends?|start(?:ing|s)?|entry|least|worst paid"
_HIGH = r"ceiling|top|highest|maximum|max|(?:upper|high) ends?|peak|most|best paid"
_GAP = (
    r"how (?:much|many) (?:\w+ )?(?:more|less|higher|lower|wide|big|large|apart|extra)"
    r"|how (?:many|much)\b.{0,40}\b(?:move|climb|rise|go(?:es)? up|grow|increase|change|shift|jump|gain)s?"
    r"|how (?:wide|big|large|far)|gap|difference|spread|range between"
    r"|(?:in|by) (?:dollars|euros|pounds|how much)|how much, in|what (?:sum|amount|margin)"
)
_CURRENCY = (
    r"(?:which|what) currency"
    r"|(?:is|are) (?:that|this|it|these|those|they) (?:all )?(?:in )?(?:us |american )?"
    r"(?:dollars|euros|pounds|usd|eur|gbp)"
)
_OWN = (
    r"i(?:['’]?m| am| now| currently)* (?:make|making|earn|earning|get|getting|on|at|paid)"
    r"|my (?:current |present )?(?:salary|pay|wage|income)|starting from|(?:now|today|currently) (?:on|at)"
)
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
_MIDDLE = (
    r"mid[- ]?(?:dle|point|range|way)|half ?way|centre|center|dead cent(?:re|er)"
    r"|(?:average|mean|median) (?:of|between) (?:the|that|those|its|their|both|these)"
)
_RAISED = (
    r"rais(?:e|es|ed)|rise|rises|increase[sd]?|grow(?:s|n)?|bump(?:ed)?|jump|uplift|go(?:es)? up|went up"
    r"|on top|more|higher|headline|add(?:ed)?|plus|pct|percent(?:age)?|%"
)
_AMOUNT = (
    r"what|what['’]?s|how (?:much|high|far)|where|which|calculate|compute|work out|gives?|makes?|comes? to"
)
_NEW = r"new|after(?:wards)?|later|then|target|future|post[- ]?(?:move|switch|transition)"
_OLD = r"old|current(?:ly)?|before|now|today|my present|pre[- ]?(?:move|switch|transition)"
_STANDS = (
    r"above|below|beneath|over|under|higher|lower|more|less|better|worse|beats?|exceeds?|reach\w*"
    r"|compared?|against|versus|vs"
)
_MONTHLY = r"(?:(?:a|per|each|every|one|1|in an?) |/ ?)month|monthly"
_MONTHS = 12
_MOST_SIDES = 4  # ranges, or ends of them, that a question counts: "which of the two bands"
_LEAST_PAY = 10_000  # what is less is no pay for a year
_RISE_ON = (
    r"\d ?(?:%|percent|pct)[^.?!]*\b(?:on|onto|of|from|added to|on top of) (?:my |an? |about )?[$€£]?\d"
)
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
    asks = has(_OWN, reading.text) and (has(_BECOMES, reading.text) or _ONLY_OWN.fullmatch(reading.text))
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
            own=_money(own[0], view, said=reading.text),
            rise=_percent(rise),
            becomes=" to ".join(_money(end, view, said=reading.text) for end in ends),
        )
        statements.append(Statement(text, record.facts))
    return statements


def against_own(reading: Reading, view: PathwayView) -> list[Statement]:
    """How an end of the pay stands to one's own: "I make 95k, is the bottom of the new range above that?"."""
    record, text = view.record("fact/salary"), reading.text
    own = [f.low for f in reading.figures if f.unit in ("money", "thing") and f.low == f.high >= _LEAST_PAY]
    ends = [end for end, said in (("low", has(_LOW, text)), ("high", has(_HIGH, text))) if said]
    if record is None or len(own) != 1 or len(ends) != 1 or not (has(_OWN, text) and has(_STANDS, text)):
        return []
    statements = []
    for role, span in _spans(reading, view):
        paid = span.low if ends == ["low"] else span.high
        apart = "above" if paid > own[0] else "below" if paid < own[0] else "level"
        statements.append(
            Statement(
                view.prompts.say(
                    f"pay_{ends[0]}_{apart}",
                    role=role,
                    paid=_money(paid, view),
                    own=_money(own[0], view),
                    gap=_money(abs(paid - own[0]), view),
                ),
                record.facts,
            )
        )
    return statements


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
                middle=_money((span.low + span.high) / 2, view),
                low=_money(span.low, view),
                high=_money(span.high, view),
            ),
            record.facts,
        )
        for role, span in _spans(reading, view)
    ]


def monthly(reading: Reading, view: PathwayView) -> list[Statement]:
    """What the pay of a year is for a month, of the role that is named, else of both: "and a month?"."""
    record = view.record("fact/salary")
    asked = reading.topic == "salary" and has(_MONTHLY, reading.text) and not has(_OWN, reading.text)
    if record is None or not asked:
        return []
    return [
        Statement(
            view.prompts.say(
                "pay_monthly",
                role=role,
                low=_money(span.low / _MONTHS, view),
                high=_money(span.high / _MONTHS, view),
                year_low=_money(span.low, view),
                year_high=_money(span.high, view),
            ),
            record.facts,
        )
        for role, span in _spans(reading, view)
    ]


def gap(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return how far two ends of the pay lie apart; nothing where the question names no end.

    Which of two spreads is broader, and which of their ends moves more, is told by both, the greater first.
    """
    before, after = view.pathway.salary.before, view.pathway.salary.after
    low, high = has(_LOW, reading.text), has(_HIGH, reading.text)
    if (
        view.record("fact/salary") is None
        or not _of_pay(reading, view)
        or any(f.unit != "year" and (f.unit != "thing" or f.low > _MOST_SIDES) for f in reading.figures)
    ):
        return []
    if before and after and low == high and has(_BROADER, reading.text):
        spans = [(after, view.pathway.to_role), (before, view.pathway.from_role)]
        spans.sort(key=lambda pair: pair[0].low - pair[0].high)
        return [_span(span, role, view) for span, role in spans]
    if not (low or high) and has(_WIDTH, reading.text):
        return [_span(span, role, view) for role, span in _spans(reading, view)]
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


def _of_pay(reading: Reading, view: PathwayView) -> bool:
    return reading.topic == "salary" or reading.has("money", view.lexicon)


def _named_sides(reading: Reading, view: PathwayView) -> tuple[bool, bool]:
    """Return whether the question names the pay after the move, and the pay before it."""
    new, old = (pattern.search(reading.text) is not None for pattern, _ in view.role_patterns)
    return new or has(_NEW, reading.text), old or has(_OLD, reading.text)


def _spans(reading: Reading, view: PathwayView) -> list[tuple[str, Range]]:
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
    low, high, gap = (_money(amount, view) for amount in (span.low, span.high, span.high - span.low))
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
        after=_money(will, view),
        before=_money(was, view),
        gap=_money(_moved(before, after, low), view),
        direction=view.prompts.say("higher" if will >= was else "lower"),
    )
    return Statement(text, record.facts if record else ())


def _percent(rise: Range) -> str:
    return f"{rise.low:g}%" if rise.low == rise.high else f"{rise.low:g}% to {rise.high:g}%"


def _money(amount: float, view: PathwayView, *, said: str = "") -> str:
    """Return a sum in the currency that is named in `said`, else in the pathway's."""
    own = next((sign for sign, names in _SAID_IN.items() if has(names, said) or sign in said), None)
    currency = view.pathway.salary.currency
    return f"{own or _SYMBOLS.get(currency, f'{currency} ')}{amount:,.0f}"
