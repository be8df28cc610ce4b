"""The agent's two middlewares: `Route` decides what to do, `Write` turns what a tool found into sentences.

Only grounded sentences leave `Write`, one by one, through the graph's stream writer; nothing that the model
wrote reaches a consumer before it was held against the evidence.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain.agents.middleware.types import AgentState
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolCall, ToolMessage
from langgraph.config import get_stream_writer

from bot.answering.finding import Finding
from bot.choosing import Choice, Chooser
from bot.coaching.asides import asides
from bot.coaching.offers import offer_of
from bot.composing import kind_of_answer
from bot.domain import Composer, Focus, Offer, Reply, ReplyEvent, Trace
from bot.errors import Cancelled
from bot.language import content_stems, has
from bot.tools import CoachContext
from bot.writer import Draft, Writer

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERSONS = re.compile(r"\b(?:by|with) [A-Z]\w+ [A-Z]\w+ and [A-Z]\w+ [A-Z]\w+")
# What may be said of an answer that is given again, by what is asked.
_UNSAID = ("no_reason_beyond", "no_person_beyond", "no_place_beyond", "no_time_beyond")
_CHOICE = "choice"  # where a tool call carries how it came about

Handler = Callable[[ModelRequest[CoachContext]], ModelResponse[Any]]


class Route(AgentMiddleware[AgentState[Any], CoachContext]):
    """Answers a turn's model calls with the tool calls that the message wants, one after the other."""

    def __init__(self, chooser: Chooser) -> None:
        super().__init__()
        self._chooser = chooser

    def wrap_model_call(
        self, request: ModelRequest[CoachContext], handler: Handler
    ) -> ModelResponse[Any] | AIMessage:
        message, context = request.messages[-1], request.runtime.context
        if isinstance(message, HumanMessage):
            started = time.perf_counter()
            choice = self._chooser.choose(message.text, context, request.model)
            context.timings_ms["route"] = _since(started)
        else:
            choice = _choice(request.messages)
        made = len(_results(request.messages))
        if made == len(choice.calls):
            return handler(request)
        call = choice.calls[made]
        tool_call = ToolCall(name=call.tool, args=call.arguments, id=uuid4().hex)
        return AIMessage("", tool_calls=[tool_call], additional_kwargs={_CHOICE: choice})


class Write(AgentMiddleware[AgentState[Any], CoachContext]):
    """Writes the reply from what the tools found, and streams its sentences."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer

    def wrap_model_call(
        self, request: ModelRequest[CoachContext], handler: Handler
    ) -> ModelResponse[Any] | AIMessage:
        findings = _findings(request.messages)
        if not findings:
            return handler(request)
        context, send = request.runtime.context, get_stream_writer()
        context.timings_ms["retrieve"] = _since(context.started_at) - context.timings_ms.get("route", 0.0)
        draft = Draft(findings, context.knowledge.chunk)
        stopped, added = False, _asides(draft, context)
        try:
            for sentence in self._sentences(draft, context, request.model):
                if sentence:
                    context.timings_ms.setdefault("first_sentence", _since(context.started_at))
                    send(ReplyEvent("sentence", text=sentence, personal=draft.finding.personal))
            if again := _again(draft, context, _asked(request.messages)):
                send(ReplyEvent("sentence", text=draft.add(again)))
            for aside in added:
                send(ReplyEvent("sentence", text=draft.add(aside), personal=True))
            if added and draft.composer is Composer.LLM:
                draft.composer = Composer.MIXED
        except Cancelled:
            if not draft.parts or not context.stop.is_set():
                raise
            stopped = True
        reply = _reply(draft, context, _choice(request.messages))
        personal = bool(added) or any(finding.personal for finding in draft.findings)
        reply = replace(reply, stopped=stopped, personal=personal)
        send(ReplyEvent("finished", reply=reply))
        return AIMessage(reply.text)

    def _sentences(self, draft: Draft, context: CoachContext, model: BaseChatModel) -> Iterator[str]:
        for finding in draft.findings:
            draft.finding = finding
            yield from self._writer.write(draft, model, composer=context.composer, stop=context.stop)


def _asides(draft: Draft, context: CoachContext) -> list[str]:
    """Return what code adds about the person, where nobody else reads it."""
    if context.overheard:
        return []
    return asides(context.session, draft.findings, before=context.focus, first=not context.history)


def _again(draft: Draft, context: CoachContext, question: str) -> str:
    """Say so where another question got the very answer of the one before; else return nothing."""
    last = context.history[-1] if context.history else None
    if last is None or draft.finding.action != "answer" or last.question.casefold() == question.casefold():
        return ""
    note = _note_of(question, context)
    asked = set(content_stems(question)) - set(content_stems(last.question))
    if asked & set(content_stems(draft.text)):
        return ""  # the answer holds what is asked now, too
    said = last.reply.text
    for each in ("nothing_beyond", *_UNSAID):
        said = said.removesuffix(context.knowledge.prompts.say(each)).rstrip()
    return note if said == draft.text and not _says_it(question, said, context) else ""


def _says_it(question: str, said: str, context: CoachContext) -> bool:
    """Whether an answer holds a year, or persons by their names, where such are asked for."""
    cues = context.knowledge.prompts.lexicon["unsaid_beyond"]
    return (has(cues["no_time_beyond"], question) and bool(_YEAR.search(said))) or (
        has(cues["no_person_beyond"], question) and bool(_PERSONS.search(said))
    )


def _note_of(question: str, context: CoachContext) -> str:
    """Return what to say of an answer that is given again: that nothing more is said of what is asked."""
    cues = context.knowledge.prompts.lexicon["unsaid_beyond"]
    name = next((name for name in _UNSAID if has(cues[name], question)), "nothing_beyond")
    return context.knowledge.prompts.say(name)


def _asked(messages: Sequence[AnyMessage]) -> str:
    """Return what the person said in this turn."""
    return next(message.text for message in reversed(messages) if isinstance(message, HumanMessage))


def _results(messages: Sequence[AnyMessage]) -> list[ToolMessage]:
    """Return what the tools of this turn gave, in the order in which they were called."""
    asked = max(at for at, message in enumerate(messages) if isinstance(message, HumanMessage))
    return [message for message in messages[asked:] if isinstance(message, ToolMessage)]


def _findings(messages: Sequence[AnyMessage]) -> list[Finding]:
    found = (message.artifact for message in _results(messages))
    return [artifact for artifact in found if isinstance(artifact, Finding)]


def _choice(messages: Sequence[AnyMessage]) -> Choice:
    """Return the choice that led to the last tool's finding."""
    carried = [m.additional_kwargs[_CHOICE] for m in messages if _CHOICE in m.additional_kwargs]
    choice: Choice = carried[-1]
    return choice


