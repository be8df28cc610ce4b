"""Clicks, commands and submitted views go to a Bolt app and back, in both modes."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.local_slack import LocalSlack
from tests.local_slack.conftest import BOTH, Mode, bolt_app, running


@BOTH
def test_clicks_commands_and_submitted_views_go_there_and_back(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack:
            alice = slack.add_user("alice")
            general = slack.add_channel("general", alice)
            app = bolt_app(slack)

            @app.command("/coach")
            async def command(ack: Any, command: Any, respond: Any) -> None:
                await ack(text=f"You said {command['text']}.")
                await respond(blocks=[BUTTON], text="A button")

            @app.action("go")
            async def go(ack: Any, body: Any, client: Any, respond: Any) -> None:
                await ack()
                await client.views_open(trigger_id=body["trigger_id"], view=FORM)
                await respond(text="Opened.", replace_original=True)

            @app.view("form")
            async def submitted(ack: Any, view: Any) -> None:
                day = view["state"]["values"]["when"]["day"]["selected_date"]
                if day == "2026-03-06":
                    await ack()
                else:
                    await ack(response_action="errors", errors={"when": "Not that day."})

            async with running(slack, app, mode):
                alice.slash("/coach", "next", general)
                await slack.until(lambda: len(slack.ephemerals(alice)) == 2)
                with_button = next(m for m in slack.ephemerals(alice) if m.blocks)
                alice.click(with_button, "go")
                await slack.until(lambda: slack.modals(alice) and with_button.text == "Opened.")
                (modal,) = slack.modals(alice)
                alice.submit_view(modal, {"day": "2026-03-05"})
                await slack.until(lambda: modal.errors)
                alice.submit_view(modal, {"day": "2026-03-06"})
                await slack.until(lambda: not slack.modals(alice))

            assert "You said next." in [m.text for m in slack.ephemerals(alice)]
            assert modal.errors == {"when": "Not that day."}
            assert slack.bot_messages() == []

    asyncio.run(scenario())


BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}],
}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Change date"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "when",
            "label": {"type": "plain_text", "text": "Day"},
            "element": {"type": "datepicker", "action_id": "day"},
        }
    ],
}


@BOTH
def test_an_answer_that_slack_could_not_show_is_refused(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack:
            alice = slack.add_user("alice")
            general = slack.add_channel("general", alice)
            app = bolt_app(slack)

            @app.command("/coach")
            async def command(ack: Any) -> None:
                await ack(text="Too many", blocks=[{"type": "divider"}] * 51)

            async with running(slack, app, mode):
                sent = alice.slash("/coach", "", general)
                await slack.until(lambda: sent.acknowledged)

            assert sent.answer_refused == "invalid_blocks"
            assert slack.ephemerals(alice) == []

    asyncio.run(scenario())


@BOTH
def test_a_click_that_is_acknowledged_late_is_given_up_and_what_it_answers_not_done(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack(patience_s=0.2) as slack:
            alice = slack.add_user("alice")
            general = slack.add_channel("general", alice)
            app = bolt_app(slack)

            @app.command("/coach")
            async def command(ack: Any) -> None:
                await asyncio.sleep(0.4)
                await ack(text="Late")

            async with running(slack, app, mode):
                sent = alice.slash("/coach", "", general)
                await slack.until(lambda: sent.given_up)
                await asyncio.sleep(0.4)

            assert len(sent.attempts) == 1
            assert slack.ephemerals(alice) == []

    asyncio.run(scenario())
