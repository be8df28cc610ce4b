"""What a message does: promises, reports, changes, questions about oneself; and answers to the coach's."""

from bot.acts.kinds import Act, ActKind
from bot.acts.promised import Promise
from bot.acts.promises import PromiseReader
from bot.acts.reader import ActReader
from bot.acts.replies import Answer, ReplyReader

__all__ = ["Act", "ActKind", "ActReader", "Answer", "Promise", "PromiseReader", "ReplyReader"]
