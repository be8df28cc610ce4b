"""Sentences or a list? A list where one was asked for or would be long, else what a person would say.

Three entries are sentences, and so is what someone will love, miss or find hard, up to four of a kind. The
model is not asked here, and nothing is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.finding import Statement, enumerate_facts, state
from bot.composing.prose import as_sentences, fits_in_prose
from bot.composing.speaking import kind_of, speak
from bot.composing.varying import varied
from bot.prompts import Prompts

_MOST_SPOKEN = 4  # of a kind; more are a list


def asks_for_list(question: str, prompts: Prompts) -> bool:
    """Whether a question wants a list by its own words: "list …", "all of …"."""
    return re.search(rf"\b(?:{prompts.layout['list']})\b", question, re.IGNORECASE) is not None


def in_plain_words(statements: Sequence[Statement], question: str, prompts: Prompts) -> list[Statement]:
    """Return the statements as code says them."""
    listed = asks_for_list(question, prompts)
    apart = [part for statement in statements for part in _taken_apart(statement, prompts)]
    said: list[Statement] = []
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
    of_a_kind = statement.items and all(kind_of(state(fact), prompts)[0] for fact in facts)
    return [state(fact) for fact in facts] if repeated or of_a_kind else [statement]


def _of_a_kind_together(statements: Sequence[Statement], listed: bool, prompts: Prompts) -> list[Statement]:
    """List what is of one kind, behind all else, where a list is wanted or it would be too much to say."""
    kinds = [kind_of(statement, prompts) for statement in statements]
    numbers = Counter(kind for kind, _ in kinds if kind)
    least = 3 if listed else _MOST_SPOKEN + 1
    together = [kind for kind, number in numbers.items() if number >= least]
    rest = [each for each, (kind, _) in zip(statements, kinds, strict=True) if kind not in together]
    for kind in together:
        own = [(each, item) for each, (other, item) in zip(statements, kinds, strict=True) if other == kind]
        facts = [fact for statement, _ in own for fact in statement.rests_on]
        rest.append(enumerate_facts(prompts.say(f"{kind}_list"), facts, [item for _, item in own]))
    return rest
