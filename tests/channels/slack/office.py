"""Slack, and those who do what is pressed, submitted and typed there, over a real store; without a coach.

async with office(tmp_path) as at:
    ana = at.person("ana")
    message = await at.proposed(ana, "read", date(2026, 3, 6))
    await at.after(ana.click(message, "confirm"))
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.bundled import bundled_folder
from bot.channels.slack.commanding import Command, Commands, read_command
from bot.channels.slack.homes import Homes
from bot.channels.slack.people import CHANNEL, People
from bot.channels.slack.posting import Poster
from bot.channels.slack.pressing.pressing import Presses
from bot.channels.slack.private import Privately
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.spaces import Spaces
from bot.channels.slack.standing import Standing
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.proposals import proposal_post
from bot.coaching import Desk
from bot.commitments import CommitmentService, Draft
from bot.commitments.telling import Teller
from bot.domain import Chunk, Commitment, Pathway
from bot.embedding import MiniLMEmbedder
from bot.index.reader import Index
from bot.matching import Matcher
from bot.profile import ProfileService, ProfileUpdate
from bot.prompts import bundled_prompts
from bot.settable import SlackSettings
from bot.store import Store
from tests.answering.conftest import pathway_of
from tests.local_slack import Attempt, Delivery, Hands, LocalSlack, Message, View

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=OSLO)
FRIDAY = date(2026, 3, 6)


class SetClock:
    """Says `now` until it is set to something else."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class FewPathways:
    """As much of an index as is looked at here."""

    pathways: dict[str, Pathway]
    chunks: dict[str, Chunk] = field(default_factory=dict)

    def chunk(self, chunk_id: str) -> Chunk:
        return self.chunks[chunk_id]


@dataclass
class Office:
    """Takes what Slack sends, and keeps what it came to."""

    slack: LocalSlack
    clock: SetClock
    store: Store
    desk: Desk
    index: FewPathways
    poster: Poster
    people: People
    homes: Homes
    presses: Presses
    spaces: Spaces
    commands: Commands
    queued: list[Command] = field(default_factory=list)
    stopped: list[tuple[str, str]] = field(default_factory=list)
    let_gone: list[str] = field(default_factory=list)
    handled: list[Delivery] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    # --- what Slack does ----------------------------------------------------------------------------

    async def carry(self, delivery: Delivery, attempt: Attempt, patience_s: float) -> str:
        """Take a delivery, as Bolt would hand it on."""
        body = delivery.payload
        try:
            if body.get("type") == "view_submission":
                delivery.acknowledge(attempt, await self.presses.submit(body))
            else:
                delivery.acknowledge(attempt, None)
                await self._take(body)
        except Exception as error:
            self.failed.append(error)
        self.handled.append(delivery)
        return ""

    async def after(self, delivery: Delivery) -> None:
        """Wait until all is done that came of a delivery."""
        await self.slack.until(lambda: delivery in self.handled)
        await self.presses.finish()
        assert self.failed == []

    async def after_all(self) -> None:
        """Wait until all is done that came of all deliveries."""
        await self.slack.until(lambda: len(self.handled) == len(self.slack.deliveries))
        await self.presses.finish()
        assert self.failed == []

    async def _take(self, body: dict[str, Any]) -> None:
        event = body.get("event", {}).get("type")
        if "command" in body:
            command = read_command(body, self.desk.prompts)
            if command.for_coach:
                self.queued.append(command)
            else:
                await self.commands.run(command)
        elif body["type"] == "block_actions":
            await self.presses.press(body)
        elif event == "app_home_opened":
            await self.homes.opened(body)
        elif event == "member_joined_channel":
            await self.spaces.joined(body)

    # --- what there is ------------------------------------------------------------------------------

    def person(self, name: str, **more: Any) -> Hands:
        """Let somebody in Oslo be there."""
        return self.slack.add_user(name, tz="Europe/Oslo", **more)

    def id_of(self, hands: Hands) -> str:
        """Who somebody is to the coach; from now on they are somebody."""
        person = self.store.resolve(CHANNEL, f"{self.slack.team_id}:{hands.id}")
        if person.timezone is None:
            self.desk.profiles.update(person.person_id, ProfileUpdate(timezone="Europe/Oslo"))
        return person.person_id

    def promise(self, hands: Hands, text: str, due_on: date | None = FRIDAY, **more: Any) -> Commitment:
        """Return an open commitment of somebody."""
        (proposal,) = self.propose(hands, Draft(text, due_on, **more))
        (kept,) = self.desk.commitments.confirm(proposal.person_id, [proposal.commitment_id]).changed
        return kept

    def propose(self, hands: Hands, *drafts: Draft) -> Sequence[Commitment]:
        return self.desk.commitments.propose(self.id_of(hands), drafts)

    def now(self, commitment: Commitment) -> Commitment:
        """Return a commitment as it is now."""
        return self.store.commitments.get(commitment.person_id, commitment.commitment_id)

    def teller(self, hands: Hands) -> Teller:
        return Teller(self.desk.prompts, self.desk.commitments.now(self.id_of(hands)))

    async def write(self, hands: Hands, post: Post) -> Message:
        """Send somebody a direct message."""
        posted = await self.poster.post(self.slack.dm(hands), post, key=post.text)
        message = self.slack.message(posted.channel, posted.ts)
        assert message is not None
        return message

    async def whisper(self, hands: Hands, channel: str, post: Post) -> Message:
        """Show somebody a message that nobody else sees."""
        await self.poster.whisper(channel, hands.id, post)
        return self.slack.ephemerals(hands, channel)[-1]

    async def proposed(self, hands: Hands, text: str, due_on: date | None = FRIDAY) -> Message:
        """Send somebody a proposal."""
        proposals = self.propose(hands, Draft(text, due_on))
        return await self.write(hands, proposal_post(proposals, self.teller(hands)))

    async def listed(self, hands: Hands, *commitments: Commitment) -> Message:
        """Send somebody what they promised."""
        return await self.write(hands, commitments_post(commitments, self.teller(hands)))


