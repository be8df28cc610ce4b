"""Lists of a few entries, said in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.finding import Statement
from bot.composing.words import decapitalised_instruction, is_instruction, remarks_apart, without_brackets
from bot.domain import Fact, ResourceKind
from bot.language import words
from bot.prompts import Prompts

_FEW = 3  # entries that need no list, unless one is asked for
_FEWEST = 2  # entries that need none in any case
_SHORT = 8  # words of an entry of which several go into one sentence
_MOST_WORDS = 24  # of all entries in one sentence, where they are more than a few
_SEQUENCE = ("step_first", "step_then", "step_last")
_ENTRIES = ("entry_first", "entry_second", "entry_third")
_STEPS = ("to_do_first", "to_do_second", "to_do_third")
_AIM = re.compile(r"To [a-z]+ ")
_KINDS = "|".join(kind.value for kind in ResourceKind)
# An entry that is nothing to do: "the …", "Book: …", "… (course)".
_THING = re.compile(rf"(?:the|an?) |[A-Z][\w ]*: |.* \((?:{_KINDS})\)\W*$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a list, with what it rests on and what is remarked on it."""

    text: str
    remarks: tuple[str, ...]
    rests_on: tuple[Fact, ...]


def fits_in_prose(statement: Statement, *, listed: bool) -> bool:
    """Whether a list is better said: it is short, and no list was asked for, or shorter still."""
    number = len(statement.items)
    if listed or any("\n" in item for item in statement.items):
        return number <= _FEWEST
    brief = max(map(_length, statement.items)) <= _SHORT
    return number <= _FEW or (brief and sum(len(words(item)) for item in statement.items) <= _MOST_WORDS)


def as_sentences(statement: Statement, prompts: Prompts) -> list[Statement]:
    """Return a list as sentences, each with what it rests on."""
    entries = _entries(statement)
    # A list is of one form throughout, so that a verb that is not known does not stand in the way.
    instructions = 2 * sum(is_instruction(entry.text, prompts) for entry in entries) >= len(entries)
    brief = all(_length(entry.text) <= _SHORT and not entry.remarks for entry in entries)
    if len(entries) == 1:
        return _only_one(statement, entries[0], instructions)
    if brief and not instructions:
        return [Statement(f"{statement.text}: {joined([e.text for e in entries])}.", statement.rests_on)]
    if instructions:
        one_place = len({entry.rests_on[:1] and entry.rests_on[0].chunk_id for entry in entries}) == 1
        names = _SEQUENCE if one_place else _STEPS
    else:
        names = _ENTRIES
    said = [Statement(f"{statement.text}.", _of_the_lead(statement))]
    for place, entry in enumerate(entries):
        name = (
            names[2] if place == len(entries) - 1 and names is _SEQUENCE and place else names[min(place, 2)]
        )
        item = decapitalised_instruction(entry.text) if instructions else entry.text
        if names is _STEPS and _THING.match(entry.text):  # books that are listed, beside one to study
            name, item = _ENTRIES[min(place, 2)], entry.text
        text = prompts.say(name, item=item)
        if names is _STEPS and _AIM.match(entry.text):
            text = f"{entry.text}."  # it says for what it is, then what to do: "To learn C++, read …"
        said.append(Statement(text, entry.rests_on))
        said += [Statement(remark, entry.rests_on) for remark in entry.remarks]
    return said


def joined(items: Sequence[str]) -> str:
    """Return "a, b, and c"; with semicolons where an entry has commas of its own."""
    *others, last = items
    bare = [without_brackets(item) for item in items]
    if any("," in item or ";" in item for item in bare):
        return f"{'; '.join(others)}; and {last}" if others else last
    doubtful = len(items) > 2 or any(" and " in item for item in bare)
    return f"{', '.join(others)}{',' if doubtful else ''} and {last}" if others else last


def _length(item: str) -> int:
    return len(words(without_brackets(item)))


def _only_one(statement: Statement, entry: _Entry, instruction: bool) -> list[Statement]:
    item = decapitalised_instruction(entry.text) if instruction else entry.text
    first = Statement(f"{statement.text}: {item}.", statement.rests_on)
    return [first, *(Statement(remark, entry.rests_on) for remark in entry.remarks)]


def _entries(statement: Statement) -> list[_Entry]:
    facts, number = statement.rests_on, len(statement.items)
    own = facts[len(facts) - number :] if number <= len(facts) <= number + 1 else ()
    entries = []
    for place, item in enumerate(statement.items):
        text, *remarks = remarks_apart(item)
        entries.append(_Entry(text, tuple(remarks), own[place : place + 1] or facts))
    return entries


def _of_the_lead(statement: Statement) -> tuple[Fact, ...]:
    """Return the fact that a lead repeats, where it has one of its own; else all."""
    facts = statement.rests_on
    return facts[:1] if len(facts) == len(statement.items) + 1 else facts
