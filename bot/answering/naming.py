"""Which records does a question name? Aliases of names, and a match by how telling the shared words are.

Not for meaning: "squeezing models" is left to the vectors; "quantisation" and "c++" are found here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.records import Kind, Record
from bot.language import STOPWORDS, stem, words

_NAMED = (Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE, Kind.RESOURCE, Kind.TITLE)
_COMBINED = (Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE)
_SPLIT = re.compile(r"\s+(?:and|for|with|of|in|by|&)\s+|[/,:;&]|\s-\s")
# Words that stand in many names and tell nothing alone.
_GENERIC = frozenset(
    stem(word)
    for word in """development developer developers engineer engineering engineers system systems platform
    platforms project projects learning learn course courses book books documentation tutorial tutorials
    official guide practical basics skill skills job career preparation programming software technology
    technologies tools work working real time step
    deployment introduction advanced model models framework frameworks computing data application
    applications management design interview website community open source example examples hardware
    first second third fourth fifth last final""".split()
)
# A letter that names no language: "plan C", "USB-C", "c)", "c u".
_LABEL = re.compile(
    r"(?:(?<=option )|(?<=plan )|(?<=vitamin )|(?<=grade )|(?<=\busb[ -])|(?<=\bobjective[ -]))[a-z]\b"
    r"|\b[a-z](?=\)| (?:u|ya)\b|[- ](?:suite|level)\b)",
    re.IGNORECASE,
)
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth last final next other whole".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that a question names: how surely, and where (indices into `words(question)`)."""

    record: Record
    weight: float
    span: tuple[int, int]
    whole: bool  # a full name or alias was said, not only some telling word of it


class Names:
    """The names of one pathway's records, ready to be found in questions."""

    def __init__(self, records: Sequence[Record], role_words: Collection[str]) -> None:
        self._role = {stem(word) for word in role_words}
        self._aliases: list[tuple[Record, tuple[str, ...]]] = []
        for record in records:
            if record.kind in _NAMED:
                for alias in _aliases(record.name):
                    tokens = tuple(stem(word) for word in words(alias) if word not in STOPWORDS)
                    tokens = tuple(token for token in tokens if token not in self._role)
                    alone = len(tokens) == 1 and (tokens[0] in _GENERIC or tokens[0].isdigit())
                    if tokens and not alone and (record, tokens) not in self._aliases:
                        self._aliases.append((record, tokens))
        names = {
            record.record_id: {t for r, ts in self._aliases if r is record for t in ts}
            for record, _ in self._aliases
        }
        self._spread = Counter(token for tokens in names.values() for token in tokens)
        self._total = max(1, len(names))
        self._whole_names = [(r, {stem(w) for w in words(r.name)}) for r in records if r.kind in _NAMED]

    def weight(self, token: str) -> float:
        """How much a stem tells: 0 for role and stop words, little for generic ones, more the rarer it is."""
        if token in self._role or token in STOPWORDS:
            return 0.15
        rarity = math.log(1 + self._total / self._spread.get(token, 1)) / math.log(1 + self._total)
        return rarity * (0.35 if token in _GENERIC else 1.0)

    def find(self, question: str, *, kinds: Collection[Kind] = _NAMED) -> list[Mention]:
        """Return the records that `question` names, surest first; at most one mention a record."""
        said = [stem(word) for word in words(_LABEL.sub("0", question))]
        best: dict[str, Mention] = {}
        held: dict[str, set[str]] = {}  # of each record, all that is said of its name
        for record, tokens in self._aliases:
            if record.kind not in kinds:
                continue
            found = _locate(tokens, said)
            matched = sum(self.weight(token) for token in found)
            whole = len(found) == len(set(tokens))
            coverage = matched / sum(self.weight(token) for token in set(tokens))
            telling = any(
                self.weight(token) >= 0.55 and token not in _GENERIC and self._spread[token] <= 3
                for token in found
            )
            if not found or not (whole or (coverage >= 0.5 and telling)) or matched < 0.25:
                continue
            held.setdefault(record.record_id, set()).update(found)
            score = matched * (1.0 if whole else 0.6)
            known = best.get(record.record_id)
            if known is None or score > known.weight:
                span = (min(found.values()), max(found.values()))
                best[record.record_id] = Mention(record, score, span, whole)
        for mention in self._combined(question):
            if mention.record.kind in kinds:
                best.setdefault(mention.record.record_id, mention)
        kept = [m for m in best.values() if not _outdone(m.record, best, held)]
        return sorted(kept, key=lambda mention: -mention.weight)

    def _combined(self, question: str) -> Iterator[Mention]:
        """Find "edge hardware": two words side by side that the name of one skill or phase holds alone."""
        said = words(question)
        for place, pair in enumerate(pairwise(said)):
            stems = {stem(word) for word in pair if word not in STOPWORDS and word not in _ORDINALS}
            holders = [r for r, tokens in self._whole_names if stems <= tokens]
            if len(stems) == 2 and len(holders) == 1 and holders[0].kind in _COMBINED:
                yield Mention(holders[0], 1.0, (place, place + 1), True)

    def described(self, question: str, nouns: Mapping[Kind, str]) -> list[Mention]:
        """Return what "the embedded stage" or "the hardware skill" means: one name of that kind holds it.

        `nouns` are the words for each kind, as patterns.
        """
        said = words(question)
        found = []
        for place, word in enumerate(said):
            for kind, pattern in nouns.items():
                if re.fullmatch(pattern, word):
                    found += self._unique(said, place, kind)
        return found

    def _unique(self, said: Sequence[str], place: int, kind: Kind) -> list[Mention]:
        """Return the one record of a kind whose name holds a word that stands just before `place`."""
        for index in range(place - 1, max(-1, place - 4), -1):
            token = stem(said[index])
            if said[index] in STOPWORDS or said[index] in _ORDINALS:
                continue
            holders = [
                r
                for r, tokens in self._whole_names
                if r.kind is kind and any(_same(t, token) for t in tokens)
            ]
            if len(holders) == 1 and token not in self._role:
                return [Mention(holders[0], 1.0, (index, place), True)]
        return []


