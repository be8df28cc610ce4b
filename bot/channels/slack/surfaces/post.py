"""One message as Slack takes it: blocks, and a text that says the same where no blocks are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """A message. `text` has at most 4,000 characters; without blocks it is all there is."""

    text: str
    blocks: tuple[Block, ...] = ()
