from __future__ import annotations

from typing import Any

import pytest

from bot.channels.slack.serving.kinds import kind_of


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"event": {"type": "app_mention"}}, "app_mention"),
        ({"event": {"type": "message", "channel_type": "channel"}}, "message.channels"),
        ({"event": {"type": "message", "channel_type": "group"}}, "message.groups"),
        ({"event": {"type": "message", "channel_type": "im", "subtype": "file_share"}}, "message.im"),
        ({"event": {"type": "message", "channel_type": "mpim"}}, "message.mpim"),
        ({"event": {"type": "message"}}, "other"),
        ({"event": {"type": "assistant_thread_started"}}, "assistant_thread_started"),
        ({"event": {"type": "whatever Ada wrote"}}, "other"),
        ({"type": "block_actions", "actions": []}, "block_actions"),
        ({"type": "view_submission"}, "view_submission"),
        ({"type": "shortcut"}, "other"),
        ({"command": "/coach", "text": "next"}, "command"),
        ({}, "other"),
    ],
)
def test_what_slack_sent_has_one_of_a_few_kinds(body: dict[str, Any], kind: str) -> None:
    assert kind_of(body) == kind