def _outdone(record: Record, best: Mapping[str, Mention], held: Mapping[str, set[str]]) -> bool:
    """Whether all that is said of a resource's name is said of another, and more: "the Udemy one by N"."""
    own = held.get(record.record_id, set())
    return record.kind is Kind.RESOURCE and any(
        mention.record.kind is Kind.RESOURCE and own < held.get(record_id, set())
        for record_id, mention in best.items()
    )


def _locate(tokens: Iterable[str], said: Sequence[str]) -> dict[str, int]:
    """Return where each token of an alias stands in the question; the words must stand near each other."""
    found = {
        token: place
        for token in tokens
        if (place := next((i for i, s in enumerate(said) if _same(token, s)), -1)) >= 0
    }
    if found and max(found.values()) - min(found.values()) > 2 * len(found) + 3:
        return {}
    return found


def _same(token: str, said: str) -> bool:
    """Whether two stems are of one word: the stemmer leaves "certif" and "certifi" apart."""
    if token == said:
        return True
    short, long = sorted((token, said), key=len)
    return len(short) >= 5 and len(long) - len(short) <= 2 and long.startswith(short)


def _aliases(name: str) -> list[str]:
    """Return what people may call `name`: all of it, without its brackets, each part, each bracketed item."""
    bracketed = [part.strip() for inside in re.findall(r"\(([^)]*)\)", name) for part in inside.split(",")]
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    parts = [part.strip() for part in _SPLIT.split(bare)]
    parts = [part for part in parts if len(part) > 1 or part.isupper()]
    pieces = [piece for item in bracketed for piece in re.split(r"[/]", item)]
    return list(dict.fromkeys([name, bare, *parts, *bracketed, *pieces]))


def role_score(question: str, from_role: str, to_role: str) -> float:
    """Return how much of a transition's two roles a question names, 0 to 1; the role to reach counts more."""
    said = {stem(word) for word in words(question)}

    def share(role: str) -> float:
        tokens = {stem(word) for word in words(role)}
        return len(tokens & said) / len(tokens) if tokens else 0.0

    return 0.65 * (share(to_role) >= 0.99) + 0.35 * (share(from_role) >= 0.99)
