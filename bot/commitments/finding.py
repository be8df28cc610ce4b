"""Which commitment a person means: by its id or a part of that, by its words, by when it is due. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from bot.dates import When, find_when
from bot.domain import Commitment
from bot.errors import UnknownCommitment

_SHORTEST_PART = 3  # characters of an id that may stand for it
_ALIKE = 82.0  # of 100: "email", "emails" and "emailed" are one word, "read" and "road" are two
_CLEARLY = 1.5  # times as well as the next one fits what is surely meant
_LEAST = 0.2  # of the words of both sides
_OF_A_STORY = 0.6  # what a commitment fits that a story names in full
_SAME_NUMBER = 2.0  # times as well fits what has the same number: "chapter 2"
# What goes by numbers of its own: "chapter 2" is neither another chapter nor the second of a list.
NUMBERED = re.compile(
    r"\b(?P<noun>chapter|chap|ch|module|lesson|unit|week|day|page|section|phase|stage|level|exercise|video|episode|"
    r"volume|vol|lecture|round|version|sprint|book)s?\.?"
    r" ?(?P<numbers>\d+(?:(?: ?(?:,|-|–|to|and|&) ?)+\d+)*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w+#]+")
_ID = re.compile(r"\b[0-9a-hjkmnp-tv-z]{19}\b", re.IGNORECASE)  # as store.ids makes them
# Words that say nothing about which one: grammar, and the words for commitments and for closing them.
_EMPTY = frozenset(
    """
    a about after again all almost already alright also an and another any are as ask at attempt back
    barely be because been bit both bother bug busy but by came can cancel canceled cancelled come
    commitment commitments complete completed could couldn d day days deadline delay delete did didn
    do does doing don done drop dropped due earlier easily em entire even eventually everything failed finally
    finish finished first for forget forgot from fully get getting give gone good got great had half
    halfway happen happened happens has hasn have haven hour hours i if im in instead into is it item its
    just kinda lapsed late later least less let lets little ll longer lot lots m made make manage
    managed mark maybe me min mins minute minutes missed month more most mostly move moved my nah
    neither never next nope nor not nothing now nudge of off oh ok okay on once one ones only oops
    or other our out over part partially partly ping please pls plz poke postpone pretty promise
    promised push put quite rather re reach ready really remind reminded reminder reminding remove
    reschedule rest right s same scrap second sent shift skip slipped snooze snoozed so some someday
    somehow soon sorry start started still stuck such sure t task than thanks that the them then
    there these they thing things third this those though through till time to today tomorrow
    tonight too took totally tried try trying turn unfortunately until up ve very wait want wanted
    was wasn way we week weeks well went were weren what when which while whole will with without
    won work worked would yay yeah year yep yes yesterday yet you your yup
    """.split()
)

# Past forms that are no longer forms of the same letters.
_VERBS = """
    begin began begun|bring brought|build built|buy bought|catch caught|choose chose chosen|cut cut|draw drew
    drawn|drive drove driven|eat ate eaten|feel felt|find found|fly flew|forget forgot|give gave given|go went
    gone|hold held|keep kept|lead led|learn learnt|leave left|lend lent|make made|meet met|pay paid|ride rode
    |ring rang rung|run ran|see saw seen|sell sold|send sent|shoot shot|sing sang sung|sit sat|speak spoke
    spoken|spend spent|stand stood|swim swam|take took taken|teach taught|tell told|think thought|throw threw
    |understand understood|win won|write wrote written
