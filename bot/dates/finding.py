"""Finds the date expressions of a text: in order, not overlapping, the longest one at each place."""

from __future__ import annotations

from datetime import datetime

from bot.dates.cues import places
from bot.dates.phrase import read_phrase
from bot.dates.recurring import read_recurring
from bot.dates.said import Said, cut
from bot.dates.vague import read_vague
from bot.dates.when import When

_FILLERS = frozenset(
    """
    a about actually agreed aim alright and at be better but by can change confirm cool correct date day
    deadline deal do doing done due exactly fine finish for go good great guess have hmm how i i'd i'll
    i'm if in instead is it just k latest let lets make maybe me more move need new no nope ok okay on
    perhaps please pls possible push rather ready reschedule right save say set shift should so sounds
    sure thank thanks that the then think time to uh um until well will with work works would yeah yep yes
    you yup
    """.split()
).union(". , ! ? : ; - – ( ) ' \" …".split())


def find_when(text: str, now: datetime) -> list[When]:
    """Return the date expressions of `text` as said at `now`, an aware moment in the person's zone."""
    return _found(cut(text, now))


def read_when(text: str, now: datetime) -> When | None:
    """Return what `text` means if it is one date expression and no more than "ok" or "make it …"."""
    said = cut(text, now, alone=True)
    found = _found(said)
    if len(found) != 1:
        return None
    when = found[0]
    rest = (at for at, token in enumerate(said.tokens) if token.end <= when.start or token.start >= when.end)
    return when if all((said.word(at) or said.raw(at)) in _FILLERS for at in rest) else None


def _found(said: Said) -> list[When]:
    found: list[When] = []
    dated = frozenset(places(said))
    at = 0
    while at < len(said.tokens):
        one = _read(said, at, dated=at in dated)
        if one is None:
            at += 1
        else:
            when, at = one
            found.append(when)
    return found


def _read(said: Said, at: int, *, dated: bool) -> tuple[When, int] | None:
    vague = read_vague(said, at) if said.word(at) else None
    recurring, phrase = (read_recurring(said, at), read_phrase(said, at)) if dated else (None, None)
    end = max(recurring[1] if recurring else 0, phrase[1] if phrase else 0, vague or 0)
    if end <= at:
        return None
    begins, ends = said.tokens[at].start, said.tokens[end - 1].end
    text = said.text[begins:ends]
    if recurring and recurring[1] == end:
        series = recurring[0]
        when = When(begins, ends, text, series.first_on, series.at, series.first_on, series.recurrence)
    elif phrase and phrase[1] == end:
        days = phrase[0]
        when = When(begins, ends, text, days.last, days.at, days.first, past=days.past)
    else:
        when = When(begins, ends, text, None, vague=True)
    return when, end
