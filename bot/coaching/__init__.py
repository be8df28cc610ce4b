"""What the coach does for a person: takes promises, notes what became of them, plans, remembers who they are.

Each function does one thing for one `Session` and returns a `Finding`: what is to be said, and what was
changed. The tools of the agent call them; commands of the command line use the services below them.
"""

from bot.coaching.desk import Desk, Session

__all__ = ["Desk", "Session"]
