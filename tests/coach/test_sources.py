"""Somebody asks the coach what its last reply rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.coach import Coach
from bot.domain import Composer, Message, Reply

pytestmark = pytest.mark.real_model


@pytest.fixture
def talk(make_coach: Callable[..., Coach]) -> Callable[..., list[Reply]]:
    coach = make_coach(composer=Composer.EXTRACTIVE)

    def say(*messages: str) -> list[Reply]:
        replies: list[Reply] = []
        for text in messages:
            thread_id = replies[-1].thread_id if replies else None
            replies.append(coach.reply(Message(text, person_id="ada", thread_id=thread_id)))
        return replies

    return say


def test_the_passages_of_the_last_reply_are_shown_and_the_talk_goes_on(
    talk: Callable[..., list[Reply]],
) -> None:
    answer, sources, more = talk("How long does Python take?", "source?", "and how important is it?")

    assert sources.action == "sources"
    assert [each.quote for each in sources.citations] == [each.quote for each in answer.citations]
    assert all(line in sources.text for each in answer.citations for line in each.quote.splitlines())
    assert "critical" in more.text


def test_a_reply_without_documents_says_so(talk: Callable[..., list[Reply]]) -> None:
    _, sources = talk("hi", "are you sure?")

    assert (sources.action, sources.citations) == ("sources", ())
    assert "rests on no document" in sources.text


def test_the_same_answer_to_another_question_is_owned_up_to(talk: Callable[..., list[Reply]]) -> None:
    note = "did you mean something else?"
    first, again, other = talk("How long does Python take?", "and how important is it?", "what does it pay?")
    (_, asked_twice) = talk("How long does Python take?", "how long does Python take?")

    assert first.text in again.text
    assert note in again.text
    assert note not in first.text + other.text + asked_twice.text
