"""Where a question claims a thing to be: a book in a phase, an entry of the action plan in a week."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering import conditions
from bot.answering.claimed_figures import Verdict
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import content_stems, has

_MADE = (Kind.RESOURCE, Kind.TITLE)
_NAMES_ENTRY = 2  # words that a message and an entry of the plan have both
_PUT_IN = r"(?:in|into|within|during|to|of|inside)"
_CLAIMS = r"must|have to|has to|need to|should|supposed|already|right|correct"
# "I couldn't do it this week, can I skip it?" claims nothing of when it is due.
_UNDONE = r"(?:could|did|have|do)(?:n['’]t| not)|skip\w*|missed|postpone\w*"


def in_phase(reading: Reading, view: PathwayView, lines: Lines) -> Iterator[Verdict]:
    """ "Why is the book in the first phase?", where it belongs to another."""
    phases, nouns = set(reading.phases), view.lexicon["phase_words"]
    asked = re.sub(r",?\s*\bor(?: not| what)?\W*$", "", reading.text)  # "it's in phase one, or?"
    put_in = re.search(rf"\b{_PUT_IN} (?:the )?(?:\w+ )?(?:{nouns})\b", reading.text.lower())
    if len(phases) != 1 or not put_in or has(r"which|what|before|after|or", asked):
        return
    named = [m.record for m in reading.mentions if m.record.kind in _MADE and m.record.phase]
    things = named or _pointed_at(reading, lines)
    if len(things) == 1:
        yield Verdict(things[0].phase in phases, (state(things[0].fact),))


def in_plan(reading: Reading, view: PathwayView, lines: Lines) -> Iterator[Verdict]:
    """ "This week I must already do X", where the plan has X for later."""
    if reading.horizon is None or len(reading.anchors) < 2 or not view.of_kind(Kind.ACTION):
        return
    best = lines.best(reading, kinds=(Kind.ACTION,), least=0.5, most=3)
    if not best or best[0].anchored < 2:
        return
    top = [line for line in best if line.anchored == best[0].anchored]
    if all(line.record.horizon != reading.horizon for line in top) and has(_CLAIMS, reading.text):
        yield Verdict(False, (state(top[0].fact),))


def misplaced(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the correction where an entry of the action plan is claimed for another time; else nothing.

    "In the first week I should prepare the board, right?", where the plan has that for the month.
    """
    if reading.operation != "verify" or reading.horizon is None or has(_UNDONE, reading.text):
        return []
    said = set(content_stems(reading.text))
    shared = {r.record_id: len(said & set(content_stems(r.name))) for r in view.of_kind(Kind.ACTION)}
    most = max(shared.values(), default=0)
    meant = [r for r in view.of_kind(Kind.ACTION) if shared[r.record_id] == most]
    here = any(r.horizon == reading.horizon for r in meant)
    if most < _NAMES_ENTRY or (here and len(conditions.horizons(reading.text, view.lexicon)) < 2):
        return []
    if len(conditions.horizons(reading.text, view.lexicon)) > 1:  # "this week or this month?"
        return [state(record.fact) for record in meant[:1]]
    return [Statement(f"{view.prompts.say('no')} {meant[0].fact.text}", (meant[0].fact,))]


def _pointed_at(reading: Reading, lines: Lines) -> list[Record]:
    """Return the one thing that a question points at by a name in it: "Barr's book"."""
    found = [line for line in lines.best(reading, kinds=(*_MADE, Kind.TASK), most=99) if line.anchored]
    most = max((line.anchored for line in found), default=0)
    records = {line.record.record_id: line.record for line in found if line.anchored == most}
    placed = {record.phase for record in records.values()}
    return list(records.values())[:1] if len(placed) == 1 else []
