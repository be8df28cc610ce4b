"""The first lines of a conversation: what to expect, what to try, where things are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from bot.clock import in_words
from bot.domain import Importance, Pathway, Thread
from bot.language import join
from bot.prompts import Prompts

_FEW = 3  # so many pathways are named; more are counted
_LONGEST_TITLE = 50


def first_greeting(pathways: Sequence[Pathway], prompts: Prompts, *, home: Path) -> list[str]:
    """Return three lines for someone who was never here."""
    kept = prompts.say("hello_kept", home=home)
    if not pathways:
        return [prompts.say("hello_nothing"), kept]
    tries = [*questions_to_try(pathways, prompts), prompts.say("try_next"), prompts.say("try_promise")]
    return [
        prompts.say("hello", titles=_titles(pathways, prompts)),
        prompts.say("hello_try", tries=" ".join(f"“{each}”" for each in tries)),
        kept,
    ]


def next_greeting(last: Thread, prompts: Prompts, *, status: str, zone: tzinfo) -> list[str]:
    """Return one or two lines for someone who comes back: where they stand, and what was spoken of last."""
    short = last.title
    if len(short) > _LONGEST_TITLE:
        short = f"{short[: _LONGEST_TITLE - 1].rstrip()}…"
    hello = prompts.say("hello_back")
    resume = prompts.say("hello_resume", day=in_words(last.updated_at, zone), title=short)
    return [f"{hello} {status}", resume] if status else [f"{hello} {resume}"]


def questions_to_try(pathways: Sequence[Pathway], prompts: Prompts, *, count: int = 2) -> list[str]:
    """Return questions that these pathways answer, taken from their records in turn."""
    by_pathway = [_questions(pathway, prompts) for pathway in pathways]
    chosen: list[str] = []
    for place in range(count):
        questions = by_pathway[place % len(by_pathway)] if by_pathway else []
        fresh = [question for question in questions[place:] + questions[:place] if question not in chosen]
        chosen += fresh[:1]
    return chosen


def _questions(pathway: Pathway, prompts: Prompts) -> list[str]:
    """Return one question each about skills, weeks, order and the reality check, as far as it has them."""
    questions = []
    levels = [skill.importance for skill in pathway.skills_to_learn]
    if Importance.CRITICAL in levels:
        questions.append(prompts.say("try_skills", level=Importance.CRITICAL.value))
    if pathway.skills_to_learn:
        longest = max(pathway.skills_to_learn, key=lambda skill: skill.weeks)
        questions.append(prompts.say("try_weeks", skill=longest.name))
    if pathway.reality_check.miss:
        questions.append(prompts.say("try_miss", to_role=_with_article(pathway.to_role)))
    if len(pathway.phases) > 1:
        questions.append(prompts.say("try_order", phase=pathway.phases[0].name))
    return questions


def _titles(pathways: Sequence[Pathway], prompts: Prompts) -> str:
    if len(pathways) > _FEW:
        return prompts.say("hello_many", count=len(pathways))
    return join([prompts.say("move", from_role=each.from_role, to_role=each.to_role) for each in pathways])


def _with_article(role: str) -> str:
    return f"{'an' if role[:1].lower() in 'aeiou' else 'a'} {role}"
