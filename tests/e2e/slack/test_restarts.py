"""What was acknowledged is answered, or apologised for, however the process ends."""

from __future__ import annotations

import pytest

from bot.prompts import bundled_prompts
from tests.e2e.slack.scripted_model import ScriptedModel
from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import FIRST, HARD, LAST
from tests.local_slack import Message

pytestmark = pytest.mark.real_model

_say = bundled_prompts().say


def test_told_to_stop_it_finishes_what_it_is_writing_and_answers_what_waits_after_the_restart(
    paced: ServedBot, held: ScriptedModel
) -> None:
    begun, waiting = ask_five(paced, held)

    paced.terminate()
    held.release()
    assert paced.wait() == 0
    for asked in begun:
        (answer,) = paced.said_to(asked)
        assert LAST in answer.words
    paced.start()
    paced.rest()

    for asked in waiting:
        (answer,) = paced.said_to(asked)
        assert LAST in answer.words


def test_told_to_stop_it_does_not_wait_for_ever_and_keeps_what_was_written(
    paced: ServedBot, held: ScriptedModel
) -> None:
    begun, _ = ask_five(paced, held)

    assert paced.stop() == 0
    said = [paced.said_to(asked) for asked in begun]
    held.release()
    paced.start()
    paced.rest()

    for asked, before in zip(begun, said, strict=True):
        assert paced.said_to(asked) == before
        assert len(before) == 1
        assert FIRST in before[0].words
        assert before[0].streaming != "yes"


def test_after_a_kill_what_was_begun_is_apologised_for_and_what_waited_is_answered(
    paced: ServedBot, held: ScriptedModel
) -> None:
    begun, waiting = ask_five(paced, held)

    paced.kill()
    held.release()
    paced.start()
    paced.rest()

    for asked in begun:
        ephemerals = paced.slack.ephemerals(asked.user)
        told = [m for m in ephemerals if m.words == _say("slack_interrupted")]
        answered = [m for m in paced.said_to(asked) if LAST in m.words]
        assert len(told) + len(answered) == 1, words_of([*ephemerals, *paced.said_to(asked)])
    for asked in waiting:
        answered = [m for m in paced.said_to(asked) if LAST in m.words]
        assert len(answered) == 1, words_of(paced.said_to(asked))


def ask_five(bot: ServedBot, model: ScriptedModel) -> tuple[list[Message], list[Message]]:
    """Return two questions whose answers are being written, and three that wait."""
    model.hold(after=2)
    people = [bot.newcomer() for _ in range(5)]
    room = bot.channel(*people)
    begun = [person.mention(room, HARD) for person in people[:2]]
    bot.slack.wait_until(lambda: all(FIRST in words_of(bot.said_to(asked)) for asked in begun))
    waiting = [person.mention(room, HARD) for person in people[2:]]
    bot.slack.wait_until(lambda: not bot.slack.deliveries[-1].attempts or bot.owes() == 5)
    return begun, waiting
