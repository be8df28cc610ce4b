"""Promises by buttons, and check-ins on them: once each, on everybody's own clock, whatever is pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels.slack.surfaces.buttons import SNOOZE_MENU, Action
from bot.prompts import bundled_prompts
from tests.e2e.slack.conftest import Serve
from tests.e2e.slack.served_bot import Kept, Mode, ServedBot
from tests.e2e.slack.wording import PROMISE
from tests.local_slack import Hands, Message, View, delayed

pytestmark = pytest.mark.real_model

MONDAY = "2026-03-02T09:00:00+00:00"
FRIDAY, TUESDAY_AFTER = "2026-03-06", "2026-03-10"
MORNING_IN_TOKYO = "2026-03-09T00:30:00+00:00"  # the next working day, 9:30; still Sunday in New York
LEASE_LATER = "2026-03-09T00:40:00+00:00"
MORNING_IN_NEW_YORK = "2026-03-09T14:10:00+00:00"
_say = bundled_prompts().say


@pytest.fixture(scope="module")
def clocked(mode: Mode, serve: Serve) -> Iterator[ServedBot]:
    """A bot on whose clock it is Monday."""
    with serve(mode, PATHCOACH_NOW=MONDAY, PATHCOACH_COMPOSER="extractive") as bot:
        yield bot


def test_a_proposal_is_saved_by_its_button_once_however_often_it_is_pressed(clocked: ServedBot) -> None:
    alice = clocked.newcomer()
    proposal = propose(clocked, alice)

    alice.click(proposal, Action.CONFIRM)
    alice.click(proposal, Action.CONFIRM, version=0)
    clocked.rest()
    alice.click(proposal, Action.CONFIRM, version=0)
    alice.click(proposal, Action.NOT_NOW, version=0)
    clocked.rest()

    assert [(kept.status, kept.due_on) for kept in clocked.commitments_of(alice)] == [("open", FRIDAY)]
    assert Action.CONFIRM not in actions_of(proposal)
    assert "Friday, 6 March" in proposal.words


def test_the_date_of_a_proposal_is_changed_in_a_form_before_it_is_saved(clocked: ServedBot) -> None:
    alice = clocked.newcomer()
    proposal = propose(clocked, alice)

    alice.click(proposal, Action.CHANGE_DATE)
    alice.submit_view(form_of(clocked, alice), {"date": TUESDAY_AFTER})
    clocked.rest()
    assert [(kept.status, kept.due_on) for kept in clocked.commitments_of(alice)] == [
        ("proposed", TUESDAY_AFTER)
    ]
    alice.click(proposal, Action.CONFIRM)
    clocked.rest()

    assert [(kept.status, kept.due_on) for kept in clocked.commitments_of(alice)] == [("open", TUESDAY_AFTER)]
    assert "Tuesday, 10 March" in proposal.words


def test_not_now_saves_nothing(clocked: ServedBot) -> None:
    alice = clocked.newcomer()
    proposal = propose(clocked, alice)

    alice.click(proposal, Action.NOT_NOW)
    clocked.rest()

    assert "open" not in [kept.status for kept in clocked.commitments_of(alice)]
    assert Action.CONFIRM not in actions_of(proposal)


def test_check_ins_go_out_once_on_everybodys_own_clock_and_each_of_their_buttons_works_once(
    clocked: ServedBot,
) -> None:
    tokyo = clocked.newcomer(tz="Asia/Tokyo")
    yorkers = {
        action: clocked.newcomer(tz="America/New_York")
        for action in (Action.DONE, Action.PARTLY, Action.SNOOZE_TOMORROW, Action.REPLAN, Action.DROP)
    }
    for person in (tokyo, *yorkers.values()):
        person.click(propose(clocked, person), Action.CONFIRM)
    clocked.rest()

    # It is killed while Slack, which is slow, has the message already and has not said so.
    clocked.kill()
    clocked.slack.faults.add("chat.postMessage", delayed(2.0))
    posts = len(clocked.slack.calls_of("chat.postMessage"))
    clocked.start(PATHCOACH_NOW=MORNING_IN_TOKYO)
    clocked.slack.wait_until(lambda: len(clocked.slack.calls_of("chat.postMessage")) > posts)
    clocked.kill()
    clocked.slack.wait_until(lambda: clocked.slack.calls_of("chat.postMessage")[posts].response)
    assert clocked.one("SELECT count(*) FROM deliveries WHERE status = 'claimed'")
    assert len(deliveries_in(clocked)) > 0
    clocked.start(PATHCOACH_NOW=LEASE_LATER)
    clocked.rest(quiet_s=2.0)
    assert len(check_ins_of(clocked, tokyo)) == 1
    assert not [check_ins_of(clocked, person) for person in yorkers.values() if check_ins_of(clocked, person)]

    clocked.stop()
    clocked.start(PATHCOACH_NOW=MORNING_IN_NEW_YORK)
    clocked.slack.wait_until(lambda: all(check_ins_of(clocked, person) for person in yorkers.values()), 30)
    clocked.rest()
    for action, person in yorkers.items():
        press(clocked, person, action)
    clocked.rest()
    first = {action: clocked.commitments_of(person) for action, person in yorkers.items()}
    for action, person in yorkers.items():
        (check_in,) = check_ins_of(clocked, person)
        before = Action.PARTLY if action is Action.DONE else Action.DONE
        person.click(check_in, before, version=0)
    clocked.rest()

    assert {action: clocked.commitments_of(person) for action, person in yorkers.items()} == first
    assert status_of(first[Action.DONE]) == ("done", FRIDAY)
    assert status_of(first[Action.PARTLY]) == ("partly", FRIDAY)
    assert status_of(first[Action.SNOOZE_TOMORROW]) == ("open", FRIDAY)
    assert status_of(first[Action.REPLAN]) == ("open", TUESDAY_AFTER)
    assert status_of(first[Action.DROP]) == ("dropped", FRIDAY)
    assert len(check_ins_of(clocked, tokyo)) == 1
    sent = deliveries_in(clocked)
    assert len(sent) == len(set(sent)) > len(yorkers)


def propose(bot: ServedBot, person: Hands) -> Message:
    """Return the message that asks whether a promise shall be saved."""
    asked = person.dm(PROMISE)
    bot.slack.wait_until(lambda: [m for m in bot.said_to(asked) if Action.CONFIRM in actions_of(m)], 20)
    (proposal,) = bot.said_to(asked)
    return proposal


def press(bot: ServedBot, person: Hands, action: Action) -> None:
    """Press what asks for `action` on the person's check-in, and submit the form that it opens, if any."""
    (check_in,) = check_ins_of(bot, person)
    if action is Action.SNOOZE_TOMORROW:
        person.pick(check_in, SNOOZE_MENU, _say("slack_option_snooze_tomorrow"))
        return
    person.click(check_in, action)
    if action is Action.REPLAN:
        person.submit_view(form_of(bot, person), {"date": TUESDAY_AFTER})
    elif action is Action.DROP:
        person.submit_view(form_of(bot, person))


def form_of(bot: ServedBot, person: Hands) -> View:
    """Wait for the form that opens before a person."""
    bot.slack.wait_until(lambda: bot.slack.modals(person))
    return bot.slack.modals(person)[-1]


def check_ins_of(bot: ServedBot, person: Hands) -> list[Message]:
    """Return the messages that asked a person how it went."""
    sent = bot.slack.bot_messages(bot.slack.dm(person))
    return [m for m in sent if Action.MISSED in actions_of(m, version=0)]


def deliveries_in(bot: ServedBot) -> list[str]:
    """Return the deliveries that the bot's messages say they are."""
    payloads = [(m.metadata or {}).get("event_payload", {}) for m in bot.slack.bot_messages()]
    return [each for payload in payloads for each in payload.get("delivery_ids", ())]


def actions_of(message: Message, *, version: int = -1) -> set[str]:
    """Return the action ids of a message's buttons and menus."""
    return {
        element["action_id"]
        for block in message.versions[version].blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def status_of(kept: list[Kept]) -> tuple[str, str | None]:
    (one,) = kept
    return one.status, one.due_on
