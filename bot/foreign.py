"""Is a message in another language than English? py3langid decides where English is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from bot.english import ordinary_words
from bot.language import STOPWORDS, words

# The languages that people are likely to write in; a longer list finds Danish in "recipe for lasagne pls".
_LANGUAGES = "en de fr es it pt nl sv no da fi pl cs tr ro hu el ru uk ja zh ko ar he hi vi id".split()

_LONG = 4  # letters; shorter words are common to many languages
_FEWEST = 3
_NEARLY_ALL = 0.75  # of the longer words; of "combien de temps pour Python" three in four look English


def is_foreign(message: str, *, names: Iterable[str] = ()) -> bool:
    """Whether `message` is not English; short ones and those with common English words count as English.

    A few words without grammar do, too, where nearly all are English or stand in `names` of known things.
    """
    said = [word for word in words(message) if word.isalpha()]
    if not said:  # "4th?", "nvidia's?"
        return any(char.isalpha() and not _is_latin(char) for char in message)
    common = sum(word in STOPWORDS for word in said)
    latin = all(_is_latin(char) for word in said for char in word)
    if latin and (len(said) < 3 or common / len(said) >= 0.2):
        return False
    if latin and _is_note(said, names):
        return False
    identified: str = _identifier().classify(message)[0]
    return identified != "en"


def _is_note(said: Sequence[str], names: Iterable[str]) -> bool:
    """Whether nearly all the longer words are English or names: "boards, pruning - total pls"."""
    longer = [word for word in said if len(word) >= _LONG]
    known = ordinary_words() | {word for name in names for word in words(name)}
    if len(longer) < _FEWEST:
        return bool(longer) and all(word in known for word in longer)
    return sum(word in known for word in longer) > _NEARLY_ALL * len(longer)


def _is_latin(char: str) -> bool:
    return ord(char) < 0x250


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
