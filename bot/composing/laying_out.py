"""Sentences or a list? A list where one was asked for or would be long, else what a person would say.

Three entries are sentences, and so is what someone will love, miss or find hard, up to four of a kind. The
model is not asked here, and nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lookup import ended
from bot.composing.prose import as_sentences, fits_in_prose
from bot.composing.speaking import kind_of, speak
from bot.composing.varying import varied
from bot.composing.words import split_remarks
from bot.prompts import Prompts

_MOST_SPOKEN = 4  # of a kind; more are a list
_MOST_ENTRIES = 6  # of all lists of an answer; where there are more, only lists keep them apart
_FEWEST_LISTED = 3  # of a kind, where a list is wanted


def asks_for_list(question: str, prompts: Prompts) -> bool:
    """Whether a question wants a list by its own words: "list …", "all of …"."""
    return re.search(rf"\b(?:{prompts.layout['list']})\b", question, re.IGNORECASE) is not None


def in_plain_words(statements: Sequence[Statement], question: str, prompts: Prompts) -> list[Statement]:
    """Return the statements as code says them."""
    listed = asks_for_list(question, prompts)
    apart = [part for statement in statements for part in _taken_apart(statement, prompts)]
    said: list[Statement] = []
    listed = listed or sum(len(statement.items) for statement in apart) > _MOST_ENTRIES
    for statement in _of_a_kind_together(apart, listed, prompts):
        if statement.items and fits_in_prose(statement, listed=listed):
            said += as_sentences(statement, prompts)
        else:
            said.append(statement)
    return varied([line.statement for line in speak(said, prompts)], prompts)


def _taken_apart(statement: Statement, prompts: Prompts) -> list[Statement]:
    """Return what a statement repeats of its facts, one each, so that each is said and cited by itself."""
    facts = statement.rests_on
    repeated = len(facts) > 1 and statement.text == " ".join(fact.text for fact in facts)
    if repeated or (statement.items and _lists_a_kind(statement, prompts)):
        return [state(fact) for fact in facts]
    if statement.items:
        return [statement]
    return [Statement(ended(sentence), facts) for sentence in split_remarks(statement.text)]


def _lists_a_kind(statement: Statement, prompts: Prompts) -> bool:
    """Whether a list is one part of the reality check, and says nothing more, such as how many there are."""
    kinds = {kind_of(state(fact), prompts)[0] for fact in statement.rests_on}
    return len(kinds) == 1 and statement.text in {prompts.say(f"{kind}_list") for kind in kinds if kind}


def _of_a_kind_together(statements: Sequence[Statement], listed: bool, prompts: Prompts) -> list[Statement]:
    """Bring what is of one kind together; as a list, behind all else, where that is wanted or it is much."""
    groups: dict[tuple[str, int], list[tuple[Statement, str]]] = {}
    for place, statement in enumerate(statements):
        kind, item = kind_of(statement, prompts)
        groups.setdefault((kind, 0 if kind else place), []).append((statement, item))
    said: list[Statement] = []
    lists: list[Statement] = []
    for (kind, _), own in groups.items():
        if kind and len(own) >= (_FEWEST_LISTED if listed else _MOST_SPOKEN + 1):
            facts = [fact for statement, _ in own for fact in statement.rests_on]
            lists.append(enumerate_facts(prompts.say(f"{kind}_list"), facts, [item for _, item in own]))
        else:
            said += [statement for statement, _ in own]
    return [*said, *lists]
