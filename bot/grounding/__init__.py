"""Is a sentence supported by the evidence? As it stands there, or in other words that say no more.

Read word for word first; then cut into claims, each of which has to follow from what one fact says. What it
does not judge: whether the facts answer the question. Pure: no model is asked.
"""

from bot.grounding.checking import Openings, check
from bot.grounding.verdict import Verdict

__all__ = ["Openings", "Verdict", "check"]
