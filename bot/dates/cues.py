"""The words without which there is no date, so that a long text is read where one may be. Not for meaning."""

from __future__ import annotations

from itertools import chain

from bot.dates.absolute import FEASTS
from bot.dates.prepositions import PREPOSITIONS
from bot.dates.said import Said
from bot.dates.words import MONTH, NUMBER, ORDINAL, UNIT, WEEKDAY, WEEKDAY_PLURAL

_REACH = 9  # words from the first one of an expression to the one that makes it a date, at most
_NUMERIC = frozenset(("iso", "numeric", "clock", "ordinal", "decimal", "number"))
_CORES = frozenset(
    """
    today tonight tomorrow yesterday overmorrow weekend weekends weekday weekdays w/e midweek
    midmonth midyear q eow eom eoq eoy eod cob noon midday midnight lunch lunchtime morning mornings
    afternoon afternoons evening evenings night nights business daily everyday nightly weekly
    fortnightly biweekly monthly quarterly yearly annually work school breakfast dinner bed half
    twice thrice thing
    """.split()
).union(WEEKDAY, WEEKDAY_PLURAL, MONTH, UNIT, NUMBER, ORDINAL, (phrase.split()[-1] for phrase in FEASTS))
_STARTS = frozenset(
    """
    a an the this next last past previous coming current following every each once end beginning start middle
    very mid early late later earlier rest all whole entire couple few several first final close new good
    boxing other
    """.split()
).union(phrase.split()[0] for phrase in chain(PREPOSITIONS, FEASTS))


def places(said: Said) -> list[int]:
    """Return the places at which a date may begin, in order."""
    found: list[int] = []
    core_at = len(said.tokens) + _REACH
    for at in range(len(said.tokens) - 1, -1, -1):
        word = said.words[at]
        core = said.tokens[at].kind in _NUMERIC or word in _CORES
        core_at = at if core else core_at
        if core or (core_at - at <= _REACH and word in _STARTS):
            found.append(at)
    return found[::-1]
