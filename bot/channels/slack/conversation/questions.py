"""Questions on their way: kept before they are acknowledged, queued, answered in turn, settled."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from bot.channels.slack.background import Background
from bot.channels.slack.conversation.answering import Answerer
from bot.channels.slack.conversation.fair_queue import FairQueue
from bot.channels.slack.conversation.intake import Intake
from bot.channels.slack.conversation.listening import Heard, Place
from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.people import CHANNEL
from bot.channels.slack.private import Privately
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.surfaces.waiting import queue_post
from bot.clock import system_clock
from bot.domain import InboxItem, InboxStatus, Incoming
from bot.errors import CoachError, NotSent, UnknownThread
from bot.prompts import Prompts
from bot.settable import SlackSettings
from bot.store import Store
from bot.store.ids import new_id

_MINUTE = timedelta(minutes=1)
_KEYS_KEPT = timedelta(days=8)
_PATIENT_S = 0.8  # a wait that is shorter needs no notice
_GRACE_S = 10.0  # for answers that are being written when the process ends
_BURST_S = 2.0  # the longest that an answer waits for acknowledgements
_log = logging.getLogger(__name__)


class Questions:
    """One process's part. Leases run on the machine's clock, whatever the coach's shows."""

    def __init__(
        self,
        store: Store,
        answerer: Answerer,
        privately: Privately,
        replies: Replies,
        *,
        claimed_by: str,
        prompts: Prompts,
        settings: SlackSettings,
        metrics: Metrics,
    ) -> None:
        self._store, self._answerer = store, answerer
        self._privately, self._replies = privately, replies
        self._claimed_by, self._prompts = claimed_by, prompts
        self._settings, self._metrics = settings, metrics
        self._queue, self._intake = FairQueue(), Intake(store, claimed_by=claimed_by, settings=settings)
        self._noticed: dict[str, str] = {}  # the item of a person that has a notice
        self._warned: dict[str, float] = {}  # when a person was last told that it is too much
        self._failed: list[str] = []  # items that are held, and that no worker has any more
        self._background = Background()
        self._workers: list[asyncio.Task[None]] = []
        metrics.queue_length.set_function(lambda: len(self._queue))

    async def start(self) -> None:
        """Take up what was left, and begin to answer."""
        await self._take_up()
        self._workers = [asyncio.create_task(self._work()) for _ in range(self._settings.workers)]
        self._background.start(self._keep_holding())

    async def stop(self) -> None:
        """Finish what is being answered, or stop it, and hand back what waits."""
        await self._queue.close()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=_GRACE_S)
            if late:
                self._answerer.stop_all()
                await asyncio.wait(late, timeout=_GRACE_S)
        self._background.cancel()
        for worker in self._workers:
            worker.cancel()
        await asyncio.to_thread(self._store.inbox.hand_back, self._claimed_by)
        self._intake.close()

    # --- what comes in ------------------------------------------------------------------------------

    async def accept(self, heard: Heard, kind: str) -> bool:
        """Take in what somebody wrote, if it is said to the coach; False for what came before.

        Who asks by name in a thread goes on there without it.
        """
        place = heard.place
        if place.surface != "direct" and not heard.named and not await self._goes_on(heard):
            return True
        text, marks = heard.text or self._prompts.say("slack_bare"), (_mark(place),) if heard.named else ()
        return await self.ask(place, text, keys=heard.keys, kind=kind, marks=marks)

    async def is_new(self, key: str, kind: str) -> bool:
        """Note something that is owed no reply; False for what came before."""
        return await self._intake.keep(Incoming((key,), kind, CHANNEL)) is not None

    async def ask(
        self, place: Place, text: str, *, keys: tuple[str, ...], kind: str, marks: tuple[str, ...] = ()
    ) -> bool:
        """Keep a question, known by `keys`, and put it into the queue; False if it came before."""
        item_id = place.item_id if place.ts else new_id()  # a command has nothing else to be known by
        item = await self._intake.keep(
            Incoming(keys, kind, CHANNEL, item_id, place.external_id, text, place.address(), marks)
        )
        if item is None:
            return False
        if item.status is InboxStatus.REFUSED:
            self._background.start(self._refuse(item, place))
        else:
            await self._enqueue(item)
        return True

    async def stop_answer(self, item_id: str, person_id: str) -> bool:
        """Stop a question on behalf of the one who asked it; False if it is not theirs, or settled."""
        if self._queue.person_of(item_id) == person_id and (item := await self._queue.remove(item_id)):
            await self._settle(item, InboxStatus.ANSWERED)
            await self._answerer.notices.clear(item_id)
            self._metrics.questions.labels("stopped").inc()
            return True
        return self._answerer.stop(item_id, person_id)

    async def let_go(self, person_id: str) -> None:
        """Settle all that a person has asked, before they are forgotten: nothing is kept of them later."""
        while (item_id := self._queue.waiting_of(person_id)) is not None:
            await self.stop_answer(item_id, person_id)
        await asyncio.wait_for(self._answerer.let_go(person_id), _GRACE_S)

    async def _goes_on(self, heard: Heard) -> bool:
        """Whether it is said in a thread in which its writer has asked the coach, and to nobody else."""
        if not heard.place.thread_ts or heard.others:
            return False
        return await asyncio.to_thread(self._knows, heard.place)

    def _knows(self, place: Place) -> bool:
        if self._store.inbox.knows(_mark(place)):
            return True
        try:
            self._store.thread(place.thread_id)
        except UnknownThread:
            return False
        return True

    # --- too much -----------------------------------------------------------------------------------

    async def _refuse(self, item: InboxItem, place: Place) -> None:
        """Say so: of messages once a minute, of commands each time. It is not answered later either."""
        self._metrics.questions.labels("refused").inc()
        now = asyncio.get_running_loop().time()
        warned = now - self._warned.get(item.person_id, float("-inf")) < _MINUTE.total_seconds()
        if warned and place.surface != "command":
            return
        self._warned[item.person_id] = now
        said = self._prompts.say("slack_too_many", count=self._settings.questions_per_minute)
        with suppress(NotSent):
            await self._privately.hand(place, self._replies.note(said), key=f"{item.item_id}:refused")

    # --- the queue ----------------------------------------------------------------------------------

    async def _enqueue(self, item: InboxItem) -> None:
        await self._queue.put(item)
        if item.status is InboxStatus.WAITING:
            self._background.start(self._notice(item))

    async def _notice(self, item: InboxItem) -> None:
        """Tell someone who waits which place they have; one notice a person is enough."""
        where = Place.of(item.address)
        await asyncio.sleep(_PATIENT_S)
        place = self._queue.place(item.item_id)
        if not self._queue.waits_for_others(item.item_id):
            return
        post = queue_post(place, item.item_id, self._prompts)
        if where.surface == "command":  # it is not in the way of a notice in a channel
            with suppress(NotSent):
                await self._privately.hand(where, post, key=f"{item.item_id}:notice")
            return
        if self._queue.place(self._noticed.get(item.person_id, "")):
            return
        self._noticed[item.person_id] = item.item_id
        await self._answerer.notices.show(item.item_id, where, post)
        if not self._queue.place(item.item_id) and not self._answerer.is_running(item.item_id):
            await self._answerer.notices.clear(item.item_id)  # it was settled meanwhile

    async def _work(self) -> None:
        while (item := await self._queue.take()) is not None:
            await self._intake.settled(patience_s=_BURST_S)
            try:
                if item.status is InboxStatus.ANSWERING:
                    await self._answerer.take_over(item)
                else:
                    await self._answerer.answer(item)
            except CoachError as error:
                _log.warning("A question waits for another try: %s", error)
                self._failed.append(item.item_id)
            except Exception:  # the outermost edge of a worker: it goes on with the next one
                _log.exception("A question waits for another try.")
                self._failed.append(item.item_id)
            finally:
                await self._queue.done(item)

    async def _keep_holding(self) -> None:
        """Renew the leases, take up what others left, and forget what is old; again and again."""
        while True:
            await asyncio.sleep(self._settings.lease_s / 3)
            try:
                await self._take_up()
                await asyncio.to_thread(self._store.inbox.forget_keys, system_clock() - _KEYS_KEPT)
            except CoachError as error:
                _log.warning("The inbox waits: %s", error)

    async def _take_up(self) -> None:
        failed = tuple(self._failed)

        def claim() -> list[InboxItem]:
            now, lease_s = system_clock(), self._settings.lease_s
            for item_id in failed:
                self._store.inbox.put_off(item_id, claimed_by=self._claimed_by, until=now)
            self._store.inbox.renew(self._claimed_by, now=now, lease_s=lease_s)
            return self._store.inbox.claim_left(now=now, claimed_by=self._claimed_by, lease_s=lease_s)

        left = await asyncio.to_thread(claim)
        del self._failed[: len(failed)]
        for item in left:
            # What an earlier run showed would stay for ever.
            self._answerer.notices.remember(item.item_id, Place.of(item.address), item.address)
            await self._enqueue(item)

    async def _settle(self, item: InboxItem, status: InboxStatus) -> None:
        await asyncio.to_thread(self._store.inbox.finish, item.item_id, status, at=system_clock())


def _mark(place: Place) -> str:
    """Return what is noted of a thread in which somebody asked the coach by its name."""
    return f"thread:{place.thread_id}"
