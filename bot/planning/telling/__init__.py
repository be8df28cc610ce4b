"""Plans as sentences: every one is a `Statement` with the facts of the roadmap that it rests on.

Nothing is said that the plan, the answer or the match that is handed in does not hold.
"""

from bot.planning.telling.amounts import hours_words
from bot.planning.telling.changes import tell_finished, tell_known
from bot.planning.telling.overview import (
    tell_deadline,
    tell_left,
    tell_left_out,
    tell_phase,
    tell_plan,
    tell_progress,
    tell_shifts,
    tell_standing,
    tell_step,
)
from bot.planning.telling.steps import small_starts, tell_hours_at_hand, tell_next, tell_why

__all__ = [
    "hours_words",
    "small_starts",
    "tell_deadline",
    "tell_finished",
    "tell_hours_at_hand",
    "tell_known",
    "tell_left",
    "tell_left_out",
    "tell_next",
    "tell_phase",
    "tell_plan",
    "tell_progress",
    "tell_shifts",
    "tell_standing",
    "tell_step",
    "tell_why",
]
