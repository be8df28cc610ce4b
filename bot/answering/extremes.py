"""Extremes and ranks: the longest, the second shortest, the top three, what matters most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import lookup
from bot.answering.arithmetic import NOUNS, add_up, by_phase
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.listing import item, skill_item
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import kind_of, select
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has
from bot.pathways import sentences as say
from bot.pathways.grammar import count

_RANK = list(Importance)
_NTH = ("first", "second", "third", "fourth", "fifth")
_PLACES = ("first", "second|2nd|runner[- ]up|next", "third|3rd", "fourth|4th", "fifth|5th")
_SUMMED = r"together|combined|sum|sums|total|altogether|add(?:ed)? up|in all"
_PUT_FIRST = r"first|start(?: with)?|begin(?: with)?|priorit\w+|focus"
_DOES_IN = (
    r"(?:do|doing|learn|learning|build|work on|happens?|goes on|tackle|study)"
    r"(?: \w+)? (?:in|during|within)"
)
ENDS = r"longest|shortest|biggest|smallest|quickest|slowest|largest|fastest|most time[- ]consuming|lengthiest"


def extreme(reading: Reading, view: PathwayView) -> list[Statement]:
    """The longest or shortest, the most or least important, the phase with the most tasks."""
    if reading.topic == "transferable" and not _about_time(reading):
        return _what_helps_most(view)
    kind = kind_of(reading, view)
    named = has(f"{view.lexicon['phase_words']}|{view.lexicon['skill_words']}", reading.text)
    if not named and not reading.subjects and has(view.lexicon["whole_move"], reading.text):
        return end_of_move(reading, view)
    if (
        kind in (Kind.TASK, Kind.RESOURCE)
        and has(r"(?<!at )(?:most|fewest|least)|more", reading.text)
        and not _about_time(reading)
    ):
        chosen = select(reading, view, kind)
        return [by_phase(kind, chosen, view)] if chosen else []
    if reading.topic in ("importance", "skills") and not _about_time(reading) and not reading.importances:
        return _most_important(reading, view)
    kinds = [kind] if kind in (Kind.SKILL, Kind.PHASE) else [Kind.SKILL, Kind.PHASE]
    statements = []
    for each in kinds:
        narrowed = [r for r in reading.subjects if r.kind is each]
        records = [r for r in (narrowed if len(narrowed) > 1 else select(reading, view, each)) if r.weeks]
        if records:
            shortest = reading.has("shortest", view.lexicon)
            statements.append(extreme_of(records, reading, view, shortest=shortest))
            statements += _what_is_done(records, reading, view, shortest=shortest)
    return statements


def _what_helps_most(view: PathwayView) -> list[Statement]:
    """Own up that what one brings along is not ranked, and list it."""
    brought = view.of_kind(Kind.TRANSFERABLE)
    lead = view.prompts.say("transferable", count=len(brought), role=view.pathway.from_role)
    opening = Statement(view.prompts.say("unranked_brought"), ())
    return [opening, enumerate_facts(lead, listed(brought), [r.name for r in brought])] if brought else []


def end_of_move(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "What is the longest the move can take?": that end of its estimates, and the estimates."""
    said, months = lookup.whole("fact/duration", view), view.pathway.months
    low = min((each.low for each in months), default=0.0)
    high = max((each.high for each in months), default=0.0)
    if low == high or not said:
        return said
    shortest = reading.has("shortest", view.lexicon)
    name, end = ("move_at_least", low) if shortest else ("move_at_most", high)
    text = view.prompts.say(name, months=count(int(end), "month"))
    return [Statement(text, said[0].rests_on), *said]


def _what_is_done(
    records: Sequence[Record], reading: Reading, view: PathwayView, *, shortest: bool
) -> list[Statement]:
    """ "What do I do in the shortest phase?": what that phase is made of, where it is one alone."""
    end = (min if shortest else max)(record.weeks or 0 for record in records)
    chosen = [record for record in records if record.weeks == end]
    one = len(chosen) == 1 and chosen[0].kind is Kind.PHASE and not place_of(reading.text)
    return lookup.phase_tasks(chosen[0], view) if one and has(_DOES_IN, reading.text) else []


