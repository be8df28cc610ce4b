"""What a model that chooses tools is asked: the grammar. How the coach takes its answers stands in coach/."""

from __future__ import annotations

from typing import Literal

from langchain.tools import ToolRuntime, tool

from bot.choosing import choice_schema
from bot.tools import TOOLS


@tool
def count_hives(season: Literal["spring", "autumn"], note: str, runtime: ToolRuntime[None]) -> str:
    """Count the hives of a season."""
    return f"{season} {note} {runtime}"


def test_every_tool_has_one_branch_with_its_own_arguments() -> None:
    (branch,) = choice_schema([count_hives])["anyOf"]

    assert branch["properties"]["action"]["const"] == "count_hives"
    assert branch["required"] == ["action", "arguments"]
    arguments = branch["properties"]["arguments"]
    assert set(arguments["properties"]) == {"season", "note"}, "what is injected is not the model's"
    assert set(arguments["required"]) == {"season", "note"}
    assert arguments["additionalProperties"] is False
    assert arguments["properties"]["season"]["enum"] == ["spring", "autumn"]


def test_a_text_has_an_end_so_that_a_choice_is_never_endless() -> None:
    (branch,) = choice_schema([count_hives])["anyOf"]
    properties = branch["properties"]["arguments"]["properties"]
    assert properties["note"]["maxLength"] <= 200
    assert "maxLength" not in properties["season"]


def test_the_coach_s_own_tools_are_all_there() -> None:
    branches = choice_schema(TOOLS)["anyOf"]
    assert [b["properties"]["action"]["const"] for b in branches] == [tool.name for tool in TOOLS]
