"""Slack's tokens and signing secret: from the environment alone, shown nowhere, masked in logs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.errors import SettingsError

SlackMode = Literal["socket", "http"]

_MASK = "***"
# Tokens of every kind, and the ticket of a socket's address, which opens it to whoever has it.
_TOKENS = re.compile(r"\b(xox[a-z]|xapp|xwfp)(?:-[\w.%-]+)+|(?<=ticket=)[^&\s\"')]+")


@dataclass(frozen=True, slots=True)
class _Variable:
    """How a secret is called, what it looks like, and where its owner finds it."""

    name: str
    shape: re.Pattern[str]
    looks: str
    found: str


_BOT_TOKEN = _Variable(
    "SLACK_BOT_TOKEN",
    re.compile(r"xoxb-[\w-]+"),
    "begins with “xoxb-”",
    "under “OAuth & Permissions” of your app on https://api.slack.com/apps, once it is installed",
)
_APP_TOKEN = _Variable(
    "SLACK_APP_TOKEN",
    re.compile(r"xapp-[\w-]+"),
    "begins with “xapp-”",
    "under “Basic Information”, “App-Level Tokens” of your app on https://api.slack.com/apps; "
    "generate one there with the scope connections:write",
)
_SIGNING_SECRET = _Variable(
    "SLACK_SIGNING_SECRET",
    re.compile(r"[0-9a-fA-F]{32}"),
    "is 32 digits and letters from a to f",
    "under “Basic Information”, “App Credentials” of your app on https://api.slack.com/apps",
)


@dataclass(frozen=True, slots=True)
class SlackSecrets:
    """What proves to Slack who we are, and to us that Slack is speaking. Its repr shows nothing."""

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)  # Socket Mode only
    signing_secret: str = field(default="", repr=False)  # HTTP only

    @classmethod
    def from_environment(cls, mode: SlackMode, environ: Mapping[str, str] = os.environ) -> SlackSecrets:
        """Read what `mode` needs. Raises SettingsError, one sentence, without the value."""
        bot_token = _read(_BOT_TOKEN, environ)
        if mode == "socket":
            return cls(bot_token, app_token=_read(_APP_TOKEN, environ))
        return cls(bot_token, signing_secret=_read(_SIGNING_SECRET, environ))

    @classmethod
    def that_are_set(cls, environ: Mapping[str, str] = os.environ) -> tuple[SlackSecrets, list[str]]:
        """Read what there is, for either mode; return it with one sentence for each fault."""
        faults: list[str] = []
        needed = [_BOT_TOKEN, *(each for each in (_APP_TOKEN, _SIGNING_SECRET) if environ.get(each.name))]
        values = {}
        for variable in needed if len(needed) > 1 else (_BOT_TOKEN, _APP_TOKEN):
            try:
                values[variable.name] = _read(variable, environ)
            except SettingsError as error:
                faults.append(str(error))
        return cls(*(values.get(each.name, "") for each in (_BOT_TOKEN, _APP_TOKEN, _SIGNING_SECRET))), faults

    def __iter__(self) -> Iterator[str]:
        yield from filter(None, (self.bot_token, self.app_token, self.signing_secret))


class SecretMask(logging.Filter):
    """Masks Slack's tokens of every kind, and these secrets, in whatever a handler writes."""

    def __init__(self, secrets: SlackSecrets) -> None:
        super().__init__()
        self._known = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        record.msg, record.args = self.masked(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.masked(record.exc_text)
        if record.stack_info:
            record.stack_info = self.masked(record.stack_info)
        return True

    def masked(self, text: str) -> str:
        """Return `text` without secrets."""
        for secret in self._known:
            text = text.replace(secret, _MASK)
        return _TOKENS.sub(lambda found: f"{found[1]}-{_MASK}" if found[1] else _MASK, text)


def mask_in_logs(secrets: SlackSecrets) -> None:
    """Mask in every handler that there is now: a filter of a logger would not see what its children log."""
    mask = SecretMask(secrets)
    for logger in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            for handler in logger.handlers:
                handler.addFilter(mask)


def _read(variable: _Variable, environ: Mapping[str, str]) -> str:
    value = environ.get(variable.name, "").strip()
    if variable.shape.fullmatch(value):
        return value
    fault = "does not look right" if value else "is not set"
    raise SettingsError(
        f"The environment variable {variable.name} {fault}: it {variable.looks}, "
        f"and you find it {variable.found}."
    )
