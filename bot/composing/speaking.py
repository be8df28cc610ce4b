"""Statements as a person would say them in one breath: no label in front, no opening twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.finding import Statement
from bot.composing.words import decapitalised_instruction, is_instruction
from bot.prompts import Prompts

KINDS = ("love", "miss", "challenge")
_TURNS = ("item", "more", "third", "fourth")  # the sentences for the first, second … of a kind
_OPENINGS = ("nearby", "yes", "no")
_HORIZONS = ("week", "month", "90_days")
_HELD = re.compile(r"You already have (?P<name>.+?): (?P<why>.+)", re.DOTALL)
_OF_A_PHASE = re.compile(
    r"A (?P<what>task|resource) of (?P<phase>phase \d+), (?P<name>.+?): (?P<item>.+)", re.DOTALL
)
_DEMAND = re.compile(r"Demand for (?P<role>.+?) roles: (?P<item>.+)", re.DOTALL)
_NAMED = re.compile(r"[\w -]{1,30}(?=[,;.])")  # a few words that say what something is, up to the first pause
_FINITE = re.compile(r"\b(?:is|are|has|have|will|can|may|keeps?|grows?|remains?)\b")
_ESTIMATE = re.compile(r"(?P<text>.+); another estimate in the sources says (?P<other>[^;.]+)\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is said to a person: how it opens, and which part of the reality check it is of."""

    statement: Statement
    kind: str
    lead: str

    @property
    def text(self) -> str:
        """The sentence."""
        return self.statement.text


def speak(statements: Sequence[Statement], prompts: Prompts) -> list[Line]:
    """Return the statements as a person would say them; lists are left as they are."""
    seen: Counter[str] = Counter()
    before = ""
    lines = []
    for statement in statements:
        kind, item = kind_of(statement, prompts)
        text = statement.text
        if kind:
            text = prompts.say(f"{kind}_{_TURNS[min(seen[kind], len(_TURNS) - 1)]}", item=item)
            lead = text[: len(text) - len(item) - 1].strip()
            seen[kind] += 1
            before = kind
        else:
            if not statement.items:
                text, before = _behind_opening(text, before, prompts)
            lead = " ".join(text.split()[:2])
        lines.append(Line(replace(statement, text=text), kind, lead))
    return lines


def openings(prompts: Prompts) -> list[tuple[str, ...]]:
    """Return the groups of openings that say the same, for grounding."""
    return [tuple(prompts.say(f"{kind}_{turn}", item="").rstrip(" .") for turn in _TURNS) for kind in KINDS]


def kind_of(statement: Statement, prompts: Prompts) -> tuple[str, str]:
    """Return which part of the reality check a statement repeats, and the bare item; ("", "") for others."""
    if not statement.items:
        for kind in KINDS:
            lead, end = prompts.say(f"{kind}_item", item="\0").split("\0")
            if statement.text.startswith(lead) and statement.text.endswith(end):
                return kind, statement.text[len(lead) : len(statement.text) - len(end)]
    return "", ""


def _behind_opening(text: str, before: str, prompts: Prompts) -> tuple[str, str]:
    """Reword what stands behind a yes or no, or behind the words that admit to know only something near."""
    for opening in _OPENINGS:
        head, said, rest = text.rpartition(f"{prompts.say(opening)} ")
        if said and (opening == "nearby" or not head):
            reworded, about = _reworded(rest, before, prompts)
            return f"{head}{said}{reworded}", about
    return _reworded(text, before, prompts)


def _reworded(text: str, before: str, prompts: Prompts) -> tuple[str, str]:
    """Return a sentence as it is said behind one that was about `before`, and what it is about itself."""
    if held := _HELD.fullmatch(text):
        return prompts.say("held_more" if before == "held" else "held", **held.groupdict()), "held"
    if found := _OF_A_PHASE.fullmatch(text):
        return _in_phase(found.groupdict(), before, prompts)
    for horizon in _HORIZONS:
        lead, _ = prompts.say(f"action_{horizon}", item="\0").split("\0")
        if text.startswith(lead) and is_instruction(item := text[len(lead) :], prompts):
            name = "do_more" if before == horizon else f"do_{horizon}"
            return prompts.say(name, item=item), horizon
    if demand := _DEMAND.fullmatch(text):
        named = _NAMED.match(demand["item"])
        if named and not _FINITE.search(named.group()):
            return prompts.say("demand", **demand.groupdict()), "demand"
    if estimate := _ESTIMATE.fullmatch(text):
        return prompts.say("two_estimates", **estimate.groupdict()), ""
    return text, ""


def _in_phase(named: dict[str, str], before: str, prompts: Prompts) -> tuple[str, str]:
    what, item = named.pop("what"), named.pop("item")
    if what == "task" and is_instruction(item, prompts):
        name, item = "do_in_phase", decapitalised_instruction(item)
    else:
        name = f"{what}_of_phase"
    about = named["phase"]
    return prompts.say(f"{name}_more" if before == about else name, item=item, **named), about
