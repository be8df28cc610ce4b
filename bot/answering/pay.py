"""Gaps in pay between two ends, what one's own pay would become, and the currency that pay is in."""

from __future__ import annotations

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
_BROADER = r"broader|wider|narrower|tighter|(?:bigger|larger|smaller) (?:spread|range|span|gap|band)"
_MONTHLY = r"(?:(?:a|per|each|every|one|1|in an?) |/ ?)month|monthly"
_MONTHS = 12
_LEAST_PAY = 10_000  # what is less is no pay for a year
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def currency(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return in which currency the pathway gives pay, where that is asked."""
    record = view.record("fact/salary")
    if record is None or not has(_CURRENCY, reading.text):
        return []
    code = view.pathway.salary.currency
    said = view.lexicon["currencies"].get(code, code)
    return [Statement(view.prompts.say("pay_currency", currency=said), record.facts)]


def raised(reading: Reading, view: PathwayView) -> list[Statement]:
    """What one's own pay becomes with the rise of the sources: "I make $90k, what would I be on?"."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    own = [f.low for f in reading.figures if f.unit in ("money", "thing") and f.low == f.high >= _LEAST_PAY]
    asks = has(_OWN, reading.text) and has(_BECOMES, reading.text)
    if record is None or len(own) != 1 or not asks or not salary.change_percent:
        return []
    statements = []
    for name, rise in zip(("pay_raised", *["pay_raised_too"] * 9), salary.change_percent, strict=False):
        ends = [own[0] * (100 + percent) / 100 for percent in dict.fromkeys((rise.low, rise.high))]
        text = view.prompts.say(
            name,
            own=_money(own[0], view),
            rise=_percent(rise),
            becomes=" to ".join(_money(end, view) for end in ends),
        )
        statements.append(Statement(text, record.facts))
    return statements


def monthly(reading: Reading, view: PathwayView) -> list[Statement]:
    """What the pay of a year is for a month, of the role that is named, else of both: "and a month?"."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    if (
        record is None
        or reading.topic != "salary"
        or not has(_MONTHLY, reading.text)
        or has(_OWN, reading.text)
    ):
        return []
    named = [pattern.search(reading.text) is not None for pattern, _ in view.role_patterns]
    paid = [(view.pathway.to_role, salary.after), (view.pathway.from_role, salary.before)]
    chosen = [pair for pair, said in zip(paid, named, strict=False) if said] or paid
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
        for role, span in chosen
        if span
    ]


def gap(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return how far two ends of the pay lie apart; nothing where the question names no end."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    low, high = has(_LOW, reading.text), has(_HIGH, reading.text)
    of_pay = reading.topic == "salary" or reading.has("money", view.lexicon)
    if record is None or not (low or high) or not of_pay:
        return []
    if any(f.unit != "year" for f in reading.figures) or not (has(_GAP, reading.text) or (low and high)):
        return []
    new, old = (pattern.search(reading.text) is not None for pattern, _ in view.role_patterns)
    new = new or has(r"new|after(?:wards)?|later|then", reading.text)
    old = old or has(r"old|current|before|now|today|my present", reading.text)
    before, after = salary.before, salary.after
    if before and after and low and high and has(_BROADER, reading.text):
        return [_span(after, view.pathway.to_role, view), _span(before, view.pathway.from_role, view)]
    if before and after and (low != high or (old and new)):
        return [
            _between_roles(before, after, end, view) for end, asked in ((True, low), (False, high)) if asked
        ]
    span = before if old and not new else after
    if not (low and high) or span is None or (old and new):
        return []
    return [_span(span, view.pathway.from_role if span is before else view.pathway.to_role, view)]


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
        gap=_money(abs(will - was), view),
        direction=view.prompts.say("higher" if will >= was else "lower"),
    )
    return Statement(text, record.facts if record else ())


def _percent(rise: Range) -> str:
    return f"{rise.low:g}%" if rise.low == rise.high else f"{rise.low:g}% to {rise.high:g}%"


def _money(amount: float, view: PathwayView) -> str:
    currency = view.pathway.salary.currency
    return f"{_SYMBOLS.get(currency, f'{currency} ')}{amount:,.0f}"
