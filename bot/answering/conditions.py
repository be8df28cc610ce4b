"""The conditions that a question puts: importances, phases, kinds of resource, horizons, what it leaves out.

Read from the text with the lexicon. Figures are figures.py's, names naming.py's; which records meet the
conditions is selection.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answering.naming import Mention
from bot.answering.negation import asks_rest, known, refused
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Horizon, Importance, ResourceKind
from bot.language import has, words

_LEVELS = list(Importance)  # most important first
_DEGREE = r"(?:more|most|how|less|least|as|equally|the more|so)\s+$"
_ABOVE = re.compile(
    r"(?:above|more(?: important)? than|higher than|beyond|over|"
    r"better than)\s+(?:just |merely |mere |the )?['\"]?$"
)
_BELOW = re.compile(r"(?:below|less(?: important)? than|lower than|under)\s+(?:the )?['\"]?$")
_AT_LEAST = re.compile(
    r"(?:at (?:the )?(?:very )?least|no less than|not below|minimum)\s+(?:rated |marked )?['\"]?$"
)
_AT_MOST = re.compile(
    r"(?:at (?:the )?(?:very )?most|no more than|not above|maximum)\s+(?:rated |marked )?['\"]?$"
)
_OR_ABOVE = r"['\"]?,? (?:or|and) (?:above|higher|better|up|more|upwards?)\b"
_OR_BELOW = r"['\"]?,? (?:or|and) (?:below|lower|less|down|downwards?)\b"
_OF_LEVELS = (
    r"\b(?:levels?|tiers?|classes|ranks?|degrees?|categories) of (?:priority|importance)\b|"
    r"\b(?:priority|importance) (?:levels?|tiers?|ranks?|classes|categories)\b"
)
_LEVEL_AT = {
    "(?:top|upper|highest)": "critical",
    "middle": "important",
    "(?:bottom|lowest|lower)": "optional",
}
_TO = r"(?:-|–|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\bup to\b)"
_AND = r"(?:,\s*(?:and|or)?|\band\b|&|\+|\bplus\b|\bor\b)"
_ONWARDS = (
    r"on\b(?=\s*(?:$|[,.?!;:]|how|what|to\b|until|till|and|in total))|onwards?\b|(?:up )?(?:to|till|until|"
    r"through to) (?:the )?(?:very )?(?:end|finish|last)|and (?:everything|"
    r"all) after"
)
_LAST_BUT_ONE = r"\bpenultimate\b|\b(?:second|2nd|next)[- ]to[- ](?:the )?last\b|\blast but 1\b"
# A question that asks for an amount or a list, so that "without X" and "skip X" say what it is to leave out.
_ASKS_AMOUNT = (
    r"how (?:many|much|long)|total|sum|altogether|combined|add(?:s|ed)? up|rest|"
    r"remain\w*|left|list|name|enumerate|length|duration|weeks?|"
    r"which|what|every\w*|all|count|number|longest|shortest"
)


def importances(text: str, lexicon: Mapping[str, Any]) -> tuple[Importance, ...]:
    """Return the importances that the question asks for; "without the optional ones" gives the others."""
    lower = _with_levels(text.lower())
    wanted: list[Importance] = []
    refused_ones: list[Importance] = []
    for level, start, end in named_levels(lower, lexicon):
        before, after = lower[:start], lower[end:]
        if level is Importance.IMPORTANT and re.search(_DEGREE, before) and not _AT_LEAST.search(before):
            continue
        rank = _LEVELS.index(level)
        if _AT_LEAST.search(before) or re.match(_OR_ABOVE, after):
            wanted += _LEVELS[: rank + 1]
        elif _AT_MOST.search(before) or re.match(_OR_BELOW, after):
            wanted += _LEVELS[rank:]
        elif _ABOVE.search(before):
            wanted += _LEVELS[:rank]
        elif _BELOW.search(before):
            wanted += _LEVELS[rank + 1 :]
        else:
            (refused_ones if refused(lower, start, end) else wanted).append(level)
    if wanted:
        return tuple(dict.fromkeys(item for item in wanted if item not in refused_ones))
    return tuple(item for item in Importance if item not in refused_ones) if refused_ones else ()


def _with_levels(lower: str) -> str:
    """Name the levels that "the middle one" means, where levels of priority are spoken of."""
    if not re.search(_OF_LEVELS, lower):
        return lower
    for place, level in _LEVEL_AT.items():
        lower = re.sub(
            rf"\b{place} (?:ones?|2)\b|\bin the {place}\b(?! \w*(?:of|tier))", f"{level} ones", lower
        )
    return lower


def named_levels(lower: str, lexicon: Mapping[str, Any]) -> Iterator[tuple[Importance, int, int]]:
    """Yield each importance that is named, with where its words start and end."""
    for name, start, end in _named(lexicon["importance"], lower):
        yield Importance(name), start, end


def phases(text: str, view: PathwayView) -> tuple[int, ...]:
    """Return the positions of the phases pointed at by number or place; refused ones give the others."""
    lower, count = text.lower(), len(view.pathway.phases)
    found = list(pointed(lower, view))
    wanted = {n for n, start, end in found if not refused(lower, start, end, firmly=True)}
    refused_ones = {n for n, _, _ in found} - wanted
    if refused_ones and not _asks_amount(lower, view):
        wanted, refused_ones = wanted | refused_ones, set()
    if refused_ones and not wanted:
        wanted = set(range(1, count + 1))
    return tuple(sorted(n for n in wanted - refused_ones if 1 <= n <= count))


def left_out(text: str, mentions: Sequence[Mention], view: PathwayView) -> tuple[Record, ...]:
    """Return the named records that the question leaves out: refused, or known already."""
    lower = text.lower().replace("’", "'")
    if not _asks_amount(lower, view):
        return ()
    where = places(lower)
    rest = asks_rest(lower)
    out: list[Record] = []
    end_of_last = -1
    for mention in sorted(mentions, key=lambda m: m.span):
        start, end = where[mention.span[0]][0], where[mention.span[1]][1]
        start = max(lower.rfind(mark, 0, start) for mark in " ([\n\t") + 1
        joined = end_of_last >= 0 and re.fullmatch(
            rf"(?:\W|{_AND}|\bthe\b|\bmy\b|\bskills?\b)*", lower[end_of_last:start]
        )
        gone = refused(lower, start, end, firmly=True) or (
            rest and mention.record.kind is not Kind.PHASE and known(lower, start, end)
        )
        if gone or (joined and out) or (end_of_last >= start and mention.span[1] and out):
            out.append(mention.record)
            end_of_last = end
        else:
            end_of_last = -1
    return tuple(out)


# "Books, classes, anything" names kinds, and wants all.
_ANY_KIND = (
    r"\b(?:books?|courses?|class(?:es)?|docs|documentation|manuals?)\b[^.?!]*,? (?:or )?"
    r"(?:anything|everything|whatever)(?: else)?(?=\s*(?:$|[).?!,]))"
)


def resource_kinds(
    text: str, lexicon: Mapping[str, Any]
) -> tuple[tuple[ResourceKind, ...], tuple[ResourceKind, ...]]:
    """Return the kinds of resource that the question wants, and those that it refuses."""
    lower = text.lower()
    if re.search(_ANY_KIND, lower):
        return (), ()
    found = [
        (ResourceKind(name), refused(lower, start, end))
        for name, start, end in _named(lexicon["resource_kind"], lower)
    ]
    wanted = tuple(dict.fromkeys(kind for kind, out in found if not out))
    return wanted, tuple(dict.fromkeys(kind for kind, out in found if out and kind not in wanted))


def resource_kind(text: str, lexicon: Mapping[str, Any]) -> ResourceKind | None:
    """Return the first kind of resource that the question wants, None if it names none."""
    wanted, _ = resource_kinds(text, lexicon)
    return wanted[0] if wanted else None


def horizons(text: str, lexicon: Mapping[str, Any]) -> tuple[Horizon, ...]:
    """Return every horizon of the action plan that the question names."""
    return tuple(Horizon(name) for name, pattern in lexicon["horizon"].items() if has(pattern, text))


def phase_reach(text: str, positions: Sequence[int], count: int) -> tuple[int, ...] | None:
    """Return the stretch of the roadmap that starts or ends at the phases pointed at; None if there is none.

    "From phase 2 on", "until the third is done", "before phase 4 starts", "I finished phase 1: what is left".
    """
    if not positions:
        return None
    lower, low, high = text.lower().replace("’", "'"), min(positions), max(positions)
    if len(set(positions)) == 2 and re.search(_FROM_TO, lower):
        return tuple(range(low, high + 1))
    if asks_rest(lower) and re.search(_DONE, lower):
        return tuple(range(high + 1, count + 1))
    if re.search(_UP_TO, lower):
        return tuple(range(1, high + 1))
    if re.search(_UNTIL_START, lower):
        return tuple(range(1, low)) or None
    return tuple(range(low, count + 1)) if re.search(_FROM_ON, lower) else None


_FROM_TO = r"\b(?:from|start\w*|begin\w*|between)\b.*\b(?:to|through|until|till|up to|end\w*|last|and)\b"
_WEEKS_GONE = r"\bhow many weeks\b.*\b(?:gone by|behind me|passed|elapsed)\b"
_IS_OVER = r"\b(?:over|done|finish\w*|complet\w*|ends?)\b"
_UP_TO = (
    r"\b(?:since|from) (?:the )?(?:very )?(?:beginning|start|outset|day 1|scratch)\b|"
    r"\b(?:up to|until|till) and including\b|\bby the (?:end|time i (?:finish|complete))\b|"
    r"\bafter how many weeks\b.*\b(?:finished|done|through|over|behind)\b|"
    rf"{_WEEKS_GONE}.*{_IS_OVER}|\b(?:after|when|once|by the time)\b.*{_IS_OVER}.*{_WEEKS_GONE}|"
    r"\b(?:until|till) (?:\w+ ){0,6}(?:is|are|'s) (?:done|over|finished|complete)"
)
_FROM_ON = (
    r"\b(?:from|start\w*|begin\w*|enter\w*|join\w*|jump in|get in|resume|continue)\b"
    rf".*\b(?:{_ONWARDS}|everything|rest|left|done|finish\w*|end)\b|\bonwards?\b"
)
_BEGINS = (
    r"begin|begins|start|starts|reach|get to|kicks? off|commences?|open|opens|arrive at|can start|turn to"
)
_UNTIL_START = (
    rf"\b(?:before|until|till|elapsed|prior to|ahead of)\b.*\b(?:{_BEGINS})\b|"
    rf"\b(?:{_BEGINS})\b.*\b(?:elapsed|passed|gone by)|\b(?:elapsed|passed|gone by) (?:when|before|by)\b"
)
_DONE = (
    r"\b(?:finish(?:ed|ing)?|complet(?:ed?|ing)|done|through|behind me|wrapped|"
    r"passed|over|did|after|survived|in the bag|under my belt|"
    r"crossed off|ticked off|got past)\b"
)


def _asks_amount(lower: str, view: PathwayView) -> bool:
    """Whether a sentence asks for an amount or a list; one that opens with a verb asks for yes or no."""
    verb = view.lexicon["cues"]["aux"]
    return any(
        has(_ASKS_AMOUNT, sentence)
        and (not has(verb, sentence) or re.search(r"\bhow (?:many|much|long)\b", sentence))
        for sentence in re.split(r"(?<=[.!?])\s+", lower)
    )


def _named(patterns: Mapping[str, str], lower: str) -> Iterator[tuple[str, int, int]]:
    """Yield each of the lexicon's names with where its words stand, in the order of the text."""
    found: list[tuple[int, int, str]] = []
    for name, pattern in patterns.items():
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", lower):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), name))
    for start, end, name in sorted(found):
        yield name, start, end


