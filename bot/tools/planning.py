"""Tools for what comes next, and for who the person is."""

from __future__ import annotations

from typing import Annotated

from langchain.tools import tool
from pydantic import WithJsonSchema

from bot.coaching import knowing, looking_ahead
from bot.coaching.completing import Part
from bot.tools.context import Result, Runtime, result


@tool(response_format="content_and_artifact")
def next_tasks(words: str, runtime: Runtime) -> Result:
    """Say what the person should do next, or what fits into the hours that `words` name."""
    return result(looking_ahead.next_tasks(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def show_plan(
    words: str,
    runtime: Runtime,
    # The other parts are told by their words, and would take room in a model's window.
    part: Annotated[Part, WithJsonSchema({"type": "string", "enum": ["whole"]})] = "whole",
) -> Result:
    """Say the person's own dated plan, when it ends, whether a day can be met, whether they are behind."""
    return result(looking_ahead.show_plan(runtime.context.current, words, part=part))


@tool(response_format="content_and_artifact")
def update_profile(words: str, runtime: Runtime) -> Result:
    """Note what the person says of themselves, or say what is known: skills, hours, timezone, holidays."""
    return result(knowing.profile(runtime.context.current, words))
