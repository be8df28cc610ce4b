"""A call's arguments, however they were sent: JSON, a form, or a query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.local_slack.errors import Refused, invalid


class Arguments:
    """What a method was called with."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a string, "" where there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """Return a string that must be there."""
        value = self.text(name)
        if value:
            return value
        if error != "invalid_arguments":
            raise Refused(error)
        raise invalid(error, [f"missing required field: {name} [json-pointer:/{name}]"])

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refused("invalid_limit") from None

    def structure(self, name: str, error: str) -> Any:
        """Return a list or an object, which forms send as JSON text; None where there is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error) from None
