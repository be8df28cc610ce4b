"""What became of a press, shown where it was made: in the message, in the whisper, on Home, or aside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from bot.channels.slack.homes import Homes
from bot.channels.slack.people import People
from bot.channels.slack.posting import Posted, Poster
from bot.channels.slack.pressing.acting import Acts, Outcome
from bot.channels.slack.pressing.pressed import Spot, message_of
from bot.channels.slack.private import Privately
from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action
from bot.channels.slack.surfaces.elements import divider
from bot.channels.slack.surfaces.notes import note_modal
from bot.channels.slack.surfaces.outcomes import replaced, said_blocks, seen_versions, usual_blocks
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.settling import join_text
from bot.channels.slack.surfaces.text import escape
from bot.errors import NotSent
from bot.prompts import Prompts

_NEAR = 2  # messages: the root of a thread comes first
_SEEN_AT_HOME = (Action.CONFIRM, Action.NOT_NOW, Action.DONE, Action.DROP, Action.REPLAN)
_log = logging.getLogger(__name__)


class Showing:
    """Raises nothing: what was done is done, and a message that could not be changed is logged."""

    def __init__(self, acts: Acts, poster: Poster, people: People, homes: Homes, prompts: Prompts) -> None:
        self._acts, self._poster, self._homes, self._prompts = acts, poster, homes, prompts
        self._privately = Privately(poster, people)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def outcome(
        self,
        spot: Spot,
        person_id: str,
        outcome: Outcome,
        *,
        message: Post | None = None,
        trigger_id: str = "",
    ) -> None:
        """Show an outcome in place of the buttons; `message` is what they stand in, looked up without."""
        try:
            if spot.kind == "message":
                await self._in_message(spot, person_id, outcome, message)
            elif spot.kind == "whisper":
                post = await asyncio.to_thread(self._alone, person_id, outcome)
                await self.replace(spot, post)
            elif outcome.stale or outcome.action not in _SEEN_AT_HOME:
                await self.note(spot, outcome.said, trigger_id=trigger_id)
        except NotSent as error:
            _log.warning("What a press came to was not shown: %s", error)
        if not outcome.stale or spot.kind == "view":
            await self._homes.changed(spot.external_id)

    async def replace(self, spot: Spot, post: Post) -> None:
        """Put `post` in place of what one person alone saw. Raises NotSent."""
        try:
            await self._poster.respond(spot.response_url, post, replace=True)
        except NotSent as error:  # such as half an hour after it was shown
            _log.info("It goes as a direct message: %s", error)
            await self._privately.write(spot.external_id, post, key=f"press:{spot.channel}:{spot.ts}")

    async def note(self, spot: Spot, said: str, *, trigger_id: str = "") -> None:
        """Say something to the one who pressed, and nobody else."""
        post = Post(escape(said))
        try:
            if spot.response_url:
                await self._poster.respond(spot.response_url, post)
            elif not trigger_id or not await self.form(trigger_id, note_modal(said, self._prompts)):
                await self._privately.write(spot.external_id, post, key=f"note:{trigger_id or spot.ts}")
        except NotSent as error:
            _log.warning("Somebody could not be told what became of a press: %s", error)

    async def form(self, trigger_id: str, view: Mapping[str, Any]) -> bool:
        """Open a modal; False where Slack does not, such as three seconds after the press."""
        try:
            await self._poster.repeated_call("views.open", trigger_id=trigger_id, view=view)
        except NotSent as error:
            _log.info("A form was not opened: %s", error)
            return False
        return True

    async def _in_message(self, spot: Spot, person_id: str, outcome: Outcome, message: Post | None) -> None:
        # One after the other, so that the last to be shown knows of what the others did.
        lock = self._locks.setdefault(f"{spot.channel}:{spot.ts}", asyncio.Lock())
        async with lock:
            message = message or await self._look_up(spot)
            if message is None:
                return
            post = await asyncio.to_thread(self._settled, message, person_id, outcome)
            await self._poster.update(Posted(spot.channel, spot.ts), post)

    async def _look_up(self, spot: Spot) -> Post | None:
        """Return a message as it is now. Raises NotSent."""
        found = await self._poster.repeated_call(
            "conversations.replies",
            channel=spot.channel,
            ts=spot.thread_ts or spot.ts,
            oldest=spot.ts,
            latest=spot.ts,
            inclusive=True,
            limit=_NEAR,
        )
        for message in found.get("messages") or ():
            if message.get("ts") == spot.ts:
                return message_of(message)
        return None

    def _settled(self, message: Post, person_id: str, outcome: Outcome) -> Post:
        """Return a message with an outcome, and with whatever else has changed meanwhile."""
        seen = seen_versions(message)
        others = {each: version for each, version in seen.items() if each != outcome.commitment_id}
        for each in (*self._acts.outdated(person_id, others), outcome):
            message = self._with(message, person_id, each)
        return message

    def _with(self, message: Post, person_id: str, outcome: Outcome) -> Post:
        teller, commitment = self._acts.teller(person_id), outcome.commitment
        shown: list[Block] = [*said_blocks(outcome.said, commitment, teller, offers=outcome.offers)]
        named = None
        if outcome.again and commitment is not None:
            named, *buttons = usual_blocks(commitment, teller)
            shown += buttons
        said = outcome.said or (teller.proposals([commitment]) if commitment else "")
        return replaced(message, outcome.commitment_id, shown, named=named, said=said)

    def _alone(self, person_id: str, outcome: Outcome) -> Post:
        """Return an outcome with what stood beside it, where Slack does not hand that back."""
        teller, commitment = self._acts.teller(person_id), outcome.commitment
        blocks: list[Block] = []
        if outcome.said or commitment is None:
            blocks += said_blocks(outcome.said, commitment, teller, offers=outcome.offers)
        if outcome.again and commitment is not None:
            blocks += usual_blocks(commitment, teller)
        for each in self._acts.beside(outcome)[: limits.MOST_WITH_BUTTONS - 1]:
            blocks += [divider(), *usual_blocks(each, teller)]
        said = outcome.said or (teller.proposals([commitment]) if commitment else "")
        return Post(join_text([escape(said)]), tuple(blocks[: limits.MESSAGE_BLOCKS]))
