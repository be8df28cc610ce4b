"""What a person says, matched by meaning to a pathway's skills and tasks.

Words first, then vectors: in any embedding "Java" is near "Python", and who knows the one need not know the
other. What follows from a match is not decided here.
"""

from bot.matching.matcher import Matcher
from bot.matching.tasks import TaskMatch

__all__ = ["Matcher", "TaskMatch"]
