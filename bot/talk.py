"""Which kind of small talk a message is, and which question about the coach itself. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language import has, words
from bot.router import Route

TALK = ("smalltalk", "capabilities")  # topics of the router
_SHORT = 5  # words


def about_coach(message: str, mended: str, lexicon: Mapping[str, Any]) -> str | None:
    """Return which kind of question about the coach itself a message is, None for none.

    `mended` is the message with its spelling mended.
    """
    if has(lexicon["privacy"], mended):
        return "privacy"
    return next((kind for kind, pattern in lexicon["about_coach"].items() if has(pattern, message)), None)


def only_greets(message: str, route: Route, cues: Mapping[str, str], *, about: bool) -> bool:
    """Whether somebody says hello, and from where or by what name, but asks nothing yet.

    `about`: the message speaks of something that a pathway holds.
    """
    elsewhere = route.topic in (*TALK, "uncovered", "offtopic")
    return elsewhere and not about and "?" not in message and has(cues["only_greeting"], message)


def is_short(message: str) -> bool:
    """Whether a message is of a few words."""
    return len(words(message)) <= _SHORT


def kind_of_talk(message: str, route: Route, cues: Mapping[str, str]) -> str:
    """Return the kind of small talk of a message that is some."""
    if route.topic == "capabilities":
        return "capabilities"
    for kind in ("thanks", "farewell", "pleasantry", "greeting"):
        if has(cues[kind], message):
            return kind
    return "pleasantry" if "?" in message else "acknowledged"
