"""How promises are worded: what opens them, what they depend on, what introduces them. Pure.

The patterns are prompts/promises.yaml. What follows from the wording is for `promises` and `promised`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from bot.acts.clauses import SICK
from bot.dates import When

_SLIPS = (
    (re.compile(r"[’‘`´]"), "'"),
    (re.compile(r"(?:^|(?<=[,.;] )|(?<=\bso )|(?<=\band ))[iI]l (?=[a-z])"), "i'll "),
    (re.compile(r"\b[iI](?:'l|'lll|'ill| wil| wll| willl|'ll will)\b"), "i'll"),
    (
        re.compile(
            rf"(?:^|(?<=[,.;] )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bthen ))[iI]ll (?=[a-z])(?!{SICK})"
        ),
        "i'll ",
    ),
    (
        re.compile(r"(?:^|(?<=[,.;] )|(?<=\band |\bbut )|(?<=\bso ))[iI]d (?=[a-z])(?!card\b|number\b)"),
        "i'd ",
    ),
    # "Ten pages a day" recurs; hours a week are the time that somebody has, "three times a week" is read so.
    (
        re.compile(
            r"\b(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
            r" ((?!hours?\b|hrs?\b|h\b|times?\b|days?\b|weeks?\b|months?\b)[a-z-]{2,}(?: [a-z-]{3,})?)"
            r" (?:a|per) (day|week|month)\b(?=\W*$|[,.;]| (?:by|until|till|starting|from|for)\b)",
            re.IGNORECASE,
        ),
        r"\1 \2 every \3",
    ),
    (re.compile(r"\b(can|could|would|will) u\b", re.IGNORECASE), r"\1 you"),
    (re.compile(r"(?<=\bme )2(?= [a-z])", re.IGNORECASE), "to"),
    (re.compile(r"\b(?:goin|goign|gonig)(?: |')?to\b|\bgona\b", re.IGNORECASE), "gonna"),
)
# How a pattern of the file stands in the text; the others are whole words.
_FORMS = {
    "firm": r"(?<![\w'])(?:{})\s*",
    "wish": r"(?<![\w'])(?:{})\s*",
    "trailing": r"(?<![\w'])(?:{})[\s,.!?]*$",
    "between": r"^(?:(?:{})\s+)+",
    "states": r"(?:{})(?!\w)",
    "condition": r"(?:and |but |so |ok )*(?:{})",
}
_AS_WRITTEN = frozenset(
    """
    afterthought asking clock_alone condition_end deadline depending for_me fronted had happened
    joining leading listing mocking on_a ongoing over owed own_subject perfect persons pointing pointing_end
    present reason redating request result second_opening somewhere spoken_of subject
    """.split()
)


class Wording:
    """The patterns of promises, each compiled when it is first needed. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._written = patterns
        self._compiled = cache(self._compile)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._compiled(name)

    def bare(self, text: str, dates: Sequence[When]) -> str:
        """Return `text` in lower case without its dates and without what opens a message."""
        left = lowered(_without(text, dates))
        opening = self["leading"].match(left.lstrip(" ,.!:-"))
        return left.lstrip(" ,.!:-")[opening.end() :] if opening else left

    def conditional(self, bare: str) -> tuple[str | None, str]:
        """Return the condition that a clause begins with, "" for none, and the rest; None: it never ends."""
        if not self["condition"].match(bare):
            return "", bare
        cut = self["condition_end"].search(bare)
        return (bare[: cut.start()], bare[cut.end() :]) if cut else (None, bare)

    def introduced_at(self, main: str) -> tuple[Literal["firm", "wish"], re.Match[str]] | None:
        """Return where the introduction of a promise stands; a bare "will" counts at the start alone."""
        strengths: tuple[Literal["firm", "wish"], ...] = ("firm", "wish")
        for strength in strengths:
            for match in self[strength].finditer(main):
                if not self["beginning"].match(match.group()) or match.start() == 0:
                    return strength, match
        return None

    def only_names(self, text: str, main: str, dates: Sequence[When]) -> bool:
        """Tell whether a clause only names what there is to do in some time: "the tasks for next week"."""
        found = self.introduced_at(main)
        named = main[found[1].end() :] if found else main
        before = [word for when in dates for word in (*text[: when.start].split()[-1:], when.text.split()[0])]
        is_for_a_time = any(self["time_for"].fullmatch(word) for word in before)
        return is_for_a_time and self["listing"].fullmatch(named) is not None

    def _compile(self, name: str) -> re.Pattern[str]:
        form = _FORMS.get(name, "(?:{})" if name in _AS_WRITTEN else r"(?<![\w'])(?:{})(?!\w)")
        return re.compile(form.format(self._written[name]))


def mended(text: str) -> str:
    """Return `text` on one line, with plain apostrophes and without the slips that people make in "I'll"."""
    for pattern, right in _SLIPS:
        text = pattern.sub(right, text)
    return " ".join(text.split())


def lowered(text: str) -> str:
    """Return `text` in lower case, of the same length, so that places in one are places in the other."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _without(text: str, dates: Sequence[When]) -> str:
    left, at = [], 0
    for when in dates:
        left.append(text[at : when.start])
        at = when.end
    return " ".join("".join([*left, text[at:]]).split())
