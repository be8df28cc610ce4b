"""`/coach …`, Home, opinions, and whose pathway a channel speaks of."""

from __future__ import annotations

import pytest

from bot.channels.slack.surfaces.buttons import Action
from bot.prompts import bundled_prompts
from tests.e2e.slack.served_bot import ServedBot, words_of
from tests.e2e.slack.wording import PROMISE, PROMISED, WEEKS
from tests.local_slack import Hands

pytestmark = pytest.mark.real_model

PATHWAY = "backend-developer-to-edge-ai-engineer"
_say = bundled_prompts().say


def test_every_command_is_answered_for_the_one_who_typed_it_alone(coach: ServedBot) -> None:
    alice, bob = coach.newcomer(), coach.newcomer()
    room = coach.channel(alice, bob)
    alice.dm(PROMISE)
    coach.rest()
    alice.dm("yes")
    coach.rest()
    for text, expected in (
        (f"ask {WEEKS}", "10 weeks"),
        (f"pathway {PATHWAY}", _say("slack_pathway_refused")),
        ("next", "Machine Learning Specialization"),
        ("plan", "Foundations of AI"),
        ("commitments", PROMISED),
        ("review", "Next steps"),  # the day decides of which week it is
        ("help", "/coach forget me"),
        ("", "/coach forget me"),
    ):
        before = len(coach.slack.ephemerals(alice, room))

        alice.slash("/coach", text, room)
        coach.rest()

        assert expected in words_of(coach.slack.ephemerals(alice, room)[before:]), text
    assert not coach.slack.bot_messages(room)
    assert not coach.slack.ephemerals(bob)


def test_forget_me_asks_first_and_then_forgets_everything(coach: ServedBot) -> None:
    alice = coach.newcomer()
    room = coach.channel(alice)
    alice.dm(PROMISE)
    coach.rest()
    alice.dm("yes")
    coach.rest()
    alice.open_home()
    coach.slack.wait_until(lambda: PROMISED in home_of(coach, alice))

    alice.slash("/coach", "forget me", room)
    coach.rest()
    assert coach.commitments_of(alice)
    (asked,) = coach.slack.ephemerals(alice, room)
    alice.click(asked, Action.FORGET_ME)
    coach.rest()

    assert not coach.commitments_of(alice)
    assert coach.one(f"SELECT count(*) FROM identities WHERE external_id LIKE '%:{alice.id}'") == 0
    coach.slack.wait_until(lambda: PROMISED not in home_of(coach, alice))


def test_home_shows_what_is_open_and_its_buttons_work(coach: ServedBot) -> None:
    alice = coach.newcomer()
    alice.dm(PROMISE)
    coach.rest()
    alice.dm("yes")
    coach.rest()
    alice.open_home()
    coach.slack.wait_until(lambda: PROMISED in home_of(coach, alice))
    home = coach.slack.home(alice)
    assert home is not None

    alice.click_in_view(home, Action.DONE)
    coach.rest()

    assert [kept.status for kept in coach.commitments_of(alice)] == ["done"]
    assert f"'{Action.DONE}'" not in home_of(coach, alice)


def test_an_opinion_is_kept_once_and_sources_open(coach: ServedBot) -> None:
    alice = coach.newcomer()
    room = coach.channel(alice)
    (answer,) = coach.answers_to(alice.mention(room, WEEKS))

    alice.click(answer, Action.HELPFUL)
    alice.click(answer, Action.HELPFUL)
    coach.rest()
    alice.click(answer, Action.HELPFUL, version=-2)
    coach.rest()
    alice.click(answer, Action.UNHELPFUL)
    alice.click(answer, Action.SOURCES)
    coach.rest()

    query = "SELECT {} FROM feedback JOIN identities USING (person_id) WHERE external_id LIKE '%:" + alice.id
    assert coach.one(query.format("count(*)") + "'") == 1
    assert coach.one(query.format("helpful") + "'") == 0
    assert "10 weeks" in coach.slack.modals(alice)[-1].body["blocks"][1]["text"]["text"]


def test_the_pathway_of_a_channel_is_set_by_the_inviter_or_an_admin_and_by_nobody_else(
    coach: ServedBot,
) -> None:
    alice, bob, admin = coach.newcomer(), coach.newcomer(), coach.newcomer(is_admin=True)
    room = coach.slack.add_channel("quiet", alice, bob, admin, with_bot=False)
    alice.invite_bot(room)
    coach.rest()

    bob.slash("/coach", f"pathway {PATHWAY}", room)
    coach.rest()
    assert _say("slack_pathway_refused") in words_of(coach.slack.ephemerals(bob, room))
    assert not coach.slack.bot_messages(room)
    alice.slash("/coach", f"pathway {PATHWAY}", room)
    coach.rest()
    assert len(coach.slack.bot_messages(room)) == 1
    admin.slash("/coach", "pathway none", room)
    coach.rest()

    assert words_of(coach.slack.bot_messages(room)[1:]) == _say("slack_pathway_channel_none")


def test_the_assistant_pane_suggests_questions_and_names_its_threads(coach: ServedBot) -> None:
    alice = coach.newcomer()
    root = alice.open_assistant()
    coach.slack.wait_until(lambda: coach.slack.suggested_prompts(root.channel, root.ts))

    asked = alice.say(root.channel, WEEKS, root.ts)
    (answer,) = coach.answers_to(asked)

    assert "10 weeks" in answer.words
    assert answer.thread_ts == root.ts
    assert coach.slack.title(root.channel, root.ts)


def home_of(bot: ServedBot, person: Hands) -> str:
    """Return all that stands on a person's Home by now."""
    view = bot.slack.home(person)
    return "" if view is None else str(view.body)
