"""How hard one skill or one phase is: "is C++ hard to learn?". The pathway rates the move alone."""

from __future__ import annotations

from bot.answering import lookup
from bot.answering.finding import Statement, state
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import content_stems, has

_SHARE = 0.5  # of a name's words that a challenge holds which is about it


def of_one(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say what is known of a skill or phase, which challenge is about it, and how the move is rated.

    Nothing where a question is not about how hard one of them is.
    """
    named = reading.named(Kind.SKILL, Kind.PHASE)
    if len(named) != 1 or len(reading.subjects) != 1 or not has(view.lexicon["hardness"], reading.text):
        return []
    challenges = [each for each in view.of_kind(Kind.CHALLENGE) if _is_about(each, named[0])]
    rated = lookup.whole("fact/difficulty", view)
    return [state(named[0].fact), *(state(each.fact) for each in challenges), *rated]


def _is_about(challenge: Record, record: Record) -> bool:
    name = set(content_stems(record.name))
    return len(name & set(content_stems(challenge.fact.text))) >= _SHARE * len(name)
