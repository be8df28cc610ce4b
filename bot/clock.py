"""What time it is. Everything that needs the time is handed a `Clock`, so that it can be frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timezone, tzinfo

from bot.config import Settings
from bot.errors import SettingsError

Clock = Callable[[], datetime]  # returns an aware datetime in UTC


def system_clock() -> datetime:
    """Return the time of this machine, aware, in UTC."""
    return datetime.now(UTC)


def frozen_clock(at: datetime) -> Clock:
    """Return a clock that always says `at`. Raises SettingsError where `at` has no offset."""
    if at.tzinfo is None:
        raise SettingsError(
            f"The time {at.isoformat()} has no offset from UTC. "
            f"Set PATHCOACH_NOW with one, such as {at.isoformat(timespec='seconds')}+00:00."
        )
    moment = at.astimezone(UTC)
    return lambda: moment


def in_words(moment: datetime, zone: tzinfo | None = None) -> str:
    """Return the day and minute as a person says them: "Monday, 2 March 2026, 09:05".

    The time is that of `zone`, or this machine's.
    """
    local = moment.astimezone(zone)
    return f"{local:%A}, {local.day} {local:%B %Y}, {local:%H:%M}"


def clock_of(settings: Settings) -> Clock:
    """Return the clock that the settings ask for: frozen at `now`, or the system's."""
    return frozen_clock(settings.now) if settings.now else system_clock


def local_zone(settings: Settings) -> tzinfo | None:
    """Return the zone of people who named none: the machine's (None), or the offset of the frozen clock.

    A frozen clock shows the time that was written, on any machine.
    """
    offset = settings.now.utcoffset() if settings.now else None
    if settings.now is None or offset is None or settings.now.astimezone().utcoffset() == offset:
        return None
    return timezone(offset)
