"""Which tool does a message call for? The router says it, or a model that is able to, under a grammar.

The grammar is made of the tools' own schemas. Safety does not depend on the model: what the router refers to
others or declines is settled before the model is asked. Where the model's choice cannot be used, the
router's stands.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, ValidationError

from bot.budget import Prompt, fit_for
from bot.domain import ChosenBy, Composer, Turn, Usage
from bot.errors import Cancelled, ModelCorrupt, ModelError, ModelNotFound
from bot.intent import SETTLED, Call, choose_tools
from bot.language import content_stems
from bot.prompts import Prompts
from bot.rewriting import find_stray
from bot.tools import CoachContext
from bot.writer import usage_of

_LONGEST_TEXT = 200  # characters of an argument that the model words itself
_MOST_TOKENS = 240  # of a choice: its names, and the longest text even where it is in small pieces
_LONGEST_REPLY = 400  # characters of an earlier reply that the model is shown
_MARKS = re.compile(r" ?\[\d+\]")
_FATAL = (Cancelled, ModelCorrupt, ModelNotFound)  # another try would not help, or is not wanted

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """The tools that a message calls for, in order, who chose them, and what asking the model cost."""

    calls: tuple[Call, ...]
    chosen_by: ChosenBy = "router"
    usage: Usage = field(default_factory=Usage)

    @property
    def settled(self) -> bool:
        """Whether no model may overrule it."""
        return any(call.tool in SETTLED for call in self.calls)


class Chooser:
    """Chooses tools. One for all conversations."""

    def __init__(self, prompts: Prompts, tools: Sequence[BaseTool], *, asks_model: bool = False) -> None:
        self._prompts = prompts
        self._asks_model = asks_model
        self._tools = tools

    def choose(self, message: str, context: CoachContext, model: BaseChatModel) -> Choice:
        """Return the choice for a message. Raises ModelError only where no later call could succeed."""
        routed = _routed(message, context)
        if context.tool is not None and routed.calls[0].tool != "refer":
            return Choice((self._named(context.tool, context.session.mended(message)),))
        if not self._asks_model or routed.settled or context.composer is Composer.EXTRACTIVE:
            return routed
        try:
            answer = self._ask(message, context, model)
        except _FATAL:
            raise
        except ModelError as error:
            _log.debug("The router chooses: %s", error)
            return routed
        usage = usage_of(answer)
        try:
            tool, arguments = self._read(answer.text)
        except (ValueError, RecursionError) as error:
            _log.debug("The router chooses: the model wrote %r (%s).", answer.text[:200], error)
            return replace(routed, usage=usage)
        if tool == "answer_question":
            question = _own_or_rewritten(message, arguments["question"], context)
            again = _routed(question, context)  # what "can they enforce it?" meant may be for a lawyer
            if again.settled:
                return replace(again, usage=usage)
            arguments = {"question": question}
        return Choice((Call(tool, arguments),), "model", usage)

    @cached_property
    def _schemas(self) -> dict[str, type[BaseModel]]:
        """The arguments of each tool, without those that are injected."""
        return {tool.name: _schema_of_call(tool) for tool in self._tools}

    @cached_property
    def _format(self) -> dict[str, Any]:
        """The grammar of a choice."""
        schema = choice_schema(self._tools)
        return {"type": "json_schema", "json_schema": {"name": "choice", "schema": schema}}

    @cached_property
    def _static(self) -> tuple[SystemMessage]:
        """What the model reads of the tools."""
        return (SystemMessage(self._prompts.choosing(tools="\n".join(map(_manual, self._tools)))),)

    def _named(self, tool: str, message: str) -> Call:
        """Return the call of a tool that the person named, with their words where it reads any."""
        return Call(tool, {"words": message} if "words" in self._schemas[tool].model_fields else {})

    def _ask(self, message: str, context: CoachContext, model: BaseChatModel) -> AIMessage:
        prompt = Prompt(self._static, tuple(_said(context.history)), (), message)
        messages = fit_for(model, prompt, render=self._render, max_tokens=_MOST_TOKENS)
        return model.invoke(
            messages,
            config={"tags": ["nostream"]},
            max_tokens=_MOST_TOKENS,
            response_format=self._format,
            cancel=context.stop,
        )

    def _render(self, _evidence: tuple[str, ...], message: str) -> str:
        return self._prompts.say("choose", message=message)

    def _read(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return the tool and its arguments. Raises ValueError: a server may ignore the grammar."""
        choice = json.loads(text, strict=False)  # the grammar lets a model break lines inside a text
        match choice:
            case {"action": str(tool), "arguments": dict(arguments)} if tool in self._schemas:
                return tool, _checked(arguments, self._schemas[tool])
        raise ValueError("it names no tool with its arguments")


