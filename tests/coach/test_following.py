"""A coach that is open while its documents are edited answers from what they say now."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering.knowledge import Knowledge
from bot.bundled import bundled_folder
from bot.clock import system_clock
from bot.coach import Coach
from bot.domain import Message
from bot.index.builder import BuildReport, build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.index.watching import Watcher
from bot.pathways.readers import read_document

QUESTION = "How long does it take to learn C/C++ for Embedded Systems?"


@pytest.mark.real_model
def test_the_next_question_is_answered_from_the_edited_document(
    knowledge: Knowledge, indexed_home: Path, tmp_path: Path, make_coach: Callable[..., Coach]
) -> None:
    home, documents = tmp_path / "home", tmp_path / "documents"
    shutil.copytree(indexed_home, home)
    shutil.copytree(bundled_folder("knowledge"), documents)
    (document,) = documents.glob("*.md")
    embedder = knowledge.index.embedder

    def build() -> BuildReport:
        return build_index(
            [documents], home=home, embedder=embedder, read=read_document, progress=ConsoleProgress()
        )

    build()
    open_knowledge = Knowledge(Index.open(home, embedder), knowledge.prompts, knowledge.router, cache=None)
    coach = make_coach(knowledge=open_knowledge)
    said: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    watcher = Watcher(
        home, build=build, list_sources=lambda: [documents], say=said.put, warn=said.put, clock=system_clock
    )
    thread = threading.Thread(target=watcher.run, kwargs={"stop": stop}, daemon=True)
    thread.start()
    try:
        before = coach.reply(Message(QUESTION))
        text = document.read_text(encoding="utf-8")
        document.write_text(
            text.replace("*important · 10 weeks*", "*important · 13 weeks*"), encoding="utf-8"
        )
        line = said.get(timeout=60)
        after = coach.reply(Message(QUESTION, thread_id=before.thread_id))
    finally:
        stop.set()
        thread.join(60)

    assert "2 chunks embedded, 31 unchanged" in line
    assert "10 weeks" in before.text
    assert "13 weeks" in after.text
    assert "13 weeks" in coach.knowledge.chunk(after.citations[0].chunk_id).text
