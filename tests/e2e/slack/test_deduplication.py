"""Whatever Slack sends how often: one message is answered once, and what is no question not at all."""

from __future__ import annotations

import pytest

from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import PROMISE, WEEKS

pytestmark = pytest.mark.real_model


def test_the_same_event_four_times_gets_one_answer(coach: ServedBot) -> None:
    alice = coach.newcomer()
    asked = alice.mention(coach.channel(alice), WEEKS)
    coach.slack.wait_until(lambda: coach.slack.deliveries_of(asked))
    for turn in range(3):
        for delivery in coach.slack.deliveries_of(asked)[:2]:
            coach.slack.redeliver(delivery, retry_num=turn + 1)

    answers = coach.answers_to(asked)

    assert len(answers) == 1, words_of(answers)
    assert "10 weeks" in answers[0].words


def test_a_new_event_id_for_the_same_message_gets_no_second_answer(coach: ServedBot) -> None:
    alice = coach.newcomer()
    asked = alice.dm(WEEKS)
    coach.answers_to(asked)
    for delivery in coach.slack.deliveries_of(asked):
        coach.slack.redeliver(delivery, new_event_id=True)

    answers = coach.answers_to(asked)

    assert len(answers) == 1, words_of(answers)


def test_a_mention_is_answered_once_in_its_thread_and_a_follow_up_needs_none(coach: ServedBot) -> None:
    alice = coach.newcomer()
    general = coach.channel(alice)
    asked = alice.mention(general, WEEKS)
    coach.rest()
    further = alice.say(general, "and which resources does it have?", asked.ts)

    answers = coach.answers_to(further)

    assert {delivery.event["type"] for delivery in coach.slack.deliveries_of(asked)} == {
        "app_mention",
        "message",
    }
    assert len(coach.said_to(asked)) == 2
    assert len(answers) == 1
    assert all(message.thread_ts == asked.ts for message in coach.slack.bot_messages(general))


def test_edits_joins_other_bots_and_its_own_posts_get_no_answer(coach: ServedBot) -> None:
    alice, bob = coach.newcomer(), coach.newcomer()
    general = coach.channel(alice)
    asked = alice.mention(general, WEEKS)
    coach.rest()

    alice.edit(asked, f"<@{coach.slack.bot_user_id}> How long are all phases together?")
    bob.join(general)
    coach.slack.other_bot_says(general, f"<@{coach.slack.bot_user_id}> {WEEKS}")
    coach.slack.other_bot_says(general, "Is that so?", asked.ts)
    bob.say(general, "Lunch?")
    bob.say(general, "What do you think?", asked.ts)
    alice.react(asked, "eyes")
    coach.rest()

    assert len(coach.slack.bot_messages(general)) == 1


def test_after_a_kill_a_repeated_event_makes_no_second_answer_and_no_second_commitment(
    paced: ServedBot,
) -> None:
    alice = paced.newcomer()
    asked, promised = alice.dm(WEEKS), alice.dm(PROMISE)
    paced.rest()
    before = paced.said_to(asked)
    paced.kill()
    paced.start()

    for message in (asked, promised):
        for delivery in paced.slack.deliveries_of(message):
            paced.slack.redeliver(delivery)
            paced.slack.redeliver(delivery, new_event_id=True)
    after = paced.answers_to(asked)

    assert [message.ts for message in after] == [message.ts for message in before]
    assert len(after) == 2
    assert len(paced.commitments_of(alice)) == 1
