"""Figures and conditions in a question: "8 weeks", "more than six weeks", "phases 2 to 4", "doubles"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.answering.negation import refused

Unit = Literal["week", "month", "year", "hour", "percent", "money", "thing"]
Comparison = Literal["=", "<", ">", "<=", ">=", "!="]

_UNITS: dict[str, Unit] = {
    "week": "week",
    "wk": "week",
    "month": "month",
    "year": "year",
    "yr": "year",
    "hour": "hour",
    "percent": "percent",
    "%": "percent",
}
_NUMBER = r"\d+(?:[.,]\d+)*"
_FIGURE = re.compile(
    rf"(?:(?P<money>[$€£])\s?)?(?P<low>{_NUMBER})\s?(?P<thousand>k\b)?"
    rf"(?:\s?(?:-|–|to|or|and|up to|through|till|until)\s?[$€£]?(?P<high>{_NUMBER})\s?(?P<thousand2>k\b)?)?"
    r"[\s-]?(?P<unit>%|percent|per cent|weeks?|wks?|months?|years?|yrs?|hours?|"
    r"dollars?|euros?|usd|eur)?(?![\w])"
)
_ABOUT = r"(?:(?:about|around|roughly|exactly|the|a|even)\s+)?"
_BOUNDS: tuple[tuple[str, Comparison], ...] = (
    (
        r"(?:no|not|\w+n't)(?: \w+)? (?:more|longer|over|above|greater|higher|"
        r"later) th[ae]n|(?:not|\w+n't)(?: \w+)? exceed(?:ing)?|"
        r"at (?:the )?(?:most|max)|up to|max(?:imum)?\.?(?: of)?|within",
        "<=",
    ),
    (
        r"(?:no|not|\w+n't)(?: \w+)? (?:less|shorter|fewer|under|below) th[ae]n|"
        r"at (?:the )?least|min(?:imum)?\.?(?: of)?",
        ">=",
    ),
    (r"(?:more|longer|over|above|greater|higher|bigger) th[ae]n|over|above|beyond|exceed(?:s|ing)?", ">"),
    (r"(?:less|shorter|fewer|under|below|quicker|faster|lower|smaller) th[ae]n|under|below", "<"),
)
_OR_MORE = (
    r"\s*,?(?:(?:or|and)(?: even)? (?:more|longer|above|over|up(?:wards?)?|beyond|"
    r"greater)|\+|plus\b|upwards?)"
)
_OR_LESS = r"\s*,?(?:or|and)(?: even)? (?:less|shorter|fewer|under|below|quicker)"
_WEEKS_IN: Mapping[str, int] = {
    "week": 1,
    "month": 4,
    "year": 52,
}  # as people speak: "two months" is eight weeks
_MULTIPLES = {r"doubl(?:e|es|ed|ing)": 100.0, r"tripl(?:e|es|ed|ing)": 200.0, r"halv(?:e|es|ed|ing)": -50.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was said, its unit, and the bound put on it. `high` equals `low` for one number."""

    low: float
    high: float
    unit: Unit
    comparison: Comparison
    text: str
    strict: bool = False  # "strictly between": neither end belongs to it


# "In a month" is a time; "two evenings a month" and "what do they make a month" are rates.
_RATED = (
    r"(?:makes?|earns?|gets?|pays?|paid|made|earned|once|twice|much|many|money|h|k"
    r"|(?!(?:takes|lasts|needs|costs|is|was|less|plus|us|as|this|perhaps|spends)\b)\w+s)"
)
_ONE_OF_TIME = rf"(?<![\w'’])({_RATED} )?a (year|month|week|hour)\b(?! of)"


