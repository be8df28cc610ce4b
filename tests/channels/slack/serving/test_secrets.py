from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.channels.slack.serving.secrets import SecretMask, SlackSecrets, mask_in_logs
from bot.errors import SettingsError

BOT, APP, SIGNING = "xoxb-12-34-abcDEF", "xapp-1-A0-99-abc", "0123456789abcdef0123456789abcdef"
ALL = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING}
SECRETS = SlackSecrets(BOT, APP, SIGNING)


@pytest.fixture
def logged() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger whose handler masks, and what that wrote."""
    written, logger = io.StringIO(), logging.getLogger("bot.channels.slack.test_secrets")
    handler = logging.StreamHandler(written)
    logger.addHandler(handler)
    mask_in_logs(SECRETS)
    yield logger, written
    logger.removeHandler(handler)


def test_each_mode_needs_its_own_secrets() -> None:
    over_a_socket = SlackSecrets.from_environment("socket", {**ALL, "SLACK_SIGNING_SECRET": ""})
    over_http = SlackSecrets.from_environment("http", {**ALL, "SLACK_APP_TOKEN": ""})
    assert (over_a_socket.bot_token, over_a_socket.app_token) == (BOT, APP)
    assert (over_http.bot_token, over_http.signing_secret) == (BOT, SIGNING)


def test_a_line_end_that_was_copied_along_does_no_harm() -> None:
    secrets = SlackSecrets.from_environment("http", {name: f" {value}\n" for name, value in ALL.items()})
    assert (secrets.bot_token, secrets.signing_secret) == (BOT, SIGNING)


@pytest.mark.parametrize(
    ("mode", "name", "value", "said"),
    [
        ("socket", "SLACK_BOT_TOKEN", "", "is not set: it begins with “xoxb-”"),
        ("socket", "SLACK_BOT_TOKEN", "xoxp-12-secret", "does not look right: it begins with “xoxb-”"),
        ("socket", "SLACK_APP_TOKEN", BOT, "does not look right: it begins with “xapp-”"),
        ("http", "SLACK_SIGNING_SECRET", f"{SIGNING}0", "does not look right: it is 32 digits"),
        ("http", "SLACK_SIGNING_SECRET", " \n", "is not set"),
    ],
)
def test_a_missing_or_misshapen_secret_gets_one_sentence_without_its_value(
    mode: str, name: str, value: str, said: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        SlackSecrets.from_environment(mode, {**ALL, name: value})  # type: ignore[arg-type]
    sentence = str(raised.value)
    assert f"The environment variable {name} {said}" in sentence
    assert "https://api.slack.com/apps" in sentence
    assert len(sentence.splitlines()) == 1
    assert not value.strip() or value.strip() not in sentence


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ((), []),
        (("SLACK_APP_TOKEN",), []),
        (("SLACK_SIGNING_SECRET",), []),
        (("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), ["SLACK_APP_TOKEN"]),
        (("SLACK_BOT_TOKEN",), ["SLACK_BOT_TOKEN"]),
        (tuple(ALL), ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
    ],
)
def test_what_either_mode_lacks_is_told_all_at_once(missing: tuple[str, ...], named: list[str]) -> None:
    environ = {name: value for name, value in ALL.items() if name not in missing}
    secrets, faults = SlackSecrets.that_are_set(environ)
    assert [fault.split()[3] for fault in faults] == named
    assert set(secrets) == set(environ.values())


def test_secrets_are_not_shown() -> None:
    assert repr(SECRETS) == str(SECRETS) == "SlackSecrets()"


def test_no_handler_writes_a_secret(logged: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = logged
    logger.error("Calling with %s and %s", BOT, {"secret": SIGNING})
    try:
        raise ValueError(f"refused {APP} at wss://slack.test/link?ticket=a-b-c&app_id=1")
    except ValueError:
        logger.exception("It failed", stack_info=True)
    text = written.getvalue()
    assert not [secret for secret in (*SECRETS, "a-b-c") if secret in text]
    assert "Calling with xoxb-*** and {'secret': '***'}" not in text  # a known secret goes whole
    assert "Calling with *** and {'secret': '***'}" in text
    assert "ticket=***&app_id=1" in text


@pytest.mark.parametrize(
    "token", ["xoxb-9-8-Foreign", "xoxp-1-2-3", "xapp-1-A-2-b", "xoxe.xoxp-1-abc", "xoxc-1"]
)
def test_tokens_that_are_not_ours_are_masked_too(token: str) -> None:
    masked = SecretMask(SECRETS).masked(f"token={token};")
    assert token.rpartition("-")[2] not in masked.replace("***", "")
    assert masked.endswith("-***;")


def test_what_is_no_secret_stays() -> None:
    text = "A box-ticking exercise in C0123ABC, 100% done; xox is no token."
    assert SecretMask(SECRETS).masked(text) == text
