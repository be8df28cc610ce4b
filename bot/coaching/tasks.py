"""Which tasks of the roadmap somebody speaks of, by their own words."""

from __future__ import annotations

import re

from bot.coaching.desk import Session
from bot.coaching.phases import numbered
from bot.domain import Task
from bot.matching import TaskMatch

SURE_OF_TASK = 0.5  # score of a task from which a report in loose words is one on it
_PART = re.compile(r"[.!?:;,]+(?:\s+|$)")


def tasks_meant(session: Session, words: str) -> list[TaskMatch]:
    """Return the tasks of the roadmap that `words` may mean, likeliest first; one part of them may tell."""
    if session.pathway is None:
        return []
    parts = [part for part in _PART.split(words) if part.strip()]
    told = dict.fromkeys([words, *parts] if len(parts) > 1 else [words])
    phase = numbered(words, session.pathway)  # "the course of phase 1" is in no other
    found = [
        [task for task in session.desk.matcher.find_tasks(each, session.pathway, most=9) if task.phase == at]
        if (at := phase.position if phase else None)
        else session.desk.matcher.find_tasks(each, session.pathway)
        for each in told
    ]
    sure = [each for each in found if each and each[0].sure]
    return found[0] if found[0] in sure or not sure else max(sure, key=lambda each: each[0].score)


def task_meant(session: Session, words: str) -> Task | None:
    """Return the task of the roadmap that `words` surely mean."""
    found = tasks_meant(session, words)
    return found[0].task if found and found[0].sure else None
