"""Modals, Home, the assistant pane, and what a person's hands can and can't do."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack import CannotDo, LocalSlack, local_slack
from tests.local_slack.test_chat import actions, button, error_of, in_slack, section


def modal(**more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [section("x")], **more}


def home(*blocks: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks)}


async def clicked(slack: LocalSlack, client: AsyncWebClient) -> tuple[Any, str]:
    """Return a person, and the trigger of their click."""
    alice = slack.add_user("alice")
    posted = await client.chat_postMessage(channel=slack.dm(alice), text="t", blocks=[actions(button("go"))])
    message = slack.message(posted["channel"], posted["ts"])
    assert message is not None
    return alice, alice.click(message, "go").payload["trigger_id"]


def test_a_trigger_opens_one_modal_within_three_seconds() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, trigger = await clicked(slack, client)
        await client.views_open(trigger_id=trigger, view=modal())
        assert await error_of(client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"
        assert await error_of(client.views_open(trigger_id="1.2.x", view=modal())) == "invalid_arguments"
        late = alice.click(slack.bot_messages()[0], "go").payload["trigger_id"]
        slack.clock.advance(3.1)
        assert await error_of(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
        assert len(slack.modals(alice)) == 1

    in_slack(scenario)


@pytest.mark.parametrize(
    "view",
    [
        modal(private_metadata="x" * 3_001),
        modal(title={"type": "plain_text", "text": "x" * 25}),
        modal(blocks=[{"type": "divider"}] * 101),
        modal(blocks=[{"type": "markdown", "text": "x"}]),
        {"type": "home", "blocks": []},
    ],
)
def test_views_that_slack_refuses_are_refused(view: dict[str, Any]) -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        _, trigger = await clicked(slack, client)
        assert await error_of(client.views_open(trigger_id=trigger, view=view)) == "invalid_arguments"

    in_slack(scenario)


def test_home_is_published_once_per_hash_and_seen_by_its_person_alone() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, bob = slack.add_user("alice"), slack.add_user("bob")
        first = await client.views_publish(user_id=alice.id, view=home(section("Old")))
        await client.views_publish(user_id=alice.id, view=home(section("New")), hash=first["view"]["hash"])
        stale = client.views_publish(user_id=alice.id, view=home(), hash=first["view"]["hash"])
        assert await error_of(stale) == "hash_conflict"
        too_many = home(*[{"type": "divider"}] * 101)
        assert await error_of(client.views_publish(user_id=alice.id, view=too_many)) == "invalid_arguments"
        alice.open_home()

        assert slack.deliveries[-1].event["view"]["blocks"][0]["text"]["text"] == "New"
        assert "Old" in slack.words_visible_to(alice)
        assert slack.words_visible_to(bob) == ""

    in_slack(scenario)


def test_a_stale_click_presses_a_button_that_was_there_once() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, _ = await clicked(slack, client)
        message = slack.bot_messages()[0]
        await client.chat_update(channel=message.channel, ts=message.ts, text="Done", blocks=[])
        with pytest.raises(CannotDo):
            alice.click(message, "go")
        stale = alice.click(message, "go", version=0)
        assert stale.payload["actions"][0]["action_id"] == "go"
        assert stale.payload["message"]["blocks"][0]["type"] == "actions"

    in_slack(scenario)


def test_buttons_with_the_same_action_are_told_apart_by_value() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        blocks = [actions(button("done", "c1")), actions(button("done", "c2"))]
        await client.chat_postMessage(channel=slack.dm(alice), text="t", blocks=blocks)
        (message,) = slack.bot_messages()
        with pytest.raises(CannotDo):
            alice.click(message, "done")
        assert alice.click(message, "done", value="c2").payload["actions"][0]["value"] == "c2"

    in_slack(scenario)


def test_dates_and_options_are_picked_and_stand_in_the_state() -> None:
    options = [
        {"text": {"type": "plain_text", "text": t}, "value": v} for t, v in (("An hour", "1h"), ("No", "0"))
    ]
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-02"}
    blocks = [actions(picker, {"type": "overflow", "action_id": "more", "options": options})]

    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        await client.chat_postMessage(channel=slack.dm(alice), text="t", blocks=blocks)
        (message,) = slack.bot_messages()
        snoozed = alice.pick(message, "more", "An hour").payload
        dated = alice.pick(message, "day", "2026-03-06").payload

        assert snoozed["actions"][0]["selected_option"]["value"] == "1h"
        assert dated["actions"][0]["selected_date"] == "2026-03-06"
        (states,) = dated["state"]["values"].values()
        assert states == {"day": {"type": "datepicker", "selected_date": "2026-03-06"}}

    in_slack(scenario)


def test_the_assistant_pane_has_a_context_a_title_prompts_and_a_status_that_ends() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        root = alice.open_assistant(general)
        thread = {"channel_id": root.channel, "thread_ts": root.ts}
        prompts = [{"title": "Next?", "message": "What is next?"}]
        await client.assistant_threads_setSuggestedPrompts(**thread, prompts=prompts)
        await client.assistant_threads_setTitle(**thread, title="Next steps")
        await client.assistant_threads_setStatus(**thread, status="Reading")
        while_set = slack.status(root.channel, root.ts)
        slack.clock.advance(121)
        after_two_minutes = slack.status(root.channel, root.ts)
        await client.assistant_threads_setStatus(**thread, status="Reading")
        await client.chat_postMessage(channel=root.channel, thread_ts=root.ts, text="Answer")
        follow_up = alice.say(root.channel, "And then?", root.ts)

        told = slack.deliveries[0].event["assistant_thread"]
        assert (told["context"]["channel_id"], told["thread_ts"]) == (general, root.ts)
        assert (while_set, after_two_minutes, slack.status(root.channel, root.ts)) == ("Reading", "", "")
        assert slack.title(root.channel, root.ts) == "Next steps"
        assert slack.suggested_prompts(root.channel, root.ts) == prompts
        assert slack.deliveries_of(follow_up)[0].event["thread_ts"] == root.ts
        five = client.assistant_threads_setSuggestedPrompts(**thread, prompts=prompts * 5)
        assert await error_of(five) == "invalid_arguments"
        elsewhere = client.assistant_threads_setStatus(channel_id=general, thread_ts=root.ts, status="x")
        assert await error_of(elsewhere) == "channel_not_found"

    in_slack(scenario)


def test_what_a_person_can_see_is_theirs_the_public_and_what_was_there_before_an_edit() -> None:
    with local_slack() as slack:
        alice, bob = slack.add_user("alice"), slack.add_user("bob")
        secret = slack.add_channel("secret", alice, private=True)
        public = slack.add_channel("public", alice)
        alice.say(secret, "in secret")
        edited = alice.say(public, "before the edit")
        alice.edit(edited, "after the edit")
        alice.dm("to the bot")

        assert {seen.text for seen in slack.visible_to(bob)} == {"before the edit", "after the edit"}
        assert {"in secret", "to the bot"} <= {seen.text for seen in slack.visible_to(alice)}


def test_hands_do_not_reach_where_they_are_not() -> None:
    with local_slack() as slack:
        alice, bob = slack.add_user("alice"), slack.add_user("bob")
        general = slack.add_channel("general", alice)
        said = alice.say(general, "x")

        for impossible in (
            lambda: bob.say(general, "x"),
            lambda: bob.edit(said, "y"),
            lambda: bob.slash("/coach", "", general),
            lambda: alice.slash("/other", "", general),
            lambda: alice.stop_stream(said),
        ):
            with pytest.raises(CannotDo):
                impossible()
