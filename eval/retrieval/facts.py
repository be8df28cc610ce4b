"""The facts that a page of the handbook lists, and what a reply has to hold to state one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from ..normalise import mentions


class Fact(StrEnum):
    """What a question asks for. PAY takes the figure for a year or for an hour, PAY_HOUR the latter alone."""

    PAY = "pay"
    PAY_HOUR = "pay_hour"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    TRAINING = "training"
    JOBS = "jobs"
    OUTLOOK = "outlook"
    CHANGE = "change"

    @property
    def key(self) -> str:
        """What its key among the quick facts holds; the years in that change from edition to edition."""
        return _KEYS[self]

    def stands_in(self, line: str, spelt: Sequence[str]) -> bool:
        """Whether a line of its page states the fact: that with the key, or one that says it in words."""
        clue = _CLUES.get(self)
        return (self.key in line or (clue is not None and clue in line)) and states(line, spelt)


_KEYS: Mapping[Fact, str] = {
    Fact.PAY: "Median Pay",
    Fact.PAY_HOUR: "Median Pay",
    Fact.EDUCATION: "Education",
    Fact.EXPERIENCE: "Work Experience",
    Fact.TRAINING: "On-the-job Training",
    Fact.JOBS: "Number of Jobs",
    Fact.OUTLOOK: "Job Outlook",
    Fact.CHANGE: "Employment Change",
}
# What else stands in a line that states it; without, a number or "None" may be anything's.
_CLUES: Mapping[Fact, str] = {
    Fact.PAY: "median",
    Fact.PAY_HOUR: "median",
    Fact.JOBS: "jobs",
    Fact.OUTLOOK: "projected",
}
FIGURES = frozenset({Fact.PAY, Fact.PAY_HOUR, Fact.JOBS, Fact.OUTLOOK, Fact.CHANGE})

_ELSEWHERE = "See How to Become One"  # the page gives no value of its own there
_AMOUNT = re.compile(r"\$\d[\d,]*(?:\.\d+)?")
_HOURLY = re.compile(r"(\$\d[\d,]*(?:\.\d+)?) per hour")
_LESS = "(?:declin|decreas|drop|fall|shrink|los[et]|fewer|down)"
_SPELT: Mapping[str, Sequence[str]] = {
    "No formal educational credential": (r"re:no formal education",),
    "High school diploma or equivalent": ("high school diploma",),
    "Internship/residency": ("internship", "residency"),
    "5 years or more": (r"re:5 years or more|5 or more years|at least 5 years",),
}
_NONE: Mapping[Fact, str] = {
    Fact.EXPERIENCE: r"re:\bnone\b|\bno (?:[\w-]+ ){0,4}experience",
    Fact.TRAINING: r"re:\bnone\b|\bno (?:[\w-]+ ){0,4}training",
}


def spellings(fact: Fact, value: str) -> tuple[str, ...]:
    """Return spellings (see normalise.mentions) of which one states `value`; none where it is not given."""
    if not value or value == _ELSEWHERE:
        return ()
    if fact is Fact.PAY:
        return tuple(_AMOUNT.findall(value))
    if fact is Fact.PAY_HOUR:
        return tuple(_HOURLY.findall(value))
    if fact is Fact.OUTLOOK:
        return _signed(value.partition("%")[0], "%")
    if fact is Fact.CHANGE:
        return _signed(value, "")
    if value == "None":
        return (_NONE[fact],)
    return tuple(_SPELT.get(value, (value,)))


def states(text: str, spelt: Sequence[str]) -> bool:
    """Does `text` hold one of the spellings?"""
    return any(mentions(text, spelling) for spelling in spelt)


def _signed(number: str, unit: str) -> tuple[str, ...]:
    """Return spellings of a number that may be negative: with a minus, or a word that says so."""
    digits = number.lstrip("-").replace(",", "")
    if digits == "0":
        return (rf"re:(?<![\d.,])0{unit}(?!\w)|no change|\bnone\b",)
    if not number.startswith("-"):
        return (f"{number}{unit}",)
    figure = rf"(?<![\d.]){digits}{unit}(?![\d%])"
    return (rf"re:-{digits}{unit}(?![\d%])|{_LESS}[^.]*{figure}|{figure}[^.]*{_LESS}",)
