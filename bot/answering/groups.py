"""Skills and phases set in groups: by importance, and by equal length."""

from __future__ import annotations

import operator
import re

from bot.answering.comparing import weeks_compared
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.listing import item, phase_list, skill_list
from bot.answering.pointing import loosely
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import LESS, MORE, bounds, by_weeks
from bot.answering.telling import opened
from bot.answering.terms import level_label, spoken_kind
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has
from bot.pathways.grammar import count

_GROUP = (
    r"(?:importance|priority)[- ]"
    r"(?:groups?|levels?|tiers?|class(?:es)?|categor(?:y|ies)|ratings?|labels?|bands?|ranks?)"
    r"|(?:per|by|each|every|which) (?:level of )?(?:importance|priority|rating)(?! is)"
    r"|levels? of (?:importance|priority)"
)
_TIER = (
    r"(?:top|upper|highest|middle|mid|bottom|lowest|lower|middling)[- ]"
    r"(?:tier|band|bracket|bucket|category|rung|tag|priority|importance|level|ones?)"
)
_RANKS = (
    r"\b(?:rank|order|sort|prioriti[sz]e|arrange|put|list)\b.*\b(?:priorit\w+|importan(?:t|ce)|urgen\w+)\b"
    r"|\bprioriti[sz]e (?:the |these |those |them|my )"
)
_DIFFERENCE = r"differences?|differ|distinguish\w*|what does .* mean|mean by|stands? for"
_BY_LENGTH = r"longest|shortest|weeks?|duration|length|quickest|time"
_AMOUNT = r"how (?:many|much|long)|weeks?|hours?|months?|total|sum|count|add"
_COMPARED = (
    r"most|least|more|fewest|longest|shortest|adds? up|add up|total|sum|weeks?|how many|count|time|number"
)
_ALIKE = (
    r"equally long|same (?:length|duration|number of weeks|amount of (?:time|weeks)|time|weeks)|equal length"
    r"|identical (?:length|duration)|just as long as each other|as long as (?:each other|one another)"
    r"|alike in (?:length|duration)|tied?"
)


