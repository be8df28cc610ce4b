"""No two sentences in a row that begin alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.finding import Statement
from bot.composing.words import follows_comma
from bot.language import words
from bot.pathways.grammar import split_sentences
from bot.prompts import Prompts

_ALIKE = 3  # first words that two sentences share when the ear hears the same again
_LINKS = ("also", "besides")


def varied(statements: Sequence[Statement], prompts: Prompts) -> list[Statement]:
    """Return the statements, with a linking word before each sentence that begins like the one before it."""
    said: list[Statement] = []
    before: tuple[str, ...] = ()
    links = 0
    for statement in statements:
        if "\n" in statement.text:
            said.append(statement)
            before = ()
            continue
        sentences = []
        for sentence in split_sentences(statement.text):
            begins = _beginning(sentence)
            if begins and begins == before:
                link = _LINKS[links % len(_LINKS)]
                sentences.append(prompts.say(link, sentence=follows_comma(sentence, prompts)))
                links += 1
            else:
                sentences.append(sentence)
                links = 0
            before = begins
        said.append(replace(statement, text=" ".join(sentences)))
    return said


def _beginning(sentence: str) -> tuple[str, ...]:
    return tuple(words(sentence)[:_ALIKE])
