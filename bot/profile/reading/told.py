"""What somebody told of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.domain import Holiday


@dataclass(frozen=True, slots=True)
class Told:
    """What was said; None and empty where nothing was. `place` is a city, a country or a zone."""

    skills: tuple[str, ...] = ()
    unlearnt: tuple[str, ...] = ()
    hours_per_week: float | None = None
    place: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    working_days: tuple[int, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    started_on: date | None = None
    from_role: str | None = None
    to_role: str | None = None
    nudges_per_day: int | None = None

    def __bool__(self) -> bool:
        return self != Told()
