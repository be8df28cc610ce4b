"""What the coach adds to an answer because it knows the person: what of it is done or known, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.answering.finding import Finding
from bot.coaching.desk import Session
from bot.dates import say_day
from bot.domain import Focus

_SOON = timedelta(days=1)  # what is due by tomorrow is worth a word
_REMEMBERED = ("task/", "skill/")  # how the ids of records begin that a person can have done or know


def asides(session: Session, findings: Sequence[Finding], *, before: Focus | None, first: bool) -> list[str]:
    """Return sentences to end an answer with; none beside anything that was done, or where help is needed.

    `before` is what was spoken of until now: what was said of it is not said again. The status comes with the
    `first` reply of a thread.
    """
    if not findings or not all(map(_is_answer, findings)):
        return []
    said = [
        aside
        for finding in findings
        if finding.record_ids != (before.record_ids if before else ())
        for aside in _remembered(session, finding)
    ]
    if first and _is_pressing(session):
        status = session.tell.status(session.open_commitments())
        said.append(session.prompts.say("aside_status", status=status))
    return said


def _is_answer(finding: Finding) -> bool:
    return finding.action == "answer" or (finding.action == "smalltalk" and finding.understood == "greeting")


def _remembered(session: Session, finding: Finding) -> Iterator[str]:
    """Say of the one task or skill that an answer is about that it is done, or known."""
    pathway = session.pathway
    named = [each.split("/") for each in finding.record_ids if each.startswith(_REMEMBERED)]
    if pathway is None or finding.pathway_id != pathway.pathway_id or len(named) != 1:
        return
    kind, number = named[0]
    if kind == "task":
        done = session.desk.store.progress.done_tasks(session.person_id, pathway.pathway_id)
        for done_on in (
            each.done_at.astimezone(session.now.tzinfo) for each in done if each.task_id == number
        ):
            yield session.prompts.say("aside_done", day=say_day(done_on.date()))
    elif session.person.known_skills:
        skill = pathway.skills_to_learn[int(number) - 1].name
        known = session.desk.matcher.match_skills(session.person.known_skills, pathway)
        for match in [each for each in known if each.skill == skill and each.to_learn][:1]:
            yield session.prompts.say("aside_known", said=match.said)


def _is_pressing(session: Session) -> bool:
    """Tell whether anything is overdue, or due today or tomorrow."""
    until = session.now.date() + _SOON
    return any(each.due_on is not None and each.due_on <= until for each in session.open_commitments())
