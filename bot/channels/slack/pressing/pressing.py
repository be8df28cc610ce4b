"""What people press, and what happens then. What it does to a commitment stands in `acting`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bot.channels.slack.homes import Homes
from bot.channels.slack.people import People
from bot.channels.slack.posting import Poster
from bot.channels.slack.pressing.acting import AT_ONCE, Acts
from bot.channels.slack.pressing.forms import Forms
from bot.channels.slack.pressing.opinions import Opinions
from bot.channels.slack.pressing.pressed import Pressed, is_ours, read_pressed, spot_of
from bot.channels.slack.pressing.showing import Showing
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.surfaces.buttons import Action
from bot.channels.slack.surfaces.settling import outcome_post
from bot.channels.slack.trouble import say_trouble
from bot.clock import Clock
from bot.coaching import Desk
from bot.errors import NotSent
from bot.index.reader import Index

_log = logging.getLogger(__name__)


LetGo = Callable[[str], Awaitable[None]]  # ends all that goes on for a person
Stop = Callable[[str, str], Awaitable[bool]]  # item id and person id; False: not theirs, or finished


class Presses:
    """Acts as the person who pressed. Whatever goes wrong is said to them, and to nobody else."""

    def __init__(
        self,
        desk: Desk,
        index: Index,
        poster: Poster,
        people: People,
        homes: Homes,
        *,
        stop: Stop,
        let_go: LetGo,
        clock: Clock,
    ) -> None:
        self._desk, self._people, self._homes, self._prompts = desk, people, homes, desk.prompts
        self._stop, self._let_go = stop, let_go
        self._acts = Acts(desk)
        self._showing = Showing(self._acts, poster, people, homes, desk.prompts)
        self._forms = Forms(desk, index, self._acts, people, self._showing, homes)
        self._opinions = Opinions(desk, index, poster, people, self._showing, clock=clock)

    async def press(self, body: Body) -> None:
        """Do what a button or a menu asks for."""
        if not is_ours(body):
            _log.debug("Something was pressed that is none of ours.")
            return
        try:
            pressed = read_pressed(body)
            await self._handler(pressed.press.action)(pressed)
        except Exception as error:  # the outermost edge: whoever pressed is told in any case
            _log.info("A press came to nothing: %s", type(error).__name__)
            said = say_trouble(error, self._prompts)
            await self._showing.note(spot_of(body), said, trigger_id=str(body.get("trigger_id") or ""))

    async def submit(self, body: Body) -> Body | None:
        """Take in what was submitted in a form; return what Slack shall show instead of closing it."""
        return await self._forms.submit(body)

    async def finish(self) -> None:
        """Wait until all is shown that came of what was submitted."""
        await self._forms.finish()

    def _handler(self, action: Action) -> Callable[[Pressed], Awaitable[None]]:
        if action in AT_ONCE:
            return self._act
        others: Mapping[Action, Callable[[Pressed], Awaitable[None]]] = {
            Action.SOURCES: self._opinions.show_sources,
            Action.HELPFUL: self._opinions.rate,
            Action.UNHELPFUL: self._opinions.rate,
            Action.STOP: self._stop_answer,
            Action.FORGET_ME: self._forget,
            Action.KEEP_ME: self._keep,
        }
        return others.get(action, self._forms.open)

    async def _act(self, pressed: Pressed) -> None:
        person = await self._people.resolve(pressed.spot.external_id)
        outcome = await asyncio.to_thread(self._acts.do, person.person_id, pressed.press)
        await self._showing.outcome(
            pressed.spot,
            person.person_id,
            outcome,
            message=pressed.message,
            trigger_id=pressed.trigger_id,
        )

    async def _stop_answer(self, pressed: Pressed) -> None:
        person = await self._people.resolve(pressed.spot.external_id)
        if not await self._stop(pressed.press.item_id or "", person.person_id):
            await self._showing.note(pressed.spot, self._prompts.say("slack_not_stopped"))

    async def _forget(self, pressed: Pressed) -> None:
        """Erase all about the person; whoever presses twice is not made known again by that."""
        spot = pressed.spot
        identity = await self._people.identity(spot.external_id)
        said = self._prompts.say("slack_forgot_nothing")
        if identity is not None:
            with suppress(TimeoutError):
                await self._let_go(identity.person_id)
            counts = await asyncio.to_thread(self._desk.store.forget, identity.person_id)
            rows = [f"{table.replace('_', ' ')} {count}" for table, count in sorted(counts.items()) if count]
            said = self._prompts.say("forget_done", rows=", ".join(rows))
        await self._replace(pressed, said)
        await self._homes.changed(spot.external_id)

    async def _keep(self, pressed: Pressed) -> None:
        await self._replace(pressed, self._prompts.say("slack_kept_me"))

    async def _replace(self, pressed: Pressed, said: str) -> None:
        """Say what became of a question that one person alone sees, in place of it."""
        if not pressed.spot.response_url:
            await self._showing.note(pressed.spot, said, trigger_id=pressed.trigger_id)
            return
        try:
            await self._showing.replace(pressed.spot, outcome_post(said))
        except NotSent as error:
            _log.warning("What a press came to was not shown: %s", error)
