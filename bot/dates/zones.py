"""Timezones by the names that people use, and wall clock to UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import tzlocal

from bot.errors import SettingsError

_NEAREST = 3
_SHOWN = 60  # letters of a name that is none
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
_CITIES_OF = {
    "America/Los_Angeles": "san francisco, seattle, portland, san diego, las vegas, california",
    "America/New_York": "nyc, boston, washington, washington dc, philadelphia, miami, atlanta, pittsburgh",
    "America/Chicago": "austin, dallas, houston, minneapolis, nashville, texas",
    "America/Toronto": "montreal, ottawa, quebec",
    "America/Edmonton": "calgary",
    "America/Sao_Paulo": "rio de janeiro, rio, brasilia",
    "Europe/Berlin": "munich, hamburg, cologne, frankfurt, stuttgart, germany",
    "Europe/Madrid": "barcelona, valencia, seville",
    "Europe/Rome": "milan, turin, naples, florence, italy",
    "Europe/Paris": "lyon, marseille, toulouse, france",
    "Europe/Lisbon": "porto",
    "Europe/Zurich": "geneva, basel, bern, switzerland",
    "Europe/Oslo": "bergen, trondheim, stavanger, norway",
    "Europe/Stockholm": "gothenburg, malmo, sweden",
    "Europe/Copenhagen": "aarhus, denmark",
    "Europe/London": "edinburgh, manchester, birmingham, glasgow, cardiff, england, scotland, wales, uk",
    "Europe/Amsterdam": "rotterdam, the hague, utrecht, netherlands",
    "Europe/Warsaw": "krakow, wroclaw, gdansk",
    "Europe/Kyiv": "kyiv, lviv, ukraine",
    "Asia/Kolkata": "mumbai, bombay, delhi, new delhi, bangalore, bengaluru, hyderabad, chennai, pune, india",
    "Asia/Shanghai": "beijing, shenzhen, guangzhou, china",
    "Asia/Tokyo": "osaka, kyoto",
    "Asia/Bangkok": "hanoi, thailand",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Dubai": "abu dhabi, uae",
    "Asia/Karachi": "islamabad, lahore, pakistan",
    "Africa/Johannesburg": "cape town, durban, pretoria, south africa",
    "Africa/Lagos": "abuja, nigeria",
    "Africa/Nairobi": "kenya",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "wellington, christchurch, new zealand",
}


def to_utc(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the moment at which the clocks of `zone` show `at` on `day`.

    A time that the clocks skip moves forward by as much as they do; of one that comes twice it is the first.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def zone_of(name: str | None) -> ZoneInfo:
    """Return the zone of that name, city or abbreviation; the machine's for None.

    Raises SettingsError where there is none, with the nearest names, and where the machine's is unknown.
    """
    if name is None:
        return _machine_zone()
    wanted = _key(name)
    known = _ABBREVIATIONS.get(wanted) or _cities().get(wanted) or _names().get(wanted)
    if known is None:
        city = _key(name.split(",")[0])
        known = _cities().get(city) or _names().get(city)
    if known is None:
        raise SettingsError(f"There is no timezone {name[:_SHOWN]!r}. {_instead(wanted)}")
    try:
        return ZoneInfo(known)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"The timezone {name!r} cannot be read. {_instead(wanted)}") from None


def _machine_zone() -> ZoneInfo:
    try:
        return tzlocal.get_localzone()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        reason = str(error.args[0] if error.args else error).split("\n")[0].rstrip(". ")
        raise SettingsError(
            f"The timezone of this machine cannot be read ({reason}). "
            "Run `pathcoach profile --timezone Europe/Oslo` with your own, or set TZ."
        ) from None


def _instead(wanted: str) -> str:
    near = get_close_matches(wanted, [*_names(), *_cities()], n=_NEAREST, cutoff=0.6)
    names = list(dict.fromkeys(_cities().get(key) or _names()[key] for key in near))
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


@cache
def _cities() -> dict[str, str]:
    return {city: zone for zone, cities in _CITIES_OF.items() for city in cities.split(", ")}
