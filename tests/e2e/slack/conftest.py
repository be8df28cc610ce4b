"""A local Slack and a bot beside it: one of each kind for all scenarios, and others to break.

Every scenario has people and channels of its own, and leaves the bot running. Slack grants what the manifest
asks for, and nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import cast

import pytest

from bot.channels.slack.setup.manifest import manifest
from bot.prompts import bundled_prompts
from tests.e2e.slack.scripted_model import ScriptedModel, scripted_model
from tests.e2e.slack.served_bot import Mode, ServedBot
from tests.local_slack import App, local_slack

RETRIES_S = (0.0, 1.0, 4.0, 8.0)  # Slack's own are 0, 60 and 300
LEASE_S = "3"

Serve = Callable[..., AbstractContextManager[ServedBot]]


@pytest.fixture(scope="session", params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    return cast(Mode, request.param)


@pytest.fixture(scope="session")
def serve(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """`with serve(mode, PATHCOACH_…=…) as bot`: a Slack, a home with an index, and a bot between them.

    `indexed` is a home whose index it has; of the conversations there it knows nothing.
    """

    @contextmanager
    def run(mode: Mode, *, indexed: Path = built_home, **env: str) -> Iterator[ServedBot]:
        home = tmp_path_factory.mktemp("slack") / "home"
        shutil.copytree(indexed, home)
        for kept in home.glob("store.sqlite*"):
            kept.unlink()
        asked_for = manifest(bundled_prompts(), view="assistant")
        with local_slack(app=App.from_manifest(asked_for), rates_on=False, retry_delays_s=RETRIES_S) as slack:
            bot = ServedBot(slack, home, mode, PATHCOACH_SLACK__LEASE_S=LEASE_S, **env)
            try:
                bot.start()
                yield bot
                assert bot.stop() == 0, bot.read_log()
                assert_in_order(bot)
            finally:
                if bot.lives:
                    bot.kill()

    return run


_SOCKET = " slack_sdk.socket_mode: "
_NOTHING_CUT_OFF = "uvicorn.error: Cancel 0 running task(s)"


def assert_in_order(bot: ServedBot) -> None:
    """Assert what holds of every bot at its end: no fault of its own, no lack of scopes, nobody pinged."""
    assert "Traceback" not in bot.read_log(), bot.read_log()
    # Slack's own client calls it an error when a connection breaks while something is acknowledged, uvicorn
    # when an idle one outlives the time to leave.
    known = (_SOCKET, _NOTHING_CUT_OFF)
    logged = [line for line in bot.read_log().splitlines() if " ERROR " in line]
    errors = [line for line in logged if not any(each in line for each in known)]
    assert errors == []
    refused = {call.method for call in bot.slack.calls if call.response.get("error") == "missing_scope"}
    assert not refused
    assert not bot.slack.pings()


@pytest.fixture(scope="session")
def coach(mode: Mode, serve: Serve) -> Iterator[ServedBot]:
    """A bot with the bundled model and the settings that it comes with."""
    with serve(mode) as bot:
        yield bot


@pytest.fixture(scope="session")
def model() -> Iterator[ScriptedModel]:
    with scripted_model() as server:
        yield server


@pytest.fixture(scope="session")
def paced(mode: Mode, serve: Serve, model: ScriptedModel) -> Iterator[ServedBot]:
    """A bot whose model goes on when the test says so; people may ask it as much as they like."""
    env = {
        "PATHCOACH_MODEL__BASE_URL": model.url,
        "PATHCOACH_SLACK__QUESTIONS_PER_MINUTE": "1000",
    }
    with serve(mode, **env) as bot:
        yield bot


@pytest.fixture
def held(paced: ServedBot, model: ScriptedModel) -> Iterator[ScriptedModel]:
    """The model of `paced`; at the end it is let go, and the answers are waited for."""
    yield model
    model.release()
    if paced.lives:
        paced.rest(60)
    else:
        paced.start()
