from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.setup.manifest import EVENTS, METHODS, manifest, manifest_yaml, scopes, uses_of
from bot.errors import SettingsError
from bot.prompts import bundled_prompts

PROMPTS = bundled_prompts()
ROOT = Path(__file__).parents[4]


def test_the_file_in_deploy_is_what_the_code_says() -> None:
    written = (ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8")
    assert written == manifest_yaml(PROMPTS)  # else: pathcoach slack manifest > deploy/slack-manifest.yaml


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    granted = manifest(PROMPTS)["oauth_config"]["scopes"]
    assert granted == {"bot": list(scopes())}  # nothing of a user's
    assert all(uses_of(scope) for scope in scopes())
    assert {scope for needed in (*METHODS.values(), *EVENTS.values()) for scope in needed} < set(scopes())


def test_the_methods_that_are_called_are_those_of_the_list() -> None:
    assert set(_called()) - {"apps.connections.open"} == set(METHODS)  # that one takes the app token


def test_every_method_in_the_list_is_one_of_slacks() -> None:
    assert [name for name in METHODS if not hasattr(AsyncWebClient, name.replace(".", "_"))] == []


def test_socket_mode_needs_no_address_of_ours() -> None:
    text = manifest_yaml(PROMPTS)
    assert yaml.safe_load(text)["settings"]["socket_mode_enabled"] is True
    assert "http" not in text


@pytest.mark.parametrize(
    "url", ["https://coach.test", "https://coach.test/", "https://coach.test/slack/events"]
)
def test_over_http_everything_goes_to_one_address(url: str) -> None:
    made = yaml.safe_load(manifest_yaml(PROMPTS, url=url))
    (command,) = made["features"]["slash_commands"]
    settings = made["settings"]
    assert settings["socket_mode_enabled"] is False
    assert (
        {"https://coach.test/slack/events"}
        == {command["url"]}
        == {settings[part]["request_url"] for part in ("event_subscriptions", "interactivity")}
    )


@pytest.mark.parametrize(
    "url", ["http://coach.test", "coach.test", "https://", "https://coach.test/?a=b", ""]
)
def test_an_address_that_slack_would_not_take_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="is no address that Slack can reach"):
        manifest(PROMPTS, url=url)


def test_people_can_write_to_the_bot_and_find_its_home() -> None:
    home = manifest(PROMPTS)["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_an_app_with_the_old_pane_keeps_it_and_its_events() -> None:
    old, new = manifest(PROMPTS, view="assistant"), manifest(PROMPTS)
    assert {"assistant_view"} == old["features"].keys() - new["features"].keys()
    assert {"agent_view"} == new["features"].keys() - old["features"].keys()
    more = set(old["settings"]["event_subscriptions"]["bot_events"]) - set(EVENTS)
    assert more == {"assistant_thread_started", "assistant_thread_context_changed"}


def test_texts_are_no_longer_than_slack_takes() -> None:
    made = manifest(PROMPTS)
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300


def _called() -> Iterator[str]:
    """Yield the methods that code names in a string, or calls by the name that the SDK gives them."""
    known = {name for name in dir(AsyncWebClient) if "_" in name.strip("_")} - {"api_call"}
    for path in (ROOT / "bot" / "channels" / "slack").rglob("*.py"):
        if path.name == "manifest.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(name)) if "." in name and name.replace(".", "_") in known:
                    yield name
                case ast.Call(func=ast.Attribute(attr=name)) if name in known:
                    yield name.replace("_", ".")
