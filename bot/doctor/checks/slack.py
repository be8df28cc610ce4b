"""Slack's tokens: are they set, do they look right? Slack is not called; `pathcoach slack check` does."""

from __future__ import annotations

from collections.abc import Iterator

from bot.channels.slack.serving.secrets import SlackSecrets
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject

_VARIABLES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")


def check_slack(subject: Subject) -> Iterator[Finding]:
    """Look at the variables, and show none. Where none is set, Slack is not wanted."""
    say = subject.prompts.say
    if not any(subject.environ.get(name) for name in _VARIABLES):
        yield Finding("Slack", Status.OK, say("doctor_slack_absent"))
        return
    _, faults = SlackSecrets.that_are_set(subject.environ)
    for fault in faults:
        yield Finding("Slack", Status.FAIL, fault)
    if not faults:
        yield Finding("Slack", Status.OK, say("doctor_slack"))
