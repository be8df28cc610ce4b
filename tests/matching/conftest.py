"""A matcher over the bundled embedding model, and two pathways that share no word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bundled import bundled_folder
from bot.domain import Pathway
from bot.embedding import MiniLMEmbedder
from bot.matching import Matcher
from tests.answering.conftest import KEEPER, pathway_of


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(MiniLMEmbedder())


@pytest.fixture(scope="session")
def edge() -> Pathway:
    path = Path(bundled_folder("knowledge")) / "backend-developer-to-edge-ai-engineer.md"
    return pathway_of(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def bees() -> Pathway:
    return pathway_of(KEEPER, "cook-to-beekeeper.md")
