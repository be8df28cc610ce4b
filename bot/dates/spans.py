"""Stretches of days for holidays and the like: "from 1 to 14 July", "next week", "for two weeks"."""

from __future__ import annotations

from datetime import date, datetime

from bot.dates.amounts import moved, read_amount
from bot.dates.days import DAY
from bot.dates.prepositions import read_preposition
from bot.dates.ranges import read_days
from bot.dates.said import Said, cut


def find_span(text: str, now: datetime) -> tuple[date, date] | None:
    """Return the first and last day of the first stretch that `text` names, None without one.

    "Until 20 March" begins today; "for two weeks" as well, unless a beginning is named.
    """
    said = cut(text, now, alone=True)
    for at in range(len(said.tokens)):
        if found := _lasting(said, at):
            return found
        preposition, inner = read_preposition(said, at)
        days = read_days(said, inner)
        if days and days[0].at is None and not days[0].past:
            until = preposition.meaning == "by" and days[0].first > said.today
            if not until:
                return max(days[0].first, said.today), days[0].last
            last = days[0].first - DAY if days[0].opens else days[0].last
            return said.today, last
    return None


def _lasting(said: Said, at: int) -> tuple[date, date] | None:
    """Read "for two weeks from 1 July", "two weeks starting Monday", "for the next ten days"."""
    then = said.skip(said.skip(said.skip(at, ("for",)), ("the",)), ("next",))
    amount = read_amount(said, then)
    if amount is None or amount[0].hours is not None or amount[0].few:
        return None
    start, end = said.today, said.skip(amount[1], (",",))
    begins = said.word(end) in ("from", "starting", "beginning", "as")
    if not begins and then == at:
        return None
    if begins:
        days = read_days(said, read_preposition(said, end)[1])
        start = days[0].first if days else start
    after = moved(start, amount[0])
    return (start, after - DAY) if after and after > start else None
