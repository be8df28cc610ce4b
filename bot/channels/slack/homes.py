"""The Home tab of one person: what stands on it, gathered from what is kept, and put there."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakValueDictionary

from bot.channels.slack.people import People
from bot.channels.slack.posting import Poster
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.standing import Standing
from bot.channels.slack.surfaces.home import HomeState, home_view
from bot.clock import Clock
from bot.coaching import Desk
from bot.domain import Person
from bot.errors import CoachError, NotSent

_STRANGER = ""  # the id of somebody of whom nothing is kept
_log = logging.getLogger(__name__)


class Homes:
    """Raises nothing: a Home that was not published is published again when it is opened next."""

    def __init__(
        self,
        desk: Desk,
        standing: Standing,
        poster: Poster,
        people: People,
        *,
        clock: Clock,
    ) -> None:
        self._desk, self._standing, self._poster, self._people = desk, standing, poster, people
        self._clock = clock
        self._opened: set[str] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def opened(self, body: Body) -> None:
        """Publish the Home that somebody looks at."""
        event = body.get("event") or {}
        if event.get("tab") != "home" or not event.get("user"):
            return
        external_id = f"{body.get('team_id') or ''}:{event['user']}"
        self._opened.add(external_id)
        await self.publish(external_id)

    async def changed(self, external_id: str) -> None:
        """Publish it again, if it was looked at since this process began."""
        if external_id in self._opened:
            await self.publish(external_id)

    async def publish(self, external_id: str) -> None:
        """Put what is so now on a person's Home; of one who is not known, that nothing is known."""
        # One after the other, so that an older state never comes last.
        lock = self._locks.setdefault(external_id, asyncio.Lock())
        async with lock:
            try:
                state = await self._state(external_id)
                view = home_view(state, self._desk.prompts)
                user = external_id.partition(":")[2]
                await self._poster.repeated_call("views.publish", user_id=user, view=view)
            except CoachError as error:
                _log.warning("A Home was not published: %s", error)
            except Exception:  # the outermost edge: Home is never the matter at hand
                _log.exception("A Home could not be made.")

    async def _state(self, external_id: str) -> HomeState:
        identity = await self._people.identity(external_id)
        if identity is not None:
            return await asyncio.to_thread(self._standing.of, identity.person_id)
        # Looking at Home makes nobody known, least of all those who were forgotten just now.
        person = Person(_STRANGER, timezone=await self._timezone(external_id))
        zone = self._desk.commitments.zone(person)
        return HomeState(person, self._clock().astimezone(zone))

    async def _timezone(self, external_id: str) -> str | None:
        try:
            named = (await self._people.look_up(external_id)).get("tz")
        except NotSent as error:
            _log.info("Slack did not tell about a person: %s", error)
            return None
        return named if isinstance(named, str) and named else None
