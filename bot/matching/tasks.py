"""Which skill each task of a roadmap serves, and which task someone means."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain import Pathway, Phase, Task
from bot.english import ordinary_words
from bot.language import STOPWORDS, correct_spelling, stem, words
from bot.matching.aliases import Alias, Vocabulary, aliases_of
from bot.prompts import Prompts

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

# A task serves a skill by its vector, by a whole name of it, and by words that few skills are told with.
_SERVES, _BY_NAME, _BY_HALF_A_NAME, _BY_WORDS = 0.625, 0.25, 0.15, 0.25

_BY_TASK_WORDS = 0.6  # the rest is the vectors' share
_FOUND, _SURE, _AHEAD = 0.3, 0.4, 0.08
_UNKNOWN = 0.3  # weight of a word that no task has, as a share of one that a single task has
_REMARK = re.compile(r"\((?:[^\s()]+\s+){4,}[^()]*\)")  # about a task, rather than what is to be done
_BY_VERB = 0.12  # what a task gains by being done as somebody says: "passed" is for a certification


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A task that may be meant. `sure`: no other comes near. `phase` is its phase's position."""

    task: Task
    phase: int
    score: float  # 0 to 1
    sure: bool


def link_skills(
    pathway: Pathway, vocabulary: Vocabulary, embed: Embed, prompts: Prompts
) -> Mapping[str, str]:
    """Return the skill to learn that each task serves, by task id; a task that serves none is missing."""
    skills, tasks = pathway.skills_to_learn, [task for phase in pathway.phases for task in phase.tasks]
    if not skills or not tasks:
        return {}
    role, weak = vocabulary.tokens(pathway.to_role), re.compile(prompts.skills["weak"])
    texts = [_without(task.text, role) for task in tasks]
    vectors = embed([*texts, *(skill.name for skill in skills), *(f"{s.name}: {s.how}" for s in skills)])
    of_tasks, of_names, about = np.split(vectors, [len(tasks), len(tasks) + len(skills)])
    near = np.maximum(of_tasks @ of_names.T, of_tasks @ about.T)
    aliases = [aliases_of(skill.name, vocabulary) for skill in skills]
    told = [
        vocabulary.telling(f"{skill.name} {_apart(skill.how, [a.text for a in names])}", apart_from=weak)
        for skill, names in zip(skills, aliases, strict=True)
    ]
    spread = Counter(token for tokens in told for token in tokens)
    links: dict[str, str] = {}
    for row, task in enumerate(tasks):
        said = vocabulary.telling(texts[row])
        known = {token: 1 / spread[token] for token in said if token in spread}
        shares = [
            math.fsum(known.get(token, 0.0) for token in tokens) / (math.fsum(known.values()) or 1)
            for tokens in told
        ]
        scores = [
            float(near[row, at]) + _by_name(said, aliases[at]) + _BY_WORDS * shares[at]
            for at in range(len(skills))
        ]
        best = int(np.argmax(scores))
        if scores[best] >= _SERVES:
            links[task.task_id] = skills[best].name
    return links


def _by_name(said: frozenset[str], aliases: Sequence[Alias]) -> float:
    """Return what a task gains by naming a skill, or loses where it names a part that is no name of it."""
    if any(alias.telling <= said for alias in aliases):
        return _BY_NAME
    return -_BY_HALF_A_NAME if any(alias.telling & said for alias in aliases) else 0.0


