"""An accepted message is answered once, to whom it is for; what Slack does not take is shown later."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.channels.slack.conversation.answering import Answerer
from bot.channels.slack.conversation.assistant import Assistant
from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.people import CHANNEL, People
from bot.channels.slack.posting import Poster
from bot.channels.slack.private import Privately
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.clock import system_clock
from bot.coach import Coach
from bot.commitments import CommitmentService
from bot.domain import InboxItem, Incoming, Message, Reply, ReplyEvent
from bot.errors import Cancelled, CoachError, ModelNotFound
from bot.profile import ProfileService
from bot.prompts import bundled_prompts
from bot.settable import SlackSettings
from bot.store import Store
from tests.local_slack import Hands, LocalSlack, refused
from tests.local_slack import Message as Posted

PUBLIC, PERSONAL = (
    ReplyEvent("sentence", "It takes 10 weeks."),
    ReplyEvent("sentence", "Noted.", personal=True),
)
LATER = timedelta(minutes=1)


@dataclass
class ScriptedCoach:
    """Says `sentences`, after it waited to be stopped if it is `slow`, and then raises `error`."""

    store: Store
    sentences: list[ReplyEvent]
    slow: bool = False
    error: CoachError | None = None
    asked: list[Message] = field(default_factory=list)
    knowledge: Any = field(
        default_factory=lambda: SimpleNamespace(prompts=bundled_prompts(), index=SimpleNamespace(pathways={}))
    )

    def stream(self, message: Message, *, stop: threading.Event) -> Iterator[ReplyEvent]:
        self.asked.append(message)
        if self.slow and stop.wait(5):
            raise Cancelled("Stopped.")
        yield from self.sentences
        if self.error:
            raise self.error
        text = " ".join(event.text for event in self.sentences)
        personal = any(event.personal for event in self.sentences)
        reply = Reply(text, "profile" if personal else "answer", personal=personal)
        thread = self.store.open_thread(message.person_id, CHANNEL, title="?", thread_id=message.thread_id)
        turn = self.store.append_turn(thread.thread_id, message.text, reply=reply)
        yield ReplyEvent("finished", reply=replace(reply, turn_id=turn.turn_id))


class BrokenReplies:
    """Cannot lay out what a person is shown alone."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    def posts(self, *given: Any) -> list[Any]:
        raise KeyError("a fault of ours")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._replies, name)


@dataclass
class Scene:
    slack: LocalSlack
    store: Store
    coach: ScriptedCoach
    answerer: Answerer
    ana: Hands
    channel: str

    async def ask(self, text: str = "?", *, direct: bool = False, thread_ts: str = "") -> InboxItem:
        """Say something, and return what is owed a reply."""
        said = self.ana.dm(text, thread_ts or None) if direct else self.ana.mention(self.channel, text)
        surface = "direct" if direct else "channel"
        place = Place(self.slack.team_id, said.channel, self.ana.id, cast(Any, surface), said.ts, thread_ts)
        incoming = Incoming(
            (said.ts,), "message.im", CHANNEL, place.item_id, place.external_id, text, place.address()
        )
        (item,) = self.store.inbox.accept_all(
            [incoming], claimed_by="me", now=system_clock(), lease_s=30, most_a_minute=99
        )
        assert item is not None
        return item

    def left(self, *, after: timedelta = LATER) -> list[InboxItem]:
        """Claim what is not settled."""
        return self.store.inbox.claim_left(now=system_clock() + after, claimed_by="me", lease_s=30)

    def shown(self) -> list[Posted]:
        return self.slack.bot_messages(self.channel)


