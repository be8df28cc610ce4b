"""Conversations that take turns, seen by how much of their prompts is evaluated again."""

from __future__ import annotations

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.llm import LocalChatModel
from bot.llm.branches import BRANCHES

_RULES = SystemMessage("Answer from the notes that stand below, in one short sentence. " * 2)
_LONG = "the person told at length of the work that they did before and of what they want to do next "


def _talk(name: str) -> list[BaseMessage]:
    return [
        _RULES,
        HumanMessage(f"{name}: {_LONG * 3}"),
        AIMessage("Go on."),
        HumanMessage("What comes next?"),
    ]


def _cached(model: LocalChatModel, messages: list[BaseMessage]) -> int:
    usage = model.invoke(messages, max_tokens=4).usage_metadata
    assert usage is not None
    return usage["input_token_details"]["cache_read"]


def test_a_follow_up_evaluates_only_what_is_new(tiny: LocalChatModel) -> None:
    talk = _talk("Ana")
    _cached(tiny, talk)
    shared = tiny.count_tokens(talk) - len("assistant\n") - 2  # where the reply goes on otherwise
    assert _cached(tiny, [*talk, AIMessage("The second skill."), HumanMessage("And then?")]) >= shared


def test_of_two_people_by_turns_each_finds_what_they_said(tiny: LocalChatModel) -> None:
    ana, ben = _talk("Ana"), _talk("Ben")
    first = [_cached(tiny, ana), _cached(tiny, ben)]
    again = [_cached(tiny, ana), _cached(tiny, ben)]
    assert first[0] == 0
    assert first[1] >= len(_RULES.text)
    assert again == [tiny.count_tokens(ana) - 1, tiny.count_tokens(ben) - 1]


def test_what_was_left_and_found_again_does_not_change_the_text(tiny: LocalChatModel) -> None:
    ana, ben = _talk("Ana"), _talk("Ben")
    before = tiny.invoke(ana).text
    other = tiny.invoke(ben).text
    assert [tiny.invoke(each).text for each in (ana, ben, ana)] == [before, other, before]


def test_when_the_context_is_full_the_oldest_goes_first(tiny: LocalChatModel) -> None:
    talks = [_talk(name) for name in ("Ana", "Ben", "Cem")]
    assert sum(map(tiny.count_tokens, talks)) > tiny.context_tokens
    for talk in talks:
        _cached(tiny, talk)
    assert _cached(tiny, talks[1]) == tiny.count_tokens(talks[1]) - 1
    assert _cached(tiny, talks[0]) < tiny.count_tokens(talks[0]) // 2


def test_no_more_is_left_than_there_is_place_for(tiny: LocalChatModel) -> None:
    for number in range(2 * BRANCHES):
        _cached(tiny, [HumanMessage(f"{number} {'word ' * 55}")])
    assert _cached(tiny, [HumanMessage(f"{2 * BRANCHES - 1} {'word ' * 55}")]) > 256
