"""The question in a message that tells a story around it: the rest is no condition of what is asked.

Not for what people say of themselves in a clause: see oneself.py.
"""

from __future__ import annotations

import re

from bot.answering.view import PathwayView
from bot.language import has, words

_LONG = 25  # words from which a message may tell a story
_LONG_SENTENCE = 16  # the same of one sentence
_POINTING = 2  # rare words by which a sentence speaks of the pathway
_SHORT = 7  # words of a sentence that does no more than name a thing
_MOST_ASKED = 3  # sentences of a message that ask
_FEWEST = 4  # words that must be left for a question that stands alone
# Chats begin sentences with small letters; "p. 340" and "e.g. this" end none.
_GAP = re.compile(r"(?<=[\w)'\"’]{2}[.?!])\s+|(?<=[?!)]{2})\s+|(?:\.\.+|…)\s*|\n+")
_SHARE = 0.75  # of the message that the question may be at most, where there is a story


def without_story(text: str, view: PathwayView) -> str:
    """Return what a long message asks, with the sentence that it leans on; `text` where it tells no story."""
    if len(words(text)) < _LONG:
        return text
    patterns = view.lexicon["story"]
    sentences = [part.strip() for part in _GAP.split(text) if part.strip(" .")]
    marked = [at for at, each in enumerate(sentences) if "?" in each or has(patterns["begins"], each)]
    ends = re.search(rf"[,:]\s+(?:and |but |so |anyway )?(?:{patterns['opens']})\b", sentences[-1], re.I)
    marked = marked or ([len(sentences) - 1] if ends else [])
    asking = marked or [at for at, each in enumerate(sentences) if has(patterns["asks"], each)]
    if not 0 < len(asking) <= _MOST_ASKED:
        return text
    if has(f"{patterns['personal']}|{patterns['fills']}", sentences[asking[-1]]):
        return text
    asked = [_asked_in(sentences[at], view) for at in asking]
    before = sentences[: asking[0]]
    told = [each for each in before if _conditions(each, " ".join(asked), view) or _sets_topic(each, view)]
    if _leans(asked[0], view):
        told += [each for each in [_named_last(before, view)] if each and each not in told]
    left = " ".join([*told, *asked])
    if len(words(left)) < _FEWEST or len(words(left)) > _SHARE * len(words(text)):
        return text
    return left


def _asked_in(sentence: str, view: PathwayView) -> str:
    """Return what a long sentence asks, without what leads up to it: "…, I want to know what I'd miss"."""
    patterns = view.lexicon["story"]
    if len(words(sentence)) < _LONG_SENTENCE:
        return sentence
    found = list(re.finditer(rf"\b(?:{patterns['leads']})[,:]?\s+", sentence, re.I))
    found += list(re.finditer(rf",\s+(?:and |but |so )?(?=(?:{patterns['opens']})\b)", sentence, re.I))
    for match in sorted(found, key=lambda each: -each.end()):
        lead, rest = sentence[: match.start()], sentence[match.end() :]
        bound = re.match(patterns["bound"], re.split(r"[,;:]\s+", lead)[-1].strip(), re.I)
        if len(words(rest)) >= _FEWEST and not bound and not _leans(rest, view):
            return rest
    first = re.match(rf"(?P<asked>[^,;]+)[,;]\s+(?:{patterns['tells_on']})\b", sentence, re.I)
    if first and has(patterns["begins"], sentence) and len(words(first["asked"])) >= _FEWEST:
        return first["asked"]
    return sentence


def _leans(asked: str, view: PathwayView) -> bool:
    """Whether a question points back at the story."""
    ellipsis, patterns = view.lexicon["ellipsis"], view.lexicon["story"]
    return has(f"{ellipsis['pronoun']}|{ellipsis['plural']}|{patterns['points']}", asked)


def _named_last(before: list[str], view: PathwayView) -> str:
    """Return the last sentence of a story that names something of the pathway, or a share; else nothing."""
    named = [s for s in before if view.names.find(s) or len(view.anchors(s)) >= _POINTING or "%" in s]
    return next(reversed(named), "")


def _sets_topic(sentence: str, view: PathwayView) -> bool:
    """Whether a short sentence names what the message is about: "C++ terrifies me"."""
    return len(words(sentence)) <= _SHORT and bool(view.names.find(sentence))


def _conditions(sentence: str, asked: str, view: PathwayView) -> bool:
    """Whether a sentence of a story puts a condition to the question: hours, what is known already."""
    patterns = view.lexicon["story"]
    return any(
        has(each["told"], sentence) and has(each["asked"], asked) for each in patterns["conditions"].values()
    )
