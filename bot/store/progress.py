"""Which tasks of a roadmap a person has finished. How that changes is the history's."""

from __future__ import annotations

from sqlalchemy import select

from bot.domain import TaskDone
from bot.store.database import Database
from bot.store.tables import TaskDoneRow


class Progress:
    """Reads finished tasks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def done_tasks(self, person_id: str, pathway_id: str | None = None) -> list[TaskDone]:
        """Return a person's finished tasks, of one pathway or of all, in the order they were finished."""
        found = select(TaskDoneRow).where(TaskDoneRow.person_id == person_id)
        if pathway_id is not None:
            found = found.where(TaskDoneRow.pathway_id == pathway_id)
        in_order = found.order_by(TaskDoneRow.done_at, TaskDoneRow.pathway_id, TaskDoneRow.task_id)
        with self._database.read() as session:
            return [row.task_done() for row in session.scalars(in_order)]
