"""A message whose blocks are refused is posted all the same, as well as that workspace can show it."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.slack.posting import Poster
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.surfaces.answers import text_blocks
from bot.channels.slack.surfaces.post import Post
from bot.settable import SlackSettings
from tests.local_slack import LocalSlack, refused

POST = Post("Ten weeks.", text_blocks("Ten weeks."))


@pytest.mark.parametrize(
    ("times", "first", "second"),
    [
        (0, "markdown", "markdown"),
        (1, "section", "section"),  # it was the Markdown
        (2, "", "markdown"),  # it was something else
    ],
)
def test_blocks_of_markdown_are_left_out_where_they_were_what_was_refused(
    times: int, first: str, second: str
) -> None:
    async def run() -> list[str]:
        async with LocalSlack(rates_on=False) as slack:
            channel = slack.add_channel("general", slack.add_user("ana"))
            secrets = SlackSecrets(bot_token=slack.bot_token, app_token="", signing_secret="")
            async with SlackClient(secrets, SlackSettings(base_url=slack.api_url)) as client:
                poster = Poster(client, wait_s=0.01)
                slack.faults.add("chat.postMessage", refused("invalid_blocks"), times)
                await poster.post(channel, POST, key="1")
                await poster.post(channel, POST, key="2")
            messages = slack.bot_messages(channel)
            return [message.blocks[0]["type"] if message.blocks else "" for message in messages]

    assert asyncio.run(run()) == [first, second]
