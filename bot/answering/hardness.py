"""How hard one skill or one phase is: "is C++ hard to learn?". The pathway rates the move alone."""

from __future__ import annotations

from bot.answering import lookup
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.telling import opened
from bot.answering.view import PathwayView
from bot.language import content_stems, has

_HARDEST = r"hardest|toughest|trickiest|most (?:difficult|challenging)"
_HARDER = r"harder|tougher|trickier|easier|simpler|(?:more|less) (?:difficult|challenging)"
_POINTED = 0.5  # score of a statement that points at what is feared
_SHARED = 2  # words that what is feared and a challenge have both
_SHARE = 0.5  # of a name's words that a challenge holds which is about it


def of_one(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say what is known of a skill or phase, which challenge is about it, and how the move is rated.

    Nothing where a question is not about how hard one of them is.
    """
    named = reading.named(Kind.SKILL, Kind.PHASE)
    if len(named) != 1 or len(reading.subjects) != 1 or not has(view.lexicon["hardness"], reading.text):
        return []
    challenges = [each for each in view.of_kind(Kind.CHALLENGE) if is_about(each, named[0])]
    rated = lookup.whole("fact/difficulty", view)
    return [state(named[0].fact), *(state(each.fact) for each in challenges), *rated]


def at_an_end(reading: Reading, view: PathwayView) -> list[Statement]:
    """Own up that nothing is rated easiest, and no skill or phase hardest; then say what is known of it.

    Nothing for other questions.
    """
    lexicon, text = view.lexicon, reading.text
    overview = view.record("fact/overview")
    if overview and has(lexicon["cues"]["easiest"], text):
        return opened("no_easiest", [state(fact) for fact in overview.facts[:2]], view)
    if has(rf"(?:{_HARDEST}) (?:{lexicon['task_words']}|{lexicon['resource_words']})", text):
        return opened("no_hardest_task", [state(r.fact) for r in view.of_kind(Kind.CHALLENGE)], view)
    nouns = f"{lexicon['phase_words']}|{lexicon['skill_words']}"
    two = reading.named(Kind.SKILL, Kind.PHASE) if has(_HARDER, text) else []
    one_of_all = not reading.subjects and has(_HARDEST, text) and has(nouns, text)
    if not one_of_all and len(two) < 2:
        return []
    rated = two or view.of_kind(Kind.SKILL, Kind.PHASE)
    hard = [r for r in view.of_kind(Kind.CHALLENGE) if any(is_about(r, each) for each in rated)]
    known = [r.fact for r in hard] or [r.fact for r in two]
    return opened("no_hardest", [state(fact) for fact in known], view)


def feared(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Say which challenges are about what somebody is afraid of or failed at once, and what one may miss.

    Nothing where no such thing is said, or no challenge is about it.
    """
    if reading.continued or not has(view.lexicon["feared"], reading.text):
        return []
    named = reading.named(Kind.SKILL, Kind.PHASE)
    pointed = [line for line in lines.best(reading, least=_POINTED, most=1) if line.anchored and not named]
    named += [phase for line in pointed if (phase := view.record(f"phase/{line.record.phase}"))]
    said = set(content_stems(reading.text))
    close = [r for r in view.of_kind(Kind.CHALLENGE, Kind.MISS) if len(said & _stems_of(r)) >= _SHARED]
    hard = [r for r in view.of_kind(Kind.CHALLENGE) if any(is_about(r, each) for each in named)]
    if not (close or hard):
        return []
    told = [r.fact for r in close or hard]
    told += [fact for r in reading.named(Kind.SKILL) for fact in r.facts]
    facts = dict.fromkeys([*told, *(line.fact for line in pointed)])
    return [*(state(fact) for fact in facts), *lookup.whole("fact/difficulty", view)]


def _stems_of(record: Record) -> set[str]:
    return set(content_stems(record.fact.text))


def is_about(challenge: Record, record: Record) -> bool:
    """Whether a challenge, or a phase, is about a skill or a phase: it holds half of its name's words."""
    name = set(content_stems(record.name))
    return len(name & set(content_stems(challenge.fact.text))) >= _SHARE * len(name)