class Tasks:
    """The tasks of one pathway, ready to be recognised in what people say they have done."""

    def __init__(self, pathway: Pathway, vocabulary: Vocabulary, embed: Embed, prompts: Prompts) -> None:
        self._vocabulary, self._embed = vocabulary, embed
        self._tasks = [(phase, task) for phase in pathway.phases for task in phase.tasks]
        self._numbers = {word: int(number) for word, number in prompts.skills["ordinals"].items()}
        self._done = re.compile(prompts.skills["done"], re.IGNORECASE)
        self._ways = [
            (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"(?:{told})\b", re.IGNORECASE))
            for said, told in prompts.skills["ways"].items()
        ]
        self._words = [vocabulary.tokens(_REMARK.sub("", task.text)) for _, task in self._tasks]
        self._spelled = frozenset(word for _, task in self._tasks for word in words(task.text))
        spread = Counter(token for tokens in self._words for token in tokens)
        role = vocabulary.tokens(pathway.to_role)  # what the whole pathway is about tells little
        self._weights = {
            token: math.log(1 + len(self._tasks) / n) * (_UNKNOWN if token in role else 1)
            for token, n in spread.items()
        }
        self._unknown = _UNKNOWN * math.log(1 + len(self._tasks))
        texts = [task.text for _, task in self._tasks]
        self._vectors = embed(texts) if texts else np.zeros((0, 1), np.float32)

    def find(self, said: str, *, most: int) -> list[TaskMatch]:
        """Return the tasks that `said` may mean, likeliest first; none where nothing comes near."""
        if pointed := self._pointed_at(said.lower()):
            sure = len(pointed) == 1
            return [TaskMatch(task, phase.position, 1.0, sure) for phase, task in pointed]
        named = " ".join(self._done.sub(" ", said).split()) or said
        named = correct_spelling(named, vocabulary=self._spelled, known=ordinary_words())
        scores = self._scores(named)
        scores = [score and min(1.0, score + self._by_verb(said, at)) for at, score in enumerate(scores)]
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        found = [at for at in order if scores[at] >= _FOUND][: max(most, 2)]
        if not found:
            return []
        ahead = scores[found[0]] - (scores[found[1]] if len(found) > 1 else 0.0)
        sure = scores[found[0]] >= _SURE and ahead >= _AHEAD
        return [
            TaskMatch(
                self._tasks[at][1], self._tasks[at][0].position, round(scores[at], 2), sure and not place
            )
            for place, at in enumerate(found[:most])
        ]

    def _pointed_at(self, said: str) -> list[tuple[Phase, Task]]:
        """Return the task of "1.2", "task 2 of phase 1" or "the second task of phase 1"."""
        ids = {said.strip(" .!#"), *re.findall(r"(?<![\w.])\w+\.\w+(?![\w.]*\w)", said)}
        if by_id := [each for each in self._tasks if each[1].task_id.lower() in ids]:
            return by_id
        number = rf"(?:\d+|{'|'.join(map(re.escape, self._numbers))})"
        phase = re.search(rf"\bphase\s+({number})\b", said) or re.search(rf"\b({number})\s+phase\b", said)
        if not phase:
            return []
        of_phase = [each for each in self._tasks if each[0].position == self._number(phase[1])]
        noun = r"(?:tasks?|steps?|one)"
        task = re.search(rf"\b{noun}\s+({number})\b", said) or re.search(rf"\b({number})\s+{noun}\b", said)
        if not task:
            return of_phase if re.fullmatch(rf"\W*(?:{phase[0]})\W*", self._done.sub(" ", said)) else []
        wanted = self._number(task[1])
        place = wanted - 1 if wanted > 0 else len(of_phase) + wanted
        return of_phase[place : place + 1] if 0 <= place < len(of_phase) else []

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else self._numbers[word]

    def _scores(self, named: str) -> list[float]:
        variants = self._vocabulary.variants(named)
        # All tasks are held against the same words: those of which the roadmap knows most.
        tokens = max((self._vocabulary.tokens(each) for each in variants), key=self._known)
        if not tokens or not self._tasks:
            return [0.0] * len(self._tasks)
        near = (self._vectors @ self._embed([named])[0]).tolist()
        return [
            _BY_TASK_WORDS * self._overlap(tokens, of_task) + (1 - _BY_TASK_WORDS) * max(0.0, cosine)
            for of_task, cosine in zip(self._words, near, strict=True)
        ]

    def _by_verb(self, said: str, at: int) -> float:
        """Return what a task gains where it is done in the way that is said."""
        text = self._tasks[at][1].text
        return _BY_VERB if any(one.search(said) and told.match(text) for one, told in self._ways) else 0.0

    def _known(self, tokens: frozenset[str]) -> float:
        """Return how much of what is said the roadmap knows."""
        return self._overlap(tokens, frozenset(self._weights))

    def _overlap(self, meant: frozenset[str], tokens: frozenset[str]) -> float:
        """Return the share of what is said that the task says, too; rare words weigh more.

        Summed exactly: words stand in sets, whose order differs from one process to the next.
        """
        weight = math.fsum(self._weights.get(token, self._unknown) for token in meant)
        return math.fsum(self._weights[token] for token in meant & tokens) / weight if weight else 0.0


def _without(text: str, tokens: frozenset[str]) -> str:
    """Return `text` without the words that every task shares, those of the role."""
    kept = [word for word in text.split() if not (found := words(word)) or stem(found[0]) not in tokens]
    return " ".join(kept) if any(word.lower() not in STOPWORDS for word in kept) else text


def _apart(text: str, names: Sequence[str]) -> str:
    """Return `text` without a skill's own longer names: "TensorFlow Lite" says nothing of TensorFlow."""
    for name in sorted(names, key=len, reverse=True):
        if len(name.split()) > 1:
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text
