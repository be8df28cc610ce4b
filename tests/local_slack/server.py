"""The local Slack itself: all of its parts, served on a free port, in this loop or in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from aiohttp import web

from tests.local_slack.api import APP_TOKEN, BOT_TOKEN, Api, Call
from tests.local_slack.app import App
from tests.local_slack.clock import Clock
from tests.local_slack.contents import Contents, id_of
from tests.local_slack.deliveries import Deliveries, Delivery
from tests.local_slack.events import Events
from tests.local_slack.faults import Faults
from tests.local_slack.hands import Hands
from tests.local_slack.http_delivery import HttpDelivery, challenge
from tests.local_slack.messages import Message
from tests.local_slack.methods.context import Context
from tests.local_slack.rates import Rates
from tests.local_slack.socket_mode import Sockets
from tests.local_slack.state import User, Workspace
from tests.local_slack.waiting import Waiting

_HOST = "127.0.0.1"
_START_S = 10.0
_BODY_BYTES = 8 * 1024 * 1024
T = TypeVar("T")


class LocalSlack(Contents, Waiting):
    """One workspace with one app. What it offers stands in the package's docstring."""

    signing_secret = "0123456789abcdef" * 2
    bot_token = BOT_TOKEN
    app_token = APP_TOKEN

    def __init__(
        self,
        *,
        app: App | None = None,
        clock: Clock | None = None,
        rates_on: bool = True,
        retry_delays_s: Sequence[float] = (0.0, 60.0, 300.0),
        patience_s: float = 3.0,
    ) -> None:
        self.app = app or App()
        self.clock = clock or Clock()
        self.workspace = Workspace(self.clock)
        self.faults = Faults()
        self.rates = Rates(self.clock, on=rates_on)
        self.sockets = Sockets()
        self.port = 0
        self._sending = Deliveries(self.sockets, retry_delays_s=retry_delays_s, patience_s=patience_s)
        self._events = Events(self.workspace, self.app, self._sending)
        context = Context(self.workspace, self.app, self._events, self.faults, self._socket_url)
        self._api = Api(context, self.faults, self.rates)
        self._runner: web.AppRunner | None = None
        self._https: list[HttpDelivery] = []
        self._hands: dict[str, Hands] = {}

    async def __aenter__(self) -> LocalSlack:
        web_app = web.Application(client_max_size=_BODY_BYTES)
        web_app.router.add_route("*", "/api/{method}", self._api.serve)
        web_app.router.add_post("/response/{key}", self._api.serve_response_url)
        web_app.router.add_get("/link", self.sockets.serve)
        self._runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        loop = asyncio.get_running_loop()
        self.sockets.start(loop)
        self._sending.start(loop)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._sending.stop()
        await self.sockets.stop()
        for http in self._https:
            await http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # To reach it.

    @property
    def api_url(self) -> str:
        return f"http://{_HOST}:{self.port}/api/"

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def app_id(self) -> str:
        return self.workspace.app_id

    @property
    def bot_id(self) -> str:
        return self.workspace.bot_id

    @property
    def bot_user_id(self) -> str:
        return self.workspace.bot_user_id

    def environment(self) -> dict[str, str]:
        """Return the variables that lead Pathcoach here."""
        return {
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "SLACK_SIGNING_SECRET": self.signing_secret,
            "PATHCOACH_SLACK__BASE_URL": self.api_url,
        }

    def deliver_over_http(self, url: str) -> None:
        """Post what follows to `url`, in place of Socket Mode."""
        self._https.append(HttpDelivery(url, self.signing_secret))
        self._sending.carrier = self._https[-1]

    def deliver_over_sockets(self) -> None:
        self._sending.carrier = self.sockets

    def verify_url(self, token: str = "challenge-of-the-local-slack") -> Delivery:
        """Send the challenge that Slack sends when a request URL is entered."""
        return self._events.challenge(challenge(token))

    # People and places.

    def add_user(
        self,
        name: str,
        *,
        tz: str = "Europe/Berlin",
        is_admin: bool = False,
        is_owner: bool = False,
        locale: str = "en-US",
    ) -> Hands:
        user_id = f"U{self.workspace.number():04d}{name.upper()[:8]}"
        user = User(user_id, name, tz=tz, locale=locale, is_admin=is_admin, is_owner=is_owner)
        self.workspace.add_user(user)
        self._hands[user_id] = Hands(
            user, self.workspace, self.app, self._events, self._sending, self._response_url
        )
        return self._hands[user_id]

    def hands(self, user_id: str) -> Hands:
        return self._hands[user_id]

    def add_channel(
        self, name: str, *members: Hands | str, private: bool = False, with_bot: bool = True
    ) -> str:
        ids = [id_of(member) for member in members] + ([self.bot_user_id] if with_bot else [])
        return self.workspace.add_channel(name, "groups" if private else "channels", ids).channel_id

    def other_bot_says(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Let an app that is not ours post."""
        with self.workspace.lock:
            message = self.workspace.new_message(
                channel, "U0OTHER", text, [], thread_ts=thread_ts, bot_id="B0OTHER", subtype="bot_message"
            )
            self._events.posted(message)
        return message

    # What happened.

    @property
    def calls(self) -> list[Call]:
        return list(self._api.calls)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    @property
    def deliveries(self) -> list[Delivery]:
        return list(self._sending.all)

    def deliveries_of(self, message: Message) -> list[Delivery]:
        """Return those that told of the message when it was posted: its event, and that of its mention."""
        place = (message.channel, message.ts)
        return [d for d in self.deliveries if (d.event.get("channel"), d.event.get("ts")) == place]

    def redeliver(self, delivery: Delivery, *, new_event_id: bool = False, retry_num: int = 0) -> Delivery:
        """Send the same event again, as Slack at times does without a reason."""
        return self._events.again(delivery, new_event_id=new_event_id, retry_num=retry_num)

    @property
    def scopes_used(self) -> set[str]:
        return self._api.scopes_used | self._events.scopes_used

    @property
    def events_used(self) -> set[str]:
        """The subscriptions, such as message.im, that had something to tell."""
        return set(self._events.used)

    def expire_stream(self, message: Message) -> None:
        message.streaming = "expired"

    def _socket_url(self) -> str:
        return f"ws://{_HOST}:{self.port}/link?ticket={self.sockets.new_ticket()}"

    def _response_url(self, key: str) -> str:
        return f"http://{_HOST}:{self.port}/response/{key}"


@contextmanager
def local_slack(**options: Any) -> Iterator[LocalSlack]:
    """Run a LocalSlack in a thread of its own; the options are those of LocalSlack."""
    slack = LocalSlack(**options)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="local-slack", daemon=True)
    thread.start()

    def run(doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, loop).result(_START_S)

    try:
        run(slack.__aenter__())
        try:
            yield slack
        finally:
            run(slack.__aexit__(None, None, None))
            run(loop.shutdown_asyncgens())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_START_S)
        loop.close()
