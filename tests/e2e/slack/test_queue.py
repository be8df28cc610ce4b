"""Whatever is waiting: Slack is acknowledged in time, people take turns, and they can stop."""

from __future__ import annotations

import pytest

from bot.channels.slack.surfaces.buttons import Action
from bot.prompts import bundled_prompts
from tests.e2e.slack.scripted_model import ScriptedModel
from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import FIRST, HARD, LAST, WEEKS
from tests.local_slack import LocalSlack, Message

pytestmark = pytest.mark.real_model

SLACK_WAITS_S = 3.0
_say = bundled_prompts().say


def test_all_is_acknowledged_in_time_and_people_take_turns_while_twenty_questions_wait(
    paced: ServedBot, held: ScriptedModel
) -> None:
    held.hold()
    first = len(paced.slack.deliveries)
    busy = occupy(paced, held)
    alice, bob, carol = paced.newcomer(), paced.newcomer(), paced.newcomer()
    others = [paced.newcomer() for _ in range(9)]
    room = paced.channel(alice, bob, carol, *others)
    began = len(paced.slack.calls)
    asked = [person.mention(room, HARD) for person in [alice] * 10 + [bob] + others]
    for command in ("help", "next", "commitments", "pathway"):
        carol.slash("/coach", command, room)
    alice.open_home()
    paced.slack.wait_until(lambda: paced.slack.deliveries and not unacknowledged(paced.slack, first))
    assert "in the queue" in notice_below(paced.slack, asked[10]).words

    held.release()
    paced.rest(60)

    times = [each.acknowledged_after_s or 0 for each in paced.slack.deliveries[first:]]
    assert len(times) >= 47
    assert max(times) < SLACK_WAITS_S
    for message in [*asked, *busy]:
        answers = [m for m in paced.said_to(message) if LAST in m.words]
        assert len(answers) == 1
        assert len(paced.said_to(message)) == 1, words_of(paced.said_to(message))
    turns = [
        call.arguments["recipient_user_id"]
        for call in paced.slack.calls[began:]
        if call.method == "chat.startStream"
    ]
    assert turns.index(bob.id) < [at for at, user in enumerate(turns) if user == alice.id][1]


def test_only_who_asked_can_stop_a_question_that_waits(paced: ServedBot, held: ScriptedModel) -> None:
    held.hold()
    occupy(paced, held)
    alice, bob = paced.newcomer(), paced.newcomer()
    room = paced.channel(alice, bob)
    asked = alice.mention(room, HARD)
    notice = notice_below(paced.slack, asked)

    bob.click(notice, Action.STOP)
    paced.slack.wait_until(lambda: paced.slack.ephemerals(bob))
    assert notice_of(paced.slack, asked) is notice
    alice.click(notice, Action.STOP)
    paced.slack.wait_until(lambda: notice.deleted)
    held.release()
    paced.rest()

    assert _say("slack_not_stopped") in words_of(paced.slack.ephemerals(bob))
    assert not paced.said_to(asked)


def test_the_stop_button_of_an_answer_that_takes_long_keeps_what_was_written(
    paced: ServedBot, held: ScriptedModel
) -> None:
    held.hold(after=2)
    alice, bob = paced.newcomer(), paced.newcomer()
    room = paced.channel(alice, bob)
    asked = alice.mention(room, HARD)
    notice = notice_below(paced.slack, asked)
    bob.click(notice, Action.STOP)
    paced.slack.wait_until(lambda: paced.slack.ephemerals(bob))
    alice.click(notice, Action.STOP)

    (answer,) = paced.answers_to(asked)

    assert FIRST in answer.words
    assert LAST not in answer.words
    assert _say("slack_stopped") in answer.words


def test_who_asks_too_much_is_told_so_once_and_kindly(coach: ServedBot) -> None:
    alice = coach.newcomer()
    asked = []
    for _ in range(15):
        asked.append(alice.dm(WEEKS))
        coach.slack.wait_until(lambda: not unacknowledged(coach.slack, 0))

    answers = coach.answers_to(asked[0])

    refusals = [m for m in answers if m.words == _say("slack_too_many", count=12)]
    assert len(refusals) == 1
    assert len([m for m in answers if "10 weeks" in m.words]) == 12


def occupy(bot: ServedBot, model: ScriptedModel) -> list[Message]:
    """Have as many answers written as are written at a time; the model is held."""
    people = [bot.newcomer() for _ in range(2)]
    room, before = bot.channel(*people), len(model.asked)
    asked = [person.mention(room, HARD) for person in people]
    bot.slack.wait_until(lambda: len(model.asked) == before + len(people))
    return asked


def notice_of(slack: LocalSlack, asked: Message) -> Message | None:
    """Return the message below a question that has a button to stop it."""
    stop = f'"{Action.STOP}"'
    below = slack.bot_messages(asked.channel, asked.root_ts)
    return next((m for m in below if stop in str(m.blocks).replace("'", '"')), None)


def notice_below(slack: LocalSlack, asked: Message) -> Message:
    """Wait for that message."""
    slack.wait_until(lambda: notice_of(slack, asked))
    notice = notice_of(slack, asked)
    assert notice is not None
    return notice


def unacknowledged(slack: LocalSlack, first: int) -> list[object]:
    return [each for each in slack.deliveries[first:] if not each.acknowledged]
