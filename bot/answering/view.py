"""One pathway, prepared for questions: records, their names, vocabulary. Made once per index generation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.answering.naming import Names
from bot.answering.records import Kind, Record, list_records
from bot.domain import Fact, Pathway
from bot.language import STOPWORDS, correct_spelling, has, stem, words
from bot.prompts import Prompts

_TOKEN = re.compile(r"[^\W_]+")
_OUTSIDE = ("uncovered", "offtopic", "distress", "legal", "medical", "visa")


@dataclass(frozen=True)
class PathwayView:
    """A pathway and what is derived from it. `english` holds ordinary English words (lower case)."""

    pathway: Pathway
    prompts: Prompts
    english: Collection[str] = field(repr=False)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record, in document order."""
        return list_records(self.pathway, self.prompts)

    @cached_property
    def facts(self) -> tuple[tuple[Fact, Record], ...]:
        """Every statement with the record it belongs to."""
        return tuple(
            (fact, record)
            for record in self.records
            if record.kind is not Kind.TITLE
            for fact in record.facts
        )

    @cached_property
    def names(self) -> Names:
        """The names of the records."""
        return Names(self.records, words(f"{self.pathway.from_role} {self.pathway.to_role}"))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that the pathway uses, lower case."""
        return frozenset(word for fact, record in self.facts for word in words(f"{fact.text} {record.name}"))

    @property
    def lexicon(self) -> Mapping[str, Any]:
        """The word lists of prompts/."""
        return self.prompts.lexicon

    def record(self, record_id: str) -> Record | None:
        """Return one record, or None."""
        return self._by_id.get(record_id)

    def of_kind(self, *kinds: Kind) -> list[Record]:
        """Return the records of these kinds, in document order."""
        return [record for record in self.records if record.kind in kinds]

    def mend(self, question: str) -> str:
        """Return `question` with short forms written out ("wks") and its spelling mended.

        Towards this pathway's words, and those of questions: of what else is short, it is not known what for.
        """
        written = _TOKEN.sub(lambda match: self._short.get(match[0].lower(), match[0]), question)
        vocabulary = self.vocabulary | self._question_words
        return correct_spelling(written, vocabulary=vocabulary, known=self._known)

    @cached_property
    def _short(self) -> Mapping[str, str]:
        asked = self._question_words | STOPWORDS
        return {
            slip: right
            for right, slips in self.prompts.spelling_patterns["short"].items()
            if right in asked
            for slip in str(slips).split()
            if slip not in self.vocabulary
        }

    def anchors(self, text: str) -> tuple[str, ...]:
        """Return the stems that point at particular statements: rare in the pathway, not question words."""
        said = dict.fromkeys(stem(word) for word in words(text) if word not in STOPWORDS)
        return tuple(
            token
            for token in said
            if 0 < self._spread.get(token, 0) <= 8 and token not in self._question_stems
        )

    def asks(self, token: str) -> bool:
        """Whether a stem is one that questions about any pathway use."""
        return token in self._question_stems

    def kind_of_word(self, word: str) -> Kind | None:
        """Return the kind of nearly all statements that hold the telling word, or None."""
        token = stem(word)
        if word in STOPWORDS or token in self._question_stems or not 0 < self._spread.get(token, 0) <= 6:
            return None
        kinds = Counter(
            record.kind for fact, record in self.facts if token in {stem(w) for w in words(fact.text)}
        )
        kind, count = kinds.most_common(1)[0]
        wanted = (Kind.SKILL, Kind.TRANSFERABLE, Kind.TASK, Kind.RESOURCE)
        return kind if kind in wanted and count >= 0.7 * sum(kinds.values()) else None

    @cached_property
    def role_patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """How people name the two roles, and what stands for each in the router's examples."""
        pathway, nouns = self.pathway, self.lexicon["job_nouns"]
        cores = [
            [w for w in words(role) if not has(nouns, w)] for role in (pathway.to_role, pathway.from_role)
        ]
        made = []
        for role, core, name in zip(
            (pathway.to_role, pathway.from_role), cores, ("the new role", "my role"), strict=True
        ):
            own = [w for w in core if sum(w in other for other in cores) == 1]
            short = rf"{re.escape(own[0])}(?:[\s-]+(?:{'|'.join(map(re.escape, core))}))*" if own else "(?!)"
            field = r"[\s-]+".join(map(re.escape, core)) if len(core) > 1 and own else "(?!)"
            said = rf"{re.escape(role)}s?|{short}(?:[\s-]+(?:{nouns}))+|{field}"
            pattern = rf"(?<!\w)(?:an?\s+|the\s+)?(?:{said})(?!\w)"
            made.append((re.compile(pattern, re.IGNORECASE), name))
        return tuple(made)

    def strange_words(self, question: str, mended: str) -> tuple[str, ...]:
        """Return the unknown words that are names or no ordinary English: "Norway", "Haskell"."""
        named = {w.lower() for w in re.findall(r"(?<![.!?:\n])\s([A-Z][\w+#]+)", question)}
        return tuple(
            w for w in self.unknown_words(mended) if w in named or (w not in self.english and len(w) > 2)
        )

    def unknown_words(self, mended: str) -> tuple[str, ...]:
        """Return the telling words that neither the pathway nor ordinary questions about one use."""
        familiar = self._familiar_stems
        return tuple(
            word
            for word in dict.fromkeys(words(mended))
            if word not in STOPWORDS
            and not word.isdigit()
            and stem(word) not in familiar
            and not has(self.lexicon["familiar"], word)
            and not has(self.lexicon["job_nouns"], word)
        )

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.record_id: record for record in self.records}

    @cached_property
    def _question_words(self) -> frozenset[str]:
        """The words of more than one example: a story told in one of them is about anything."""
        counts = Counter(
            word
            for example in self.prompts.route_examples
            if example.topic not in _OUTSIDE
            for word in set(words(example.text))
        )
        return frozenset(word for word, count in counts.items() if count > 1)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Ordinary English words, and those that the lexicon listens for: they are no slips, however rare."""
        cues = " ".join([*self.prompts.lexicon["cues"].values(), *self.prompts.lexicon["plain"].values()])
        return frozenset({*self.english, *re.findall(r"[a-z]{5,}", cues)})

    @cached_property
    def _question_stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self._question_words)

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many statements each stem stands."""
        return Counter(token for fact, _ in self.facts for token in {stem(word) for word in words(fact.text)})

    @cached_property
    def _familiar_stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.vocabulary | self._question_words)
