"""Short names for what is long: where a citation points, when something is due. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.text import cut, escape, quoted
from bot.commitments.recurring import say_recurrence
from bot.commitments.telling import Teller
from bot.dates import say_day
from bot.domain import Citation, Commitment, Recurrence, Section
from bot.prompts import Prompts

_ASIDE = re.compile(r" \([^()]*\)$")  # in brackets at the end
_PHASE = re.compile(r"Phase (\d+)\b")
_MOST_NUMBERS = 12  # of one source
_SECTIONS = {
    Section.TRANSFERABLE_SKILLS: "slack_source_transferable_skills",
    Section.SKILLS_TO_LEARN: "slack_source_skills_to_learn",
    Section.ROADMAP: "slack_source_roadmap",
    Section.REALITY_CHECK: "slack_source_reality_check",
    Section.ACTION_PLAN: "slack_source_action_plan",
    Section.QUESTIONS: "slack_source_questions",
}
_NAME = 40  # characters of what a source is about


def name_source(citation: Citation, prompts: Prompts) -> str:
    """Return where a citation points, in a few words: "Roadmap, phase 2", "Skills: RTOS"."""
    if citation.section in (Section.BODY, Section.OVERVIEW):
        return _short(citation.heading.rpartition(" › ")[2])
    _, _, rest = citation.heading.partition(" › ")
    if citation.section is Section.ROADMAP and (phase := _PHASE.match(rest)):
        return prompts.say("slack_source_phase", phase=phase[1])
    named = prompts.say(_SECTIONS[citation.section])
    return prompts.say("slack_source_part", section=named, part=_short(rest)) if rest else named


def list_sources(citations: Sequence[Citation], prompts: Prompts) -> str:
    """Return all sources in a line of small print, those of one name together; the rest is counted."""
    numbers: dict[str, list[int]] = {}
    for citation in citations:
        numbers.setdefault(name_source(citation, prompts), []).append(citation.number)
    said = [
        prompts.say(
            "slack_source", numbers="".join(f"[{number}]" for number in group[:_MOST_NUMBERS]), name=name
        )
        for name, group in numbers.items()
    ]
    for shown in range(len(said), 0, -1):
        more = [prompts.say("slack_sources_more", count=len(said) - shown)] if shown < len(said) else []
        line = " · ".join([*said[:shown], *more])
        if len(line) <= limits.SMALL_PRINT:
            return line
    return ""


def say_when(commitment: Commitment, teller: Teller) -> str:
    """Return "Friday, 6 March, 18:00 (in 4 days)"; "" while there is no date."""
    if commitment.due_on is None:
        return ""
    day = say_day(commitment.due_on, today=teller.now.date())
    at = f", {commitment.due_time:%H:%M}" if commitment.due_time else ""
    return f"{day}{at} ({teller.relative(commitment)})"


def say_series(recurrence: Recurrence, prompts: Prompts) -> str:
    """Return how a commitment comes back: "every Wednesday"."""
    return quoted(say_recurrence(prompts, recurrence), limits.QUOTED)


def name_commitment(commitment: Commitment, most: int = limits.QUOTED) -> str:
    """Return a commitment's words in bold, with a capital at the front: they stand alone."""
    text = commitment.text
    return f"*{quoted(text[:1].upper() + text[1:], most).replace('*', '∗')}*"


def say_days(days: Sequence[int], prompts: Prompts) -> str:
    """Return days of the week in words, Monday being 0: "Monday to Friday", "Monday, Wednesday"."""
    names = [prompts.say(f"day_{day}") for day in sorted(set(days))]
    if len(names) > 2 and max(days) - min(days) == len(names) - 1:
        return prompts.say("profile_span", first=names[0], last=names[-1])
    return ", ".join(names)


def _short(name: str) -> str:
    return escape(cut(_ASIDE.sub("", name) if len(name) > _NAME else name, _NAME))
