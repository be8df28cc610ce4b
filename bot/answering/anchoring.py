"""What a question about order starts from: the things it names, one for each clause, and the phase of each.

Not for the relation between them: see ordering.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from bot.answering import pointing
from bot.answering.lines import Lines
from bot.answering.naming import Mention
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_ROADMAP = (Kind.TASK, Kind.PHASE, Kind.RESOURCE)
_HELD = 0.45  # share of a clause's telling words that an entry must hold where none of them is a name or rare
_VAGUE = r"stuff|things?|bits?|parts?|business|work|topics?"
_LEAST = 0.5  # score of a line that a clause without any name points at
# Clauses meet at what joins or relates two things.
_JOINT = re.compile(
    r"\b(?:or|and|vs|versus|before|after|than|between|inbetween|prior|subsequent|relative|ahead of|following|"
    r"follows?|precedes?|preceding|until|once|then|which|what|when|where)\b|[,;:?]|\.(?=\s|$)|\s[-–]\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A thing that a question names, the phase it belongs to, and where it stands in the text."""

    record: Record
    phase: Record
    start: int  # index of a character
    end: int


def find_anchors(reading: Reading, view: PathwayView, lines: Lines) -> list[Anchor]:
    """Return the anchors in the order of naming; a thing named twice, or by two clauses, once."""
    anchors: list[Anchor] = []
    text = re.sub(r"(?<![.!?])$", ".", reading.text)
    for start, end in _clauses(text, reading.mentions):
        anchor = _anchor(text, start, end, reading, view, lines)
        if anchor is None:
            continue
        known = next((a for a in anchors if a.record == anchor.record), None)
        if known is None:
            anchors.append(anchor)
    return anchors


def phase_of(record: Record, view: PathwayView) -> Record | None:
    """Return the phase in which a record is dealt with, None where the roadmap does not say."""
    if record.phase:
        return view.record(f"phase/{record.phase}")
    wanted = {stem(word) for word in words(record.name) if word not in STOPWORDS}
    best: tuple[float, Record] | None = None
    for phase in view.of_kind(Kind.PHASE):
        inside = [
            phase.name,
            *(r.name for r in view.of_kind(Kind.TASK, Kind.RESOURCE) if r.phase == phase.phase),
        ]
        score = fsum(
            view.names.weight(token) for token in wanted & {stem(w) for w in words(" ".join(inside))}
        )
        if score > 0.4 and (best is None or score > best[0] + 0.05):
            best = (score, phase)
    return best[1] if best else None


def _clauses(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the stretches between joints; a joint inside of a name or of quotation marks is none."""
    quoted = [match.span() for match in re.finditer(r"(?<!\w)['‘“\"][^'’”\"]+['’”\"](?!\w)", text)]
    clauses, start = [], 0
    for joint in _JOINT.finditer(text):
        place = len(words(text[: joint.start()]))
        word = joint.group()[0].isalpha()
        inside = any(
            m.span[0] < place <= m.span[1] if not word else m.span[0] <= place <= m.span[1] for m in mentions
        )
        if inside or any(low < joint.start() < high for low, high in quoted):
            continue
        clauses.append((start, joint.start()))
        start = joint.end()
    clauses.append((start, len(text)))
    return [(low, high) for low, high in clauses if words(text[low:high])]


def _anchor(
    text: str, start: int, end: int, reading: Reading, view: PathwayView, lines: Lines
) -> Anchor | None:
    """Return what one clause names: a phase by number or name, else the nearest entry of the roadmap."""
    clause = text[start:end]
    first = len(words(text[:start]))
    last = first + len(words(clause)) - 1
    inside = [m for m in reading.mentions if first <= m.span[0] and m.span[1] <= last]
    if number := re.search(
        rf"\b(?:{view.lexicon['phase_words']})\s*(?:no\.?|number|#)?\s*(\d+)\b", clause.lower()
    ):
        phase = view.record(f"phase/{number[1]}")
        return Anchor(phase, phase, start, end) if phase else None
    if (phase := _by_ordinal(clause, view)) and not inside:
        return Anchor(phase, phase, start, end)
    whole = [m.record for m in inside if m.whole and m.record.kind is Kind.PHASE]
    near = _nearest(clause, reading, view, lines)
    named = max(inside, key=lambda m: m.weight, default=None)
    record = (
        whole[0]
        if whole and (near is None or near.kind is not Kind.TASK or (named and named.record in whole))
        else near
    )
    record = record or (named.record if named else None)
    if record is None or (phase := phase_of(record, view)) is None:
        return None
    return Anchor(record, phase, start, end)


def _by_ordinal(clause: str, view: PathwayView) -> Record | None:
    """The phase of "the second stage"; "the last one" is a question's end more often than a phase."""
    phases = view.of_kind(Kind.PHASE)
    for position, pattern in view.lexicon["ordinals"].items():
        if re.search(rf"\b(?:{pattern}) (?:{view.lexicon['phase_words']})\b", clause.lower()):
            index = int(position) if int(position) > 0 else len(phases)
            return view.record(f"phase/{index}")
    return None


def _nearest(clause: str, reading: Reading, view: PathwayView, lines: Lines) -> Record | None:
    """Return the entry of the roadmap that a clause describes; its telling words must stand there."""
    relation = view.lexicon["ellipsis"]["relation"]
    telling = [w for w in words(clause) if not ({w, stem(w)} & STOPWORDS or w.isdigit() or has(relation, w))]
    if not telling:
        return None
    anchors = view.anchors(" ".join(telling))
    names = view.names.find(" ".join(telling), kinds=(Kind.SKILL, Kind.PHASE, Kind.RESOURCE))
    part = replace(reading, text=" ".join(telling), anchors=anchors)
    best = lines.best(part, kinds=_ROADMAP, least=_LEAST, most=6)
    if best and (anchors or names or (best[0].coverage >= _HELD and len(telling) > 1)):
        return best[0].record
    if len(telling) > 2:
        return None
    return pointing.loosely(" ".join(telling), (Kind.PHASE,), view) or _holding(telling, view)


def _holding(telling: Sequence[str], view: PathwayView) -> Record | None:
    """Return the task that holds all that a short clause tells, where the tasks of one phase alone do."""
    said = {stem(word) for word in telling if not re.fullmatch(_VAGUE, word)}
    held = [r for r in view.of_kind(Kind.TASK) if said and said <= {stem(word) for word in words(r.name)}]
    return held[0] if len({record.phase for record in held}) == 1 else None
