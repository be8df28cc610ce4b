"""Pay is told as far as it is asked for: an end of it, or the rise as an amount."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("what's the highest salary I could get afterwards?", "$200,000", "$120,000"),
        ("lowest pay before the switch?", "$85,000", "$140,000"),
        ("how much more money will I earn, in dollars?", "$35,000", "30%"),
        ("the difference between my salary before and after?", "$60,000", "30%"),
    ],
)
def test_what_is_asked_of_pay_is_said_and_no_more(
    question: str, said: str, unsaid: str, ask_bundled: Ask
) -> None:
    answer = ask_bundled(question)
    assert said in answer
    assert unsaid not in answer
