"""What a caller of a chat model asks for, as the arguments of `Sampling`. Loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import ModelError


def sampling_of(keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `Sampling`; it refuses what it does not know with a TypeError."""
    chosen = dict(keywords)
    response_format = chosen.pop("response_format", None)
    if response_format is not None:
        chosen["schema"] = _schema(response_format)
    return chosen


def _schema(response_format: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the JSON schema that a `response_format` asks for; None where it asks for plain text."""
    kind = response_format.get("type")
    if kind == "text":
        return None
    if kind == "json_schema":
        schema: Mapping[str, Any] = response_format["json_schema"]["schema"]
        return schema
    if kind == "json_object":
        return dict(response_format.get("schema", {"type": "object"}))
    raise ModelError(f"The response format {kind!r} is not known. Use json_object, json_schema or text.")
