"""What the agent may do. Thin LangChain tools; who asks, and where, comes from the runtime context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Literal

from langchain.tools import ToolRuntime, tool
from langchain_core.tools import BaseTool

from bot.answering.finding import Finding, Statement
from bot.answering.knowledge import Knowledge
from bot.domain import Composer, Focus, Turn

Concern = Literal["distress", "legal", "medical", "visa"]
Talk = Literal["greeting", "thanks", "farewell", "pleasantry", "capabilities"]


@dataclass(frozen=True)
class CoachContext:
    """What the tools and the middleware know of one turn beside the message."""

    knowledge: Knowledge
    person_id: str
    pathway_id: str | None
    focus: Focus | None
    composer: Composer | None
    history: Sequence[Turn] = ()  # the last turns of the thread, oldest first
    stop: Event = field(default_factory=Event)  # set by whoever no longer wants the answer
    started_at: float = 0.0  # time.perf_counter() when the message came
    timings_ms: dict[str, float] = field(default_factory=dict)


Runtime = ToolRuntime[CoachContext]


@tool(response_format="content_and_artifact")
def answer_question(question: str, runtime: Runtime) -> tuple[str, Finding]:
    """Answer a question about a career move from the documents.

    They hold skills, roadmap, time, pay, order, sums and what it is like. `question` stands on its own, in
    the person's words.
    """
    context = runtime.context
    return _result(context.knowledge.answer(question, context.pathway_id, context.focus))


@tool(response_format="content_and_artifact")
def small_talk(kind: Talk, runtime: Runtime) -> tuple[str, Finding]:
    """Reply to a greeting, thanks, a farewell or a pleasantry, or say what you can do (capabilities)."""
    knowledge = runtime.context.knowledge
    pathways, prompts = knowledge.pathways(), knowledge.prompts
    name = "greeting_plain" if kind == "greeting" and not pathways else kind
    text = prompts.say(
        name,
        titles=knowledge.titles() or prompts.say("no_titles"),
        example=prompts.say("example_question"),
        from_role=pathways[0].from_role if pathways else "",
        to_role=pathways[0].to_role if pathways else "",
    )
    return _result(Finding("smalltalk", (Statement(text, ()),), understood=kind))


@tool(response_format="content_and_artifact")
def refer(concern: Concern, runtime: Runtime) -> tuple[str, Finding]:
    """Say who can help with distress or a legal, medical or visa question, which you must not answer."""
    text = runtime.context.knowledge.prompts.say(concern)
    return _result(Finding("refer", (Statement(text, ()),), understood=concern))


@tool(response_format="content_and_artifact")
def decline(reason: Literal["other_language"], runtime: Runtime) -> tuple[str, Finding]:
    """Say that you read and answer English only."""
    text = runtime.context.knowledge.prompts.say(reason)
    return _result(Finding("abstain", (Statement(text, ()),), abstained=True, understood=reason))


TOOLS: tuple[BaseTool, ...] = (answer_question, small_talk, refer, decline)


def _result(finding: Finding) -> tuple[str, Finding]:
    """Return what the model reads, and what the writing middleware works with."""
    return "\n".join(statement.text for statement in finding.statements), finding