def _schema_of_call(tool: BaseTool) -> type[BaseModel]:
    """Return the model of the arguments, without those that are injected."""
    schema = tool.tool_call_schema
    assert isinstance(schema, type)  # not a dict: our tools are functions
    assert issubclass(schema, BaseModel)
    return schema


def choice_schema(tools: Sequence[BaseTool]) -> dict[str, Any]:
    """Return the JSON schema of a choice: one branch a tool, with the arguments that a model may give."""
    return {"type": "object", "anyOf": [_branch(tool) for tool in tools]}


def _branch(tool: BaseTool) -> dict[str, Any]:
    arguments = _arguments(tool)
    closed = {"additionalProperties": False}
    properties = {
        "action": {"type": "string", "const": tool.name},
        "arguments": {
            **arguments,
            "properties": {name: _bounded(schema) for name, schema in arguments["properties"].items()},
            **closed,
        },
    }
    return {"type": "object", "properties": properties, "required": ["action", "arguments"], **closed}


def _arguments(tool: BaseTool) -> dict[str, Any]:
    """Return the schema of the arguments, without those that are injected."""
    parameters: dict[str, Any] = convert_to_openai_tool(tool)["function"]["parameters"]
    return parameters


def _bounded(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an argument; a text has an end, so that the object has one too."""
    if schema.get("type") == "string" and not {"enum", "const", "maxLength"} & schema.keys():
        return {**schema, "minLength": 1, "maxLength": _LONGEST_TEXT}
    return dict(schema)


def _manual(tool: BaseTool) -> str:
    """Return what the model reads of a tool: what to write for it, and what it does."""
    properties: Mapping[str, Any] = _arguments(tool)["properties"]
    arguments = ", ".join(f"{json.dumps(name)}: {_values(schema)}" for name, schema in properties.items())
    does = " ".join(tool.description.split())
    return f'- {{"action": "{tool.name}", "arguments": {{{arguments}}}}}: {does}'


def _values(schema: Mapping[str, Any]) -> str:
    values = schema.get("enum", [schema["const"]] if "const" in schema else ["…"])
    return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)


def _checked(arguments: dict[str, Any], schema: type[BaseModel]) -> dict[str, Any]:
    """Return valid arguments, texts in one line. Raises ValueError."""
    if unknown := arguments.keys() - schema.model_fields.keys():
        raise ValueError(f"no argument is called {min(unknown)}")
    tidy = {
        name: _in_one_line(value) if isinstance(value, str) else value for name, value in arguments.items()
    }
    if "" in tidy.values():
        raise ValueError("an argument is empty")
    try:
        schema.model_validate(tidy)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} arguments are wrong") from None
    return tidy


def _in_one_line(text: str) -> str:
    """Return `text` without control characters and half surrogates, which JSON can spell."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _routed(message: str, context: CoachContext) -> Choice:
    return Choice(tuple(choose_tools(message, context)))


def _own_or_rewritten(message: str, rewritten: str, context: CoachContext) -> str:
    """Return the question as the model has put it, unless it strays from what was said."""
    knowledge = context.knowledge
    subjects = knowledge.read(rewritten, context.pathway_id, None).subjects if context.pathway_id else ()
    stray = find_stray(
        rewritten,
        message,
        " ".join(said.text for said in _said(context.history, shorten=False)),
        lexicon=knowledge.prompts.lexicon,
        names={name for record in subjects for name in content_stems(record.name)},
    )
    if stray:
        _log.debug("The person's own words stand: %r strays from them at %r.", rewritten, stray)
    return message if stray else rewritten


def _said(history: Sequence[Turn], *, shorten: bool = True) -> Iterator[BaseMessage]:
    for turn in history:
        reply = _MARKS.sub("", turn.reply.text)
        if shorten and len(reply) > _LONGEST_REPLY:
            reply = f"{reply[: _LONGEST_REPLY - 1].rstrip()}…"
        yield HumanMessage(turn.question)
        yield AIMessage(reply)