def importance(reading: Reading, view: PathwayView) -> list[Statement]:
    """How much the named skills matter; which matter most where the question asks what to put first."""
    named = lookup.importance(reading, view)
    asks_first = has(view.lexicon["skill_words"], reading.text) and has(_PUT_FIRST, reading.text)
    return named or (_most_important(reading, view) if asks_first else [])


def extreme_of(
    records: Sequence[Record], reading: Reading, view: PathwayView, *, shortest: bool
) -> Statement:
    """Say which of the records is the longest or the shortest, or the second longest and so on."""
    kind, direction = records[0].kind, "shortest" if shortest else "longest"
    noun = f"{NOUNS[kind]}s"
    lengths = sorted({record.weeks or 0 for record in records}, reverse=not shortest)
    if top := re.search(
        rf"\b(?:top (\d+)|(?<!phase )(?<!stage )(\d+) (?:\w+ )?(?:{ENDS}))\b", reading.text.lower()
    ):
        ranked = sorted(records, key=lambda r: r.weeks or 0, reverse=not shortest)
        number = min(int(top[1] or top[2]), len(ranked))
        while number < len(ranked) and ranked[number].weeks == ranked[number - 1].weeks:
            number += 1  # a tie at the end belongs to it
        if has(_SUMMED, reading.text):
            return add_up(ranked[:number], reading, view)[0]
        lead = view.prompts.say(
            "top", count=number, noun=noun, direction="least time" if shortest else "longest"
        )
        return enumerate_facts(lead, [r.fact for r in ranked[:number]], [item(r) for r in ranked[:number]])
    place = place_of(reading.text)
    extra: dict[str, object]
    if place and place < len(lengths):
        winners = [r for r in records if r.weeks == lengths[place]]
        name, extra = "ranked", {"place": nth(place), "direction": direction, "noun": noun}
    else:
        winners = [r for r in records if r.weeks == lengths[0]]
        among = len(records) < len(view.of_kind(kind)) and len(records) > 1
        name = f"{direction}_among" if among else f"{direction}_{kind}"
        extra = {"count": len(records), "noun": noun}
    several = "" if len(winners) == 1 else "_several" if name.endswith(("among", "ranked")) else "s"
    text = view.prompts.say(
        f"{name}{several}",
        names=lookup.names_of(winners),
        weeks=count(winners[0].weeks or 0, "week"),
        **extra,
    )
    return Statement(text, tuple(record.fact for record in winners))


def place_of(text: str) -> int:
    """Return 1 for "second longest", 0 where no place or the first is asked for."""
    for place, pattern in enumerate(_PLACES):
        if place and has(rf"(?:{pattern})[- ](?:{ENDS})", text):
            return place
    return 0


def nth(place: int) -> str:
    """Return the word for a place that `place_of` found: "second" for 1."""
    return _NTH[place]


def _most_important(reading: Reading, view: PathwayView) -> list[Statement]:
    named = reading.named(Kind.SKILL)
    skills = named if len(named) > 1 else view.of_kind(Kind.SKILL)
    if not skills:
        return []
    ranks = [_RANK.index(skill.importance) for skill in skills if skill.importance]
    least = has(r"least|lowest|leave for last|can wait|unimportant|skip", reading.text)
    wanted = _RANK[max(ranks) if least else min(ranks)]
    chosen = [skill for skill in skills if skill.importance is wanted]
    lead = view.prompts.say(
        "least_important" if least else "most_important", level=say.importance_words(wanted)
    )
    return [enumerate_facts(lead, listed(chosen), [skill_item(r, importance=False) for r in chosen])]


def _about_time(reading: Reading) -> bool:
    text = reading.text
    for record in reading.subjects:
        text = text.replace(record.name, " ")  # "Real-Time Operating Systems" asks for no time
    return has(
        r"long(?:er|est)?|short(?:er|est)?|weeks?|time|quick(?:er|est|ly)?|fast(?:er|"
        r"est)?|sooner|soonest|slow(?:er|est)?|take|takes|months?|hours?",
        text,
    )
