from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.budget import Prompt, fit
from bot.errors import ModelError

_STATIC = (SystemMessage("rules"),)


def _count(messages: Sequence[BaseMessage]) -> int:
    return sum(1 + len(message.text) for message in messages)


def _render(evidence: tuple[str, ...], question: str) -> str:
    return "|".join((*evidence, question))


def _fit(prompt: Prompt, room: int) -> list[BaseMessage]:
    return fit(prompt, room_tokens=room, count_tokens=_count, render=_render)


def _turns(count: int) -> tuple[BaseMessage, ...]:
    pairs = ((HumanMessage(f"question {n}"), AIMessage(f"answer {n}")) for n in range(count))
    return tuple(message for pair in pairs for message in pair)


prompts = st.builds(
    Prompt,
    static=st.just(_STATIC),
    history=st.integers(0, 4).map(_turns),
    evidence=st.lists(st.text(alphabet="ef", min_size=1, max_size=12), max_size=5).map(tuple),
    question=st.text(alphabet="q ?", max_size=60),
)
_SHORTEST = _count([*_STATIC, HumanMessage("")])


@given(prompts, st.integers(_SHORTEST, 300))
def test_it_always_fits_and_begins_with_the_static_messages(prompt: Prompt, room: int) -> None:
    messages = _fit(prompt, room)
    assert _count(messages) <= room
    assert messages[: len(_STATIC)] == list(_STATIC)
    assert messages[-1].type == "human"


@given(prompts, st.integers(_SHORTEST, 300))
def test_history_goes_first_then_evidence_then_the_question(prompt: Prompt, room: int) -> None:
    messages = _fit(prompt, room)
    history, last = tuple(messages[len(_STATIC) : -1]), messages[-1].text
    whole = [_render(prompt.evidence[:kept], prompt.question) for kept in range(len(prompt.evidence) + 1)]
    assert history == prompt.history[len(prompt.history) - len(history) :]
    if history:
        assert last == whole[-1]
        assert history[0].type == "human"
    if last not in whole:
        assert " … " in last or last == ""


@given(prompts, st.integers(_SHORTEST, 300))
def test_nothing_goes_that_would_have_fitted(prompt: Prompt, room: int) -> None:
    messages = _fit(prompt, room)
    kept = len(messages) - len(_STATIC) - 1
    if kept < len(prompt.history):
        larger = prompt.history[len(prompt.history) - kept - 2 :]
        question = HumanMessage(_render(prompt.evidence, prompt.question))
        assert _count([*_STATIC, *larger, question]) > room


def test_a_long_question_keeps_its_beginning_and_its_end() -> None:
    question = "How many weeks " + "x" * 500 + " for the second phase?"
    cut = _fit(Prompt(_STATIC, (), (), question), 60)[-1].text
    assert cut.startswith("How many weeks")
    assert cut.endswith("for the second phase?")
    assert "x" * 100 not in cut


def test_static_messages_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(ModelError, match="CONTEXT_TOKENS"):
        _fit(Prompt(_STATIC, (), (), "why?"), _SHORTEST - 1)
