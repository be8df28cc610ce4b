"""Is a message written for a machine? What looks like a call, or a turn of somebody else, reports nothing.

People paste such things, and documents hold them; nobody says so that something is done. Not for orders in
plain words: prompts/acts.yaml has examples of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_MARK = re.compile(
    r"<\|?/?[a-z][a-z_]*\|?>|"  # <|im_start|>, <tool_call>
    r"[{\[,]\s*\"\w+\"\s*:|"  # {"action": …
    r"\[/?(?:system|inst|assistant|user|tool)\]|"
    r"(?:^|[.!?>\]]\s*)(?:system|assistant|developer|tool|user)\s*:",
    re.IGNORECASE,
)


def is_machine_talk(message: str, tools: Collection[str]) -> bool:
    """Tell whether a message has marks that only machines read, or names one of `tools` as code does."""
    named = {word for word in re.findall(r"\w+", message) if "_" in word}
    return _MARK.search(message) is not None or not named.isdisjoint(tools)
