"""What was acknowledged is answered, whatever happened to it before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from bot.channels.slack.conversation.answering import Answerer
from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.notices import Notices
from bot.channels.slack.conversation.questions import Questions
from bot.channels.slack.surfaces.waiting import queue_post
from bot.domain import InboxItem
from bot.errors import StorageError
from bot.prompts import bundled_prompts
from bot.settable import SlackSettings
from tests.channels.slack.conversation.test_answering import PUBLIC, Scene, play, scene


class Failing:
    """Answers as `answerer` does, but for its first try, in which the store is locked."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer, self._tries = answerer, 0

    async def answer(self, item: InboxItem) -> None:
        self._tries += 1
        if self._tries == 1:
            raise StorageError("The store is locked.")
        await self._answerer.answer(item)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answerer, name)


@asynccontextmanager
async def serving(
    at: Scene, wrap: Callable[[Answerer], Any] = lambda answerer: answerer
) -> AsyncIterator[None]:
    """Take up what is left, and answer it."""
    unused = cast(Any, None)  # what says that it is too much
    questions = Questions(
        at.store,
        wrap(at.answerer),
        unused,
        unused,
        claimed_by="me",
        prompts=bundled_prompts(),
        settings=SlackSettings(lease_s=0.3),
        metrics=at.answerer._metrics,
    )
    await questions.start()
    yield
    await questions.stop()


def test_a_place_in_the_queue_is_not_shown_for_ever_after_a_restart(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            item = await at.ask()
            before = Notices(at.answerer._poster, at.answerer._note)
            post = queue_post(3, item.item_id, bundled_prompts())
            await before.show(item.item_id, Place.of(item.address), post)
            at.store.inbox.hand_back("me")

            async with serving(at):
                await at.slack.until(lambda: "10 weeks" in str(at.shown()))

            assert [message.text for message in at.shown()] == ["It takes 10 weeks."]

    play(act)


def test_a_question_that_the_store_failed_is_tried_again(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            await at.ask()
            at.store.inbox.hand_back("me")

            async with serving(at, Failing):
                await at.slack.until(lambda: bool(at.shown()))
                await asyncio.sleep(0.3)  # in which it could be answered once more

            assert [message.text for message in at.shown()] == ["It takes 10 weeks."]
            assert len(at.coach.asked) == 1

    play(act)
