"""How a finding is rounded off: what it lists, a word as it was said, the move named in full once only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.finding import Statement, state
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.domain import Pathway

_GOES_ON = re.compile(r"(?:Its|Their|These|They)\b")


def listed_in(statements: Sequence[Statement], view: PathwayView) -> tuple[str, ...]:
    """Return the ids of the records that the statements list, in their order; none of a single one."""
    stated = [fact for statement in statements for fact in statement.rests_on]
    place = {fact: index for index, fact in reversed(list(enumerate(stated)))}
    found = {
        r.record_id: min(place[fact] for fact in (*r.facts, r.in_list) if fact in place)
        for r in view.records
        if r.kind is not Kind.TITLE and any(fact in place for fact in (*r.facts, r.in_list))
    }
    # A skill and the phase of the same name are no list: one of them was meant.
    twins = {record_id.partition("/")[0] for record_id in found} == {"skill", "phase"} and len(found) == 2
    return tuple(sorted(found, key=found.__getitem__)) if len(found) > 1 and not twins else ()


def as_said(word: str, text: str) -> str:
    """Return a word in the spelling in which it was said: "norway" was "Norway"."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return found.group() if found else word


def shortened(statements: list[Statement], pathway: Pathway) -> list[Statement]:
    """Name the move in full once only: "It is rated challenging" after "The move from A to B takes …"."""
    move = f"The move from {pathway.from_role} to {pathway.to_role} "
    shortened: list[Statement] = []
    for statement in statements:
        if shortened and shortened[-1].text.startswith((move, "It ")) and statement.text.startswith(move):
            statement = replace(statement, text=f"It {statement.text[len(move) :]}")
        shortened.append(statement)
    return shortened


def with_sequels(statements: Sequence[Statement], view: PathwayView) -> list[Statement]:
    """Return the statements each with those that only go on with it: "Its title says 9, its timeline 12"."""
    told: list[Statement] = []
    for statement in statements:
        told.append(statement)
        if len(statement.rests_on) != 1:
            continue
        facts = next((r.facts for r in view.records if statement.rests_on[0] in r.facts), ())
        at = facts.index(statement.rests_on[0]) + 1 if facts else 0
        while facts and at < len(facts) and _GOES_ON.match(facts[at].text):
            told.append(state(facts[at]))
            at += 1
    return list(dict.fromkeys(told))
