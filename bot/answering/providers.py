"""Resources by who offers them: "what is on Honeyschool?", "courses that are not on it", "which platforms?".

The offer stands before a dash in a resource's name: "Honeyschool - Bees by Ada Thornquist".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.negation import refused
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import positions_of
from bot.answering.view import PathwayView
from bot.language import has
from bot.pathways.grammar import count

_PLATFORMS = r"platforms?|providers?|sites?|websites?|vendors?|schools?|portals?"
_COUNTS = r"how many|number of|count|more|fewer|most"
_ASKS = r"which|what|every|all|each|list|name|where|only|anything|everything|stuff|show"


def offered(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return what the named offerers offer, what all others do where they are refused, or what all do."""
    if reading.topic in ("salary", "transferable") and not reading.named(Kind.RESOURCE):
        return []
    lower = reading.text.lower()
    found = [(r, name) for r in view.of_kind(Kind.RESOURCE) if (name := provider_of(r))]
    if reading.operation in ("verify", "count") or not has(_ASKS, lower) or not found:
        return []
    wanted, out = _named(lower, [name for _, name in found])
    if reading.resource_kind:
        found = [(r, name) for r, name in found if r.resource_kind == reading.resource_kind]
    if (positions := positions_of(reading, view)) is not None and not (wanted or out):
        found = [(r, name) for r, name in found if r.phase in positions]
    if not (wanted or out):
        return [] if reading.named(Kind.RESOURCE, Kind.TITLE) else _platforms(found, lower, view)
    chosen = [r for r, name in found if (name in wanted if wanted else name not in out)]
    detailed = (len(wanted) == 1 and len(chosen) == 1) or has(r"who|author|long|when|phase|stage", lower)
    if not chosen or (wanted and (detailed or len(reading.named(Kind.RESOURCE)) != len(chosen))):
        return []
    return [_listing(chosen, view)]


def counted(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many each of several offerers offers: "how many courses on Honeyschool vs Marketacademy?"."""
    lower = reading.text.lower()
    found = [(r, name) for r in view.of_kind(Kind.RESOURCE) if (name := provider_of(r))]
    if reading.resource_kind:
        found = [(r, name) for r, name in found if r.resource_kind == reading.resource_kind]
    wanted, _ = _named(lower, [name for _, name in found])
    if len(wanted) < 2 or not has(_COUNTS, lower):
        return []
    noun = reading.resource_kind.value if reading.resource_kind else "resource"
    groups = [(name, [r for r, other in found if other == name]) for name in wanted]
    items = [f"{name}: {count(len(records), noun)}" for name, records in groups]
    facts = [record.fact for _, records in groups for record in records]
    return [enumerate_facts(view.prompts.say("by_provider"), facts, items)]


def provider_of(record: Record) -> str | None:
    """Return who offers a resource, None where its name does not say."""
    match = re.match(r"([\w.+& ]{2,30}?) [-–] \S", record.name)
    return match[1] if match and record.kind is Kind.RESOURCE else None


def _named(lower: str, names: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the offerers that the question names, wanted and refused."""
    wanted: set[str] = set()
    out: set[str] = set()
    for name in dict.fromkeys(names):
        for match in re.finditer(rf"(?<!\w){re.escape(name.lower())}(?!\w)", lower):
            before = re.sub(
                r"\b(?:on|from|at|by|via|come|comes|offered|hosted)\s+", "", lower[: match.start()]
            )
            gone = refused(before + lower[match.start() :], len(before), len(before) + len(match.group()))
            joined = re.search(r"(\w+)\s*(?:,|\bor|\band|\bnor|/)\s*$", before)
            gone = gone or (joined is not None and joined[1] in {refusal.lower() for refusal in out})
            gone = gone or re.search(r"\b(?:outside(?: of)?|elsewhere than|not)\s+$", before) is not None
            (out if gone else wanted).add(name)
    return wanted - out, out


def _platforms(found: Sequence[tuple[Record, str]], lower: str, view: PathwayView) -> list[Statement]:
    if not has(_PLATFORMS, lower) or not has(
        r"learn\w*|courses?|class(?:es)?|teach\w*|study|train\w*", lower
    ):
        return []
    return [_listing([r for r, _ in found], view)] if found else []


def _listing(chosen: Sequence[Record], view: PathwayView) -> Statement:
    facts = [record.fact for record in chosen]
    items = [f"{r.fact.quote.partition(' Note:')[0].rstrip('.')}, phase {r.phase}" for r in chosen]
    return enumerate_facts(view.prompts.say("resources", noun="resources"), facts, items)
