"""Names that a question joins with another one: "Queen Rearing plus hives", "C++ or the real-time OS stuff".

Beside a name a single word is enough to mean another record of its kind. Names that stand alone: naming.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.conditions import places
from bot.answering.naming import Mention
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_JOINT = r"\s*(?:[,/&+]|\b(?:and|or|plus|vs\.?|versus|against|than|with|then)\b)+\s*"
_ARTICLE = r"(?:(?:the|my|your|plain|both|that|bare)\s+)?"
_WEIGHT = 0.5  # of a name of which one word was said


def tightened(text: str, mention: Mention) -> Mention:
    """Return the mention with the shortest stretch that says as much of the name: a word may stand twice."""
    own = {stem(word) for word in words(mention.record.name)}
    said = [stem(word) if stem(word) in own else "" for word in words(text)]
    low, high = mention.span
    needed = {token for token in said[low : high + 1] if token}
    spans = []
    for first, token in enumerate(said):
        missing = set(needed) if token in needed else set()
        for last in range(first, len(said) if missing else first):
            missing.discard(said[last])
            if not missing:
                spans.append((first, last))
                break
    best = min(spans, key=lambda span: span[1] - span[0], default=mention.span)
    return replace(mention, span=best) if best[1] - best[0] < high - low else mention


def joined(text: str, mentions: Sequence[Mention], view: PathwayView) -> list[Mention]:
    """Return what single words name that stand beside a named skill or phase, joined to it."""
    lower, where = text.lower(), places(text.lower())
    taken = {i for m in mentions for i in _span(m)}
    added: list[Mention] = []
    for mention in (m for m in mentions if m.record.weeks):
        start, end = where[mention.span[0]][0], where[mention.span[1]][1]
        after = re.match(rf"{_JOINT}{_ARTICLE}(?=\w)", lower[end:])
        before = re.search(rf"(?P<word>[^\W_]+){_JOINT}{_ARTICLE}$", lower[:start])
        found = [end + after.end()] if after else []
        found += [before.start("word")] if before else []
        for place in found:
            index = next((i for i, (low, _) in enumerate(where) if low == place), None)
            if index is None or index in taken or not _ends_there(index, words(lower), view):
                continue
            record = _only(words(lower)[index], mention.record.kind, view)
            if record is not None and record not in {m.record for m in (*mentions, *added)}:
                added.append(Mention(record, _WEIGHT, (index, index), False))
    return added


def _ends_there(index: int, said: Sequence[str], view: PathwayView) -> bool:
    """Whether the word is all that names something: "hives and …", not "hives inspected twice and …"."""
    after = said[index + 1] if index + 1 < len(said) else ""
    nouns = f"{view.lexicon['phase_words']}|{view.lexicon['skill_words']}|ones?|stuff|together|against|first"
    return not after or after in STOPWORDS or has(nouns, after)


def _only(word: str, kind: Kind, view: PathwayView) -> Record | None:
    """Return the one record of a kind whose name holds the word."""
    if word in STOPWORDS or word.isdigit() or len(word) < 3:
        return None
    holders = [r for r in view.of_kind(kind) if stem(word) in {stem(w) for w in words(r.name)}]
    return holders[0] if len(holders) == 1 else None


def _span(mention: Mention) -> range:
    return range(mention.span[0], mention.span[1] + 1)
