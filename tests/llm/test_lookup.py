"""Drafts are looked up where the same tokens stood before, and change nothing but how often is evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self
from unittest.mock import patch

import pytest

from bot.llm.crew import Crew
from bot.llm.engine import Engine
from bot.llm.lookup import Lookup
from bot.llm.native import Loading
from bot.llm.sampling import Sampling
from bot.llm.stop import StopSign

TEXT = [ord(letter) for letter in "the roadmap takes nine months, and the roadmap takes nine "]


def engine_of(path: Path) -> Engine:
    return Engine(path, Loading(context_tokens=1024, threads=1, batch_threads=2))


def written(engine: Engine, sampling: Sampling, *, most: int = 60) -> bytes:
    engine.prefill(TEXT, sign=StopSign())
    return b"".join(engine.decode(max_tokens=most, sampling=sampling, sign=StopSign()))


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ([1, 2, 3, 4, 5, 1, 2], [3, 4]),
        ([1, 2, 3, 9, 2, 3, 4, 8, 1, 2, 3], [9, 2]),  # three alike come before the later two
        ([7, 1, 2, 5, 7, 1, 2, 6, 1, 2], [6, 1]),  # of two places the last one
        ([1, 1, 1, 1], [1]),  # nothing stands behind the end
        ([1, 2, 3, 4, 5], []),
        ([1], []),
        ([], []),
    ],
)
def test_what_stood_behind_the_same_tokens_is_the_draft(text: list[int], draft: list[int]) -> None:
    assert Lookup(text).draft(2) == draft


def test_what_the_text_goes_on_with_is_known_too() -> None:
    lookup = Lookup([1, 2, 3])
    lookup.extend([8, 9, 1, 2])
    assert lookup.draft(3) == [3, 8, 9]


@pytest.mark.parametrize(
    "sampling",
    [
        Sampling(),
        Sampling(repeat_penalty=1.3),
        Sampling(temperature=0.9, seed=7),
        Sampling(schema={"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
    ],
)
def test_drafts_change_no_text(tiny_gguf: Path, sampling: Sampling) -> None:
    engine = engine_of(tiny_gguf)
    plain = Sampling(**{name: getattr(sampling, name) for name in sampling.__slots__} | {"draft_tokens": 0})
    expected = written(engine, plain)
    assert expected
    engine.forget()
    assert written(engine, sampling) == expected
    engine.close()


@pytest.mark.parametrize(("right", "looked_up"), [(True, 6), (False, 23)])
def test_what_is_drafted_rightly_is_evaluated_at_once(tiny_gguf: Path, right: bool, looked_up: int) -> None:
    """24 tokens, with drafts of 3 by somebody who knows what is written, and by one who is always wrong."""
    engine = engine_of(tiny_gguf)
    oracle = Oracle(right=right)
    with patch("bot.llm.engine.Lookup", oracle.begin):
        plain = written(engine, Sampling(draft_tokens=0), most=24)
        oracle.know()
        assert written(engine, Sampling(draft_tokens=3), most=24) == plain
    assert oracle.drafts == looked_up
    engine.close()


def test_the_number_of_threads_changes_no_text(tiny_gguf: Path) -> None:
    engine, texts = engine_of(tiny_gguf), set()
    for threads in (1, 2):
        engine.forget()
        with patch.object(Crew, "threads", lambda _, threads=threads: threads):
            texts.add(written(engine, Sampling(), most=200))
    assert len(texts) == 1
    engine.close()


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_no_more_is_written_than_was_asked_for(tiny_gguf: Path, most: int) -> None:
    engine = engine_of(tiny_gguf)
    engine.prefill(TEXT, sign=StopSign())
    assert len([*engine.decode(max_tokens=most, sampling=Sampling(), sign=StopSign())]) == most
    assert engine.evaluated_tokens < len(TEXT) + most
    engine.close()


class Oracle:
    """In the place of a lookup: remembers what is written, and then drafts that."""

    def __init__(self, *, right: bool) -> None:
        self.drafts = 0
        self._right = right
        self._written: list[int] = []
        self._known: list[int] = []

    def begin(self, _: object) -> Self:
        self._written = []
        return self

    def know(self) -> None:
        self.drafts, self._known = 0, self._written

    def extend(self, tokens: Sequence[int]) -> None:
        self._written.extend(tokens)

    def draft(self, most: int) -> list[int]:
        self.drafts += 1
        ahead = self._known[len(self._written) :][:most]
        return ahead if self._right else [(token + 1) % 256 for token in ahead]