def pointed(lower: str, view: PathwayView) -> Iterator[tuple[int, int, int]]:
    """Yield position, start and end of every phase that is pointed at by its number or its place."""
    lexicon, count = view.lexicon, len(view.pathway.phases)
    noun = rf"(?:{lexicon['phase_words']})"
    number = (
        rf"(?:\s*(?:no\.?|numbers?|#|nr\.?))?\s*(\d+(?:\s*(?:{_TO}|"
        rf"{_AND})\s*(?:{noun}\s*)?(?:numbers?\s*)?\d+(?!\s*(?:weeks?|months?|"
        rf"hours?)))*)(?![\d%])"
    )
    for match in re.finditer(rf"\b{noun}{number}", lower):
        for position in _numbers(match[1]):
            yield position, match.start(), match.end()
        if re.match(rf"[\s,]*(?:{_ONWARDS})", lower[match.end() :]):
            for position in range(int(re.findall(r"\d+", match[1])[-1]), count + 1):
                yield position, match.start(), match.end()
    for match in re.finditer(rf"\b(first|initial|opening|last|final|closing) (\d+) {noun}", lower):
        size = int(match[2])
        positions = (
            range(1, size + 1)
            if match[1] in ("first", "initial", "opening")
            else range(count - size + 1, count + 1)
        )
        for position in positions:
            yield position, match.start(), match.end()
    yield from _placed(lower, noun, view)
    if re.search(rf"\b{noun}\b", lower):
        for match in re.finditer(_LAST_BUT_ONE, lower):
            yield count - 1, match.start(), match.end()


