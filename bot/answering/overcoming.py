"""How to get over a challenge that was just told of: by learning the skill that it is about.

Where no skill is about it, the pathway does not say how.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering import pointing
from bot.answering.hardness import is_about
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Fact, Focus
from bot.language import content_stems

_ASKED = re.compile(
    r"(?:and |so |but |ok )*(?:(?:what|how)\b.*\b(?:get (?:over|past|around|through|better|ready)|overcome|"
    r"deal|handle|tackle|cope|prepare|address|manage|solve|fix|beat|avoid|about|against|master|mitigate)\b.*"
    r"|(?:what|which \w+) helps?\b.*)",
    re.IGNORECASE,
)
_TELLING = 2  # words of a challenge that name it


def overcome(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with the challenge that is meant, and with how to learn what it is about."""
    listed = [r for r in map(view.record, (*focus.listed, *focus.record_ids)) if r]
    spoken_of = [r for r in dict.fromkeys(listed) if r.kind is Kind.CHALLENGE]
    if focus.topic != "challenges" or not spoken_of or not _ASKED.fullmatch(reading.text.strip(" ?.!")):
        return None
    meant = _meant(reading.text, spoken_of, view)
    told = [fact for each in meant for fact in _remedy(each, view)]
    carried = replace(
        reading,
        subjects=tuple(meant),
        topic=focus.topic,
        operation="lookup",
        earlier=focus.record_ids,
        listed=focus.listed,
        continued=True,
    )
    if told:
        return replace(carried, told=tuple(dict.fromkeys(told)))
    return replace(carried, admitted=view.prompts.say("no_remedy"))


def _meant(text: str, spoken_of: list[Record], view: PathwayView) -> list[Record]:
    """Return the challenge that is picked or named; all of them where none is."""
    if found := pointing.picked(text.strip(" ?.!"), spoken_of, view):
        return [found[0]]
    said = set(content_stems(text))
    named = [r for r in spoken_of if len(said & set(content_stems(r.fact.text))) >= _TELLING]
    return named[:1] or spoken_of


def _remedy(challenge: Record, view: PathwayView) -> list[Fact]:
    """Return the challenge with the way to learn each skill that it is about; nothing without one."""
    ways = [skill.facts[-1] for skill in view.of_kind(Kind.SKILL) if is_about(challenge, skill)]
    return [challenge.fact, *ways] if ways else []
