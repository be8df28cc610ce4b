"""Names in a reply that nothing supports: of people, products, places, organisations.

A name is a word with a capital inside a sentence, or with a capital or a digit inside itself, wherever it
stands: "Barr", "FreeRTOS", "STM32". A plain word that opens a sentence or a list's item counts only where no
dictionary knows it, for its capital says nothing: "Norway pays more." goes unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.english import dictionary
from bot.language import stem, words

from .outcome import Outcome
from .sentences import sentences

_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?(?:\+\+|#)?")
_OPENS = re.compile(r"(?:^|[.!?:;]\s|\n)[\s\"'“‘(]*$|[\"“‘(]$")  # a capital behind this may be no name's
_COMMON = frozenset({"i", "i'm", "i'll", "i've", "i'd", "ok"})


def unsupported_names(outcome: Outcome) -> list[str]:
    """Return the names of the reply that stand in no cited chunk, declared fact, question or title, in order.

    Inflected forms are the same name. Only what is said from the documents is judged.
    """
    case, reply = outcome.case, outcome.reply
    if reply.action not in ("answer", "abstain"):
        return []
    supports = [f"{chunk.heading}\n{chunk.text}" for chunk in outcome.cited.values()]
    supports += [fact.text for fact in reply.trace.facts]
    supports += [case.question, *case.history, *outcome.titles]
    known = {form for support in supports for word in words(support) for form in _forms(word)}
    found = dict.fromkeys(name for said in sentences(reply.text) for name in _names((said.text, *said.items)))
    return [name for name in found if not any(known.issuperset(_forms(word)) for word in words(name))]


def names(text: str) -> list[str]:
    """Return the names in a text, once each, in order."""
    return list(dict.fromkeys(_names([text])))


def _names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _WORD.finditer(text):
            if _is_name(match.group(), opens=bool(_OPENS.search(text[: match.start()]))):
                yield match.group()


def _is_name(word: str, *, opens: bool) -> bool:
    lower = word.lower().replace("’", "'")
    if lower in _COMMON or word.isdigit():
        return False
    has_digit = word[0].isalpha() and any(map(str.isdigit, word))
    if has_digit or any(map(str.isupper, word[1:])):
        return True
    bare = re.sub(r"'s$", "", lower)
    return word[0].isupper() and not (opens and (bare in dictionary() or stem(bare) in dictionary()))


def _forms(word: str) -> set[str]:
    return {stem(re.sub(r"'s$", "", word))}
