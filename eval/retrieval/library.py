"""The index that is searched: the pathways, the pages of the handbook and the noise, beside each other."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.domain import Passage
from bot.index.reader import Index

from ..run import Replies
from .handbook import DATA_VARIABLE

Resolve = Callable[[str], Sequence[str]]
Retrieve = Callable[[str, int], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Library:
    """An open index, and who answers from it.

    `resolve` returns the documents that a question names, `retrieve` so many passages for it, best first.
    """

    index: Index
    coach: Replies
    resolve: Resolve
    retrieve: Retrieve


OpenLibrary = Callable[[Path | None, Sequence[Path]], AbstractContextManager[Library]]


@contextlib.contextmanager
def open_library(home: Path | None, documents: Sequence[Path]) -> Iterator[Library]:
    """Index `documents` beside the pathways in `home`, where only what changed is embedded, and open all.

    Without a home everything is built in a folder that is gone afterwards. What is asked is kept nowhere.
    Raises CoachError.
    """
    from bot.answering.reference.references import References
    from bot.app import build_coach
    from bot.config import load_settings, prepare_home
    from bot.embedding import query_embedder
    from bot.index.command import run_build
    from bot.prompts import bundled_prompts

    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-")))
        os.environ.pop(
            DATA_VARIABLE, None
        )  # it is read by now, and no setting, so that these would refuse it
        url = f"sqlite:///{scratch / 'store.sqlite'}"
        settings = load_settings({"home": home or scratch / "home", "store": {"url": url}})
        prepare_home(settings.home)
        run_build(settings, documents)  # torch is imported where there is something to embed
        index = Index.open(settings.home, query_embedder(settings))
        references = References(index, bundled_prompts(), cache=settings.cache_home)

        def resolve(question: str) -> Sequence[str]:
            named = references.read(question, None).named
            return list(dict.fromkeys(document_id for ids in named for document_id in ids))

        def retrieve(question: str, count: int) -> Sequence[Passage]:
            return references.retrieve(question, k=count)

        yield Library(index, build_coach(settings, index=index), resolve, retrieve)
