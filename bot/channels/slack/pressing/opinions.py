"""What stands below an answer: its sources, and what people think of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from bot.channels.slack.people import People
from bot.channels.slack.posting import Posted, Poster
from bot.channels.slack.pressing.pressed import Pressed
from bot.channels.slack.pressing.showing import Showing
from bot.channels.slack.surfaces.answers import feedback_given
from bot.channels.slack.surfaces.buttons import Action
from bot.channels.slack.surfaces.modals import sources_modal
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.settling import join_text
from bot.clock import Clock
from bot.coaching import Desk
from bot.domain import Citation, Turn
from bot.errors import NotSent, UnknownThread
from bot.index.reader import Index

_log = logging.getLogger(__name__)


class Opinions:
    """Of a personal answer the sources are shown, and opinions taken, from the one who asked alone."""

    def __init__(
        self, desk: Desk, index: Index, poster: Poster, people: People, showing: Showing, *, clock: Clock
    ) -> None:
        self._store, self._prompts, self._index = desk.store, desk.prompts, index
        self._poster, self._people, self._showing, self._clock = poster, people, showing, clock

    async def show_sources(self, pressed: Pressed) -> None:
        """Open the passages behind an answer. Raises CoachError."""
        person = await self._people.resolve(pressed.spot.external_id)
        turn = await asyncio.to_thread(self._turn, pressed, person.person_id)
        if turn is None:
            await self._showing.note(pressed.spot, self._prompts.say("slack_sources_private"))
            return
        citations = turn.reply.citations
        view = sources_modal(citations, self._prompts, passages=self._passages(citations))
        if not await self._showing.form(pressed.trigger_id, view):
            await self._showing.note(pressed.spot, self._prompts.say("slack_no_form"))

    async def rate(self, pressed: Pressed) -> None:
        """Keep an opinion, and mark it where all can see the answer. Raises CoachError."""
        person = await self._people.resolve(pressed.spot.external_id)
        helpful = pressed.press.action is Action.HELPFUL
        turn = await asyncio.to_thread(self._turn, pressed, person.person_id)
        if turn is None:
            await self._showing.note(pressed.spot, self._prompts.say("slack_sources_private"))
            return
        at = self._clock()
        await asyncio.to_thread(
            self._store.feedback.give, person.person_id, turn.turn_id, helpful=helpful, at=at
        )
        if pressed.spot.kind != "message" or pressed.message is None:
            await self._showing.note(pressed.spot, self._prompts.say("slack_rated"))
        else:
            await self._mark(pressed, pressed.message, helpful=helpful)

    async def _mark(self, pressed: Pressed, message: Post, *, helpful: bool) -> None:
        marked = feedback_given(message.blocks, self._prompts, helpful=helpful)
        if marked == message.blocks:
            return
        try:
            posted = Posted(pressed.spot.channel, pressed.spot.ts)
            await self._poster.update(posted, Post(join_text([message.text]), marked))
        except NotSent as error:
            _log.info("An opinion was kept and not marked: %s", error)

    def _turn(self, pressed: Pressed, person_id: str) -> Turn | None:
        """Return the turn of an answer; None where that is another's matter. Raises UnknownTurn."""
        turn = self._store.turn(pressed.press.turn_id or "")
        if not turn.reply.personal:
            return turn
        try:
            self._store.thread(turn.thread_id, person_id=person_id)
        except UnknownThread:
            return None
        return turn

    def _passages(self, citations: Sequence[Citation]) -> Mapping[str, str]:
        passages = {}
        for citation in citations:
            try:
                passages[citation.chunk_id] = self._index.chunk(citation.chunk_id).text
            except KeyError:  # a later index no longer holds it: the quote stands for it
                continue
        return passages
