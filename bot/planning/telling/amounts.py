"""Hours, gaps and shares as a person says them."""

from __future__ import annotations

from bot.pathways.grammar import count
from bot.prompts import Prompts

_SHARES = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def hours_words(hours: float, prompts: Prompts) -> str:
    """Return "45 minutes", "1 hour", "2.5 hours" or "about 27 hours"."""
    if 0 < hours < 0.99:
        return count(max(1, round(hours * 60)), "minute")
    halves = round(hours * 2)
    if abs(hours * 2 - halves) < 0.01:
        return "1 hour" if halves == 2 else f"{halves / 2:g} hours"
    return prompts.say("plan_about_hours", hours=count(round(hours), "hour"))


def gap_words(days: int, prompts: Prompts) -> str:
    """Return "9 days", "2 weeks" or "about 6 weeks"."""
    days = abs(days)
    if days % 7 == 0:
        return count(days // 7, "week")
    if days < 14:
        return count(days, "day")
    return prompts.say("plan_about_gap", gap=count(round(days / 7), "week"))


def share_words(share: float, prompts: Prompts) -> str:
    """Return "about a third"; "most" where it is far more than half, and "about 8%" where it is little."""
    if share > 0.6:
        return prompts.say("plan_share_most")
    if share < 0.095:
        return prompts.say("plan_share_little", percent=max(1, round(share * 100)))
    return prompts.say(f"plan_share_{_SHARES[round(1 / share) - 2]}")
