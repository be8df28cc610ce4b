"""Reports: what became of a promise, or that a task of the roadmap is finished."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.answering.finding import Finding, Statement, enumerate_facts
from bot.answering.records import Kind, Record
from bot.coaching.desk import Session, find
from bot.coaching.in_part import is_fewer, is_part, is_rest
from bot.coaching.meaning import meant, only_one
from bot.coaching.offers import reported_done
from bot.coaching.phases import finished_phases, left_out_of
from bot.coaching.several import reported
from bot.coaching.skipping import comes_later, skipped
from bot.coaching.tasks import tasks_meant
from bot.commitments.finding import ids_in, names_nothing
from bot.domain import Commitment, CommitmentStatus, Pathway, Pending, Phase, Task
from bot.matching import TaskMatch
from bot.planning.progress import finish_task as keep_finished
from bot.planning.telling import tell_finished
from bot.store.ids import new_id

_URL = re.compile(r"https?://\S+[\w/]")
_OBJECT = re.compile(
    r"\b(?:finish(?:ed)?|completed?|done (?:with|w)|wrapped up|got through|read|ran|passed|built|wrote)\s+"
    r"(?:the|my|a|an|our|his|her)\s+((?:[\w-]+\s?){1,2})",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"\b(?:blanked|bailed|flaked|slacked off|spaced (?:out|on)|chickened out|ghosted|overslept|neglected)\b",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"(?:\b(?:is|are|['’]s|all|both|now) (?:finished|done|complete|ready)\b)|['’]s (?:finished|done)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:half|part\w*|most\w*|some|only|almost|nearly|not|rest|other|\d+ ?%|one|first|but|except|"
    r"missing|left)\b|n['’]t\b",
    re.IGNORECASE,
)
_MOST_CHOICES = 5
_MAY_MEAN = 0.4  # score of a task from which it is asked whether it is meant
_CLOSABLE = (CommitmentStatus.OPEN, CommitmentStatus.PARTLY, CommitmentStatus.MISSED)


def report(session: Session, words: str, outcome: CommitmentStatus) -> Finding:
    """Note what became of the commitment that `words` mean; a finished task of the roadmap is marked."""
    if several := reported(session, words):
        return close_each(session, several)
    dropped = CommitmentStatus.DROPPED
    if outcome is dropped and (series := skipped(session, words)) is not None:
        if comes_later(session, series, words):
            later = session.say("skip_later", item=session.tell.line(series).removeprefix("- "))
            return find("close_commitment", later, commitments=[series])
        return close(session, series.commitment_id, dropped, words)
    if (rest := rest_of(session, words)) is not None:
        return close(session, rest.commitment_id, CommitmentStatus.DONE, words)
    outcome = _as_said(words, outcome)
    found = meant(session, words)
    if found.sure:
        return _close(session, found.commitments[0], outcome, words)
    if outcome is CommitmentStatus.DONE and (pointed := reported_done(session, words)):
        return _finish_each(session, pointed)
    left_out = left_out_of(words)
    if (outcome is CommitmentStatus.DONE or left_out) and (phases := _phases_finished(session, words)):
        return _finish_phases(session, phases, left_out=left_out)
    tasks = tasks_meant(session, words) if outcome is CommitmentStatus.DONE else []
    if tasks and tasks[0].sure:
        return finish_task(session, tasks[0].task.task_id)
    if not found.commitments and not names_another(words, session.now):
        found = only_one(session)
    if len(found.commitments) == 1:
        return _close(session, found.commitments[0], outcome, words)
    if found.commitments:
        return _which(session, found.commitments, outcome.value, words)
    if tasks and tasks[0].score >= _MAY_MEAN:
        return _which_task(session, tasks)
    return _nothing_meant(session, words, outcome)


def rest_of(session: Session, words: str) -> Commitment | None:
    """Return the one promise kept in part, the rest of which `words` report."""
    if not is_rest(words):
        return None
    partly = session.desk.store.commitments.find(session.person_id, statuses=(CommitmentStatus.PARTLY,))
    spoken_of = [each for each in partly if each.commitment_id in session.spoken_of] or partly
    return spoken_of[0] if len(spoken_of) == 1 else None


def _close(session: Session, commitment: Commitment, outcome: CommitmentStatus, words: str) -> Finding:
    """Keep an outcome in a person's words; of a part of what was promised it is one in part."""
    partly = outcome is CommitmentStatus.DONE and is_part(words, commitment.text)
    outcome = CommitmentStatus.PARTLY if partly else outcome
    return close(session, commitment.commitment_id, outcome, words)


