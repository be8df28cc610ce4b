"""The agent's two middlewares: `Route` decides what to do, `Write` turns what a tool found into sentences.

Only grounded sentences leave `Write`, one by one, through the graph's stream writer; nothing that the model
wrote reaches a consumer before it was held against the evidence.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain.agents.middleware.types import AgentState
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langgraph.config import get_stream_writer

from bot.answering.finding import Finding
from bot.choosing import Choice, Chooser
from bot.domain import Focus, Reply, ReplyEvent, Trace
from bot.errors import Cancelled
from bot.tools import CoachContext
from bot.writer import Draft, Writer

_CHOICE = "choice"  # where a tool call carries how it came about

Handler = Callable[[ModelRequest[CoachContext]], ModelResponse[Any]]


class Route(AgentMiddleware[AgentState[Any], CoachContext]):
    """Answers a turn's first model call with the tool call that the message wants."""

    def __init__(self, chooser: Chooser) -> None:
        super().__init__()
        self._chooser = chooser

    def wrap_model_call(
        self, request: ModelRequest[CoachContext], handler: Handler
    ) -> ModelResponse[Any] | AIMessage:
        message = request.messages[-1]
        if not isinstance(message, HumanMessage):
            return handler(request)
        context = request.runtime.context
        started = time.perf_counter()
        choice = self._chooser.choose(message.text, context, request.model)
        context.timings_ms["route"] = _since(started)
        call = {"name": choice.tool, "args": choice.arguments, "id": uuid4().hex}
        return AIMessage("", tool_calls=[call], additional_kwargs={_CHOICE: choice})


class Write(AgentMiddleware[AgentState[Any], CoachContext]):
    """Writes the reply from the last tool's finding, and streams its sentences."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer

    def wrap_model_call(
        self, request: ModelRequest[CoachContext], handler: Handler
    ) -> ModelResponse[Any] | AIMessage:
        message = request.messages[-1]
        if not isinstance(message, ToolMessage) or not isinstance(message.artifact, Finding):
            return handler(request)
        context, finding, send = request.runtime.context, message.artifact, get_stream_writer()
        context.timings_ms["retrieve"] = _since(context.started_at) - context.timings_ms.get("route", 0.0)
        draft = Draft(finding, context.knowledge.chunk)
        stopped = False
        try:
            for sentence in self._sentences(draft, context, request.model):
                if sentence:
                    context.timings_ms.setdefault("first_sentence", _since(context.started_at))
                    send(ReplyEvent("sentence", text=sentence))
        except Cancelled:
            if not draft.parts or not context.stop.is_set():
                raise
            stopped = True
        reply = replace(_reply(draft, context, _choice(request.messages)), stopped=stopped)
        send(ReplyEvent("finished", reply=reply))
        return AIMessage(reply.text)

    def _sentences(self, draft: Draft, context: CoachContext, model: BaseChatModel) -> Iterator[str]:
        return self._writer.write(draft, model, composer=context.composer, stop=context.stop)


def _choice(messages: Sequence[AnyMessage]) -> Choice:
    """Return the choice that led to the last tool's finding."""
    carried = [m.additional_kwargs[_CHOICE] for m in messages if _CHOICE in m.additional_kwargs]
    choice: Choice = carried[-1]
    return choice


def _reply(draft: Draft, context: CoachContext, choice: Choice) -> Reply:
    finding = draft.finding
    before = context.focus
    focus = Focus(
        finding.pathway_id,
        finding.topic,
        finding.operation,
        finding.record_ids,
        finding.question,
        finding.listed,
    )
    if finding.action != "answer":
        focus = before or Focus()  # what lies near a question that is not covered is not what it was about
    context.timings_ms["total"] = _since(context.started_at)
    return Reply(
        text=draft.text,
        action=finding.action,
        abstained=finding.abstained,
        citations=draft.citations.all(),
        composer=draft.composer,
        model=draft.model,
        usage=draft.usage + choice.usage,
        timings_ms={name: round(ms, 1) for name, ms in context.timings_ms.items()},
        trace=Trace(
            understood=finding.understood,
            focus=focus,
            passages=finding.passages,
            dropped=tuple(draft.dropped),
            facts=draft.stated,
            chosen_by=choice.chosen_by,
        ),
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
