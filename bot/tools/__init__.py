"""What the agent may do: thin LangChain tools, a file a matter. A new one is a function and a place in TOOLS.

Who asks, and when and where, comes from the runtime context, never from the model's arguments.
"""

from langchain_core.tools import BaseTool

from bot.tools.answering import answer_question, decline, refer, show_sources, small_talk
from bot.tools.context import CoachContext
from bot.tools.planning import next_tasks, show_plan, update_profile
from bot.tools.promising import (
    close_commitment,
    list_commitments,
    move_commitment,
    propose_commitment,
    reply_to_coach,
    set_reminders,
    snooze_commitment,
    undo_last,
    weekly_review,
)

__all__ = ["TOOLS", "CoachContext"]

TOOLS: tuple[BaseTool, ...] = (
    answer_question,
    small_talk,
    show_sources,
    refer,
    decline,
    propose_commitment,
    reply_to_coach,
    close_commitment,
    move_commitment,
    snooze_commitment,
    list_commitments,
    next_tasks,
    show_plan,
    update_profile,
    weekly_review,
    set_reminders,
    undo_last,
)
