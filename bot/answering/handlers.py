"""Who answers what: the tables from topics, operations and forms to the functions that answer them.

Not for which of them a question gets: see answerer.py.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.answering import (
    arithmetic,
    comparing,
    converting,
    extremes,
    fitting,
    groups,
    hardness,
    holding,
    horizons,
    hours,
    listing,
    lookup,
    ordering,
    pay,
    per_phase,
    providers,
    reckoning,
    savings,
    scaling,
    skill_order,
    tallying,
)
from bot.answering.finding import Statement
from bot.answering.reading import Reading
from bot.answering.view import PathwayView

Handler = Callable[[Reading, PathwayView], list[Statement]]

LOOKUPS: dict[str, Handler] = {
    "duration": lookup.duration,
    "importance": extremes.importance,
    "how": lookup.how,
    "why": lookup.why,
    "salary": lookup.salary,
    "difficulty": lambda _, view: lookup.whole("fact/difficulty", view),
    "demand": lambda _, view: lookup.whole("fact/demand", view),
    "skills": listing.skills,
    "transferable": listing.transferable,
    "phases": listing.phases,
    "tasks": listing.tasks,
    "resources": listing.resources,
    "plan": horizons.plan,
}
OPERATIONS: dict[str, Handler] = {
    "count": arithmetic.count,
    "sum": arithmetic.total,
    "extreme": extremes.extreme,
    "compare": comparing.compare,
    "list": listing.selected,
}
# Asked in this order before the router's operation counts: each speaks only where the form leaves no doubt.
BY_FORM: tuple[Handler, ...] = (
    savings.saved,
    lookup.content,
    scaling.scaled,
    scaling.proportion,
    converting.in_months,
    per_phase.whether_each,
    holding.holding,
    holding.in_phase,
    providers.counted,
    tallying.across,
    pay.currency,
    pay.monthly,
    pay.of_one_role,
    pay.middle,
    pay.gap,
    arithmetic.average,
    arithmetic.of_all_skills,
    comparing.in_both_parts,
    comparing.both_ends,
    groups.none_within,
    groups.beside_phase,
    groups.by_importance,
    groups.of_level,
    groups.of_equal_length,
    groups.ranked,
    fitting.into_time,
    hours.of_named,
    hardness.of_one,
    hardness.at_an_end,
    ordering.nth_inside,
    skill_order.of_two,
    skill_order.against_phase,
    groups.told_apart,
    providers.offered,
    reckoning.reckon,
)
