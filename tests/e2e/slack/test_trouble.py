"""Slack's own troubles, an old Slack, and a model that is not there: whoever asks gets one answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.slack.surfaces.buttons import Action
from bot.prompts import bundled_prompts
from tests.e2e.slack.conftest import Serve
from tests.e2e.slack.scripted_model import ScriptedModel
from tests.e2e.slack.served_bot import Mode, ServedBot, words_of
from tests.e2e.slack.wording import FIRST, HARD, LAST, PROMISE, PROMISED, WEEKS
from tests.local_slack import Hands, dropped, rate_limited, server_error

pytestmark = pytest.mark.real_model

METHODS = (
    "assistant.threads.setStatus",
    "assistant.threads.setTitle",
    "chat.appendStream",
    "chat.delete",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.startStream",
    "chat.stopStream",
    "chat.update",
    "response_url",
    "users.info",
    "views.open",
    "views.publish",
)
FAULTS = {  # which the next calls meet, one after the other
    "429": [rate_limited()],
    "500": [server_error(), server_error(after=True)],
    "dropped": [dropped(), dropped(after=True)],
}
_say = bundled_prompts().say


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_every_method_lose_nothing_and_double_nothing(
    paced: ServedBot, held: ScriptedModel, fault: str
) -> None:
    for method in METHODS:
        for each in FAULTS[fault]:
            paced.slack.faults.add(method, each)
    alice = paced.newcomer()
    room = paced.channel(alice)
    root = alice.open_assistant()
    held.hold(after=2)

    hard = alice.mention(room, HARD)
    paced.slack.wait_until(lambda: FIRST in words_of(paced.said_to(hard)), 20)
    held.release()
    promised, asked = alice.dm(PROMISE), alice.dm(WEEKS, root.ts)
    paced.rest()
    alice.open_home()
    alice.mention(room, "What did I promise?")
    alice.slash("/coach", "next", room)
    alice.slash("/coach", "help", room)
    paced.slack.wait_until(lambda: "/coach forget me" in _said_privately(paced, alice), 20)
    paced.rest()

    (answer,) = paced.said_to(hard)
    said = answer.text if FIRST in answer.text else answer.words
    assert said.count(FIRST) == said.count(LAST) == 1, said
    assert answer.streaming != "yes"
    assert len([m for m in paced.said_to(promised) if PROMISED in m.words]) == 1
    assert len(paced.said_to(asked)) == 1, words_of(paced.said_to(asked))
    assert len(paced.commitments_of(alice)) == 1
    assert paced.slack.home(alice) is not None
    for left in METHODS:
        while paced.slack.faults.take(left):
            pass


def test_a_slack_without_streams_threads_and_metadata_gets_whole_answers(
    mode: Mode, serve: Serve, model: ScriptedModel
) -> None:
    with serve(mode, PATHCOACH_MODEL__BASE_URL=model.url) as bot:
        bot.slack.faults.old_api()
        alice = bot.newcomer()
        room = bot.channel(alice)
        root = alice.open_assistant()
        model.hold(after=2)
        hard = alice.mention(room, HARD)
        bot.slack.wait_until(lambda: FIRST in words_of(bot.said_to(hard)))
        model.release()
        promised, asked = alice.dm(PROMISE), alice.dm(WEEKS, root.ts)
        bot.rest()
        (proposal,) = [m for m in bot.said_to(promised) if m.thread_ts is None]
        alice.click(proposal, Action.CONFIRM)
        bot.rest()

        (answer,) = bot.said_to(hard)
        assert FIRST in answer.words
        assert LAST in answer.words
        assert "10 weeks" in words_of(bot.said_to(asked))
        assert [kept.status for kept in bot.commitments_of(alice)] == ["open"]


def test_without_a_model_it_says_so_plainly_and_still_answers_what_needs_none(
    mode: Mode, serve: Serve, tmp_path: Path
) -> None:
    with serve(mode, PATHCOACH_MODEL__PATH=str(tmp_path / "no-such.gguf")) as bot:
        alice = bot.newcomer()
        room = bot.channel(alice)
        hard, fact = alice.mention(room, HARD), alice.mention(room, WEEKS)
        bot.rest()

        seen = bot.slack.words_visible_to(alice)
        assert _say("slack_trouble_model") in seen
        assert "no-such" not in seen
        assert "Traceback" not in seen
        assert "10 weeks" in words_of(bot.said_to(fact))
        assert not [m for m in bot.said_to(hard) if FIRST in m.words]


def _said_privately(bot: ServedBot, person: Hands) -> str:
    return words_of([*bot.slack.ephemerals(person), *bot.slack.bot_messages(bot.slack.dm(person))])
