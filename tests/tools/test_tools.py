"""What the agent may do: each tool has a manual, and no argument says who is asking."""

from __future__ import annotations

import pytest
from langchain_core.tools import BaseTool
from pydantic import ValidationError

from bot.acts import ActKind
from bot.intent import SETTLED, TOOL_OF
from bot.tools import TOOLS

BY_NAME = {tool.name: tool for tool in TOOLS}


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_tells_the_model_what_it_does(tool: BaseTool) -> None:
    assert tool.description.split(".")[0]
    assert tool.description[0].isupper()


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_who_asks_is_no_argument_of_the_model(tool: BaseTool) -> None:
    assert {"runtime", "person_id", "user", "session"}.isdisjoint(
        tool.tool_call_schema.model_json_schema()["properties"]
    )


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_nobody_but_langgraph_makes_the_runtime(tool: BaseTool) -> None:
    said = {"question": "Why?", "words": "later", "kind": "thanks", "concern": "legal", "on": True}
    with pytest.raises(ValidationError, match="instance of ToolRuntime"):
        tool.invoke({**said, "reason": "other_language", "outcome": "done", "runtime": {"context": None}})


def test_no_two_tools_have_one_name() -> None:
    assert len(BY_NAME) == len(TOOLS)


def test_every_act_that_does_something_has_a_tool_that_takes_its_arguments() -> None:
    without = {ActKind.YES, ActKind.NO, ActKind.OTHER}
    assert set(TOOL_OF) == set(ActKind) - without
    for name, arguments in TOOL_OF.values():
        schema = BY_NAME[name].tool_call_schema.model_json_schema()
        assert set(arguments) <= set(schema.get("properties", {}))
        assert set(schema.get("required", [])) - set(arguments) <= {"words"}


def test_what_no_model_may_overrule_are_tools() -> None:
    assert set(SETTLED) <= set(BY_NAME)
