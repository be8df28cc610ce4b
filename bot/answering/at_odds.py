"""Where a source does not agree with itself: "why are there two figures?"."""

from __future__ import annotations

import re

from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import has, words

_SAYS_SO = r"not agree|disagrees?|contradicts?"
AT_ODDS = rf"while|{_SAYS_SO}"  # how a statement says it
_ASKS_ON_WHAT = r"contradict\w*|disagree\w*|not agree|conflict\w*"


def two_figures(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Say on which figures the source is at odds: on all, or on those of the length or the pay alone."""
    overview, topics = view.record("fact/overview"), reading.route.topic_scores
    apart = [fact for fact in overview.facts if has(AT_ODDS, fact.text)] if overview else []
    if has(_ASKS_ON_WHAT, reading.text):
        return [state(fact) for fact in apart if has(_SAYS_SO, fact.text) or re.search(r"\d", fact.text)]
    record = view.record(f"fact/{max(('duration', 'salary'), key=lambda name: topics[name])}")
    said = [word for fact in (record.facts if record else ()) for word in words(fact.text)]
    figures = {word for word in said if word.isdigit()}
    told = [fact for fact in apart if len(figures & set(words(fact.text))) > 1]
    opening = [fact for fact in apart if told and not re.search(r"\d", fact.text)][:1]
    return [state(fact) for fact in (*opening, *told)]