def _reply(draft: Draft, context: CoachContext, choice: Choice) -> Reply:
    findings = draft.findings
    answered = next((finding for finding in findings if finding.action == "answer"), None)
    spoken_of = answered or next((finding for finding in findings if finding.moves_on), None)
    missing = next((finding.missing for finding in findings if finding.missing), "")
    before = replace(context.focus or Focus(), missing=missing)
    focus = _focus(spoken_of) if spoken_of else before
    context.timings_ms["total"] = _since(context.started_at)
    return Reply(
        text=draft.text,
        action=findings[0].action,
        abstained=all(finding.abstained for finding in findings),
        citations=draft.citations.all(),
        composer=_composer(draft),
        model=draft.model,
        usage=draft.usage + choice.usage,
        tokens_per_s=draft.pace.tokens_per_s,
        timings_ms={name: round(ms, 1) for name, ms in context.timings_ms.items()},
        trace=Trace(
            understood="; ".join(finding.understood for finding in findings if finding.understood),
            focus=focus,
            passages=tuple(passage for finding in findings for passage in finding.passages),
            dropped=tuple(draft.dropped),
            facts=draft.stated,
            chosen_by=choice.chosen_by,
            confidence=_confidence(findings),
            offer=_offer(findings, context.session.offer),
            kind=kind_of_answer(answered) if answered else "",
        ),
        commitments=tuple(commitment for finding in findings for commitment in finding.commitments),
        pending=next((finding.pending for finding in reversed(findings) if finding.pending), None),
    )


def _offer(findings: Sequence[Finding], before: Offer) -> Offer:
    """Return what was named as things to do: steps proposed, what was answered with, else those `before`."""
    for finding in reversed(findings):
        if finding.offer.record_ids:
            return finding.offer
        if finding.moves_on:
            listed = offer_of(finding.listed)
            return listed if listed.record_ids else offer_of(finding.record_ids)
    return before


def _confidence(findings: Sequence[Finding]) -> float | None:
    """Return that of the surest finding: a reply declines only where all of them do."""
    return max((each.confidence for each in findings if each.confidence is not None), default=None)


def _composer(draft: Draft) -> Composer:
    """Return who wrote the reply; what was done is always said by code."""
    mixed = draft.composer is Composer.LLM and len(draft.findings) > 1
    return Composer.MIXED if mixed else draft.composer


def _focus(finding: Finding) -> Focus:
    return Focus(
        finding.pathway_id,
        finding.topic,
        finding.operation,
        finding.record_ids,
        finding.question,
        finding.listed,
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