def play(folder: Path, scene: Callable[[Office], Awaitable[None]], *, faults: bool = False) -> None:
    """Play a scene in an office of its own; nobody is pinged in it, and without `faults` nothing fails."""

    async def open_and_play() -> None:
        async with office(folder) as at:
            await scene(at)
            assert not at.slack.pings()
            went_wrong = at.desk.prompts.say("slack_trouble_other")
            told = [each.text for user in at.slack.workspace.users for each in at.slack.ephemerals(user)]
            assert (went_wrong in told) is faults

    asyncio.run(open_and_play())


def buttons(shown: Message | View) -> list[str]:
    """The action ids of what can be used in the rows of a message or a view."""
    return [element["action_id"] for element in _used(shown)]


def values(shown: Message | View, action: str) -> list[str]:
    """The values of the buttons with this action id."""
    return [element["value"] for element in _used(shown) if element["action_id"] == action]


def _used(shown: Message | View) -> list[dict[str, Any]]:
    blocks = shown.body["blocks"] if isinstance(shown, View) else shown.blocks
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


@asynccontextmanager
async def office(folder: Path, **options: Any) -> AsyncIterator[Office]:
    """Open it, with the options of LocalSlack."""
    clock, prompts = SetClock(MONDAY), bundled_prompts()
    async with LocalSlack(rates_on=False, **options) as slack:
        secrets = SlackSecrets(bot_token=slack.bot_token, app_token="", signing_secret="")
        with Store.open(f"sqlite:///{folder / 'store.sqlite'}", clock=clock) as store:
            commitments = CommitmentService(store, clock, local_zone=OSLO)
            profiles = ProfileService(store, clock, on_schedule_change=commitments.reschedule)
            unused = cast(Any, None)  # what reads messages
            desk = Desk(store, prompts, unused, _matcher(), commitments, profiles, unused)
            async with SlackClient(secrets, SlackSettings(base_url=slack.api_url)) as client:
                at = _furnish(slack, clock, desk, Poster(client, wait_s=0.01))
                slack._sending.carrier = at
                yield at
                await at.presses.finish()


def _furnish(slack: LocalSlack, clock: SetClock, desk: Desk, poster: Poster) -> Office:
    edge = _edge()
    few = FewPathways({edge.pathway_id: edge})
    index = cast(Index, few)
    people = People(poster, desk.store, desk.profiles, clock)
    homes = Homes(desk, Standing(desk, index), poster, people, clock=clock)
    stopped: list[tuple[str, str]] = []
    let_gone: list[str] = []

    async def stop(item_id: str, person_id: str) -> bool:
        stopped.append((item_id, person_id))
        return item_id == f"of {person_id}"

    async def let_go(person_id: str) -> None:
        let_gone.append(person_id)

    presses = Presses(desk, index, poster, people, homes, stop=stop, let_go=let_go, clock=clock)
    spaces = Spaces(desk, index, poster, people, clock=clock)
    commands = Commands(desk, spaces, homes, people, Privately(poster, people), clock=clock)
    return Office(
        slack,
        clock,
        desk.store,
        desk,
        few,
        poster,
        people,
        homes,
        presses,
        spaces,
        commands,
        stopped=stopped,
        let_gone=let_gone,
    )


@cache
def _matcher() -> Matcher:
    return Matcher(MiniLMEmbedder())


@cache
def _edge() -> Pathway:
    name = "backend-developer-to-edge-ai-engineer.md"
    return pathway_of((Path(bundled_folder("knowledge")) / name).read_text(encoding="utf-8"), name)
