"""From findings to text: sentences that a person might say, lists where they help, citations that hold."""

from bot.composing.citing import Citations, say, span, with_marks
from bot.composing.composers import AnswerKind, Composers, kind_of_answer, model_is_needed
from bot.composing.joining import gap_between, join_paragraphs
from bot.composing.keeping import what_is_lost
from bot.composing.laying_out import asks_for_list, in_plain_words
from bot.composing.speaking import Line, openings, speak

__all__ = [
    "AnswerKind",
    "Citations",
    "Composers",
    "Line",
    "asks_for_list",
    "gap_between",
    "in_plain_words",
    "join_paragraphs",
    "kind_of_answer",
    "model_is_needed",
    "openings",
    "say",
    "span",
    "speak",
    "what_is_lost",
    "with_marks",
]
