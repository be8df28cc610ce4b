"""One accepted message, answered: asked, written into Slack, and settled, whatever happens on the way."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from bot.channels.slack.conversation.asking import Stop, ask
from bot.channels.slack.conversation.assistant import Assistant
from bot.channels.slack.conversation.handing import Handing
from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.notices import Notices
from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.conversation.settling import Outcome, Settling, outcome_of
from bot.channels.slack.conversation.writing import Streams, Writing
from bot.channels.slack.homes import Homes
from bot.channels.slack.people import CHANNEL, People
from bot.channels.slack.posting import Posted, Poster, Refused
from bot.channels.slack.private import Privately
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.surfaces.waiting import writing_post
from bot.coach import Coach
from bot.domain import InboxItem, Message, Reply, ReplyEvent
from bot.errors import Cancelled, CoachError, NotSent, StorageError, UnknownThread, UnknownTurn
from bot.settable import SlackSettings

_POLL_S = 0.05
_PAUSE_S = 0.7  # after which what has waited is shown
_REFRESH_S = 3.0  # the longest that Slack has to tell about a person
_LONG_S = 4.0  # after which there is a button to stop it
_PAGE = "page_"  # how the message of an answer is called in its item's address
_TURN = "turn_id"
_log = logging.getLogger(__name__)


@dataclass
class _Running:
    """An answer on its way."""

    item: InboxItem
    place: Place
    writing: Writing
    stop: Stop = field(default_factory=Stop)
    aside: list[str] = field(default_factory=list)  # what others in the channel must not see
    reply: Reply | None = None
    lost: NotSent | None = (
        None  # why nothing more is shown for now; the reply is made to its end all the same
    )

    @property
    def alone(self) -> bool:
        """Whether nobody else reads it."""
        return self.place.surface != "channel"


class Answerer:
    """Answers one message at a time for each that calls it. What it shows is complete, or says why not."""

    def __init__(
        self,
        coach: Coach,
        poster: Poster,
        people: People,
        replies: Replies,
        privately: Privately,
        assistant: Assistant,
        homes: Homes,
        *,
        claimed_by: str,
        settings: SlackSettings,
        metrics: Metrics,
        threads: ThreadPoolExecutor,
    ) -> None:
        self._coach, self._poster, self._people = coach, poster, people
        self._settings, self._metrics = settings, metrics
        self._handing = Handing(poster, replies, privately, coach.knowledge.prompts)
        self._assistant, self._homes = assistant, homes
        self._claimed_by, self._threads = claimed_by, threads
        self._prompts = coach.knowledge.prompts
        self._inbox = coach.store.inbox
        self._settling = Settling(coach.store.inbox, metrics, claimed_by=claimed_by)
        self._streams = Streams()
        self._running: dict[str, _Running] = {}  # by item id
        self.notices = Notices(poster, self._note)

    async def answer(self, item: InboxItem) -> None:
        """Answer and settle one message. Raises nothing that it can say to the person."""
        if not await asyncio.to_thread(self._inbox.begin, item.item_id, claimed_by=self._claimed_by):
            await self.notices.clear(item.item_id)
            return  # another process has it, or it was stopped
        place = Place.of(item.address)
        running = _Running(item, place, self._writing(item, place))
        self._running[item.item_id] = running
        started = time.monotonic()
        try:
            outcome = await self._answer(running)
        except NotSent as error:
            outcome = outcome_of(item, error)
        except Exception as error:
            if not isinstance(error, CoachError):  # the outermost edge: one fault ends one answer
                _log.exception("A question could not be answered.")
            await self._break_off(running)
            outcome = await self._apologise(item, place, error)
        finally:
            del self._running[item.item_id]
            await self.notices.clear(item.item_id)
        await self._settling.settle(item, outcome)
        self._metrics.answer_seconds.observe(time.monotonic() - started)

    def stop(self, item_id: str, person_id: str) -> bool:
        """Stop an answer on behalf of the one who asked; False if it is not being written, or not theirs."""
        running = self._running.get(item_id)
        if running is None or running.item.person_id != person_id:
            return False
        running.stop.set()
        return True

    def is_running(self, item_id: str) -> bool:
        """Tell whether an answer is being written."""
        return item_id in self._running

    async def let_go(self, person_id: str) -> None:
        """Stop what is being written for a person, and wait until nothing of it goes on."""
        theirs = [each for each in self._running.values() if each.item.person_id == person_id]
        for running in theirs:
            running.stop.set()
        while any(each.item.item_id in self._running for each in theirs):
            await asyncio.sleep(_POLL_S)

    def stop_all(self) -> None:
        """Stop what is being written: this process ends."""
        for running in self._running.values():
            running.stop.set()

    async def take_over(self, item: InboxItem) -> None:
        """Settle a message whose answer was interrupted: show what is known of it, or apologise."""
        place = Place.of(item.address)
        reply = await asyncio.to_thread(self._reply_of, item)
        outcome: Outcome = "answered" if reply else "apologised"
        try:
            if reply is None:
                await self._handing.tell(item, place, self._prompts.say("slack_interrupted"))
            else:
                await self._handing.show_again(item, place, reply, _pages(place, item.address))
        except NotSent as error:
            outcome = outcome_of(item, error)
        except StorageError:
            raise  # it is tried again
        except Exception as error:  # the outermost edge: or it would be taken over again at every start
            _log.exception("A reply could not be shown again.")
            outcome = await self._apologise(item, place, error)
        await self.notices.clear(item.item_id)
        await self._settling.settle(item, outcome)

    async def _answer(self, running: _Running) -> Outcome:
        place, item = running.place, running.item
        with suppress(TimeoutError):  # an old timezone is better than no answer
            await asyncio.wait_for(self._people.refresh(place.external_id), _REFRESH_S)
        await self._assistant.thinking(place)
        begun = time.monotonic()
        try:
            async for event in ask(
                self._coach,
                await self._message(item, place),
                stop=running.stop,
                threads=self._threads,
                limit_s=self._settings.answer_limit_s,
                pause_s=_PAUSE_S,
            ):
                if event is not None:
                    await self._take(running, event)
                    continue
                await self._write(running)
                if time.monotonic() - begun > _LONG_S:
                    begun = float("inf")
                    await self.notices.show(item.item_id, place, writing_post(item.item_id, self._prompts))
        except Cancelled:
            name = "slack_too_long" if running.stop.late else "slack_stopped_before"
            await self._handing.tell(item, place, self._prompts.say(name))
            return "stopped"
        await self._finish(running)
        return "stopped" if running.reply and running.reply.stopped else "answered"

    async def _take(self, running: _Running, event: ReplyEvent) -> None:
        if event.reply is not None:
            running.reply = event.reply
            turn = {_TURN: event.reply.turn_id or ""}
            await self._note(running.item.item_id, turn)
            return
        # What is done for a person comes at once and is laid out whole; what is told streams.
        personal = event.personal and (not running.alone or running.writing.empty)
        if personal or running.place.surface == "command" or (running.alone and running.aside):
            running.aside.append(event.text)
        else:
            await self._write(running, event.text)

    async def _write(self, running: _Running, text: str = "") -> None:
        """Say `text`, or show what has waited."""
        if running.lost is not None:
            return
        try:
            if text:
                await self.notices.clear(running.item.item_id)
                await running.writing.add(text)
            else:
                await running.writing.catch_up()
        except NotSent as error:
            running.lost = error
        if running.writing.stopped:
            running.stop.set()

    async def _finish(self, running: _Running) -> None:
        reply, place = running.reply, running.place
        assert reply is not None  # the last event of a stream holds it
        if running.lost is not None:
            if running.alone or not isinstance(running.lost, Refused):
                raise running.lost  # it may pass by itself
            await self._handing.write_directly(running.item, place, reply)
            return
        if await asyncio.to_thread(self._begins, place):
            await self._assistant.name(place, running.item.text)
        if not running.writing.empty:
            await running.writing.finish(await self._handing.ending(running.item, place, reply))
        await self._handing.hand(running.item, place, reply, running.aside)
        if reply.personal:
            await self._homes.changed(place.external_id)

    async def _break_off(self, running: _Running) -> None:
        """Leave of an answer that failed what was said by then; its message is not being written any more."""
        if running.lost is None:
            with suppress(CoachError):
                await running.writing.break_off()

    async def _apologise(self, item: InboxItem, place: Place, error: Exception) -> Outcome:
        try:
            await self._handing.say_trouble(item, place, error)
        except NotSent as lost:
            return outcome_of(item, lost)
        return "apologised"

    async def _message(self, item: InboxItem, place: Place) -> Message:
        return Message(
            item.text,
            person_id=item.person_id,
            channel=CHANNEL,
            thread_id=place.thread_id,
            pathway_id=await asyncio.to_thread(self._pathway, place, item.person_id),
            tool=place.tool or None,
            overheard=place.surface == "channel",
        )

    def _pathway(self, place: Place, person_id: str) -> str | None:
        """Return the pathway that is asked about: the channel's, or else the person's own."""
        store, indexed = self._coach.store, self._coach.knowledge.index.pathways
        of_space = store.spaces.pathway(CHANNEL, place.space_id) if place.surface == "channel" else None
        chosen = of_space or store.person(person_id).pathway_id
        return chosen if chosen in indexed else None

    def _begins(self, place: Place) -> bool:
        """Tell whether the answer that is kept by now is the first one of a thread that has a name."""
        if place.surface != "direct" or not place.thread_ts:
            return False
        try:
            return len(self._coach.store.turns(place.thread_id, last=2)) == 1
        except UnknownThread:  # its person was forgotten just now
            return False

    def _writing(self, item: InboxItem, place: Place) -> Writing:
        async def begun(number: int, posted: Posted) -> None:
            await self._note(item.item_id, {f"{_PAGE}{number}": posted.ts})

        return Writing(self._poster, place, key=item.item_id, streams=self._streams, begun=begun)

    def _reply_of(self, item: InboxItem) -> Reply | None:
        """Return the reply that was finished before the interruption."""
        if not item.address.get(_TURN):
            return None
        try:
            return self._coach.store.turn(item.address[_TURN]).reply
        except UnknownTurn:
            return None

    async def _note(self, item_id: str, address: Mapping[str, str]) -> None:
        await asyncio.to_thread(self._inbox.address, item_id, address)


def _pages(place: Place, address: Mapping[str, str]) -> list[Posted]:
    """Return the messages of an answer that are there, the first one first."""
    numbers = sorted(int(name.removeprefix(_PAGE)) for name in address if name.startswith(_PAGE))
    return [Posted(place.channel, address[f"{_PAGE}{number}"]) for number in numbers]
