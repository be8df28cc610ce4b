"""What somebody works as, and wants to become."""

from __future__ import annotations

from bot.profile.reading.patterns import Patterns
from bot.profile.reading.places import is_place

_MOST_WORDS = 5  # of a role
Roles = tuple[str | None, str | None]


def roles(text: str, patterns: Patterns) -> Roles:
    """Return the role now and the one that is wanted; None for one that is not named."""
    now, wanted = _first(text, "role_now", patterns), _first(text, "role_next", patterns)
    return (now, wanted) if now or wanted else _both(text, patterns)


def _first(text: str, name: str, patterns: Patterns) -> str | None:
    for match in patterns[name].finditer(text):
        if role := _role(text[match.end() :], patterns):
            return role
    return None


def _both(text: str, patterns: Patterns) -> Roles:
    """Return the roles of "from accountant to data engineer"; not of "from London to Sydney"."""
    for match in patterns["role_move"].finditer(text):
        now, wanted = _role(match[1], patterns), _role(text[match.end() :], patterns)
        if now and wanted and not is_place(now) and not is_place(wanted):
            return now, wanted
    return None, None


def _role(rest: str, patterns: Patterns) -> str | None:
    end = patterns["role_end"].search(rest)
    role = (rest[: end.start()] if end else rest).strip()
    named = role and len(role.split()) <= _MOST_WORDS and not patterns["not_a_role"].search(role)
    return role if named else None
