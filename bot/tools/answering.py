"""Tools that answer: from the documents, in small talk, or by saying who can help."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from langchain.tools import tool
from pydantic import WithJsonSchema

from bot.answering.finding import Finding, Statement
from bot.answering.knowledge import Knowledge
from bot.coaching import sourcing
from bot.pathways.grammar import count
from bot.tools.context import Result, Runtime, result

_MOST_TITLES = 20  # that are named of all
Concern = Literal["distress", "legal", "medical", "visa"]
_Common = Literal[
    "greeting",
    "thanks",
    "farewell",
    "pleasantry",
    "acknowledged",
    "setback",
    "success",
    "progress",
    "overwhelmed",
    "capabilities",
]
# A model chooses among the common ones; the others are told by their words, and would fill its window.
Talk = Literal[
    _Common,
    "event",
    "pausing",
    "idle",
    "contents",
    "privacy",
    "complaint",
    "reword",
    "identity",
    "naming",
    "usage",
    "reminding",
    "earlier",
]


@tool(response_format="content_and_artifact")
def answer_question(question: str, runtime: Runtime) -> Result:
    """Answer a question about a career move from the documents.

    They hold skills, roadmap, time, pay, order, sums and what it is like. `question` stands on its own, in
    the person's words.
    """
    context = runtime.context
    return result(context.knowledge.answer(question, context.pathway_id, context.focus))


@tool(response_format="content_and_artifact")
def small_talk(
    kind: Annotated[Talk, WithJsonSchema({"type": "string", "enum": [*get_args(_Common)]})], runtime: Runtime
) -> Result:
    """Reply to a greeting, thanks, a farewell, a pleasantry, an "ok" or news, or say what you can do."""
    knowledge = runtime.context.knowledge
    if kind == "contents":
        return result(_contents(knowledge))
    pathways, prompts = knowledge.pathways(), knowledge.prompts
    name = "greeting_plain" if kind == "greeting" and not pathways else kind
    text = prompts.say(
        name,
        titles=knowledge.titles() or prompts.say("no_titles"),
        example=prompts.say("example_question"),
        from_role=pathways[0].from_role if pathways else "",
        to_role=pathways[0].to_role if pathways else "",
    )
    return result(Finding("smalltalk", (Statement(text, ()),), understood=kind))


@tool(response_format="content_and_artifact")
def show_sources(runtime: Runtime) -> Result:
    """Show the passages that your last reply rests on: "source?", "how do you know?", "are you sure?"."""
    context = runtime.context
    return result(sourcing.show_sources(context.history, context.knowledge.prompts))


@tool(response_format="content_and_artifact")
def refer(concern: Concern, runtime: Runtime) -> Result:
    """Say who can help with distress or a legal, medical or visa question, which you must not answer."""
    text = runtime.context.knowledge.prompts.say(concern)
    return result(Finding("refer", (Statement(text, ()),), understood=concern))


@tool(response_format="content_and_artifact")
def decline(reason: Literal["other_language"], runtime: Runtime) -> Result:
    """Say that you read and answer English only."""
    text = runtime.context.knowledge.prompts.say(reason)
    return result(Finding("abstain", (Statement(text, ()),), abstained=True, understood=reason))


def _contents(knowledge: Knowledge) -> Finding:
    """Name what is indexed."""
    titles, prompts = knowledge.contents(), knowledge.prompts
    shown = titles[:_MOST_TITLES]
    if more := len(titles) - len(shown):
        shown.append(prompts.say("contents_more", count=more))
    text = prompts.say("contents", count=count(len(titles), "document"))
    return Finding("smalltalk", (Statement(text, (), tuple(shown)),), understood="contents")
