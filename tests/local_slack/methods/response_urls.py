"""Response URLs: five answers within half an hour to the command or the click that came with one."""

from __future__ import annotations

from tests.local_slack import limits
from tests.local_slack.errors import Refused
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.chat import checked_blocks
from tests.local_slack.methods.context import Context
from tests.local_slack.state import Json, ResponseUrl


def answer(context: Context, key: str, arguments: Arguments) -> Json:
    """Post, replace or delete, as the app asks."""
    url = context.workspace.response_urls.get(key)
    if url is None:
        raise Refused("no_service")
    if context.workspace.clock.now() - url.given_at > limits.RESPONSE_URL_SECONDS:
        raise Refused("expired_url")
    if url.uses >= limits.RESPONSE_URL_USES:
        raise Refused("used_url")
    url.uses += 1
    if arguments.flag("delete_original"):
        _delete(context, url)
        return {}
    text, blocks = arguments.text("text")[: limits.POST_TEXT], checked_blocks(context, arguments)
    if not text and not blocks:
        raise Refused("no_text")
    # A click's answer replaces the message unless it says otherwise.
    replaces = (
        arguments.flag("replace_original") if "replace_original" in arguments else url.message is not None
    )
    if replaces and url.message is not None:
        url.message.change(text, blocks)
        context.events.changed(url.message)
        return {}
    say(context, url, text, blocks, in_channel=arguments.text("response_type") == "in_channel")
    return {}


def say(context: Context, url: ResponseUrl, text: str, blocks: list[Json], *, in_channel: bool) -> Message:
    """Post to the channel of a command, for its person alone unless `in_channel`."""
    message = context.workspace.new_message(
        url.channel,
        context.workspace.bot_user_id,
        text,
        blocks,
        thread_ts=None if url.message is None else url.message.thread_ts,
        bot_id=context.workspace.bot_id,
        app_id=context.workspace.app_id,
        ephemeral_to=None if in_channel else url.user,
    )
    context.events.posted(message)
    return message


def _delete(context: Context, url: ResponseUrl) -> None:
    if url.message is None:
        raise Refused("message_not_found")
    url.message.deleted = True
    context.events.deleted(url.message)
