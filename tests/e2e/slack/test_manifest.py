"""The manifest asks for what is used, and for nothing else."""

from __future__ import annotations

import pytest

from bot.channels.slack.setup.manifest import METHODS, scopes
from bot.channels.slack.surfaces.buttons import Action
from tests.e2e.slack.conftest import Serve
from tests.e2e.slack.served_bot import Mode
from tests.e2e.slack.wording import PROMISE, WEEKS
from tests.local_slack import dropped, refused

pytestmark = pytest.mark.real_model


def test_the_scopes_of_the_manifest_are_enough_and_none_is_unused(mode: Mode, serve: Serve) -> None:
    with serve(mode, PATHCOACH_COMPOSER="extractive") as bot:
        slack = bot.slack
        alice, bob = bot.newcomer(), bot.newcomer()
        public, private = bot.channel(alice, bob), bot.channel(alice, private=True)
        for room in (public, private):
            newcomer = slack.add_channel(f"new-{room}", alice, private=room == private, with_bot=False)
            alice.invite_bot(newcomer)
            slack.faults.add("chat.postMessage", dropped(after=True))
            slack.faults.add("chat.startStream", dropped(after=True))
            alice.mention(room, WEEKS)
            bot.rest()
        slack.faults.add("chat.postEphemeral", refused("user_not_in_channel"))
        bob.mention(public, "What did I promise?")
        bot.rest()
        root = alice.open_assistant()
        alice.say(root.channel, WEEKS, root.ts)
        slack.faults.add("chat.postMessage", dropped(after=True))
        alice.dm(PROMISE)
        alice.slash("/coach", "help", public)
        alice.open_home()
        bot.rest()
        (answer,) = [m for m in slack.bot_messages(public) if "10 weeks" in m.words]
        alice.click(answer, Action.SOURCES)
        bot.rest()

        called = {call.method for call in slack.calls} - {"apps.connections.open", "response_url"}
        assert called <= METHODS.keys()
        assert slack.scopes_used == set(scopes())
