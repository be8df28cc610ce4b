"""A question, read: what it is about, what it wants done, whom and what it names, under which conditions.

`read` is pure over a pathway's view and the router. Questions that lean on the conversation: continuing.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answering import conditions
from bot.answering.figures import Figure, find_figures, with_digits
from bot.answering.joined import joined, tightened
from bot.answering.naming import Mention
from bot.answering.records import Kind, Record
from bot.answering.stages import described_phases, loosely_named, phases_of_clauses
from bot.answering.view import PathwayView
from bot.domain import Fact, Focus, Horizon, Importance, ResourceKind
from bot.language import STOPWORDS, has, with_apostrophes, words
from bot.router import Route, Router

_ASKING = (
    r"what|which|how|when|where|who|why|is|are|do|does|can|could|should|will|would"
    r"|tell me|give me|list|name|show"
)
_MASKS = {
    Kind.SKILL: "the skill",
    Kind.TRANSFERABLE: "my skill",
    Kind.PHASE: "the phase",
    Kind.RESOURCE: "the item",
    Kind.TASK: "the item",
    Kind.TITLE: "the item",
}


@dataclass(frozen=True)
class Reading:
    """What a question was understood to ask."""

    text: str  # spelling mended, number words as digits
    route: Route  # of the whole text and the sentence that asks, each counting half
    whole: Route  # of the whole text alone
    topic: str
    operation: str
    asking: str = ""  # the sentence that asks, where a story is told around it; else the whole text
    mentions: tuple[Mention, ...] = ()
    subjects: tuple[Record, ...] = ()  # what is asked about: the mentions, or what the conversation was about
    importances: tuple[Importance, ...] = ()
    phases: tuple[int, ...] = ()
    horizon: Horizon | None = None
    resource_kind: ResourceKind | None = None
    figures: tuple[Figure, ...] = ()
    unknown: tuple[str, ...] = ()  # words that neither the pathway nor ordinary questions about one use
    strange: tuple[str, ...] = ()  # those of them that are no ordinary English words, or names
    anchors: tuple[str, ...] = ()  # stems that only a few of the pathway's statements hold
    earlier: tuple[str, ...] = ()  # ids of the records that the conversation was about
    listed: tuple[str, ...] = ()  # ids of the records of the list that the conversation holds
    among: tuple[Record, ...] = ()  # the entries of that list, where the question asks for some of them
    picked: Record | None = None  # the entry of that list of which the question wants to hear more
    others: tuple[Record, ...] = ()  # what is left where the question wants more than what was given
    summed: tuple[Record, ...] = ()  # what was spoken of whose weeks are wanted together
    told: tuple[Fact, ...] = ()  # the statement of what was spoken of that holds what the question asks
    missing: str = ""  # the thing that it asks on about and that the pathway speaks nowhere of
    admitted: str = ""  # what the pathway is admitted not to say, or to have no more of: a sentence
    lacking: str = ""  # what is asked of the thing spoken of that the pathway does not say, such as its price
    continued: bool = False
    excluded: tuple[Record, ...] = ()  # what is named, but left out: "without X", "I know X already"
    parts: tuple[str, ...] = ()  # the questions, where the message asks several
    focus: Focus | None = None  # what was spoken of before the first of them
    residue: tuple[str, ...] = ()  # telling words that are no name, figure or condition

    def has(self, cue: str, lexicon: Mapping[str, Any]) -> bool:
        """Whether the question sounds like `cue` of the lexicon."""
        return has(lexicon["cues"][cue], self.text)

    @property
    def confidence(self) -> float:
        """The score of the topic that the router thinks most likely."""
        return max(self.route.topic_scores.values())

    def named(self, *kinds: Kind) -> list[Record]:
        """Return the subjects of these kinds, in order."""
        return [record for record in self.subjects if record.kind in kinds]


def read(question: str, view: PathwayView, router: Router) -> Reading:
    """Read `question` as one about `view`'s pathway."""
    text = with_digits(view.mend(with_apostrophes(question)), view.lexicon["numbers"])
    importances, phases = conditions.importances(text, view.lexicon), conditions.phases(text, view)
    described, inside = _described(text, view)
    found = [tightened(text, mention) for mention in view.names.find(text)]
    known = [m.record for m in (*described, *found)]
    described += [
        m
        for m in loosely_named(text, known, view)
        if not any(other.span[0] <= m.span[0] <= other.span[1] for other in (*described, *found))
    ]
    named = [m for m in found if not any(_displaced(m, other) for other in described)]
    mentions = _settle_kinds(
        _resolve_overlaps([*described, *named]),
        text,
        view,
        skills_only=bool(importances) or has(r"importance|priority", text),
    )
    mentions += joined(text, mentions, view)
    asking = _asking_part(text)
    whole = route = router.route(mask(text, mentions, view))
    if asking != text:
        route = route.mean(router.route(mask(asking, mentions, view)))
    excluded = conditions.left_out(text, mentions, view)
    subjects = [m.record for m in sorted(mentions, key=lambda m: m.span) if m.record not in excluded]
    subjects += [r for r in (view.record(f"phase/{n}") for n in phases) if r and r not in subjects]
    anchors = view.anchors(" ".join(word for i, word in enumerate(words(text)) if i not in inside))
    return Reading(
        text=text,
        asking=asking,
        route=route,
        whole=whole,
        topic=route.topic,
        operation=route.operation,
        mentions=tuple(mentions),
        subjects=tuple(subjects),
        importances=importances,
        phases=phases,
        horizon=next((Horizon(k) for k, p in view.lexicon["horizon"].items() if has(p, text)), None),
        resource_kind=conditions.resource_kind(text, view.lexicon),
        excluded=excluded,
        figures=tuple(find_figures(text)),
        unknown=view.unknown_words(text),
        strange=view.strange_words(question, text),
        anchors=anchors,
        residue=_residue(text, mentions, view),
    )


