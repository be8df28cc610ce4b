"""Timezones by the names that people use, and wall clock to UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import tzlocal

from bot.errors import SettingsError

_NEAREST = 3
_ABBREVIATIONS = {
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "bst": "Europe/London", "cet": "Europe/Paris", "cest": "Europe/Paris", "eet": "Europe/Helsinki",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "aest": "Australia/Sydney", "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland", "gmt": "Etc/GMT", "utc": "UTC",
}  # fmt: skip
# Large cities that have no zone of their own name.
_CITIES = {
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "portland": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "las vegas": "America/Los_Angeles", "nyc": "America/New_York",
    "boston": "America/New_York", "washington": "America/New_York", "washington dc": "America/New_York",
    "philadelphia": "America/New_York", "miami": "America/New_York", "atlanta": "America/New_York",
    "austin": "America/Chicago", "dallas": "America/Chicago", "houston": "America/Chicago",
    "montreal": "America/Toronto", "ottawa": "America/Toronto", "calgary": "America/Edmonton",
    "rio de janeiro": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo",
    "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "cologne": "Europe/Berlin", "frankfurt": "Europe/Berlin",
    "barcelona": "Europe/Madrid", "milan": "Europe/Rome", "porto": "Europe/Lisbon", "geneva": "Europe/Zurich",
    "bergen": "Europe/Oslo", "trondheim": "Europe/Oslo", "gothenburg": "Europe/Stockholm", "lyon": "Europe/Paris",
    "edinburgh": "Europe/London", "manchester": "Europe/London", "krakow": "Europe/Warsaw", "kyiv": "Europe/Kiev",
    "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
    "bengaluru": "Asia/Kolkata", "hyderabad": "Asia/Kolkata", "chennai": "Asia/Kolkata", "pune": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "osaka": "Asia/Tokyo", "hanoi": "Asia/Bangkok",
    "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai", "islamabad": "Asia/Karachi", "lahore": "Asia/Karachi",
    "cape town": "Africa/Johannesburg", "abuja": "Africa/Lagos", "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland", "christchurch": "Pacific/Auckland",
}  # fmt: skip


def to_utc(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the moment at which the clocks of `zone` show `at` on `day`.

    A time that the clocks skip moves forward by as much as they do; of one that comes twice it is the first.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def zone_of(name: str | None) -> ZoneInfo:
    """Return the zone of that name, city or abbreviation; the machine's for None.

    Raises SettingsError, with the nearest names, where there is none.
    """
    if name is None:
        return tzlocal.get_localzone()
    wanted = _key(name)
    known = _ABBREVIATIONS.get(wanted) or _CITIES.get(wanted) or _names().get(wanted)
    if known is None:
        city = _key(name.split(",")[0])
        known = _CITIES.get(city) or _names().get(city)
    if known is None:
        raise SettingsError(f"There is no timezone {name!r}. {_instead(wanted)}")
    try:
        return ZoneInfo(known)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"The timezone {name!r} cannot be read. {_instead(wanted)}") from None


def _instead(wanted: str) -> str:
    near = get_close_matches(wanted, [*_names(), *_CITIES], n=_NEAREST, cutoff=0.6)
    names = list(dict.fromkeys(_CITIES.get(key) or _names()[key] for key in near))
    if not names:
        return "Name a city or a zone such as Europe/Oslo."
    return f"Did you mean {' or '.join(names)}?"


def _key(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())


@cache
def _names() -> dict[str, str]:
    """Return the zones by their full names and by the last part of these, in lower case."""
    zones = sorted(zone for zone in available_timezones() if not zone.startswith(("posix", "right")))
    places = [zone for zone in zones if "/" in zone and not zone.startswith("Etc/")]
    return {_key(zone.rsplit("/", 1)[-1]): zone for zone in reversed(places)} | {
        _key(zone): zone for zone in zones
    }
