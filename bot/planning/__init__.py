"""Plans: what comes next for one person, when it ends, what moves it, and how that is said.

All of it is counted from the pathway's figures, what is known, what is done and today. Only `progress` and
`situation` touch the store, and nothing here reads meaning: the matcher hands its matches in.
"""

from bot.planning.deadline import DeadlineAnswer, Shift, Standing, by, standing, what_moves_it
from bot.planning.next_steps import NextStep, Reason, next_steps
from bot.planning.planner import make_plan

__all__ = [
    "DeadlineAnswer",
    "NextStep",
    "Reason",
    "Shift",
    "Standing",
    "by",
    "make_plan",
    "next_steps",
    "standing",
    "what_moves_it",
]