"""
_BASE = {form: verb[0] for line in _VERBS.split("|") if (verb := line.split()) for form in verb[1:]}


@dataclass(frozen=True, slots=True)
class Found:
    """What may be meant, likeliest first; `sure` where the first one is, and nothing else.

    `named`: by words of its own, or by its date; not because nothing tells one from another.
    """

    commitments: tuple[Commitment, ...] = ()
    sure: bool = False
    named: bool = False


def find_by_id(commitments: Sequence[Commitment], given: str) -> Commitment:
    """Return the one whose id is `given`, or alone begins or ends so. Raises UnknownCommitment."""
    wanted = given.strip().lower()
    by_id = {each.commitment_id: each for each in commitments}
    if wanted in by_id:
        return by_id[wanted]
    parts = (
        [each for each in by_id if each.startswith(wanted) or each.endswith(wanted)]
        if len(wanted) >= _SHORTEST_PART
        else []
    )
    if len(parts) == 1:
        return by_id[parts[0]]
    if parts:
        raise UnknownCommitment(f"{given!r} fits {len(parts)} of your commitments. Write more of the id.")
    # All ids of a day begin alike, so that only a slip of a letter or two makes another id a likely one.
    if close := difflib.get_close_matches(wanted, by_id, n=1, cutoff=0.85):
        raise UnknownCommitment(f"There is no commitment {given!r}. Did you mean {close[0]}?")
    raise UnknownCommitment(
        f"There is no commitment {given!r}. `pathcoach commitments list` shows yours with their ids."
    )


def find_by_words(words: str, commitments: Sequence[Commitment], now: datetime) -> Found:
    """Return those that fit what is said of them: "the email one", "the one due Friday".

    Where nothing is said that tells one from another, that is all of them; where an id is, that one alone.
    `now` is in the person's zone.
    """
    if ids := ids_in(words):
        named = tuple(each for each in commitments if each.commitment_id in ids)
        return Found(named, sure=len(named) == 1, named=True)
    whens = [when for when in find_when(words, now) if when.due_on is not None]
    dated = [each for each in commitments if any(_is_due(each, when) for when in whens)]
    said = _content(_without(words, whens))
    if not said:
        if whens:
            return Found(tuple(dated), sure=len(dated) == 1, named=True)
        return Found(tuple(commitments), sure=len(commitments) == 1)
    # A date may say when it is due, or when it was done: it helps among those whose words fit.
    fits = {each.commitment_id: _fit(said, _content(each.text)) for each in commitments}
    fits = {
        key: fit * _numbers_agree(words, each.text)
        for (key, fit), each in zip(fits.items(), commitments, strict=True)
    }
    bonus = {each.commitment_id for each in dated}
    found = sorted(
        (each for each in commitments if fits[each.commitment_id] >= _LEAST),
        key=lambda each: -(fits[each.commitment_id] + (each.commitment_id in bonus)),
    )
    if not found:
        return Found()
    scores = [fits[each.commitment_id] + (each.commitment_id in bonus) for each in found[:2]]
    return Found(tuple(found), sure=len(scores) == 1 or scores[0] >= _CLEARLY * scores[1], named=True)


def ids_in(words: str) -> frozenset[str]:
    """Return the ids that words hold, whosever they are: they mean nothing else."""
    return frozenset(each.lower() for each in _ID.findall(words))


def names_nothing(words: str, now: datetime) -> bool:
    """Tell whether words say nothing that tells one commitment from another, apart from dates."""
    return not _content(_without(words, find_when(words, now)))


def _is_due(commitment: Commitment, when: When) -> bool:
    if commitment.due_on is None or when.due_on is None:
        return False
    return (when.first_on or when.due_on) <= commitment.due_on <= when.due_on


def _without(words: str, whens: Sequence[When]) -> str:
    for when in reversed(whens):
        words = f"{words[: when.start]} {words[when.end :]}"
    return words


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _EMPTY and not word.isdigit()]


def _numbers_agree(words: str, text: str) -> float:
    """Return 1, more where both number a thing alike ("chapter 2"), 0 where they number it otherwise."""
    said, own = _numbered(words), _numbered(text)
    shared = said.keys() & own.keys()
    if not shared:
        return 1.0
    return _SAME_NUMBER if any(said[noun] & own[noun] for noun in shared) else 0.0


def _numbered(text: str) -> dict[str, set[str]]:
    """Return the numbers of each thing that has some: chapter 2, module 4."""
    found: dict[str, set[str]] = {}
    for match in NUMBERED.finditer(text):
        found.setdefault(match["noun"].lower(), set()).update(re.findall(r"\d+", match["numbers"]))
    return found


def _fit(said: Sequence[str], text: Sequence[str]) -> float:
    """Return how much of both sides is the same, 0 to 1."""
    if not text:
        return 0.0
    met = {(one, other) for one in said for other in text if _alike(one, other)}
    of_said = len({one for one, _ in met}) / len(set(said))
    of_text = len({other for _, other in met}) / len(set(text))
    # Of a long story it is only to be asked how much of the commitment it speaks of.
    return max((of_said + of_text) / 2, _OF_A_STORY * of_text)


def base(verb: str) -> str:
    """Return the base form of an irregular past one: "wrote" is of "write"; any other word itself."""
    return _BASE.get(verb, verb)


def _alike(one: str, other: str) -> bool:
    if base(one) == base(other):
        return True
    shorter, longer = sorted((one.removesuffix("s"), other.removesuffix("s")), key=len)
    if len(shorter) >= 4 and longer.endswith(shorter):  # "mails" are "emails"
        return True
    # A longer form of the same word: "emailed" of "email", "chapters" of "chapter".
    if len(shorter) >= 4 and longer.startswith(shorter[: max(4, len(shorter) - 2)]):
        return len(longer) - len(shorter) <= 4
    return fuzz.ratio(one, other) >= _ALIKE
