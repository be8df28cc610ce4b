"""What fits into a model's context: history goes first, then evidence, then the middle of the question.

Knows nothing of any model; who calls brings the wording, and the model or who calls the counting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage

from bot.errors import ModelError

_CUT = " … "


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is to read. `static` is the same in every turn: first, it stays evaluated."""

    static: tuple[BaseMessage, ...]
    history: tuple[BaseMessage, ...]  # oldest first
    evidence: tuple[str, ...]  # most relevant first
    question: str


def fit(
    prompt: Prompt,
    *,
    room_tokens: int,
    count_tokens: Callable[[Sequence[BaseMessage]], int],
    render: Callable[[tuple[str, ...], str], str],
) -> list[BaseMessage]:
    """Return the messages, as much of them as `count_tokens` finds to be at most `room_tokens`.

    Messages of the history go oldest first, and with a person's message the answer to it; then evidence, the
    least relevant first; then the question loses its middle. `render` words evidence and question as the last
    message. Raises ModelError if the static messages alone are too long.
    """

    def messages(
        history: tuple[BaseMessage, ...], evidence: tuple[str, ...], question: str
    ) -> list[BaseMessage]:
        return [*prompt.static, *history, HumanMessage(render(evidence, question))]

    def fits(candidate: list[BaseMessage]) -> bool:
        return count_tokens(candidate) <= room_tokens

    for history, evidence in _reductions(prompt):
        candidate = messages(history, evidence, prompt.question)
        if fits(candidate):
            return candidate

    shortest = messages((), (), "")
    if not fits(shortest):
        raise ModelError(
            f"The coach's instructions take {count_tokens(shortest)} tokens and the model has room for "
            f"{room_tokens}. Raise PATHCOACH_MODEL__CONTEXT_TOKENS or lower PATHCOACH_MODEL__MAX_TOKENS."
        )
    best, low, high = shortest, 1, len(prompt.question) - 1
    while low <= high:
        kept = (low + high) // 2
        candidate = messages((), (), _without_middle(prompt.question, kept))
        if fits(candidate):
            best, low = candidate, kept + 1
        else:
            high = kept - 1
    return best


def fit_for(
    model: BaseChatModel,
    prompt: Prompt,
    *,
    render: Callable[[tuple[str, ...], str], str],
    max_tokens: int,
) -> list[BaseMessage]:
    """Return as much of the prompt as leaves room for `max_tokens`; all of it if the model cannot count."""
    own_fit = getattr(model, "fit", None)
    if own_fit is not None:
        return list(own_fit(prompt, render=render, max_tokens=max_tokens))
    return fit(prompt, room_tokens=1, count_tokens=lambda _: 0, render=render)


def _reductions(prompt: Prompt) -> Iterator[tuple[tuple[BaseMessage, ...], tuple[str, ...]]]:
    """Yield history and evidence, each time a little less of them."""
    history = prompt.history
    while history:
        yield history, prompt.evidence
        # A conversation starts with a person's message: many chat templates refuse anything else.
        history = history[
            next((at for at, m in enumerate(history) if at and m.type == "human"), len(history)) :
        ]
    for kept in range(len(prompt.evidence), -1, -1):
        yield (), prompt.evidence[:kept]


def _without_middle(text: str, kept: int) -> str:
    """Keep `kept` characters of `text`, half at its beginning and half at its end."""
    tail = kept // 2
    return text[: kept - tail].rstrip() + _CUT + text[len(text) - tail :].lstrip()