def _placed(lower: str, noun: str, view: PathwayView) -> Iterator[tuple[int, int, int]]:
    """Yield the phases that an ordinal points at: "the second to last phase", "the first and third stage"."""
    ordinals, count = view.lexicon["ordinals"], len(view.pathway.phases)
    ordinal = "|".join(ordinals.values())
    spoken_of = re.search(rf"\b{noun}\b", lower) is not None
    after = rf"(?:(?:\s+(?:and|or|plus|to|through|until)\s+(?:the\s+)?(?:{ordinal}))*\s+{noun}\b" + (
        r"|\s+one\b)" if spoken_of else ")"
    )
    for match in re.finditer(rf"(?:(second|2nd|next)[- ]to[- ])?(?<![\w-])({ordinal})(?={after})", lower):
        position = next(int(place) for place, pattern in ordinals.items() if has(pattern, match[2]))
        position = count if position == -1 else position
        yield (position - 1 if match[1] else position), match.start(), match.end()


def _numbers(said: str) -> list[int]:
    """Return the numbers of "1, 3 and 5" and of "2 through 4"."""
    found: list[int] = []
    for match in re.finditer(rf"(\d+)(?:\s*{_TO}\D*?(\d+))?", said):
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return found


def places(lower: str) -> list[tuple[int, int]]:
    """Return where each of `words(lower)` starts and ends."""
    lower = lower.replace("’", "'")  # as in `words`
    found: list[tuple[int, int]] = []
    at = 0
    for word in words(lower):
        at = lower.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return found