def names_another(words: str, now: datetime) -> bool:
    """Tell whether a report names a thing of its own: "finished the marathon" is on no other thing."""
    named = _OBJECT.search(words)
    return bool(ids_in(words)) or (named is not None and not names_nothing(named[1], now))


def close(session: Session, commitment_id: str, outcome: CommitmentStatus, words: str = "") -> Finding:
    """Keep an outcome, with what kept the person or the link that shows it, where `words` say so."""
    service, person_id = session.desk.commitments, session.person_id
    link = _URL.search(words)
    changed = service.close(
        person_id,
        commitment_id,
        outcome,
        why=why_said(words) if outcome is not CommitmentStatus.DONE else None,
        evidence_url=link.group() if link else None,
    )
    closed = [*changed.changed, *changed.unchanged, *changed.following]
    said: list[Statement | str] = [session.tell.closed(changed)]
    pending = None
    if (
        changed.changed
        and outcome in (CommitmentStatus.MISSED, CommitmentStatus.PARTLY)
        and not changed.following
    ):
        pending = Pending("date", (commitment_id,), action="move")
    if (
        changed.changed
        and outcome is CommitmentStatus.DONE
        and (task := _served(session, changed.changed[0]))
    ):
        said.append(session.say("report_task", task=task.text.rstrip(".")))
        pending = Pending("agree", (commitment_id,), action="task_done", choices=(task.task_id,))
    return find("close_commitment", *said, commitments=closed, pending=pending)


def close_each(session: Session, outcomes: Mapping[str, CommitmentStatus]) -> Finding:
    """Keep what became of each; of several that were missed, none is asked for another day."""
    found = [close(session, each, outcome) for each, outcome in outcomes.items()]
    pending = [each.pending for each in found if each.pending]
    return find(
        "close_commitment",
        *(statement for each in found for statement in each.statements),
        commitments=[commitment for each in found for commitment in each.commitments],
        pending=pending[0] if len(pending) == 1 else None,
    )


def _as_said(words: str, outcome: CommitmentStatus) -> CommitmentStatus:
    """Return the outcome, corrected where words say it plainly that sound like another one."""
    if outcome is CommitmentStatus.DONE and is_fewer(words):
        return CommitmentStatus.PARTLY
    if outcome is CommitmentStatus.DONE and _FAILED.search(words):
        return CommitmentStatus.MISSED
    plainly = outcome is CommitmentStatus.PARTLY and _FINISHED.search(words) and not _IN_PART.search(words)
    return CommitmentStatus.DONE if plainly else outcome


def finish_task(session: Session, task_id: str, *, batch_id: str | None = None) -> Finding:
    """Mark a task of the roadmap as done, and say what comes next; those of one batch are undone together."""
    pathway = session.pathway
    assert pathway is not None  # the task is one of its
    finished = keep_finished(
        session.desk.store, lambda: session.now, session.person_id, pathway, task_id, batch_id=batch_id
    )
    already_on = finished.done.done_at.astimezone(session.now.tzinfo).date() if finished.already else None
    said = tell_finished(task_id, session.plan(pathway), pathway, session.prompts, already_on=already_on)
    return find("finish_task", *said)


def _finish_each(session: Session, steps: Sequence[Record]) -> Finding:
    """Mark the tasks among `steps` as done, and say what comes next; of other steps nothing is kept."""
    ids = [step.record_id.removeprefix("task/") for step in steps if step.kind is Kind.TASK]
    if not ids:
        return find("finish_task", session.say("report_not_kept"))
    batch_id = new_id()
    found = [finish_task(session, each, batch_id=batch_id) for each in ids]
    marked = [each.statements[0] for each in found[:-1]]
    return find("finish_task", *marked, *found[-1].statements)


def _phases_finished(session: Session, words: str) -> list[Phase]:
    return finished_phases(words, session.pathway) if session.pathway else []


def _finish_phases(session: Session, phases: Sequence[Phase], *, left_out: str = "") -> Finding:
    """Mark the tasks of phases as done, which are undone together, and say what comes next.

    Which one task is `left_out` must be plain.
    """
    batch_id, kept = new_id(), _left_of(phases, left_out, session) if left_out else None
    if left_out and kept is None:
        return find("finish_task", session.say("report_unknown"))
    found = [_finish_phase(session, each, kept=kept, batch_id=batch_id) for each in phases]
    return find("finish_task", *(each.statements[0] for each in found[:-1]), *found[-1].statements)


