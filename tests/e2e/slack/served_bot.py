"""`pathcoach slack` as a process of its own beside a local Slack, which reaches it over a socket or HTTP."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from tests.e2e.conftest import environment
from tests.local_slack import Hands, LocalSlack, Message

Mode = Literal["socket", "http"]

_START_S = 60.0
_STOP_S = 40.0
_POLL_S = 0.05
_OWED = "SELECT count(*) FROM inbox WHERE status IN ('waiting', 'answering')"


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment as it stands in the bot's store."""

    text: str
    status: str
    due_on: str | None
    version: int


class ServedBot:
    """One bot: it may be killed, told to stop, and started again with its home as it was."""

    def __init__(self, slack: LocalSlack, home: Path, mode: Mode, **env: str) -> None:
        self.slack, self.home, self.mode = slack, home, mode
        self.log = home.parent / f"{home.name}.log"
        self._env = env
        self._port = free_port() if mode == "http" else 0
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where Slack's requests go in HTTP mode."""
        return f"http://127.0.0.1:{self._port}/slack/events"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def newcomer(self, *, tz: str = "Europe/Berlin", is_admin: bool = False) -> Hands:
        """Add somebody whom the bot does not know yet."""
        return self.slack.add_user(f"p{next(self._numbers)}", tz=tz, is_admin=is_admin)

    def channel(self, *members: Hands, private: bool = False) -> str:
        """Add a channel with these people and the bot in it."""
        return self.slack.add_channel(f"room-{next(self._numbers)}", *members, private=private)

    def start(self, **env: str) -> None:
        """Start it, and wait until it can be reached; `env` is kept for the starts to come."""
        self._env |= env
        more = ["--http", f"127.0.0.1:{self._port}"] if self.mode == "http" else []
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "slack", *more],
                env=environment(self.home, **self.slack.environment(), **self._env, PYTHONFAULTHANDLER="1"),
                cwd=self.home.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if self.mode == "http":
            self.slack.deliver_over_http(self.url)
        deadline = time.monotonic() + _START_S
        while not self._is_reachable():
            assert self.lives, self.read_log()
            if time.monotonic() > deadline:
                self._process.send_signal(signal.SIGABRT)  # which says what it hangs at
                self._process.wait(_STOP_S)
            time.sleep(_POLL_S)

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(_STOP_S)
        if self.mode == "socket":
            self.slack.wait_until(lambda: not self.slack.sockets.connected)

    def stop(self) -> int:
        """Tell it to stop, wait for that, and return its exit code."""
        self.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait until it has ended, and return its exit code."""
        assert self._process is not None
        return self._process.wait(_STOP_S)

    def terminate(self) -> None:
        """Tell it to stop, and do not wait; told twice, it ends at once."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    def read_log(self) -> str:
        return self.log.read_text("utf-8")

    def owes(self) -> int:
        """Return how many questions are acknowledged and not settled."""
        return int(self.one(_OWED))

    def one(self, query: str) -> int | str:
        """Return the one value that a query of the bot's store gives."""
        with closing(self._open_store()) as store:
            (value,) = store.execute(query).fetchone()
        assert isinstance(value, (int, str))
        return value

    def commitments_of(self, person: Hands) -> list[Kept]:
        """Return what is kept of a person's commitments, oldest first."""
        query = (
            "SELECT text, status, due_on, version FROM commitments JOIN identities USING (person_id) "
            "WHERE external_id = ? ORDER BY created_at"
        )
        with closing(self._open_store()) as store:
            return [Kept(*row) for row in store.execute(query, (f"{self.slack.team_id}:{person.id}",))]

    def rest(self, timeout_s: float = 40.0, *, quiet_s: float = 0.4) -> None:
        """Wait until all is delivered, nothing is owed, and nothing is said any more."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.slack.settle(quiet_s, max(1.0, deadline - time.monotonic()))
            if not self.owes():
                return
            assert time.monotonic() < deadline, f"{self.owes()} questions are owed. {self.read_log()[-3000:]}"
            time.sleep(_POLL_S)

    def answers_to(self, asked: Message, timeout_s: float = 40.0) -> list[Message]:
        """Wait until the bot rests, and return what all can see that it said to a message, in order."""
        self.rest(timeout_s)
        return self.said_to(asked)

    def said_to(self, asked: Message) -> list[Message]:
        """Return what stands below a message by now; in direct messages, what came after it."""
        if asked.channel.startswith("D") and asked.thread_ts is None:
            return [m for m in self.slack.bot_messages(asked.channel) if m.ts > asked.ts]
        found = self.slack.bot_messages(asked.channel, asked.root_ts)
        return [m for m in found if m.ts > asked.ts]

    def _open_store(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.home / 'store.sqlite'}?mode=ro", uri=True, timeout=20)

    def _is_reachable(self) -> bool:
        if self.mode == "socket":
            return bool(self.slack.sockets.connected)
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0


def free_port() -> int:
    """Return a port that nobody listened at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def words_of(messages: Iterable[Message]) -> str:
    """Return all that stands in these messages."""
    return "\n".join(message.words for message in messages)
