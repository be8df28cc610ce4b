"""`pathcoach chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

from bot.cli.options import ComposerOption, PathwayOption, ThreadOption, UserOption, written_by
from bot.config import Settings, load_settings
from bot.domain import Message

_LEASE_MARGIN_S = 60.0


def chat(
    pathway: PathwayOption = None,
    user: UserOption = "local",
    thread: ThreadOption = None,
    composer: ComposerOption = None,
    stats: Annotated[
        bool,
        typer.Option(
            "--stats",
            help="Show below the prompt how fast the last answer was, and memory, GPU load and watts.",
        ),
    ] = False,
) -> None:
    """Talk with the coach; piped input is answered line by line.

    \b
    Examples:
      pathcoach chat --user ana
      pathcoach chat --stats
    """
    settings = load_settings(written_by(composer))
    message = Message("", thread_id=thread, pathway_id=pathway)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _talk(settings, message, user, with_stats=stats)
    else:
        _answer_lines(settings, message, user)


def _talk(settings: Settings, message: Message, user: str, *, with_stats: bool) -> None:
    from bot.app import build_coach, build_courier, build_services, open_index, open_store
    from bot.channels.terminal.chat import Chat
    from bot.channels.terminal.outbox import PATIENCE_S
    from bot.channels.terminal.screen import Screen
    from bot.channels.terminal.stats import Stats
    from bot.faults import logged_in
    from bot.prompts import bundled_prompts

    index, store = open_index(settings), open_store(settings)
    with closing(store), logged_in(settings.home):
        commitments, profiles = build_services(settings, store)
        message = replace(message, person_id=store.resolve_terminal(user))
        screen = Screen(bundled_prompts())
        chat = Chat(index, store, commitments, profiles, screen, settings.home, message)
        chat.stats = Stats(screen.prompts) if with_stats else None
        chat.run(
            lambda: build_coach(settings, index=index, store=store),
            remind=partial(build_courier, settings, lease_s=PATIENCE_S + _LEASE_MARGIN_S),
        )


def _answer_lines(settings: Settings, message: Message, user: str) -> None:
    from bot.app import build_coach, build_courier
    from bot.channels.terminal.plain import converse, standard_input
    from bot.channels.terminal.reminding import TerminalSender

    with closing(build_coach(settings)) as coach:
        person_id = coach.store.resolve_terminal(user)
        sender = TerminalSender(sys.stdout, reaches=lambda person: person.person_id == person_id)
        build_courier(settings, coach, sender).send_due(person_id=person_id)
        message = replace(message, person_id=person_id)
        converse(coach, message, lines=standard_input(), out=sys.stdout)
