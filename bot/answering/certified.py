"""Certificates: which the pathway names, and that it names none for a skill that is asked about."""

from __future__ import annotations

import re

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.lines import Lines
from bot.answering.lookup import ended
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import ResourceKind
from bot.language import STOPWORDS, has, stem, words


def named(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Resources that are certifications, and the tasks that speak of one."""
    tasks = [r for r in _speaking(view) if r.kind is Kind.TASK]
    resources = [r for r in view.of_kind(Kind.RESOURCE) if r.resource_kind is ResourceKind.CERTIFICATION]
    if not resources and not tasks:
        return []
    lead = view.prompts.say("certificates")
    facts = [record.fact for record in (*tasks, *resources)]
    return [
        enumerate_facts(lead, facts, [*(ended(r.name) for r in tasks), *(r.fact.quote for r in resources)])
    ]


def unnamed(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Own up that no certificate is named for the one skill that is asked about; nothing where one is."""
    skills = view.names.find(reading.text, kinds=(Kind.SKILL,))
    asked = rf"\b(?:{_word(view)})\b.*\b(?:for|in|on|about|of)\b"
    if len(skills) != 1 or reading.continued or not re.search(asked, reading.text, re.I):
        return []
    said = {stem(word) for word in words(reading.text) if word not in STOPWORDS}
    name = {stem(word) for word in words(skills[0].record.name)} & said
    records = _speaking(view)
    if not records or any(name & {stem(word) for word in words(r.fact.text)} for r in records):
        return []
    lead = view.prompts.say("no_certificate_for", name=skills[0].record.name)
    nearby = f"{view.prompts.say('nearby')} {records[0].fact.text}"
    return [Statement(lead, ()), Statement(nearby, (records[0].fact,))]


def _speaking(view: PathwayView) -> list[Record]:
    """Return the tasks and resources whose names speak of a certificate."""
    return [r for r in view.of_kind(Kind.TASK, Kind.RESOURCE) if has(_word(view), r.name)]


def _word(view: PathwayView) -> str:
    return str(view.lexicon["resource_kind"][ResourceKind.CERTIFICATION])