@asynccontextmanager
async def scene(
    folder: Path, *sentences: ReplyEvent, limit_s: float = 60, **coach: Any
) -> AsyncIterator[Scene]:
    store = Store.open(f"sqlite:///{folder / 'store.sqlite'}", clock=system_clock)
    told = ScriptedCoach(store, list(sentences), **coach)
    async with LocalSlack(rates_on=False) as slack:
        ana = slack.add_user("ana")
        settings = SlackSettings(base_url=slack.api_url, answer_limit_s=limit_s)
        secrets = SlackSecrets(bot_token=slack.bot_token, app_token="", signing_secret="")
        async with SlackClient(secrets, settings) as client:
            poster, prompts = Poster(client, wait_s=0.001), bundled_prompts()
            commitments = CommitmentService(store, system_clock)
            people = People(poster, store, ProfileService(store, system_clock), system_clock)
            with ThreadPoolExecutor(1) as threads:
                answerer = Answerer(
                    cast(Coach, told),
                    poster,
                    people,
                    Replies(commitments, cast(Any, None), prompts),
                    Privately(poster, people),
                    Assistant(poster, prompts),
                    cast(Any, SimpleNamespace(changed=_nothing)),
                    claimed_by="me",
                    settings=settings,
                    metrics=client.metrics,
                    threads=threads,
                )
                yield Scene(slack, store, told, answerer, ana, slack.add_channel("general", ana))
    store.close()


async def _nothing(external_id: str) -> None:
    """There is no Home here."""


