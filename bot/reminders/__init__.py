"""What goes out without having been asked for: found when it is due, and sent exactly once."""

from bot.reminders.courier import Courier, NextSteps
from bot.reminders.scheduler import Scheduler
from bot.reminders.turn import SendReport

__all__ = ["Courier", "NextSteps", "Scheduler", "SendReport"]
