"""Is a message in another language than English? py3langid decides where English is in doubt."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.language import STOPWORDS, words

# The languages that people are likely to write in; a longer list finds Danish in "recipe for lasagne pls".
_LANGUAGES = "en de fr es it pt nl sv no da fi pl cs tr ro hu el ru uk ja zh ko ar he hi vi id".split()


def is_foreign(message: str) -> bool:
    """Whether `message` is not English; short ones and those with common English words count as English."""
    said = [word for word in words(message) if word.isalpha()]
    if not said:
        return any(char.isalpha() for char in message)
    common = sum(word in STOPWORDS for word in said)
    latin = all(ord(char) < 0x250 for word in said for char in word)
    if latin and (len(said) < 3 or common / len(said) >= 0.2):
        return False
    identified: str = _identifier().classify(message)[0]
    return identified != "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
