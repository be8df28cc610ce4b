"""A coach over the bundled pathway, with the real embedding model and a scripted language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel

from bot.acts import ActReader
from bot.answering.knowledge import Knowledge
from bot.bundled import bundled_folder
from bot.clock import Clock, system_clock
from bot.coach import Coach
from bot.coaching import Desk
from bot.commitments import CommitmentService
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.matching import Matcher
from bot.pathways.readers import read_document
from bot.profile import ProfileReader, ProfileService
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache
from bot.store import Store
from bot.writer import Writer


@pytest.fixture(scope="session")
def indexed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the bundled pathway."""
    home = tmp_path_factory.mktemp("coach") / "home"
    home.mkdir()
    build_index(
        [bundled_folder("knowledge")],
        home=home,
        embedder=MiniLMEmbedder(),
        read=read_document,
        progress=ConsoleProgress(),
    )
    return home


@pytest.fixture(scope="session")
def knowledge(indexed_home: Path) -> Knowledge:
    embedder, prompts = MiniLMEmbedder(), bundled_prompts()
    router = Router(prompts, embedder, cache=router_cache())
    return Knowledge(Index.open(indexed_home, embedder), prompts, router, cache=indexed_home / "cache")


@pytest.fixture
def make_coach(
    knowledge: Knowledge, act_reader: ActReader, tmp_path: Path, scripted: type[Any]
) -> Iterator[Callable[..., Coach]]:
    """Make coaches whose model says the given texts, one a call, or is `model`; they share one store."""
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=system_clock)

    def make(
        *says: str,
        model: BaseChatModel | None = None,
        knowledge: Knowledge = knowledge,
        clock: Clock = system_clock,
        **settings: Any,
    ) -> Coach:
        model = model or scripted(texts=says or [""])
        commitments = CommitmentService(store, clock)
        profiles = ProfileService(store, clock, on_schedule_change=commitments.reschedule)
        desk = Desk(
            store,
            knowledge.prompts,
            act_reader,
            Matcher(knowledge.index.embedder),
            commitments,
            profiles,
            ProfileReader(knowledge.prompts.telling_patterns),
        )
        return Coach(knowledge, model, desk, Writer(knowledge.prompts), **settings)

    yield make
    store.close()
