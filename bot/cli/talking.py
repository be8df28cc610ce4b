"""`pathcoach chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from bot.cli.options import ComposerOption, PathwayOption, ThreadOption, UserOption
from bot.config import load_settings
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
    from bot.app import build_coach
    from bot.channels.terminal import converse, standard_input
    from bot.prompts import bundled_prompts

    typed = sys.stdin.isatty()
    with closing(build_coach(load_settings())) as coach:
        if typed:
            prompts = bundled_prompts()
            print(prompts.say("welcome", titles=coach.knowledge.titles() or prompts.say("no_titles")))
            coach.warm()
        message = Message("", person_id=user, thread_id=thread, pathway_id=pathway, composer=composer)
        lines = _typed_lines() if typed else standard_input()
        converse(coach, message, lines=lines, out=sys.stdout, prompt=False)


def _typed_lines() -> Iterator[str]:
    while True:
        try:
            yield input("you> ")
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            return
