"""A model that chooses the tool itself, in a whole turn."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.coach import Coach
from bot.domain import Composer, Message, Reply
from bot.errors import Cancelled, ModelCorrupt, ModelError, ModelNotFound, ModelUnavailable
from bot.llm import LocalChatModel, create_chat_model
from bot.settable import ModelSettings

pytestmark = pytest.mark.real_model
Make = Callable[..., Coach]


@pytest.fixture
def choosing(make_coach: Make) -> Make:
    """Make coaches whose model chooses, in the given texts."""
    return partial(make_coach, model_chooses=True)


def _choice(action: str, **arguments: str) -> str:
    return json.dumps({"action": action, "arguments": arguments})


def _prompts(coach: Coach) -> list[Any]:
    return list(coach.model.prompts)  # type: ignore[attr-defined]


def test_the_model_s_choice_is_what_is_done_and_the_trace_says_so(choosing: Make) -> None:
    coach = choosing(_choice("small_talk", kind="thanks"))

    reply = coach.reply(Message("Which skills are critical?"))

    assert reply.action == "smalltalk"
    assert reply.trace.chosen_by == "model"


def test_without_the_setting_the_router_chooses_and_the_model_is_not_asked(make_coach: Make) -> None:
    coach = make_coach(_choice("small_talk", kind="thanks"))

    reply = coach.reply(Message("Which skills are critical?"))

    assert reply.action == "answer"
    assert reply.trace.chosen_by == "router"
    assert _prompts(coach) == []


def test_who_chose_is_kept_with_the_turn(choosing: Make) -> None:
    coach = choosing(_choice("answer_question", question="Which skills are critical?"))
    reply = coach.reply(Message("Which skills are critical?"))
    assert reply.thread_id is not None
    (turn,) = coach.turns(reply.thread_id)
    assert turn.reply.trace.chosen_by == "model"


def test_the_model_reads_what_the_tools_do_the_last_turns_and_the_message(choosing: Make) -> None:
    coach = choosing(_choice("answer_question", question="How long does RTOS take?"))
    first = coach.reply(Message("How long does RTOS take?"))
    coach.reply(Message("and is it important?", thread_id=first.thread_id))

    system, *history, last = _prompts(coach)[-1]

    assert "Say who can help with distress" in system.text
    assert '"kind": "greeting" | "thanks"' in system.text
    assert [message.type for message in history] == ["human", "ai"]
    assert history[0].text == "How long does RTOS take?"
    assert "8 weeks" in history[1].text
    assert "[1]" not in history[1].text
    assert "and is it important?" in last.text


def test_a_follow_up_that_the_model_has_resolved_is_answered_and_stored_as_it_was_said(
    choosing: Make,
) -> None:
    coach = choosing(
        _choice("answer_question", question="How long does RTOS take?"),
        _choice("answer_question", question="How important is RTOS?"),
    )
    first = coach.reply(Message("How long does RTOS take?"))

    second = coach.reply(Message("does it matter much, that thing?", thread_id=first.thread_id))

    assert "nice to have" in second.text
    assert second.trace.focus.question == "How important is RTOS?"
    assert first.thread_id is not None
    assert coach.turns(first.thread_id)[-1].question == "does it matter much, that thing?"


@pytest.mark.parametrize(
    "question",
    ["How long does Kubernetes take?", "How long does python take?", "Is RTOS learnt in 3 weeks?"],
)
def test_what_the_model_brings_into_a_question_does_not_count(choosing: Make, question: str) -> None:
    coach = choosing(_choice("answer_question", question=question))

    reply = coach.reply(Message("How long does RTOS take?"))

    assert "8 weeks" in reply.text
    assert reply.trace.focus.question == "How long does RTOS take?"
    assert reply.trace.chosen_by == "model"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I would answer the question.",
        _choice("answer_question", question="How long does RTOS take?")[:-9],
        "[" * 100_000,
        "[]",
        '"answer_question"',
        '{"action": "answer_question"}',
        '{"action": ["small_talk"], "arguments": {"kind": "thanks"}}',
        '{"action": "small_talk", "arguments": "thanks"}',
        _choice("delete_everything"),
        _choice("small_talk"),
        _choice("small_talk", kind="insult"),
        _choice("small_talk", mood="thanks"),
        _choice("small_talk", kind="thanks", runtime="mine"),
        _choice("answer_question", question=""),
        '{"action": "answer_question", "arguments": {"question": "\\ud800 \\u0007"}}',
        '{"action": "answer_question", "arguments": {"question": 4}}',
    ],
)
def test_an_answer_that_is_no_choice_leaves_it_to_the_router(
    choosing: Make, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot.choosing")

    reply = choosing(answer).reply(Message("How long does RTOS take?"))

    assert "8 weeks" in reply.text
    assert reply.trace.chosen_by == "router"
    (record,) = [record for record in caplog.records if record.name == "bot.choosing"]
    assert record.levelno == logging.DEBUG
    assert record.exc_info is None


def test_line_breaks_and_half_surrogates_in_a_choice_do_no_harm(choosing: Make) -> None:
    coach = choosing(
        '{"action": "answer_question", "arguments": {"question": "How long\n does RTOS\\ud800 take?"}}'
    )
    reply = coach.reply(Message("How long does RTOS take?"))
    assert reply.trace.focus.question == "How long does RTOS take?"
    assert reply.trace.chosen_by == "model"


def _failing(scripted: type[Any], error: ModelError) -> Any:
    class Failing(scripted):  # type: ignore[misc]
        def _stream(self, *_: Any, **__: Any) -> Iterator[Any]:
            raise error

    return Failing(texts=[""])


@pytest.mark.parametrize("error", [ModelUnavailable("The server is down."), ModelError("It has no room.")])
def test_a_model_that_cannot_answer_now_leaves_it_to_the_router(
    choosing: Make, scripted: type[Any], error: ModelError
) -> None:
    reply = choosing(model=_failing(scripted, error)).reply(Message("How long does RTOS take?"))
    assert "8 weeks" in reply.text
    assert reply.trace.chosen_by == "router"


@pytest.mark.parametrize("error", [Cancelled("Stopped."), ModelNotFound("None."), ModelCorrupt("Torn.")])
def test_a_call_that_was_stopped_or_can_never_succeed_is_raised(
    choosing: Make, scripted: type[Any], error: ModelError
) -> None:
    with pytest.raises(type(error)):
        choosing(model=_failing(scripted, error)).reply(Message("How long does RTOS take?"))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("I want to kill myself", "refer"),
        ("Can my employer enforce my non-compete clause?", "refer"),
        ("Do I need a visa to work in the US?", "refer"),
        ("Which pills should I take to focus?", "refer"),
        ("Wie lange dauert die Umschulung insgesamt?", "abstain"),
    ],
)
def test_concerns_and_other_languages_are_settled_before_the_model_is_asked(
    choosing: Make, text: str, action: str
) -> None:
    coach = choosing(_choice("small_talk", kind="pleasantry"))

    reply = coach.reply(Message(text))

    assert reply.action == action
    assert reply.trace.chosen_by == "router"
    assert _prompts(coach) == []


def test_a_question_that_only_the_model_made_a_concern_is_referred(choosing: Make) -> None:
    coach = choosing(
        _choice("small_talk", kind="pleasantry"),
        _choice("answer_question", question="Can my employer enforce my non-compete clause?"),
    )
    first = coach.reply(Message("my employer wrote a non-compete clause into something"))

    second = coach.reply(Message("can they enforce it?", thread_id=first.thread_id))

    assert second.action == "refer"
    assert "lawyer" in second.text


def test_the_extractive_composer_leaves_the_choice_to_the_router(choosing: Make) -> None:
    coach = choosing(_choice("small_talk", kind="thanks"), composer=Composer.EXTRACTIVE)
    reply = coach.reply(Message("Which skills are critical?"))
    assert reply.trace.chosen_by == "router"
    assert _prompts(coach) == []


_MESSAGES = (
    "hello",
    "Which skills are critical?",
    "and which of them takes longest?",
    'asdf "}} { \\',
    "x" * 3900,
)


def _converse(coach: Coach, messages: tuple[str, ...]) -> list[Reply]:
    replies: list[Reply] = []
    for text in messages:
        replies.append(coach.reply(Message(text, thread_id=replies[-1].thread_id if replies else None)))
    return replies


def _only_choices(caplog: pytest.LogCaptureFixture) -> bool:
    return not any(record.getMessage().startswith("The router chooses") for record in caplog.records)


def test_the_bundled_model_always_makes_a_valid_choice_under_the_grammar(
    choosing: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot.choosing")
    model = LocalChatModel(settings=ModelSettings(chooses_tools=True), home=tmp_path)
    try:
        replies = _converse(choosing(model=model), _MESSAGES)
    finally:
        model.close()

    assert _only_choices(caplog)
    assert all(reply.text for reply in replies)
    assert {reply.trace.chosen_by for reply in replies[:3]} == {"model"}
    assert all(reply.usage.completion_tokens for reply in replies[:3])


def test_a_context_without_room_for_the_prompt_leaves_it_to_the_router(
    choosing: Make, tmp_path: Path
) -> None:
    model = LocalChatModel(settings=ModelSettings(context_tokens=512), home=tmp_path)
    try:
        reply = choosing(model=model).reply(Message("How long does RTOS take?"))
    finally:
        model.close()
    assert "8 weeks" in reply.text
    assert reply.trace.chosen_by == "router"


def test_a_served_model_writes_by_the_grammar_and_what_is_cut_off_is_left_to_the_router(
    choosing: Make,
    serving_model: Callable[..., AbstractContextManager[str]],
    tiny_gguf: Path,  # writes noise inside the texts, often to the last token that it may
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot.choosing")
    with serving_model(tiny_gguf, context_tokens=4096) as url:
        model = create_chat_model(ModelSettings(base_url=url, chooses_tools=True), home=tmp_path)
        replies = _converse(choosing(model=model), _MESSAGES[:3])

    assert all(reply.usage.completion_tokens for reply in replies)
    chosen_by = [reply.trace.chosen_by for reply in replies]
    unused = [r.getMessage() for r in caplog.records if r.getMessage().startswith("The router chooses")]
    assert chosen_by.count("router") == len(unused)
    for line in unused:
        assert re.search(r"""wrote '\{\s?"action"\s?:\s?"\w+",\s?"arguments"\s?:\s?\{""", line)
        assert "Unterminated string" in line


def test_a_server_that_is_gone_leaves_it_to_the_router(
    choosing: Make, free_port: Callable[[], int], tmp_path: Path
) -> None:
    url = f"http://127.0.0.1:{free_port()}/v1"
    model = create_chat_model(ModelSettings(base_url=url), home=tmp_path)
    reply = choosing(model=model).reply(Message("How long does RTOS take?"))
    assert "8 weeks" in reply.text
    assert reply.trace.chosen_by == "router"
