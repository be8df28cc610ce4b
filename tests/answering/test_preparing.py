"""What is prepared when the index is built is not computed again by the first question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.knowledge import Knowledge
from bot.bundled import bundled_folder
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.pathways.readers import read_document
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache

QUESTION = "How long does it take to learn C/C++ for Embedded Systems?"


class Counting(MiniLMEmbedder):
    """Counts the texts that it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        return super().embed(texts)


def test_the_first_question_embeds_itself_alone(tmp_path: Path) -> None:
    page = tmp_path / "library.md"
    page.write_text("# The town library\n\nIt opens at nine.\n", encoding="utf-8")
    sources = [bundled_folder("knowledge"), page]
    build_index(
        sources,
        home=tmp_path,
        embedder=MiniLMEmbedder(),
        read=read_document,
        progress=ConsoleProgress(),
    )

    first, later = Counting(), Counting()
    knowledge_with(first, tmp_path).prepare()
    knowledge = knowledge_with(later, tmp_path)
    pathway_id = next(iter(knowledge.index.pathways))
    finding = knowledge.answer(QUESTION, pathway_id, None)

    assert not finding.abstained
    assert first.texts > 50
    assert later.texts < 10


def knowledge_with(embedder: MiniLMEmbedder, home: Path) -> Knowledge:
    prompts = bundled_prompts()
    router = Router(prompts, embedder, cache=router_cache())
    return Knowledge(Index.open(home, embedder), prompts, router, cache=home / "cache")
