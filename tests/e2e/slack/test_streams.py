"""Answers are streamed; when a stream ends before its answer, nothing is lost and nothing is there twice."""

from __future__ import annotations

import pytest

from tests.e2e.slack.scripted_model import ScriptedModel
from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import FIRST, HARD, LAST
from tests.local_slack import Message

pytestmark = pytest.mark.real_model


def test_an_answer_grows_in_one_message_while_it_is_written(paced: ServedBot, held: ScriptedModel) -> None:
    asked, answer = begun(paced, held)
    assert FIRST in answer.words
    assert LAST not in answer.words

    held.release()

    assert paced.answers_to(asked) == [answer]
    assert_whole(answer)


def test_a_stream_that_expires_goes_on_in_the_same_message(paced: ServedBot, held: ScriptedModel) -> None:
    asked, answer = begun(paced, held)
    paced.slack.expire_stream(answer)

    held.release()

    assert paced.answers_to(asked) == [answer]
    assert_whole(answer)


def test_a_stream_that_its_reader_stops_keeps_its_text(paced: ServedBot, held: ScriptedModel) -> None:
    asked, answer = begun(paced, held)
    paced.slack.hands(asked.user).stop_stream(answer)

    held.release()

    assert paced.answers_to(asked) == [answer]
    assert FIRST in answer.words
    assert LAST not in answer.words


@pytest.mark.parametrize("how", ["refresh", "drop"])
def test_a_socket_that_breaks_in_the_middle_of_an_answer_costs_nothing(
    paced: ServedBot, held: ScriptedModel, how: str
) -> None:
    if paced.mode != "socket":
        pytest.skip("there is no socket")
    asked, answer = begun(paced, held)
    opened = paced.slack.sockets.opened
    getattr(paced.slack.sockets, how)()
    further = paced.slack.hands(asked.user).mention(asked.channel, HARD)
    paced.slack.wait_until(lambda: paced.slack.sockets.opened > opened, 20)

    held.release()

    assert paced.answers_to(asked) == [answer]
    assert_whole(answer)
    (second,) = paced.said_to(further)
    assert_whole(second)


def begun(bot: ServedBot, model: ScriptedModel) -> tuple[Message, Message]:
    """Return a question, and its answer of which the model says the first two sentences and then waits."""
    model.hold(after=2)
    alice = bot.newcomer()
    asked = alice.mention(bot.channel(alice), HARD)
    bot.slack.wait_until(lambda: FIRST in words_of(bot.said_to(asked)))
    (answer,) = bot.said_to(asked)
    assert answer.streaming == "yes"
    return asked, answer


def assert_whole(answer: Message) -> None:
    """Assert that it holds each of its sentences once, in order, and is finished."""
    assert answer.streaming != "yes"
    said = answer.text if FIRST in answer.text else answer.words
    assert said.count(FIRST) == said.count(LAST) == 1, said
    assert said.index(FIRST) < said.index(LAST)
