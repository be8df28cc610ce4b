"""What is one person's is seen by nobody else, wherever it is asked for; and nobody is pinged by the bot."""

from __future__ import annotations

import copy

import pytest

from bot.channels.slack.surfaces.buttons import Action
from tests.e2e.slack.scripted_model import ScriptedModel
from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import HARD, WEEKS
from tests.local_slack import Delivery, Hands

pytestmark = pytest.mark.real_model

SECRET = "Quillfeather"


def test_nobody_sees_anything_of_another_person_in_any_surface(
    paced: ServedBot, model: ScriptedModel
) -> None:
    alice, bob = paced.newcomer(), paced.newcomer()
    room = paced.channel(alice, bob)
    asked = alice.mention(room, WEEKS)
    proposed = alice.dm(f"I will phone {SECRET} by Friday")
    paced.rest()
    first = len(paced.slack.deliveries)
    (proposal,) = paced.said_to(proposed)
    alice.click(proposal, Action.CONFIRM)
    paced.rest()
    for question in ("What did I promise?", "Show my plan", "What should I do next?", "How was my week?"):
        alice.mention(room, question)
        alice.say(room, question, asked.ts)
    for command in ("commitments", "plan", "next", "review"):
        alice.slash("/coach", command, room)
    alice.open_home()
    paced.rest(60)
    for message in paced.slack.ephemerals(alice):
        for action in (Action.DONE, Action.SOURCES):
            if f"'{action}'" in str(message.blocks):
                alice.click(message, action, value=None)
                break
    paced.rest()
    before = paced.commitments_of(alice)
    assert SECRET in paced.slack.words_visible_to(alice)

    shown = len(model.shown)
    for question in ("What did I promise?", f"What did <@{alice.id}> promise?", HARD, "How was my week?"):
        bob.mention(room, question, asked.ts)
        bob.mention(room, question)
        bob.dm(question)
    for command in ("commitments", "plan", "next", "review", "help"):
        bob.slash("/coach", command, room)
    bob.open_home()
    for delivery in paced.slack.deliveries[first:]:
        if delivery.kind == "interactive" and delivery.payload["user"]["id"] == alice.id:
            paced.slack.redeliver(as_if_by(bob, delivery))
    paced.rest(60)

    assert SECRET not in paced.slack.words_visible_to(bob)
    assert not [prompt for prompt in model.shown[shown:] if SECRET in prompt]
    assert paced.commitments_of(alice) == before
    assert not paced.commitments_of(bob)


def test_what_others_wrote_pings_nobody(paced: ServedBot) -> None:
    alice = paced.newcomer()
    room = paced.channel(alice)
    loud = "<!channel> <!here> @everyone"
    asked = alice.mention(room, f"{loud} {WEEKS}")
    alice.mention(room, f"I will email {loud} by Friday")
    promised = alice.dm(f"I will email {loud} and @here by Friday")
    paced.rest()
    (proposal,) = paced.said_to(promised)
    assert "email" in proposal.words
    alice.click(proposal, Action.CONFIRM)
    alice.mention(room, "What did I promise?")
    alice.open_home()
    paced.rest()

    assert "10 weeks" in words_of(paced.said_to(asked))
    assert not paced.slack.pings()


def as_if_by(person: Hands, delivery: Delivery) -> Delivery:
    """Return a press as it would come if another person had pressed the same."""
    payload = copy.deepcopy(delivery.payload)
    payload["user"] = {**payload["user"], "id": person.id, "username": person.name, "name": person.name}
    return Delivery(delivery.kind, payload)
