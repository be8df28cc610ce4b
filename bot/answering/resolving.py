"""What words that point back stand for: "it", "both", "that phase", "the phase", "that or the other one".

Not for the entries of a list (pointing.py), nor for an ellipsis without such words (rewriting.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import pointing
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.rewriting import Completion, called, together
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has

NAMED = (Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE, Kind.RESOURCE, Kind.TITLE)
INSIDE = r"in (?:there|it)(?! (?:is|are)\b)"  # the phase that holds what was spoken of
_SURE = 0.5  # above this score a question has a topic of its own
_DIFFERENCE = r"differ\w*|gap|compar\w*|longer|shorter|more|less|bigger|smaller|harder|easier|tougher"
# "Which has more tasks?" of the two that were compared.
_HAS_MORE = re.compile(
    r"(?:and |so |but )*which(?: (?:one|of (?:them|those|these|the two)))?"
    r" (?:has|have|needs?|takes?|contains?|holds?|is) (?:the )?(?:more|most|fewer|fewest|less)\b.*",
    re.IGNORECASE,
)
_OPENS = r"(?:(?:and|so|but|ok) )*"
_MORE = r"(?:longer|shorter|harder|easier|quicker|(?:more|less) \w+)"  # "longer than Queen Rearing?"
_RELATED = r"before|after|earlier|later|than|same|part of|first"
_ONE = r"that(?: one)?|this(?: one)?|it"
_JOIN = r"or|and|than|vs\.?|versus|against"
_PHASE = r"phase|stage|step|block|milestone"
# "The phase" alone is the one spoken of; "the phase with the course" says itself which.
DEFINITE = re.compile(
    rf"\b(?:the|this|that) (?:whole |entire |same |full )?(?:{_PHASE})\b"
    r"(?!\s+(?:that|which|with|where|after|before|of|called|about|named|on|when|for|number|no|\d))",
    re.IGNORECASE,
)
_NOT_SAID_WHICH = (
    r"(?!\s+(?:of|by|for|on|about|in(?! there\b)|with|from|that|which|where|called|named|at|to)\b)"
    r"(?!\s+(?:before|after)\b)"
    r"(?!\s+(?:and|or|is for)\b)"
)
_ALL_OF_THEM = (
    r"how (?:long|many weeks|much time)\b.*"
    r"\b(?:all of (?:them|these|those)|them all|all (?:\d|two|three|four|five|six))"
)
_ENDS = r"\w+est|most|least|first|last|next|previous|which|what"
# What only some kinds of things have.
_HAVE: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        r"wrote|writes?|written|authors?|titles?|teach\w*|taught|publish\w*|links?|urls?|platforms?"
        r"|who (?:gives|offers|made|makes|runs)",
        (Kind.RESOURCE, Kind.TITLE),
    ),
    (r"importance|important|critical|optional|nice[- ]to[- ]have|priority|rated", (Kind.SKILL,)),
)


def resolve(reading: Reading, before: Sequence[Record], focus: Focus, view: PathwayView) -> Completion | None:
    """Put names for the words that point back; None where there are none, or nothing they could mean."""
    if found := _definite(reading, before, view) or _definite_thing(reading, before, view):
        return found
    named = [record for record in before if record.kind in NAMED]
    if not named:
        return None if reading.mentions or reading.phases else _listed(reading, focus, view)
    if reading.mentions or reading.phases:
        return _related(reading, named) or _beside(reading, named, view)
    if found := _several(reading, named, focus, view) or _listed(reading, focus, view):
        return found
    if found := _other(reading, named):
        return found
    return _one(reading, named, view)


def only_compares(reading: Reading, view: PathwayView) -> bool:
    """Whether a follow-up asks for a difference without saying in what."""
    asked = has(_DIFFERENCE, reading.text) and not reading.has("sum", view.lexicon)
    return asked and all(re.fullmatch(_DIFFERENCE, word) for word in reading.residue)


def _definite(reading: Reading, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "How many weeks is the phase in total": the one spoken of, or that what was spoken of is in."""
    found = DEFINITE.search(reading.text)
    inside = re.search(rf"\b{INSIDE}\b", reading.text, re.I)
    if found is None and inside and has(view.lexicon["task_words"], reading.text):
        found = inside
    if found is None or reading.mentions or reading.phases:
        return None
    after = reading.text[found.end() :]
    if has(_ENDS, found.group()) or (not has(INSIDE, found.group()) and has(_ENDS, after)):
        return None
    number = next((record.phase for record in before if record.phase), None)
    phase = view.record(f"phase/{number}")
    if phase is None:
        return None
    name = f"in {called(phase)}" if found is inside else called(phase)
    return Completion(reading.text[: found.start()] + name + after, (phase,))


