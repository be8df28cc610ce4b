"""What is none of the coach's business, although someone mentioned it: a name, a secret, a health matter.

For what is kept as a skill or a role. It reads a short phrase, not a conversation, and finds what is plainly
so; a first name by itself is a word like any other.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.prompts import bundled_prompts

_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_TOKEN = re.compile(r"[\w+=-]{20,}", re.ASCII)


class Refusal(StrEnum):
    """Why something is not kept."""

    NAME = "name"
    SECRET = "secret"
    HEALTH = "health"


def refuses(text: str) -> Refusal | None:
    """Return why `text` is not to be kept, or None where it may be."""
    said = " ".join(text.split())
    if _holds_card_number(said) or _holds_token(said):
        return Refusal.SECRET
    return next((refusal for refusal, pattern in _patterns() if pattern.search(said)), None)


@cache
def _patterns() -> tuple[tuple[Refusal, re.Pattern[str]], ...]:
    """Secrets first: a message may say less of a name than of a password."""
    written = bundled_prompts().profile_patterns
    ill = rf"(?:{written['conditions']})\b(?![- ]+(?:{written['fields']})\b)"
    health = (
        rf"\b(?:{written['own']})(?: type)?(?: \w+){{0,2}} {ill}",
        rf"^(?:(?:a|some|mild|severe|bad|chronic|type \w+) )*{ill}[.!]?$",
    )
    return tuple(
        (refusal, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE))
        for refusal, patterns in (
            (Refusal.SECRET, written["secret"]),
            (Refusal.NAME, written["name"]),
            (Refusal.HEALTH, health),
        )
    )


def _holds_token(text: str) -> bool:
    """Whether a word is as long as a key and mixes letters and digits as one does."""
    return any(len(re.findall(r"\d+", word)) >= 3 for word in _TOKEN.findall(text))


def _holds_card_number(text: str) -> bool:
    """Whether a run of digits has a card number's check digit (Luhn, ISO/IEC 7812-1)."""
    for found in _CARD.finditer(text):
        digits = [int(sign) for sign in reversed(found[0]) if sign.isdigit()]
        doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
        if (sum(digits[::2]) + sum(doubled)) % 10 == 0:
            return True
    return False
