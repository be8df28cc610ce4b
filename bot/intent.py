"""Which tool does a message call for? The router's scores, with the thresholds at which each is believed."""

from __future__ import annotations

from typing import Any

from bot.answering.knowledge import Knowledge
from bot.domain import Focus
from bot.foreign import is_foreign
from bot.language import has, words
from bot.router import Route

SAFEGUARDS = ("refer", "decline")  # tools whose choice no model may overrule

_CONCERNS = ("distress", "legal", "medical", "visa")
_TALK = ("smalltalk", "capabilities")
_FAINT = 0.25  # score of small talk below which even a few words are taken for a question


def choose_tool(
    message: str, knowledge: Knowledge, *, pathway_id: str | None, focus: Focus | None
) -> tuple[str, dict[str, Any]]:
    """Return the name of the tool and its arguments."""
    cues = knowledge.prompts.lexicon["cues"]
    # What somebody needs does not depend on what was spoken of before: distress after a question is distress.
    reading = knowledge.read(message, pathway_id, None) if pathway_id else None
    continued = bool(focus and pathway_id and knowledge.read(message, pathway_id, focus).continued)
    route = reading.route if reading else knowledge.route(message)
    if has(cues["despair"], message):
        return "refer", {"concern": "distress"}
    if is_foreign(message):
        return "decline", {"reason": "other_language"}
    concern = max(_CONCERNS, key=lambda name: route.topic_scores[name])
    if _is_concern(concern, route, named=bool(reading and reading.subjects)):
        return "refer", {"concern": concern}
    named = continued or bool(reading and (reading.subjects or reading.anchors or reading.strange))
    score = route.topic_scores[route.topic]
    if route.topic in _TALK and (
        score >= (0.6 if named else 0.38) or (not named and _is_short(message) and score >= _FAINT)
    ):
        return "small_talk", {"kind": _kind_of_talk(message, route, cues)}
    if _only_greets(message, route, cues, about=bool(reading and (reading.subjects or reading.anchors))):
        return "small_talk", {"kind": "greeting"}
    return "answer_question", {"question": message}


def _is_concern(concern: str, route: Route, *, named: bool) -> bool:
    """A concern is believed if nothing that a pathway holds is as likely; distress sooner than the others."""
    score = route.topic_scores[concern]
    inside = max(
        s for name, s in route.topic_scores.items() if name not in (*_CONCERNS, "uncovered", "offtopic")
    )
    return score >= (0.30 if concern == "distress" else 0.36 if not named else 0.5) and score > inside


def _only_greets(message: str, route: Route, cues: dict[str, str], *, about: bool) -> bool:
    """Whether somebody says hello, and from where or by what name, but asks nothing yet."""
    elsewhere = route.topic in (*_TALK, "uncovered", "offtopic")
    return elsewhere and not about and "?" not in message and has(cues["only_greeting"], message)


def _is_short(message: str) -> bool:
    return len(words(message)) <= 5


def _kind_of_talk(message: str, route: Route, cues: dict[str, str]) -> str:
    if route.topic == "capabilities":
        return "capabilities"
    for kind in ("thanks", "farewell", "pleasantry", "greeting"):
        if has(cues[kind], message):
            return kind
    return "pleasantry"
