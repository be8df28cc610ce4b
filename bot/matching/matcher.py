"""The matcher: one object over an embedder, which keeps what it has worked out of each pathway."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.domain import Matches, Pathway, SkillMatch
from bot.embedding import Embedder
from bot.matching.aliases import Vocabulary
from bot.matching.skills import Skills
from bot.matching.tasks import TaskMatch, Tasks, link_skills
from bot.prompts import Prompts, bundled_prompts
from bot.vectors import kept_vectors


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is worked out once of a pathway."""

    pathway: Pathway
    skills: Skills
    tasks: Tasks
    links: Mapping[str, str]


class Matcher:
    """Matches by meaning what people say. Safe to share between threads.

    With a `cache` folder the vectors of a pathway are kept there: without known skills the embedding model is
    then not even loaded.
    """

    def __init__(
        self, embedder: Embedder, *, prompts: Prompts | None = None, cache: Path | None = None
    ) -> None:
        self._embedder, self._cache = embedder, cache
        self._prompts = prompts or bundled_prompts()
        self._vocabulary = Vocabulary(self._prompts)
        self._prepared: dict[str, _Prepared] = {}
        self._lock = threading.Lock()

    def match_skills(self, said: Sequence[str], pathway: Pathway) -> tuple[SkillMatch, ...]:
        """Return what each of `said` is on `pathway`, in order; one that names two things gives two."""
        skills = self._of(pathway).skills
        matches = [match for phrase in said if phrase.strip() for match in skills.match(phrase)]
        return tuple(dict.fromkeys(matches))

    def task_skills(self, pathway: Pathway) -> Mapping[str, str]:
        """Return the skill to learn that each task serves, by task id; a task that serves none is missing."""
        return self._of(pathway).links

    def matches(self, said: Sequence[str], pathway: Pathway) -> Matches:
        """Return all that the planner wants to know."""
        return Matches(self.match_skills(said, pathway), self.task_skills(pathway))

    def find_tasks(self, words: str, pathway: Pathway, *, most: int = 3) -> list[TaskMatch]:
        """Return the tasks that may be meant by "the classifier" or "1.2", likeliest first."""
        return self._of(pathway).tasks.find(words, most=most)

    def _of(self, pathway: Pathway) -> _Prepared:
        with self._lock:
            known = self._prepared.get(pathway.pathway_id)
            if known is None or known.pathway != pathway:
                known = _Prepared(
                    pathway,
                    Skills(pathway, self._vocabulary, self._keep),
                    Tasks(pathway, self._vocabulary, self._keep, self._prompts),
                    link_skills(pathway, self._vocabulary, self._keep, self._prompts),
                )
                self._prepared[pathway.pathway_id] = known
            return known

    def _keep(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts of a pathway, which come again; what people say is embedded, too, but never kept."""
        folder = self._cache if len(texts) > 1 else None
        return kept_vectors(texts, self._embedder, folder=folder)
