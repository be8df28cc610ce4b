"""Is this machine ready? Checks that look and change nothing, each with what to do about what it found."""

from bot.doctor.examining import examine
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject

__all__ = ["Finding", "Status", "Subject", "examine"]
