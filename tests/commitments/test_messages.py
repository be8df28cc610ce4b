"""What goes out unasked: one line about each commitment, and the week's sums in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.commitments.messages import say_check_in, say_review, write_message
from bot.commitments.review import Review
from bot.domain import Commitment, Delivery, DeliveryKind
from bot.prompts import bundled_prompts

PROMPTS = bundled_prompts()
NOW = datetime(2026, 3, 6, 9, tzinfo=ZoneInfo("Europe/Oslo"))
WEEK = Review(date(2026, 3, 2), date(2026, 3, 8))

Opened = Callable[..., Commitment]


def delivery(kind: DeliveryKind, hour: int, commitment_id: str = "c1") -> Delivery:
    return Delivery(f"{kind}{hour}", "ada", kind, NOW.replace(hour=hour), commitment_id)


def test_what_is_asked_stands_for_what_is_reminded_of_in_whatever_order(opened: Opened) -> None:
    late = opened(due_on=date(2026, 3, 5))
    both = [delivery(DeliveryKind.REMINDER, 12), delivery(DeliveryKind.CHECK_IN, 9)]

    said = write_message(PROMPTS, both, {"c1": late}, now=NOW)

    assert said == say_check_in(PROMPTS, late, NOW)
    assert said.endswith("How did it go? Say done, partly or not, or name another day.")


def test_reminders_alone_ask_nothing(opened: Opened) -> None:
    two = [delivery(DeliveryKind.REMINDER, 9), delivery(DeliveryKind.REMINDER, 9, "c2")]
    commitments = {"c1": opened(), "c2": opened(commitment_id="c2", text="write")}

    assert write_message(PROMPTS, two, commitments, now=NOW).splitlines() == [
        "2 things to look at:",
        "- “read” is due today: Friday, 6 March 2026.",
        "- “write” is due today: Friday, 6 March 2026.",
    ]


def test_after_two_misses_a_smaller_step_is_offered(opened: Opened) -> None:
    said = say_check_in(PROMPTS, opened(missed_before=2), NOW)

    assert said.endswith("If it is too much, choose a smaller step.")


def test_the_review_says_its_sums_what_they_are_made_of_and_what_is_next(opened: Opened) -> None:
    kept, missed = opened(), opened(commitment_id="c2", text="write")
    week = replace(WEEK, kept=(kept,), missed=(missed,), whys={"c2": "I was ill"}, streak_weeks=0)

    assert say_review(PROMPTS, week, next_steps=["Draw."]).splitlines() == [
        "Your week from Monday, 2 March 2026 to Sunday, 8 March 2026:",
        "1 kept, 0 partly done, 1 missed, 0 dropped, 0 still open.",
        "Kept: read.",
        "Missed: write (I was ill).",
        "Next steps:",
        "- Draw.",
    ]


def test_a_streak_is_told_and_a_week_without_anything_leaves_it() -> None:
    frozen = replace(WEEK, streak_weeks=3, frozen=True)

    assert say_review(PROMPTS, frozen).splitlines() == [
        "Nothing was due in the week from Monday, 2 March 2026 to Sunday, 8 March 2026.",
        "The week does not count for your streak of 3: it stays as it was.",
    ]
    assert "one week with something kept" in say_review(PROMPTS, replace(WEEK, streak_weeks=1))
    assert "3 weeks in a row" in say_review(PROMPTS, replace(WEEK, streak_weeks=3))
