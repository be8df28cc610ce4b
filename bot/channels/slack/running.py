"""`pathcoach slack`: the parts joined, served until the process is told to stop, and ended in good order."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from bot.channels.slack.commanding import Commands
from bot.channels.slack.conversation.answering import Answerer
from bot.channels.slack.conversation.assistant import Assistant
from bot.channels.slack.conversation.questions import Questions
from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.homes import Homes
from bot.channels.slack.people import People
from bot.channels.slack.posting import Poster
from bot.channels.slack.pressing.pressing import Presses
from bot.channels.slack.private import Privately
from bot.channels.slack.sender import SlackSender
from bot.channels.slack.service import Service
from bot.channels.slack.serving.bolt import build_bolt
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.http import HttpAddress, serve_http
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.serving.socket import serve_socket
from bot.channels.slack.serving.stopping import stopping_on_signals
from bot.channels.slack.spaces import Spaces
from bot.channels.slack.standing import Standing
from bot.clock import clock_of, system_clock
from bot.coach import Coach
from bot.config import Settings
from bot.domain import Sender
from bot.errors import NotSent, SettingsError
from bot.reminders import Courier, Scheduler
from bot.store.ids import new_id

Load = Callable[[], Coach]
Remind = Callable[[Coach, Sender], Courier]

SENDING_S = 60.0  # the longest that one check-in takes to send
_REMIND_EVERY_S = 30.0
_SWITCH_S = 0.0005  # between threads; Python's own is ten times as long
_log = logging.getLogger(__name__)


async def run(
    settings: Settings, secrets: SlackSecrets, *, load: Load, remind: Remind, http: HttpAddress | None
) -> None:
    """Serve over a socket, or over HTTP at `http`. Raises CoachError."""
    _log.info("Loading the coach.")
    coach = await asyncio.to_thread(load)
    # The loop that acknowledges must not wait long for its turn beside the threads that answer.
    sys.setswitchinterval(_SWITCH_S)
    try:
        async with SlackClient(secrets, settings.slack) as client:
            with stopping_on_signals() as stopping:
                async with _answering(coach, client, settings, remind) as service:
                    app = build_bolt(service, secrets, settings.slack, client=client)
                    if http is None:
                        await serve_socket(app, secrets, metrics=client.metrics, stopping=stopping)
                    else:
                        await serve_http(
                            app,
                            secrets,
                            http,
                            readiness=lambda: _lacks(coach),
                            metrics=client.metrics,
                            stopping=stopping,
                        )
    finally:
        await asyncio.to_thread(coach.close)


@asynccontextmanager
async def _answering(
    coach: Coach, client: SlackClient, settings: Settings, remind: Remind
) -> AsyncIterator[Service]:
    """Answer, and send what is due, for as long as the block runs."""
    poster, desk, prompts = Poster(client), coach.desk, coach.knowledge.prompts
    team = await _own_team(poster)
    people = People(poster, coach.store, desk.profiles, system_clock)
    standing = Standing(desk, coach.knowledge.index, pathway_id=settings.pathway)
    replies, privately = Replies(desk.commitments, standing, prompts), Privately(poster, people)
    assistant, claimed_by = Assistant(poster, prompts), new_id()
    clock, threads = clock_of(settings), ThreadPoolExecutor(settings.slack.workers, "answer")
    homes = Homes(desk, standing, poster, people, clock=clock)
    answerer = Answerer(
        coach,
        poster,
        people,
        replies,
        privately,
        assistant,
        homes,
        claimed_by=claimed_by,
        settings=settings.slack,
        metrics=client.metrics,
        threads=threads,
    )
    questions = Questions(
        coach.store,
        answerer,
        privately,
        replies,
        claimed_by=claimed_by,
        prompts=prompts,
        settings=settings.slack,
        metrics=client.metrics,
    )
    sender = SlackSender(
        poster,
        people,
        replies,
        coach.store,
        team=team,
        loop=asyncio.get_running_loop(),
        metrics=client.metrics,
        patience_s=SENDING_S,
    )
    scheduler = Scheduler(remind(coach, sender), interval_s=_REMIND_EVERY_S)
    await asyncio.to_thread(coach.warm)
    await questions.start()
    scheduler.start()
    try:
        spaces = Spaces(desk, coach.knowledge.index, poster, people, clock=clock)
        commands = Commands(desk, spaces, homes, people, privately, clock=clock)
        presses = Presses(
            desk,
            coach.knowledge.index,
            poster,
            people,
            homes,
            stop=questions.stop_answer,
            let_go=questions.let_go,
            clock=clock,
        )
        service = Service(questions, presses, commands, homes, spaces, assistant, prompts)
        yield service
        await service.finish()
    finally:
        await asyncio.to_thread(scheduler.stop)
        await questions.stop()
        threads.shutdown(wait=False, cancel_futures=True)


async def _own_team(poster: Poster) -> str:
    """Return the workspace that the bot's token is for. Raises SettingsError."""
    try:
        return str((await poster.repeated_call("auth.test"))["team_id"])
    except NotSent as error:
        raise SettingsError(
            f"Slack does not take the bot's token, or cannot be reached. {error} "
            "`pathcoach slack check` says what is missing."
        ) from None


async def _lacks(coach: Coach) -> Sequence[str]:
    """Return what keeps the coach from answering."""
    await asyncio.to_thread(coach.store.inbox.kinds_seen)  # raises where the store cannot be read
    return [] if coach.knowledge.index.pathways else ["No pathway is indexed. Run `pathcoach index`."]
