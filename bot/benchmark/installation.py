"""The coach as it is installed, with a home of its own for what it keeps: nobody's data is touched."""

from __future__ import annotations

from pathlib import Path

from langchain_core.language_models import BaseChatModel

from bot.app import build_coach
from bot.benchmark.turns import Asked, Recorder, ask
from bot.coach import Coach
from bot.config import Settings
from bot.embedding import query_embedder
from bot.index.reader import Index
from bot.settable import StoreSettings


class Installation:
    """A coach over the index that is there. To be closed."""

    def __init__(self, settings: Settings, *, scratch: Path) -> None:
        """Raises IndexMissing; an index is never built here."""
        self.index = Index.open(settings.home, query_embedder(settings))
        self.recorder = Recorder()
        self._settings = settings.model_copy(update={"home": scratch, "store": StoreSettings()})
        self._pathway_id = settings.pathway or next(iter(sorted(self.index.pathways)), None)
        self._coach = self._open()

    @property
    def model(self) -> BaseChatModel:
        """The coach's model."""
        return self._coach.model

    def ask(self, question: str, thread_id: str | None = None) -> Asked:
        """Ask about one pathway: the one that is set, else the first. Raises CoachError."""
        return ask(self._coach, question, pathway_id=self._pathway_id, thread_id=thread_id)

    def load_anew(self) -> None:
        """Open coach and model again, as another process would: what is on disk is all that they know."""
        self.close()
        self._coach = self._open()

    def close(self) -> None:
        """Free the model and close the store."""
        self._coach.close()

    def _open(self) -> Coach:
        coach = build_coach(self._settings, index=self.index)
        coach.model.callbacks = [self.recorder]
        return coach
