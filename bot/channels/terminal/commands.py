"""What can be typed with a slash. A new command is a function here, a row in COMMANDS and a line of help."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from bot.channels.named_tools import NAMED_TOOLS
from bot.channels.terminal.explaining import explain_reply, explain_sources
from bot.clock import in_words
from bot.domain import Thread

if TYPE_CHECKING:
    from bot.channels.terminal.chat import Chat

_MOST_THREADS = 10
Run = Callable[["Chat", str], None]


class Leave(Exception):
    """The person wants to go."""


def run_command(chat: Chat, line: str) -> None:
    """Do what a line that begins with a slash asks for; a beginning that fits one command alone will do.

    Raises Leave, CoachError.
    """
    name, _, argument = line.removeprefix("/").partition(" ")
    begun = [each for each in COMMANDS if each.startswith(name.lower())] if name else []
    command = COMMANDS.get(name.lower()) or (COMMANDS[begun[0]] if len(begun) == 1 else None)
    if command is None:
        close = difflib.get_close_matches(name.lower(), COMMANDS, n=1)
        say = chat.screen.prompts.say
        hint = say("nearest_command", nearest=f"/{close[0]}") if close else say("no_nearest_command")
        chat.screen.tell(f"{say('unknown_command', name=f'/{name}')} {hint}")
    else:
        command(chat, argument.strip())


def choices(chat: Chat, name: str) -> Iterable[str]:
    """Return what may follow a command."""
    if name == "pathway":
        return sorted(chat.index.pathways)
    if name == "resume":
        return [str(number) for number in range(1, len(_threads(chat)) + 1)]
    return ()


def show_last_turn(chat: Chat, thread: Thread) -> None:
    """Print where a conversation stopped, and go on from there."""
    screen, turns = chat.screen, chat.store.turns(thread.thread_id, last=1)
    screen.say("resumed", day=in_words(thread.updated_at, chat.zone))
    chat.last_reply = turns[-1].reply if turns else None
    for turn in turns:
        screen.gap()
        screen.say("last_said", question=turn.question)
        screen.gap()
        screen.tell_lines(turn.reply.text)
        screen.sources(turn.reply)


def _help(chat: Chat, argument: str) -> None:
    screen = chat.screen
    screen.say("help_intro")
    screen.gap()
    screen.table((f"/{name}", screen.prompts.say(f"help_{name}")) for name in COMMANDS)


def _run_tool(name: str, chat: Chat, argument: str) -> None:
    """Let the coach do it, as a turn of the conversation."""
    chat.ask(argument or chat.screen.prompts.say(f"ask_{name}"), tool=NAMED_TOOLS[name])


def _pathway(chat: Chat, argument: str) -> None:
    pathways, say = chat.pathways(), chat.screen.prompts.say
    if not argument:
        here = chat.message.pathway_id
        chat.screen.table(
            (f"{number}.", each.title, each.pathway_id, say("chosen") if each.pathway_id == here else "")
            for number, each in enumerate(pathways, start=1)
        )
        return
    if argument.isdecimal() and 0 < int(argument) <= len(pathways):
        argument = pathways[int(argument) - 1].pathway_id
    if argument not in chat.index.pathways:
        chat.screen.say("pathway_unknown", given=argument)
        return
    chat.choose_pathway(argument)


def _sources(chat: Chat, argument: str) -> None:
    if chat.last_reply is None:
        chat.screen.say("no_answer_yet")
    elif not chat.last_reply.citations:
        chat.screen.say("no_sources")
    else:
        _print_apart(chat, explain_sources(chat.last_reply, chat.index, chat.screen.prompts))


def _why(chat: Chat, argument: str) -> None:
    if chat.last_reply is None:
        chat.screen.say("no_answer_yet")
    else:
        _print_apart(chat, explain_reply(chat.last_reply, chat.screen.prompts))


def _new(chat: Chat, argument: str) -> None:
    chat.go_on_in(None)
    chat.screen.say("new_thread")


def _resume(chat: Chat, argument: str) -> None:
    threads = _threads(chat)
    if not threads:
        chat.screen.say("no_threads")
    elif not argument:
        chat.screen.say("threads_intro")
        chat.screen.table(
            (f"{number}.", in_words(thread.updated_at, chat.zone), thread.title)
            for number, thread in enumerate(threads, start=1)
        )
    elif (thread := _chosen(threads, argument)) is None:
        chat.screen.say("thread_unknown", given=argument)
    else:
        chat.go_on_in(thread.thread_id)
        show_last_turn(chat, thread)


def _quit(chat: Chat, argument: str) -> None:
    raise Leave


def _threads(chat: Chat) -> list[Thread]:
    """Return the person's conversations, the last used first, but for the one that is going on."""
    threads = chat.store.threads(chat.message.person_id, limit=_MOST_THREADS + 1)
    return [each for each in threads if each.thread_id != chat.message.thread_id][:_MOST_THREADS]


def _chosen(threads: list[Thread], given: str) -> Thread | None:
    if given.isdecimal() and 0 < int(given) <= len(threads):
        return threads[int(given) - 1]
    return next((thread for thread in threads if thread.thread_id == given), None)


def _print_apart(chat: Chat, parts: list[str]) -> None:
    for place, part in enumerate(parts):
        if place:
            chat.screen.gap()
        chat.screen.tell(part)


COMMANDS: dict[str, Run] = {
    "help": _help,
    **{name: partial(_run_tool, name) for name in NAMED_TOOLS},
    "pathway": _pathway,
    "sources": _sources,
    "why": _why,
    "new": _new,
    "resume": _resume,
    "quit": _quit,
}
