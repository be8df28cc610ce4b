"""`pathcoach ask`: one answer, or one for each line of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import tzinfo
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ComposerOption, JsonOption, PathwayOption, ThreadOption, UserOption, written_by
from bot.config import load_settings
from bot.domain import Message, Reply
from bot.errors import BadQuestion

if TYPE_CHECKING:
    from bot.coach import Coach


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question; - reads them from standard input.")
    ],
    pathway: PathwayOption = None,
    user: UserOption = "local",
    thread: ThreadOption = None,
    composer: ComposerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer one question, or one for each line of standard input.

    On standard input every line is a conversation of its own, unless --thread says that they belong together.

    \b
    Examples:
      pathcoach ask "Which skills are critical?"
      pathcoach ask - --json < questions.txt
    """
    from bot.app import build_coach
    from bot.channels.terminal.plain import standard_input

    piped, failed = question == "-", False
    texts = standard_input() if piped else [_argument(question)]
    with closing(build_coach(load_settings(written_by(composer)))) as coach:
        person_id = coach.store.resolve_terminal(user)
        for text in texts:
            if piped and not text.strip():
                continue
            message = Message(text, person_id=person_id, thread_id=thread, pathway_id=pathway)
            try:
                _answer(coach, message, as_json=as_json)
            except BadQuestion as error:
                if not piped:
                    raise
                failed = True
                print(error, file=sys.stderr)
                continue
    if failed:
        raise typer.Exit(1)


def _answer(coach: Coach, message: Message, *, as_json: bool) -> None:
    """Print one reply: as JSON, laid out for a terminal, or plain. Raises CoachError."""
    if as_json:
        reply, zone = coach.reply(message), coach.zone(message.person_id)
        print(json.dumps(reply_json(message.text, reply, zone), ensure_ascii=False), flush=True)
    elif sys.stdout.isatty():
        from bot.channels.terminal.screen import Screen

        screen = Screen(coach.knowledge.prompts)
        reply = screen.answer(coach.stream(message))
        _say_how_to_confirm(reply, coach, screen.tell)
        screen.gap()
    else:
        from bot.channels.terminal.plain import answer

        _say_how_to_confirm(answer(coach, message, sys.stdout), coach, print)


def _say_how_to_confirm(reply: Reply, coach: Coach, tell: Callable[[str], None]) -> None:
    """Nobody can say yes to a command that has ended: name the one that does."""
    if reply.pending is not None and reply.pending.kind == "confirm":
        ids = " ".join(reply.pending.commitment_ids)
        tell(coach.knowledge.prompts.say("confirm_by_command", ids=ids))


def reply_json(question: str, reply: Reply, zone: tzinfo) -> dict[str, Any]:
    """Return a reply as `ask --json` prints it; due dates have the offset of `zone`."""
    from bot.commitments.showing import commitment_json

    commitments = [commitment_json(each, zone) for each in reply.commitments]
    return {
        "question": question,
        "answer": reply.text,
        "abstained": reply.abstained,
        "action": reply.action,
        "citations": [asdict(citation) for citation in reply.citations],
        "commitment": commitments[0] if commitments else None,
        "commitments": commitments,
        "composer": reply.composer,
        "model": reply.model,
        "usage": asdict(reply.usage),
        "timings_ms": dict(reply.timings_ms),
        "thread_id": reply.thread_id,
    }


def _argument(question: str) -> str:
    """Return the question if it is text. Raises BadQuestion."""
    try:
        question.encode()  # Python takes undecodable bytes of a command line as lone surrogates
    except UnicodeEncodeError:
        raise BadQuestion(
            "The question is not UTF-8 text. Type it in a terminal that is set to UTF-8."
        ) from None
    return question
