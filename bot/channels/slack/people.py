"""People as Slack knows them: who they are to the coach, their clock, and where they are reached alone."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.channels.slack.posting import Poster
from bot.clock import Clock
from bot.domain import Identity, Person
from bot.errors import CoachError, NotSent
from bot.profile import ProfileService, ProfileUpdate
from bot.store import Store

CHANNEL = "slack"
_LOOK_AGAIN = timedelta(hours=6)
_log = logging.getLogger(__name__)


class People:
    """Asks Slack about a person when they first come, and from time to time after that."""

    def __init__(self, poster: Poster, store: Store, profiles: ProfileService, clock: Clock) -> None:
        self._poster, self._store, self._profiles, self._clock = poster, store, profiles, clock
        self._looked_at: dict[str, datetime] = {}  # by external id

    async def resolve(self, external_id: str) -> Person:
        """Return the person whom Slack knows as `team:user`; the first time, a new one."""
        return await asyncio.to_thread(self._store.resolve, CHANNEL, external_id)

    async def identity(self, external_id: str) -> Identity | None:
        """Return what is kept of how Slack knows them; None for a stranger."""
        return await asyncio.to_thread(self._store.identity, CHANNEL, external_id)

    async def refresh(self, external_id: str) -> None:
        """Let the coach's clock for a person be that of their Slack, unless they named one themselves."""
        now, known = self._clock(), await self.identity(external_id)
        looked_at = self._looked_at.get(external_id)
        # Of those who were forgotten since, nothing is known.
        if known and known.timezone and looked_at and now - looked_at < _LOOK_AGAIN:
            return
        try:
            user = await self.look_up(external_id)
        except NotSent as error:
            _log.info("Slack did not tell about a person: %s", error)
            return
        self._looked_at[external_id] = now
        timezone = user.get("tz")
        if isinstance(timezone, str) and timezone:
            await asyncio.to_thread(self._keep_timezone, external_id, timezone)

    async def is_admin(self, external_id: str) -> bool:
        """Tell whether a person runs this workspace. Raises NotSent."""
        user = await self.look_up(external_id)
        return bool(user.get("is_admin") or user.get("is_owner"))

    async def look_up(self, external_id: str) -> dict[str, object]:
        """Return what Slack says of a person. Raises NotSent."""
        answer = await self._poster.repeated_call("users.info", user=external_id.partition(":")[2])
        user = answer.get("user")
        return user if isinstance(user, dict) else {}

    async def direct_channel(self, external_id: str) -> str:
        """Return the channel of the direct messages with a person. Raises NotSent."""
        known = await self.identity(external_id)
        if known is not None and known.address:
            return known.address
        answer = await self._poster.repeated_call("conversations.open", users=external_id.partition(":")[2])
        address = str((answer.get("channel") or {}).get("id") or "")
        if not address:
            raise NotSent("Slack opened no direct message.")
        await asyncio.to_thread(self._store.note_identity, CHANNEL, external_id, address=address)
        return address

    def _keep_timezone(self, external_id: str, timezone: str) -> None:
        before = self._store.identity(CHANNEL, external_id)
        person = self._store.resolve(CHANNEL, external_id)
        self._store.note_identity(CHANNEL, external_id, timezone=timezone)
        own = person.timezone not in (None, before.timezone if before else None)
        if own or person.timezone == timezone:
            return
        try:
            self._profiles.update(person.person_id, ProfileUpdate(timezone=timezone))
        except CoachError as error:
            _log.info("A timezone of Slack is not taken: %s", error)
