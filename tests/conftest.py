"""Fakes for all tests: a chat model that says what it is told, a temporary home, a frozen clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

FROZEN = "2026-03-02T09:00:00+01:00"


class ScriptedChatModel(BaseChatModel):
    """Streams the given texts, one a call, in pieces of three letters; the last one again when they run out.

    With `continues_answers` it is asked to go on from the assistant's last message, as the local model is.
    """

    texts: list[str]
    continues_answers: bool = False
    prompts: list[list[BaseMessage]] = Field(default_factory=list)  # what it was asked, in order

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self.texts[min(len(self.prompts), len(self.texts) - 1)]
        self.prompts.append(list(messages))
        for at in range(0, max(1, len(text)), 3):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + 3]))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("PATHCOACH_HOME", str(folder))
    return folder


@pytest.fixture
def frozen_clock(monkeypatch: pytest.MonkeyPatch) -> str:
    """Monday, 2 March 2026, nine in the morning in Oslo."""
    monkeypatch.setenv("PATHCOACH_NOW", FROZEN)
    return FROZEN


@pytest.fixture
def scripted() -> type[ScriptedChatModel]:
    """The model's class: `scripted(texts=[…])`."""
    return ScriptedChatModel