def _definite_thing(reading: Reading, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "Who offers the course": the one spoken of, or that of the phase spoken of."""
    kinds = view.lexicon["resource_kind"]
    nouns = "|".join(kinds.values())
    found = re.search(rf"\b(?:the|that|this) (?P<noun>{nouns})\b{_NOT_SAID_WHICH}", reading.text, re.I)
    if found is None or reading.mentions or reading.phases or not before:
        return None
    made = [r for r in before if r.kind in (Kind.RESOURCE, Kind.TITLE)]
    made = [r for r in made if has(kinds.get(r.resource_kind or "", nouns), found["noun"])]
    one = made[0] if made else before[0]
    if one.kind not in (Kind.RESOURCE, Kind.TITLE, Kind.PHASE):
        return None
    name = called(one) if made else f"the {found['noun']} of {called(one)}"
    after = re.sub(r"^ in there\b", "", reading.text[found.end() :], flags=re.I)
    return Completion(reading.text[: found.start()] + name + after, (one,))


def _related(reading: Reading, named: Sequence[Record]) -> Completion | None:
    """ "Is it before phase 2?": what was spoken of, and what is named."""
    text = re.sub(rf"^{_OPENS}(?={_MORE} than\b)", "is it ", reading.text, flags=re.I)
    related = re.match(rf"{_OPENS}(?:is|are|does|do|will|comes?) (it|that|this)\b", text, re.I)
    if related is None or not has(_RELATED, text):
        return None
    text = text[: related.start(1)] + called(named[0]) + text[related.end(1) :]
    return Completion(text, (named[0], *reading.subjects), claims=True)


def _beside(reading: Reading, named: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "Which is longer, that or Queen Rearing?": what was spoken of, of the kind that is named beside it."""
    text, subjects = reading.text, reading.subjects
    found = re.search(
        rf"\b(?:{_ONE})(?=\s*,?\s*\b(?:{_JOIN})\b)|(?<=[\s,])(?:{_JOIN})\s+(?P<last>{_ONE})(?=\W*$)",
        text,
        re.I,
    )
    skills = tuple(record for record in subjects if record.kind is Kind.SKILL)
    if len(skills) == 1 and named[0].kind is Kind.SKILL:
        subjects = skills  # a phase of the same name is not meant beside a skill
    if found is None or len({record.kind for record in subjects}) != 1:
        return None
    kind = subjects[0].kind
    one = next((record for record in named if record.kind is kind), None)
    one = one or pointing.loosely(named[0].name, (kind,), view)
    if one is None or one in subjects:
        return None
    start, end = found.span("last") if found["last"] else found.span()
    pair = (*subjects, one) if found["last"] else (one, *subjects)
    return Completion(text[:start] + called(one) + text[end:], pair)


def _several(reading: Reading, named: Sequence[Record], focus: Focus, view: PathwayView) -> Completion | None:
    """ "Both together?", "how long are they?", and a bare "difference?"."""
    text = reading.text
    both = re.search(rf"\b(?:{view.lexicon['ellipsis']['plural']})\b", text, re.I)
    if both is None and only_compares(reading, view):
        chosen = _of_one_kind(named)[:2]
        if len(chosen) == 2:
            return Completion(f"{text.rstrip(' ?.!')} {' and '.join(map(called, chosen))}", tuple(chosen))
    if both is None and _HAS_MORE.fullmatch(text.strip(" ?.!")) and focus.operation == "compare":
        chosen = _of_one_kind(named)[:2]
        if len(chosen) == 2:
            return Completion(f"{text.rstrip(' ?.!')}, {' or '.join(map(called, chosen))}?", tuple(chosen))
    if both is None or len(named) < 2:
        return None
    chosen = _of_one_kind(named)
    chosen = chosen[:2] if has(r"both|two|2|either|difference", text) else chosen
    names = " and ".join(called(record) for record in chosen)
    summed = both.group().lower().startswith("both") and has(r"how (?:long|many weeks)", text)
    said = has(r"each|together|respectively|combined|in total", text)
    return Completion(
        text.replace(both.group(), names + (" together" if summed and not said else ""), 1), tuple(chosen)
    )


def _listed(reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """ "In total?" after a list of what takes weeks."""
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    elsewhere = reading.topic not in ("duration", focus.topic) and reading.confidence >= _SURE
    bounded = reading.importances or reading.horizon or elsewhere
    summed = reading.has("sum", view.lexicon) or has(_ALL_OF_THEM, reading.text)
    if not summed or bounded or len(listed) < 2 or not all(r.weeks for r in listed):
        return None
    return together(listed)


def _other(reading: Reading, named: Sequence[Record]) -> Completion | None:
    """ "And the other one?": the second of two."""
    other = re.search(r"\bthe other(?: one| skill| phase)?\b", reading.text, re.I)
    if other is None or len(named) < 2:
        return None
    return Completion(reading.text.replace(other.group(), called(named[1]), 1), (named[1],))


def _one(reading: Reading, named: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "Who wrote it?", "its importance": the one thing that a single word means."""
    text = reading.text
    back = re.search(rf"\b(?:{view.lexicon['ellipsis']['pronoun']})\b", text, re.I)
    if back is None or has(view.lexicon["role_words"], text):
        return None
    one = _meant(back.group(), text, named, view)
    owned = "'s" if back.group().lower() in ("its", "their") else ""
    lead = " of" if back.group().lower() == "thereof" else ""
    name = f"{lead} {called(one)}{owned}".strip()
    return Completion(text[: back.start()] + name + text[back.end() :], (one,))


def _meant(phrase: str, text: str, named: Sequence[Record], view: PathwayView) -> Record:
    """Return what "that phase" or "this course" means; for "it" the last that has what is asked for."""
    nouns = {
        Kind.PHASE: view.lexicon["phase_words"],
        Kind.SKILL: r"skills?",
        Kind.RESOURCE: "|".join(view.lexicon["resource_kind"].values()),
    }
    for kind, noun in nouns.items():
        if has(noun, phrase):
            return next((record for record in named if record.kind is kind), named[0])
    for asked, kinds in _HAVE:
        if has(asked, text) and (fitting := [record for record in named if record.kind in kinds]):
            return fitting[0]
    return named[0]


def _of_one_kind(named: Sequence[Record]) -> list[Record]:
    """Return the records of the first kind of which there are several."""
    for record in named:
        same = [other for other in named if other.kind is record.kind]
        if len(same) > 1:
            return same
    return list(named[:1])
