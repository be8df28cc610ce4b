"""What `/sources` and `/why` show of the last answer."""

from __future__ import annotations

from pathlib import Path

from bot.domain import Citation, Reply
from bot.index.reader import Index
from bot.prompts import Prompts

_STEPS = ("route", "retrieve", "first_sentence", "total")
_MOST_PASSAGES = 5


def explain_sources(reply: Reply, index: Index, prompts: Prompts) -> list[str]:
    """Return each cited passage in full, as Markdown."""
    return [_passage(citation, index, prompts) for citation in reply.citations]


def explain_reply(reply: Reply, prompts: Prompts) -> list[str]:
    """Return how a reply came about, as paragraphs and lists of Markdown."""
    trace, say = reply.trace, prompts.say
    parts = [say("why_understood", understood=trace.understood or reply.action.replace("_", " "))]
    passages = [
        say("why_passage", heading=passage.chunk.heading, score=f"{passage.score:.2f}")
        for passage in trace.passages[:_MOST_PASSAGES]
    ]
    facts = [say("why_fact", text=_in_one_line(fact.text)) for fact in trace.facts]
    dropped = [
        say("why_dropped_item", sentence=_in_one_line(each.sentence), reason=each.reason)
        for each in trace.dropped
    ]
    for heading, items in (("why_passages", passages), ("why_facts", facts), ("why_dropped", dropped)):
        if items:
            parts.append("\n".join([say(heading), "", *items]))
    parts.append(say(f"why_composer_{reply.composer.value}", model=reply.model))
    timings = ", ".join(
        say("why_timing", name=say(f"why_step_{step}"), ms=round(reply.timings_ms[step]))
        for step in _STEPS
        if step in reply.timings_ms
    )
    if timings:
        parts.append(say("why_timings", timings=timings))
    return parts


def _passage(citation: Citation, index: Index, prompts: Prompts) -> str:
    """Return a passage under the way to it; the bare quote where a later index no longer holds it."""
    lead = f"**{prompts.say('source', number=citation.number, heading=citation.heading)}**"
    try:
        chunk = index.chunk(citation.chunk_id)
    except KeyError:
        return f"{lead}\n\n{citation.quote}"
    where = prompts.say("source_where", document=Path(index.paths[chunk.pathway_id]).name, line=chunk.line)
    return f"{lead}\n\n{chunk.text}\n\n{where}"


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