def play(act: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        await act()

    asyncio.run(run())


def test_what_is_personal_is_shown_to_the_asker_alone(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC, PERSONAL) as at:
            await at.answerer.answer(await at.ask())

            assert [message.text for message in at.shown()] == ["It takes 10 weeks."]
            assert [message.text for message in at.slack.ephemerals(at.ana)] == ["Noted."]
            assert at.coach.asked[0].overheard
            assert at.left() == []

    play(act)


def test_alone_with_the_coach_all_is_in_one_message(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PERSONAL, PUBLIC) as at:
            await at.answerer.answer(await at.ask(direct=True))

            (message,) = at.slack.bot_messages(at.slack.dm(at.ana))
            assert message.text == "Noted. It takes 10 weeks."
            assert not at.coach.asked[0].overheard

    play(act)


def test_a_reply_that_slack_did_not_take_is_shown_later_once(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            at.slack.faults.add("*", refused("internal_error"), times=60)
            await at.answerer.answer(await at.ask())
            assert at.shown() == []
            assert at.left(after=timedelta()) == []

            at.slack.faults.clear()
            for item in at.left():
                await at.answerer.take_over(item)

            assert [message.text for message in at.shown()] == ["It takes 10 weeks."]
            assert len(at.coach.asked) == 1
            assert at.left() == []

    play(act)


def test_a_message_that_was_begun_before_a_crash_and_not_noted_is_gone_on_with(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            item = await at.ask()
            place = Place.of(item.address)
            assert at.store.inbox.begin(item.item_id, claimed_by="me")
            (*_, finished) = at.coach.stream(
                Message("?", item.person_id, CHANNEL, place.thread_id), stop=threading.Event()
            )
            assert finished.reply is not None
            at.store.inbox.address(item.item_id, {"turn_id": finished.reply.turn_id or ""})
            await at.answerer._poster.call(
                "chat.startStream",
                channel=place.channel,
                thread_ts=place.ts,
                recipient_user_id=place.user,
                recipient_team_id=place.team,
                markdown_text="It takes",
            )

            (left,) = at.left()
            await at.answerer.take_over(left)

            (message,) = at.shown()
            assert message.text == "It takes 10 weeks."
            assert message.streaming != "yes"

    play(act)


def test_what_a_channel_does_not_take_is_written_to_the_asker(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            for method in ("chat.startStream", "chat.postMessage"):
                at.slack.faults.add(method, refused("restricted_action"))
            await at.answerer.answer(await at.ask())

            assert at.shown() == []
            assert [message.text for message in at.slack.bot_messages(at.slack.dm(at.ana))] == [
                "It takes 10 weeks."
            ]
            assert at.left() == []

    play(act)


def test_nothing_goes_on_for_one_who_is_let_go(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC, slow=True) as at:
            item = await at.ask()
            answering = asyncio.create_task(at.answerer.answer(item))
            await at.slack.until(lambda: bool(at.coach.asked))

            await at.answerer.let_go(item.person_id)

            assert not at.answerer.is_running(item.item_id)
            await answering

    play(act)


def test_an_answer_that_was_interrupted_is_apologised_for(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            item = await at.ask()
            assert at.store.inbox.begin(item.item_id, claimed_by="me")

            (left,) = at.left()
            await at.answerer.take_over(left)

            assert at.coach.asked == []
            assert "Please ask again" in at.slack.ephemerals(at.ana)[0].text
            assert at.left() == []

    play(act)


def test_a_reply_that_cannot_be_shown_again_is_apologised_for(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PERSONAL) as at:
            at.slack.faults.add("*", refused("internal_error"), times=60)
            await at.answerer.answer(await at.ask())
            at.slack.faults.clear()
            handing = at.answerer._handing
            handing._replies = cast(Any, BrokenReplies(handing._replies))

            (left,) = at.left()
            await at.answerer.take_over(left)

            (told,) = at.slack.ephemerals(at.ana)
            assert told.text == bundled_prompts().say("slack_trouble_other")
            assert at.left() == []

    play(act)


@pytest.mark.parametrize(
    ("limit_s", "said"), [(0.1, "This took too long"), (60.0, "Stopped.")], ids=["late", "by the asker"]
)
def test_an_answer_can_be_stopped_by_the_asker_or_the_clock(
    tmp_path: Path, limit_s: float, said: str
) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC, limit_s=limit_s, slow=True) as at:
            item = await at.ask()
            answering = asyncio.create_task(at.answerer.answer(item))
            await at.slack.until(lambda: bool(at.coach.asked))
            if limit_s > 1:
                assert not at.answerer.stop(item.item_id, "somebody else")
                assert at.answerer.stop(item.item_id, item.person_id)
            await answering

            assert at.shown() == []
            assert at.slack.ephemerals(at.ana)[0].text.startswith(said)
            assert at.left() == []

    play(act)


def test_what_goes_wrong_is_said_without_what_the_machine_knows(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, error=ModelNotFound("No file at /secret/model.gguf.")) as at:
            await at.answerer.answer(await at.ask())

            (told,) = at.slack.ephemerals(at.ana)
            assert "language model is not available" in told.text
            assert "/secret" not in told.text
            assert at.left() == []

    play(act)


def test_an_answer_that_fails_midway_is_not_being_written_any_more(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC, error=ModelNotFound("No file.")) as at:
            await at.answerer.answer(await at.ask())

            (message,) = at.shown()
            assert (message.text, message.streaming) == ("It takes 10 weeks.", "stopped")
            assert "language model is not available" in at.slack.ephemerals(at.ana)[0].text
            assert at.left() == []

    play(act)


def test_a_thread_is_called_by_its_first_question_even_after_a_restart(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            root = at.ana.dm("Hello")
            for question in ("How long?", "And then?"):
                at.answerer._assistant = Assistant(at.answerer._poster, bundled_prompts())
                await at.answerer.answer(await at.ask(question, direct=True, thread_ts=root.ts))

            assert at.slack.title(root.channel, root.ts) == "How long?"

    play(act)


def test_a_message_that_another_process_answers_is_left_alone(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            item = await at.ask()
            at.store.inbox.claim_left(now=system_clock() + LATER, claimed_by="another", lease_s=30)

            await at.answerer.answer(item)

            assert at.coach.asked == []
            assert at.shown() == []

    play(act)


def test_the_time_of_an_answer_is_counted(tmp_path: Path) -> None:
    async def act() -> None:
        async with scene(tmp_path, PUBLIC) as at:
            before = time.monotonic()
            await at.answerer.answer(await at.ask())
            metrics = at.answerer._metrics

            assert (
                metrics.registry.get_sample_value("pathcoach_slack_questions_total", {"outcome": "answered"})
                == 1
            )
            spent = metrics.registry.get_sample_value("pathcoach_slack_answer_seconds_sum")
            assert spent is not None
            assert 0 < spent <= time.monotonic() - before

    play(act)
