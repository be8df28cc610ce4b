"""Tools for what a person promises: taken, followed up, looked at, taken back."""

from __future__ import annotations

from typing import Literal

from langchain.tools import tool

from bot.coaching import looking_back, promising, reporting, rewording, settling, shifting
from bot.domain import CommitmentStatus
from bot.tools.context import Result, Runtime, result

Outcome = Literal["done", "partly", "missed", "dropped"]


@tool(response_format="content_and_artifact")
def propose_commitment(words: str, runtime: Runtime) -> Result:
    """Offer to keep what the person promises to do: "I'll email two people by Friday", "remind me to …".

    `words` are the person's own. Not for what is imagined, asked, denied, past, or said by others.
    """
    return result(promising.propose(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def reply_to_coach(words: str, runtime: Runtime) -> Result:
    """Take the person's answer to what you have just asked: yes, no, another date, one of several."""
    return result(settling.settle(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def close_commitment(words: str, outcome: Outcome, runtime: Runtime) -> Result:
    """Note what became of something that was promised, or that a task of the roadmap is finished.

    `words` are the person's own and say which one is meant.
    """
    return result(reporting.report(runtime.context.current, words, CommitmentStatus(outcome)))


@tool(response_format="content_and_artifact")
def move_commitment(words: str, runtime: Runtime) -> Result:
    """Give something that was promised another date or other words; `words` say which one, and which."""
    session = runtime.context.current
    if rewording.reworded(session, words):
        return result(rewording.reword(session, words))
    return result(shifting.move(session, words))


@tool(response_format="content_and_artifact")
def snooze_commitment(words: str, runtime: Runtime) -> Result:
    """Remind later of something that was promised; `words` say which one, and until when."""
    return result(shifting.snooze(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def list_commitments(words: str, runtime: Runtime) -> Result:
    """Say what the person has promised and not done yet; `words` may name a time, such as this week."""
    return result(looking_back.list_commitments(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def weekly_review(words: str, runtime: Runtime) -> Result:
    """Say what was kept and missed in a week, and the next steps."""
    return result(looking_back.look_back(runtime.context.current, words))


@tool(response_format="content_and_artifact")
def set_reminders(on: bool, runtime: Runtime) -> Result:
    """Stop all reminders, or send them again."""
    return result(looking_back.remind(runtime.context.current, on=on))


@tool(response_format="content_and_artifact")
def undo_last(runtime: Runtime) -> Result:
    """Take the person's last change back."""
    return result(looking_back.undo(runtime.context.current))