def by_importance(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many skills and weeks each importance comes to: "which importance group takes most?"."""
    if reading.subjects or not has(_GROUP, reading.text) or not has(_COMPARED, reading.text):
        return []
    groups = [(level, [r for r in view.of_kind(Kind.SKILL) if r.importance is level]) for level in Importance]
    groups = [(level, records) for level, records in groups if records]
    if len(groups) < 2:
        return []
    by_weeks = not has(r"how many skills|(?:most|fewest|more|number of|count of) skills", reading.text)
    sizes = [_weeks(records) if by_weeks else len(records) for _, records in groups]
    if len(set(sizes)) == 1:
        lead = view.prompts.say("groups_alike", size=count(sizes[0], "week" if by_weeks else "skill"))
    else:
        best = groups[sizes.index(max(sizes))][0]
        lead = view.prompts.say(
            "groups_ahead",
            label=level_label(best),
            size=count(max(sizes), "week" if by_weeks else "skill"),
        )
    items = [
        f"{level_label(level)}: {count(len(records), 'skill')}, {count(_weeks(records), 'week')}"
        for level, records in groups
    ]
    items = [f"{text[:1].upper()}{text[1:]}" for text in items]
    return [enumerate_facts(lead, listed([r for _, records in groups for r in records]), items)]


def of_level(reading: Reading, view: PathwayView) -> list[Statement]:
    """The skills of a level that is meant by its place: "the top tier, who is in it?"."""
    lexicon, text = view.lexicon, reading.text
    ends = f"{lexicon['cues']['longest']}|{lexicon['cues']['shortest']}"
    asks = has(r"which|what|what's|whats|who|list|name|show|tell me", text)
    if (
        not asks
        or not reading.importances
        or reading.subjects
        or any(f.unit != "thing" for f in reading.figures)
    ):
        return []
    if not has(_TIER, text) or has(rf"{_AMOUNT}|{ends}", re.sub(r"\blow(?:est|er)\b", "", text.lower())):
        return []
    chosen = [r for r in view.of_kind(Kind.SKILL) if r.importance in reading.importances]
    return [skill_list(chosen, reading.importances, view)] if chosen else []


def told_apart(reading: Reading, view: PathwayView) -> list[Statement]:
    """Own up that no pathway defines its levels, then list the skills of the two that are told apart."""
    levels = list(dict.fromkeys(reading.importances))
    asks = has(_DIFFERENCE, reading.text) and not has(f"{_BY_LENGTH}|{_AMOUNT}", reading.text)
    if len(levels) != 2 or reading.subjects or not asks:
        return []
    chosen = [[r for r in view.of_kind(Kind.SKILL) if r.importance is level] for level in levels]
    told = [skill_list(found, (level,), view) for level, found in zip(levels, chosen, strict=True) if found]
    return opened("not_defined", told, view)


def ranked(reading: Reading, view: PathwayView) -> list[Statement]:
    """The skills from the most important to the least: "put these in order of priority"."""
    if not re.search(_RANKS, reading.text.lower()) or has(_BY_LENGTH, reading.text):
        return []
    named = reading.named(Kind.SKILL)
    _, colon, listing = reading.text.partition(":")
    if colon:
        meant = (loosely(part, (Kind.SKILL,), view) for part in re.split(r",|;|\band\b", listing))
        named += [record for record in meant if record]
    chosen = list(dict.fromkeys(named)) if len(set(named)) > 1 else view.of_kind(Kind.SKILL)
    order = list(Importance)
    chosen = sorted((r for r in chosen if r.importance), key=lambda r: order.index(r.importance or order[-1]))
    if len(chosen) < 2:
        return []
    return [
        enumerate_facts(view.prompts.say("ranked_by_importance"), listed(chosen), [item(r) for r in chosen])
    ]


def none_within(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "Which skills take longer than 12 weeks?", where none does: that, and the nearest to it."""
    kind, limits = spoken_kind(reading, view), bounds(reading)
    ranges = [limit for limit in limits if limit.comparison in ("<", "<=", ">", ">=")]
    if kind not in (Kind.SKILL, Kind.PHASE) or reading.subjects or not ranges or len(ranges) < len(limits):
        return []
    pool = [r for r in view.of_kind(kind) if not reading.importances or r.importance in reading.importances]
    if not pool or by_weeks(pool, reading):
        return []
    end = (max if ranges[0].comparison.startswith(">") else min)(record.weeks or 0 for record in pool)
    nearest = next(record for record in pool if record.weeks == end)
    noun = "skills" if kind is Kind.SKILL else "phases"
    text = view.prompts.say("none_within", noun=noun, nearest=nearest.fact.text)
    return [Statement(text, (nearest.fact, *(record.fact for record in pool)))]


def of_equal_length(reading: Reading, view: PathwayView) -> list[Statement]:
    """Which skills or phases take the same time, where the question names none of them."""
    asks = has(r"which|what|any|are there|do any|name|list", reading.text)
    if not asks and (pair := _pair_of_level(reading, view)):
        return [weeks_compared(pair[0], pair[1], view)]
    if (
        reading.subjects
        or any(f.unit == "week" for f in reading.figures)
        or not asks
        or not has(_ALIKE, reading.text)
    ):
        return []
    statements = []
    kind = spoken_kind(reading, view)
    for each in (kind,) if kind else (Kind.SKILL, Kind.PHASE):
        pool = [
            r for r in view.of_kind(each) if not reading.importances or r.importance in reading.importances
        ]
        alike = [r for r in pool if r.weeks and sum(other.weeks == r.weeks for other in pool) > 1]
        if alike:
            alike.sort(key=lambda r: r.weeks or 0)
            noun = "skills" if each is Kind.SKILL else "phases"
            lead = view.prompts.say("equal_lengths", noun=noun)
            statements.append(enumerate_facts(lead, listed(alike), [item(r) for r in alike]))
    return statements


def beside_phase(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "Which phase is as long as the first one?", "which are longer than phase 2?": those that are."""
    pointed, asks = reading.named(Kind.PHASE), has(r"which|what|any|are there|list|how many", reading.text)
    if not asks or len(pointed) != 1 or len(reading.subjects) > 1 or reading.mentions:
        return []
    phase, weeks = pointed[0], pointed[0].weeks or 0
    for relation, held in (
        (MORE, operator.gt),
        (LESS, operator.lt),
        (rf"\b(?:{_ALIKE}|as long as|equal(?:ly long)? (?:to|as))\b", operator.eq),
    ):
        if re.search(relation, reading.text.lower()):
            chosen = [r for r in view.of_kind(Kind.PHASE) if r is not phase and held(r.weeks or 0, weeks)]
            break
    else:
        return []
    if not chosen:
        text = view.prompts.say("none_beside", phase=phase.fact.text)
        return [Statement(text, tuple(listed(view.of_kind(Kind.PHASE))))]
    return [phase_list(chosen, view), state(phase.fact)]


def _pair_of_level(reading: Reading, view: PathwayView) -> list[Record]:
    """ "Are the two optional skills equally long?": the skills of one importance, where they are two."""
    if reading.subjects or len(set(reading.importances)) != 1 or not has(_ALIKE, reading.text):
        return []
    chosen = [r for r in view.of_kind(Kind.SKILL) if r.importance in reading.importances]
    return chosen if len(chosen) == 2 else []


def _weeks(records: list[Record]) -> int:
    return sum(record.weeks or 0 for record in records)
