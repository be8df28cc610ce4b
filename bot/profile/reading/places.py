"""Where somebody is, for their timezone."""

from __future__ import annotations

from datetime import datetime

from bot.dates import find_when, zone_of
from bot.errors import SettingsError
from bot.profile.reading.patterns import Patterns


def place_of(text: str, patterns: Patterns, now: datetime) -> str | None:
    """Return the place or the zone that somebody names as theirs."""
    for match in patterns["place"].finditer(text):
        rest = text[match.end() :].lstrip()
        rest = rest.removeprefix("the ")
        named = patterns["place_name"].match(rest)
        if match.end() == len(text) or not text[match.end()].isspace() or named is None:
            continue
        place = _without_the_rest(named.group(), patterns, now)
        place = _known_in(place) or place
        sure = patterns["place_for_sure"].search(match.group()) or "/" in place or place[:1].isupper()
        # "From teaching to UX design" is a move, too.
        moved_from = match["origin"]
        sure = sure and (moved_from is None or is_place(moved_from))
        if place and (sure or is_place(place)):
            return place
    return None


def _known_in(name: str) -> str | None:
    """Return the longest beginning of `name` that is a place: "new york" of "new york btw"."""
    said = name.split()
    beginnings = (" ".join(said[:count]) for count in range(len(said), 0, -1))
    return next((each for each in beginnings if is_place(each)), None)


def is_place(name: str) -> bool:
    """Tell whether a name is that of a zone, or of a city that is known."""
    try:
        zone_of(name)
    except SettingsError:
        return False
    return True


def _without_the_rest(name: str, patterns: Patterns, now: datetime) -> str:
    """Return "Berlin" of "Berlin last month" and of "Berlin now"."""
    ends = [when.start for when in find_when(name, now)]
    ends += [match.start() for match in patterns["place_end"].finditer(name)]
    return name[: min([*ends, len(name)])].strip(" .")
