"""Does a sentence of the model's still say the whole of a line, with its names as they are written?

Grounding judges whether a sentence is true to the evidence. A true one may still break off in the middle.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import STOPWORDS, stem, words_as_written

_LEAST_KEPT = 2 / 3  # of the words of a line that carry meaning; fewer are another, smaller statement


def what_is_lost(sentence: str, line: str, others: Sequence[str] = ()) -> str:
    """Return what is wrong with a sentence that stands for `line`, in words; "" where nothing is.

    It may say something of the `others` as well.
    """
    said, wanted = words_as_written(sentence), words_as_written(line)
    known = {*wanted, *(word for other in others for word in words_as_written(other))}
    if any(_is_spelt_oddly(word) and word not in known for word in said):
        return "misspells a name"
    content = {stem(word.lower()) for word in wanted if word.lower() not in STOPWORDS}
    kept = content & {stem(word.lower()) for word in said}
    return "leaves out too much" if len(kept) < _LEAST_KEPT * len(content) else ""


def _is_spelt_oddly(word: str) -> bool:
    """Whether a word is a name by its spelling alone: "MLOps", "IoT", "STM32"."""
    return any(letter.isupper() for letter in word[1:]) or any(letter.isdigit() for letter in word)
