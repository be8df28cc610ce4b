"""`pathcoach chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from contextlib import closing

from bot.cli.options import ComposerOption, PathwayOption, ThreadOption, UserOption
from bot.config import Settings, load_settings
from bot.domain import Message


def chat(
    pathway: PathwayOption = None,
    user: UserOption = "local",
    thread: ThreadOption = None,
    composer: ComposerOption = None,
) -> None:
    """Talk with the coach; piped input is answered line by line.

    Example: pathcoach chat --user ana
    """
    settings = load_settings()
    message = Message("", person_id=user, thread_id=thread, pathway_id=pathway, composer=composer)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _talk(settings, message)
    else:
        _answer_lines(settings, message)


def _talk(settings: Settings, message: Message) -> None:
    from bot.app import build_coach, open_index, open_store
    from bot.channels.terminal.chat import Chat
    from bot.channels.terminal.screen import Screen
    from bot.prompts import bundled_prompts

    index, store = open_index(settings), open_store(settings)
    with closing(store):
        chat = Chat(index, store, Screen(bundled_prompts()), settings.home, message)
        chat.run(lambda: build_coach(settings, index=index, store=store))


def _answer_lines(settings: Settings, message: Message) -> None:
    from bot.app import build_coach
    from bot.channels.terminal.plain import converse, standard_input

    with closing(build_coach(settings)) as coach:
        converse(coach, message, lines=standard_input(), out=sys.stdout)
