"""What the tools and the middleware know of one turn, and how a tool hands over what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from langchain.tools import ToolRuntime
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from bot.answering.finding import Finding
from bot.answering.knowledge import Knowledge
from bot.coaching import Session
from bot.domain import Composer, Focus, Turn


@dataclass(frozen=True)
class CoachContext:
    """What the tools and the middleware know of one turn beside the message."""

    knowledge: Knowledge
    session: Session
    pathway_id: str | None
    focus: Focus | None
    composer: Composer | None
    tool: str | None = None  # that the message names
    overheard: bool = False  # others read along
    history: Sequence[Turn] = ()  # the last turns of the thread, oldest first
    stop: Event = field(default_factory=Event)  # set by whoever no longer wants the answer
    started_at: float = 0.0  # time.perf_counter() when the message came
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def current(self) -> Session:
        """The person's turn as it stands: a tool before may have changed what is known of them."""
        return self.session.renewed()


class Runtime(ToolRuntime[CoachContext]):
    """The runtime of a tool, which LangGraph makes and no model does: only its class is checked.

    Left to itself, pydantic reads every class that a context reaches, for each tool anew: 0.5 s at the start.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        left_alone = core_schema.plain_serializer_function_ser_schema(lambda _: None)
        return core_schema.is_instance_schema(ToolRuntime, serialization=left_alone)


Result = tuple[str, Finding]


def result(finding: Finding) -> Result:
    """Return what the model reads, and what the writing middleware works with."""
    return "\n".join(statement.text for statement in finding.statements), finding
