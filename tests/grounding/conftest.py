from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.domain import Fact
from bot.grounding import Verdict, check

Held = Callable[..., Verdict]


@pytest.fixture
def held() -> Held:
    """Holds a sentence against facts that are given by their texts."""

    def against(sentence: str, *texts: str) -> Verdict:
        return check(sentence, [Fact(text, f"doc/{number}", text) for number, text in enumerate(texts)])

    return against
