"""Check-ins as direct messages. Each carries its message id, so that a restart can look for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.people import CHANNEL, People
from bot.channels.slack.posting import Poster, Unsure
from bot.channels.slack.serving.client import error_name
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.surfaces.check_ins import check_in_post
from bot.domain import CheckIn, Identity, Person
from bot.errors import NotSent
from bot.store import Store

T = TypeVar("T")


class SlackSender:
    """A `Sender` for the reminders' thread: what it does runs in Slack's event loop."""

    channel = CHANNEL

    def __init__(
        self,
        poster: Poster,
        people: People,
        replies: Replies,
        store: Store,
        *,
        team: str,
        loop: asyncio.AbstractEventLoop,
        metrics: Metrics,
        patience_s: float = 60.0,
    ) -> None:
        """`team` is the workspace that the bot's token is for; nothing takes longer than `patience_s`."""
        self._poster, self._people, self._replies, self._store = poster, people, replies, store
        self._team, self._loop, self._metrics, self._patience_s = team, loop, metrics, patience_s

    def reaches(self, person: Person) -> bool:
        return self._identity(person) is not None

    def send(self, check_in: CheckIn) -> None:
        post = check_in_post(check_in, self._replies.teller(check_in.person.person_id))
        deliveries = [each.delivery_id for each in check_in.deliveries]
        self._run(self._send(self._known(check_in.person), check_in.message_id, post, deliveries))
        self._metrics.check_ins.inc()

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return self._run(self._was_sent(self._known(person), message_id))

    async def _send(self, external_id: str, message_id: str, post: Any, deliveries: list[str]) -> None:
        channel = await self._people.direct_channel(external_id)
        await self._poster.post(channel, post, key=message_id, payload={"delivery_ids": deliveries})

    async def _was_sent(self, external_id: str, message_id: str) -> bool:
        channel = await self._people.direct_channel(external_id)
        try:
            return await self._poster.find(channel, key=message_id, text="") is not None
        except (SlackApiError, Unsure) as error:
            name = error_name(error) if isinstance(error, SlackApiError) else str(error)
            raise NotSent(f"Slack did not say whether a message went out: {name}.") from error

    def _known(self, person: Person) -> str:
        identity = self._identity(person)
        if identity is None:
            raise NotSent("This person is not in Slack any more.")
        return identity.external_id

    def _identity(self, person: Person) -> Identity | None:
        return next(
            (
                each
                for each in self._store.identities(person.person_id)
                if each.channel == CHANNEL and each.external_id.startswith(f"{self._team}:")
            ),
            None,
        )

    def _run(self, task: Coroutine[Any, Any, T]) -> T:
        """Wait for Slack's event loop to do it. Raises NotSent; after a wait in vain nobody can tell."""
        done = asyncio.run_coroutine_threadsafe(task, self._loop)
        try:
            return done.result(self._patience_s)
        except TimeoutError:
            done.cancel()
            raise NotSent("Slack took too long.") from None