def _finish_phase(session: Session, phase: Phase, *, kept: Task | None, batch_id: str) -> Finding:
    """Mark the tasks of a phase as done but for the one that is `kept`, and say what comes next."""
    tasks = [task for task in phase.tasks if task != kept]
    found = [finish_task(session, task.task_id, batch_id=batch_id).statements for task in tasks]
    if not found:
        return find("finish_task", session.say("report_unknown"))
    facts = tuple(fact for statements in found for fact in statements[0].rests_on)
    lead = session.prompts.say(
        "plan_done_but" if kept in phase.tasks else "plan_done_phase", phase=phase.position, name=phase.name
    )
    items = tuple(task.text.rstrip(".") for task in tasks)
    return find("finish_task", enumerate_facts(lead, facts, items), *found[-1][1:])


def _left_of(phases: Sequence[Phase], words: str, session: Session) -> Task | None:
    """Return the task of these phases that a few words mean, likeliest first; None where none comes near."""
    assert session.pathway is not None  # the phases are of it
    found = session.desk.matcher.find_tasks(words, session.pathway, most=9)
    positions = {phase.position for phase in phases}
    return next((match.task for match in found if match.phase in positions), None)


def choose(session: Session, found: Sequence[Commitment], action: str, words: str) -> Finding:
    """Ask which of several is meant."""
    return _which(session, found, action, words)


def why_said(words: str) -> str | None:
    """Return the reason in a report: "because I was away", "sorry, was ill"; None where there is none."""
    match = re.search(
        r"\b(?:because|since|as|due to|cause|cuz|bc)\s+(.{3,200}?)[.!]*$|[,;.]\s*((?:i was|was|had|no time|"
        r"too)\b.{2,200}?)[.!]*$",
        words,
        re.IGNORECASE,
    )
    return (match[1] or match[2]).strip() if match else None


def _which(session: Session, found: Sequence[Commitment], action: str, words: str) -> Finding:
    choices = tuple(found[:_MOST_CHOICES])
    lines = "\n".join(
        session.prompts.say("choose_item", number=number, item=session.tell.line(each).removeprefix("- "))
        for number, each in enumerate(choices, start=1)
    )
    return find(
        _ACTIONS.get(action, "close_commitment"),
        f"{session.prompts.say('choose_commitment')}\n{lines}",
        pending=Pending(
            "choose", action=action, choices=tuple(each.commitment_id for each in choices), why=words
        ),
    )


_ACTIONS = {"move": "move_commitment", "snooze": "snooze_commitment"}


def _nothing_meant(session: Session, words: str, outcome: CommitmentStatus) -> Finding:
    closed = session.desk.commitments.find(session.person_id, words, statuses=tuple(CommitmentStatus))
    last = [
        each
        for each in closed.commitments
        if each.status not in (CommitmentStatus.PROPOSED, CommitmentStatus.OPEN)
    ]
    if closed.sure and last:
        if last[0].status in _CLOSABLE and outcome is not last[0].status:
            return close(session, last[0].commitment_id, outcome, words)
        return find(
            "close_commitment",
            session.say("report_already", item=session.tell.line(last[0]).removeprefix("- ")),
        )
    return find(
        "close_commitment", session.say("report_unknown"), session.tell.listing(session.open_commitments())
    )


def _which_task(session: Session, found: Sequence[TaskMatch]) -> Finding:
    lines = "\n".join(
        session.prompts.say("choose_item", number=number, item=each.task.text.rstrip("."))
        for number, each in enumerate(found, start=1)
    )
    return find(
        "finish_task",
        f"{session.prompts.say('choose_task')}\n{lines}",
        pending=Pending("choose", action="task_done", choices=tuple(each.task.task_id for each in found)),
    )


def _served(session: Session, commitment: Commitment) -> Task | None:
    """Return the open task of the roadmap that a kept commitment serves."""
    pathway = session.pathway
    if pathway is None or commitment.task_id is None or commitment.pathway_id != pathway.pathway_id:
        return None
    if commitment.task_id in session.situation(pathway).done or commitment.recurrence is not None:
        return None
    return _task_of(pathway, commitment.task_id)


def _task_of(pathway: Pathway, task_id: str) -> Task | None:
    return next((task for phase in pathway.phases for task in phase.tasks if task.task_id == task_id), None)