def with_digits(text: str, numbers: Mapping[str, int]) -> str:
    """Return `text` with number words as digits: "8 weeks" for "eight weeks"."""
    text = re.sub(r"\bhalf a year\b", "6 months", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(more|less|fewer|other) than one\b", r"\1 than 1", text, flags=re.IGNORECASE)
    text = re.sub(_ONE_OF_TIME, lambda m: m[0] if m[1] else f"1 {m[2]}", text, flags=re.IGNORECASE)
    for word in sorted(numbers, key=len, reverse=True):
        text = re.sub(
            rf"\b(phase|stage|step|milestone|part)s?\s+{word}\b",
            rf"\1 {numbers[word]}",
            text,
            flags=re.IGNORECASE,
        )
        if word == "one":  # "which one" is no number
            text = re.sub(
                r"\bone(?=\s(?:week|month|year|hour|phase|skill)s?\b)", "1", text, flags=re.IGNORECASE
            )
        else:
            text = re.sub(rf"\b{word}\b", str(numbers[word]), text, flags=re.IGNORECASE)
    return re.sub(r"\b([2-9])0[- ]([1-9])\b(?=[- ]\w)", r"\1\2", text)  # "twenty-six"


_YEAR_AND_HALF = r"\b(?:an?|1|one) year and a half\b|\b(?:1|one) and a half years\b"


def find_figures(text: str) -> list[Figure]:
    """Return the figures in `text` (see `with_digits`), in order. A bare number has the unit "thing"."""
    lower = re.sub(_YEAR_AND_HALF, "18 months", text.lower())
    figures = []
    for match in _FIGURE.finditer(lower):
        before = lower[max(0, match.start() - 24) : match.start()]
        rest = lower[match.end() :]
        if re.search(r"[\w+#/.]$", before) or re.search(
            r"(?:phases?|stages?|steps?|parts?|milestones?|no\.?|number)\s$", before
        ):
            continue  # part of a name ("h264"), or an ordinal ("phase 2")
        if re.match(r"(?:st|nd|rd|th)\b", lower[match.end() :]):
            continue
        low = _value(match["low"], match["thousand"] or (match["thousand2"] if match["high"] else None))
        high = _value(match["high"], match["thousand2"]) if match["high"] else low
        bound = _bound(before, rest)
        if bound == "=" and refused(lower, match.start(), match.end()):
            bound = "!="
        strict = low != high and re.search(r"strictly|exclusive", before + rest[:20]) is not None
        figures.append(Figure(low, high, _unit(match), bound, match.group().strip(), strict))
    for pattern, percent in _MULTIPLES.items():
        if found := re.search(rf"\b{pattern}\b", lower):
            figures.append(Figure(percent, percent, "percent", "=", found.group()))
    return figures


def holds(comparison: Comparison, value: float, figure: float) -> bool:
    """Whether `value` stands in that relation to `figure`."""
    return {
        "=": value == figure,
        "!=": value != figure,
        "<": value < figure,
        ">": value > figure,
        "<=": value <= figure,
        ">=": value >= figure,
    }[comparison]


def fits(weeks: float, figure: Figure) -> bool:
    """Whether so many weeks meet the condition that `figure` puts; a month counts as four weeks."""
    scale = _WEEKS_IN.get(figure.unit, 1)
    low, high = figure.low * scale, figure.high * scale
    if figure.comparison in ("=", "!="):
        inside = low < weeks < high if figure.strict else low <= weeks <= high
        return inside == (figure.comparison == "=")
    return holds(figure.comparison, weeks, high if figure.comparison in (">", "<=") else low)


def _value(digits: str, thousand: str | None) -> float:
    plain = re.sub(r"[,.](?=\d{3}\b)", "", digits).replace(",", ".")
    number = float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))
    return number * 1000 if thousand else number


def _unit(match: re.Match[str]) -> Unit:
    if match["money"] or match["thousand"] or match["thousand2"]:
        return "money"
    unit = (match["unit"] or "").replace("per cent", "percent")
    if unit.startswith(("dollar", "euro", "usd", "eur")):
        return "money"
    return _UNITS.get(unit.rstrip("s") if unit != "%" else unit, "thing")


def _bound(before: str, after: str) -> Comparison:
    if re.match(_OR_MORE, after):
        return ">="
    if re.match(_OR_LESS, after):
        return "<="
    for pattern, comparison in _BOUNDS:
        if re.search(rf"(?<!\w)(?:{pattern})\s*(?:of\s*)?{_ABOUT}[$€£]?$", before):
            return comparison
    return "="
