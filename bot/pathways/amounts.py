"""Reads durations, percentages and pay as pages write them: "9-12 months", "+30%", "$85k-$140k"."""

from __future__ import annotations

import re

from bot.domain import Range

_DASH = r"\s*(?:-|–|—|−|to)\s*"
_MONTHS_IN = {"month": 1, "year": 12}
_DURATION = re.compile(rf"(\d{{1,3}})(?:{_DASH}(\d{{1,3}}))?\+?[\s-]*(month|year)s?\b", re.IGNORECASE)
_FIGURE = r"\d{1,4}(?:\.\d+)?"
_PERCENT = re.compile(rf"(?<![\d.])([+−-]?)({_FIGURE})\s*%?(?:{_DASH}[+]?({_FIGURE}))?\s*%")
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "USD": "USD", "EUR": "EUR", "GBP": "GBP"}
_CODE = r"(?:[$€£]|USD|EUR|GBP)"
_AMOUNT = rf"({_CODE})?\s?(\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,9}}(?:\.\d{{1,2}})?)\s?(k\b)?\s?({_CODE})?"
_PAY = rf"{_AMOUNT}(?:\s*[-–—]\s*{_AMOUNT})?"
_PAY_CHANGE = re.compile(rf"{_PAY}\s+to\s+(?:about\s+|around\s+)?{_PAY}", re.IGNORECASE)
_ABOUT_PAY = re.compile(r"\b(?:salar|pay|paid|earn|income|increase|raise|decrease|drop|cut)", re.IGNORECASE)
_FALLING = re.compile(r"\b(?:decrease|drop|cut|lower|less|reduction)", re.IGNORECASE)


def find_months(text: str) -> Range | None:
    """Return the first duration in `text`, in months."""
    match = _DURATION.search(text)
    if not match:
        return None
    factor = _MONTHS_IN[match[3].lower()]
    low, high = int(match[1]) * factor, int(match[2] or match[1]) * factor
    return Range(low, high) if 0 < low <= high else None


def find_percent(text: str) -> list[Range]:
    """Return the percentages in `text`; a minus sign makes both ends negative."""
    found: list[Range] = []
    for match in _PERCENT.finditer(text):
        sign = -1 if match[1] in ("-", "−") else 1
        ends = sorted((sign * float(match[2]), sign * float(match[3] or match[2])))
        found.append(Range(*ends))
    return found


def find_pay_change_percent(text: str) -> list[Range]:
    """Return the percentages by which a sentence about pay says that it changes, less being negative."""
    if not _ABOUT_PAY.search(text):
        return []
    found = find_percent(text)
    if _FALLING.search(text):
        return [Range(-each.high, -each.low) if each.low > 0 else each for each in found]
    return found


def find_pay(text: str) -> tuple[str, Range, Range] | None:
    """Return currency, pay before and pay after, where `text` says "from … to …"."""
    for match in _PAY_CHANGE.finditer(text):
        groups = match.groups()
        marks = [mark for mark in (*groups[0::4], *groups[3::4]) if mark]
        before, after = _pay(groups[:8]), _pay(groups[8:])
        if marks and before and after:
            return _CURRENCIES[marks[0].upper()], before, after
    return None


def _pay(groups: tuple[str | None, ...]) -> Range | None:
    """Return one range; in "$85-140k" the k counts for both ends."""
    _, low, low_k, _, _, high, high_k, _ = groups
    if low is None:
        return None
    first = _amount(low, thousands=bool(low_k or (high_k and len(low) <= 3)))
    last = _amount(high, thousands=bool(high_k)) if high else first
    return Range(first, last) if first <= last else None


def _amount(digits: str, *, thousands: bool) -> float:
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and not thousands
    value = float(re.sub(r"[.,]", "", digits) if grouped else digits.replace(",", "."))
    return value * 1000 if thousands else value
