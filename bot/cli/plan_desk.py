"""What the commands about plans share: one person's situation, opened for one command, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from bot.cli.tables import print_wrapped
from bot.config import load_settings
from bot.errors import BadQuestion
from bot.prompts import Prompts, bundled_prompts

if TYPE_CHECKING:
    from bot.answering.finding import Statement
    from bot.clock import Clock
    from bot.domain import Plan
    from bot.index.reader import Index
    from bot.matching import Matcher, TaskMatch
    from bot.planning.progress import Finished
    from bot.planning.situation import Situation
    from bot.store import Store


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """One person's plan, opened for one command."""

    index: Index
    store: Store
    matcher: Matcher
    clock: Clock
    zone: tzinfo
    situation: Situation

    @property
    def prompts(self) -> Prompts:
        """What the coach says."""
        return bundled_prompts()

    def say(self, statements: Sequence[Statement]) -> None:
        """Print statements with their marks, and the sources below."""
        from bot.composing import Citations, join_paragraphs, say

        citations = Citations(self.index.chunk)
        text = join_paragraphs(say(statement, citations) for statement in statements)
        listed = "; ".join(
            self.prompts.say("source", number=each.number, heading=each.heading) for each in citations.all()
        )
        print_wrapped(text)
        if listed:
            print()
            print_wrapped(self.prompts.say("sources", sources=listed), style="dim")

    def read_day(self, words: str) -> date:
        """Return the day by which something is to be done. Raises BadQuestion."""
        from bot.dates import read_when

        now = self.clock().astimezone(self.zone)
        when = read_when(f"by {words}", now) or read_when(words, now)
        if when is None or when.due_on is None:
            raise BadQuestion(f"“{words}” is no day that I can read. Write it like 2026-09-01.")
        return when.due_on

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment is for the person."""
        return moment.astimezone(self.zone).date()

    def find_tasks(self, words: str) -> list[TaskMatch]:
        """Return the tasks that may be meant."""
        return self.matcher.find_tasks(words, self.situation.pathway)

    def finish(self, task_id: str, *, evidence_url: str | None) -> Finished:
        """Keep that a task is finished."""
        from bot.planning.progress import finish_task

        person, pathway = self.situation.person, self.situation.pathway
        return finish_task(
            self.store, self.clock, person.person_id, pathway, task_id, evidence_url=evidence_url
        )

    def finished_json(self, finished: Finished, after: Plan) -> dict[str, Any]:
        """Return what `done --json` prints."""
        from bot.planning import next_steps
        from bot.planning.showing import step_json

        done = finished.done
        return {
            "task_id": done.task_id,
            "pathway_id": done.pathway_id,
            "already": finished.already,
            "done_at": done.done_at.astimezone(self.zone).isoformat(timespec="seconds"),
            "evidence_url": done.evidence_url,
            "ends_on": after.ends_on.isoformat() if after.ends_on else None,
            "hours_left": round(after.hours_left, 2),
            "next": [step_json(step) for step in next_steps(after)],
        }


@contextmanager
def open_plan_desk(user: str, *, pathway: str | None) -> Iterator[PlanDesk]:
    """Open the index, the store and where the person stands. Raises CoachError."""
    from bot.app import open_index, open_store
    from bot.clock import clock_of, local_zone
    from bot.dates import zone_of
    from bot.matching import Matcher
    from bot.planning.situation import choose_pathway, situation_of

    settings = load_settings()
    index, clock = open_index(settings), clock_of(settings)
    with open_store(settings) as store:
        person = store.person(store.resolve_terminal(user))
        frozen = local_zone(settings)
        zone = zone_of(person.timezone) if person.timezone or frozen is None else frozen
        known = choose_pathway(index.pathways, person, asked=pathway, configured=settings.pathway)
        matcher = Matcher(index.embedder, cache=settings.cache_home)
        today = clock().astimezone(zone).date()
        situation = situation_of(store, matcher, known, person=person, today=today)
        yield PlanDesk(index, store, matcher, clock, zone, situation)