def _described(text: str, view: PathwayView) -> tuple[list[Mention], set[int]]:
    """Return what is named by a description, and the words that tell of a phase as a whole.

    Those words point at nothing inside of the phase: "what do I read in the part where you fill jars".
    """
    nouns = {Kind.PHASE: view.lexicon["phase_words"], Kind.SKILL: view.lexicon["skill_words"]}
    described = view.names.described(text, nouns)
    described += [m for m in described_phases(text, view) if m.span[1] not in {d.span[1] for d in described}]
    clauses = [] if described else phases_of_clauses(text, view)
    inside = {place for clause in clauses for place in range(clause.span[0], clause.span[1] + 1)}
    return [*described, *clauses], inside


def mask(text: str, mentions: Sequence[Mention], view: PathwayView) -> str:
    """Return `text` with names replaced by what they are, as the router's examples have them."""
    masked = text
    said = words(text)
    for mention in mentions:
        first, last = mention.span
        name = r"[\W_]+".join(re.escape(word) for word in said[first : last + 1])
        masked = re.sub(
            rf"(?<!\w)(?:the\s+)?{name}(?!\w)", _MASKS[mention.record.kind], masked, count=1, flags=re.I
        )
    for pattern, role in view.role_patterns:
        masked = pattern.sub(role, masked)
    for word in dict.fromkeys(words(masked)):
        kind = view.kind_of_word(word)
        if kind is not None:
            masked = re.sub(
                rf"(?<!\w)(?:the\s+|my\s+)?{re.escape(word)}(?!\w)", _MASKS[kind], masked, count=1, flags=re.I
            )
    return masked


def _asking_part(text: str) -> str:
    """Return the sentence that asks, where a story is told around it; else the whole text."""
    parts = [part for part in re.split(r"(?<=[.!?;:])\s+|\s[-–]\s|\n|\.\.+", text) if len(words(part)) >= 3]
    asking = [part for part in parts if "?" in part] or [part for part in parts if has(_ASKING, part)]
    return asking[-1] if len(parts) > 1 and asking else text


def _settle_kinds(
    mentions: list[Mention], text: str, view: PathwayView, *, skills_only: bool
) -> list[Mention]:
    """Where the same words name a skill and a phase, keep what the question speaks of; both if open."""
    settled = set(mentions)
    phase_words, skill_words = view.lexicon["phase_words"], view.lexicon["skill_words"]
    text = re.sub(
        rf"(?i)\bnot (?:as |for |of )?(?:the |an? |that )?(?:{phase_words}|{skill_words})\b", " ", text
    )
    unambiguous = {m.record.kind for m in mentions if not any(_rivals(m, other) for other in mentions)}
    for mention in mentions:
        for other in mentions:
            if not _rivals(mention, other) or mention.record.kind is not Kind.SKILL:
                continue
            if skills_only or (Kind.SKILL in unambiguous and Kind.PHASE not in unambiguous):
                settled.discard(other)
            elif has(phase_words, text) or Kind.PHASE in unambiguous:
                settled.discard(mention)
            elif has(skill_words + "|learn|study|know|master", text):
                settled.discard(other)
    return [mention for mention in mentions if mention in settled]


def _displaced(mention: Mention, described: Mention) -> bool:
    """Whether a loose mention stands where the question says plainly what it means."""
    apart = mention.span[1] < described.span[0] or mention.span[0] > described.span[1]
    return mention.record is described.record or (
        not apart and mention.record.kind is not described.record.kind
    )


def _rivals(one: Mention, other: Mention) -> bool:
    overlap = not (one.span[1] < other.span[0] or one.span[0] > other.span[1])
    return overlap and {one.record.kind, other.record.kind} == {Kind.SKILL, Kind.PHASE}


def _resolve_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Keep the surest record for each stretch of words; equally sure ones of different kinds all stay."""
    kept: list[Mention] = []
    for mention in mentions:
        rivals = [k for k in kept if not (mention.span[1] < k.span[0] or mention.span[0] > k.span[1])]
        if all(mention.weight >= 0.85 * rival.weight for rival in rivals):
            kept.append(mention)
    return kept


def _residue(text: str, mentions: Sequence[Mention], view: PathwayView) -> tuple[str, ...]:
    named = {i for mention in mentions for i in range(mention.span[0], mention.span[1] + 1)}
    lexicon = view.lexicon
    stripped = " ".join(word for i, word in enumerate(words(text)) if i not in named)
    patterns = [
        *lexicon["importance"].values(),
        *lexicon["horizon"].values(),
        lexicon["phase_words"],
        lexicon["skill_words"],
        *lexicon["ordinals"].values(),
        r"ones?|merely|only|just|together|ok(?:ay)?|please|pls|thanks",
    ]
    for pattern in patterns:
        stripped = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", " ", stripped)
    return tuple(word for word in words(stripped) if word not in STOPWORDS and not word.isdigit())
