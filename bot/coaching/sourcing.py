"""What the last reply rests on, word for word: "source?", "how do you know?", "are you sure?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Finding, Statement
from bot.coaching.desk import find
from bot.domain import Fact, Turn
from bot.prompts import Prompts

_THAT = r"(?:that|this|it|those)"
_FORMS = (
    r"(?:(?:what(?:['’]?s| is| are)|where (?:is|are)|show me|give me|name|cite) )?"
    rf"(?:(?:your|the|a|any|that) )?(?:sources?|citations?|references?|evidence)(?: (?:for|of|on) {_THAT})?",
    rf"where (?:do|did) you (?:get|have|take|know|read|find|hear) {_THAT}(?: from)?",
    rf"(?:where|what)(?:['’]?s| is| does) {_THAT} (?:come |taken |based |written )?(?:from|on|down|written)",
    rf"(?:how|where) (?:do|can) you (?:know|tell)(?: (?:{_THAT}|so))?",
    rf"(?:says who|who says)(?: (?:{_THAT}|so))?|according to (?:who|whom|what)",
    rf"(?:are|r) (?:you|u) (?:really |quite |absolutely |very )?(?:sure|certain)"
    rf"(?: (?:about|of) {_THAT})?|sure\?|how (?:sure|certain|confident) are you(?: (?:about|of) {_THAT})?",
    rf"can you (?:prove|back) {_THAT}(?: up)?|what do you base {_THAT} on|what does {_THAT} rest on",
)
_ASKS = re.compile(
    rf"(?:(?:and|but|ok|okay|hm+|wait|really|oh|so)\W+)*(?:{'|'.join(_FORMS)})"
    r"(?: (?:please|pls|though|exactly|now))*\W*",
    re.IGNORECASE,
)
_MOST = 4  # passages that are shown


def asks_for_sources(message: str) -> bool:
    """Tell whether a message does no more than ask what the last reply rests on."""
    return _ASKS.fullmatch(message.strip()) is not None


def show_sources(history: Sequence[Turn], prompts: Prompts) -> Finding:
    """Show the passages that the last reply cites, as they stand in the documents."""
    citations = history[-1].reply.citations if history else ()
    if not citations:
        return find("sources", Statement(prompts.say("sources_none"), ()))
    said = [
        Statement(
            prompts.say("source_says", heading=each.heading),
            (Fact(each.quote, each.chunk_id, each.quote),),
            tuple(each.quote.splitlines()),
        )
        for each in citations[:_MOST]
    ]
    return find("sources", *said, prompts.say("sources_checked"))
