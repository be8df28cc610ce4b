"""How well a reply reads: proxies that a program can count. They say nothing about whether it is right."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.composing import asks_for_list
from bot.language import words
from bot.prompts import bundled_prompts

from ..metrics.sentences import sentences

_ALIKE = 3  # first words by which two sentences in a row are heard to begin alike
_VOWELS = re.compile(r"[aeiouy]+")
_ITEM = re.compile(r"^\s*[-*•]\s", re.MULTILINE)
_ANSWERS = ("yes", "no")  # sentences of one word
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|has|have|had|does|do|did|can|could|may|might|must|will|would|should|\w+(?:['’](?:re|s|ve|ll)|n['’]t)"
    r"|takes?|assumes?|adds?|tells?|say|says|need|needs|comes?|know|earns?|raises?|lowers?|costs?|gets?|belongs?|matters?|helps?|makes?"
    r"|promises?|runs?|starts?|ends?|lasts?|builds?|gives?|lives?|loses?|puts?|think|find|pays?|rests?)\b",
    re.IGNORECASE,
)


def sentence_words(text: str) -> float | None:
    """Return the mean length of a sentence, in words; None of nothing."""
    said = _prose(text)
    return sum(len(words(each)) for each in said) / len(said) if said else None


def reading_ease(text: str) -> float | None:
    """Return Flesch's reading ease (1948), about 0 to 100, higher is easier; None of nothing.

    206.835 − 1.015 words per sentence − 84.6 syllables per word; syllables are counted as groups of vowels.
    """
    said = _prose(text)
    spoken = [word for each in said for word in words(each)]
    if not spoken:
        return None
    syllables = sum(map(_syllables, spoken))
    return 206.835 - 1.015 * len(spoken) / len(said) - 84.6 * syllables / len(spoken)


def repeated_openings(text: str) -> int:
    """Return how many sentences begin with the same three words as the one before them."""
    begun = [tuple(words(each)[:_ALIKE]) for each in _prose(text)]
    return sum(one == other and len(one) == _ALIKE for one, other in pairwise(begun))


def unasked_list_lines(text: str, question: str) -> int:
    """Return how many lines of lists there are, where the question's words ask for no list."""
    return 0 if asks_for_list(question, bundled_prompts()) else len(_ITEM.findall(text))


def fragments(text: str) -> int:
    """Return how many sentences are none: no full stop, or no verb where a verb has to be.

    In front of a colon there has to be one; "This week: read" is a label. Small words are all that counts as
    a verb here, so that a sentence with a rare verb alone is taken for a fragment.
    """
    return sum(map(_is_fragment, _prose(text)))


def _is_fragment(sentence: str) -> bool:
    if sentence.rstrip(".").lower() in _ANSWERS:
        return False
    if not re.search(r"[.!?:][\"'”’)\]]*$", sentence):
        return True
    label, colon, _ = sentence.partition(": ")
    if colon:
        return not _FINITE.search(label) and not _instructs(label)
    return not _FINITE.search(sentence) and not _instructs(sentence)


def _instructs(sentence: str) -> bool:
    """Whether one of the first words tells what to do: "First, read", "This week, read", "you read"."""
    known = bundled_prompts().layout["instructions"]
    return any(word in known for word in words(sentence)[:6]) or bool(
        re.search(rf"\byou (?:also )?(?:{'|'.join(known)})\b", sentence)
    )


def _prose(text: str) -> list[str]:
    """Return the sentences of a reply, leads of lists among them, without marks."""
    return [said.text for said in sentences(text)]


def _syllables(word: str) -> int:
    """Return about how many syllables an English word has: a silent e at its end is none."""
    groups = len(_VOWELS.findall(word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)
