"""Promises: what was understood is shown first, and saved when the person agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.acts import Promise
from bot.answering.finding import Finding, Statement
from bot.coaching.amending import asked_to_save, is_said_anew
from bot.coaching.desk import Session, find, resting_on
from bot.coaching.meaning import day_of
from bot.coaching.offers import STARTS, resolved
from bot.commitments import Draft
from bot.commitments.finding import NUMBERED
from bot.commitments.recurrence import shifted
from bot.dates import Amount, When, moved, say_day
from bot.domain import Commitment, Fact, Pending, PlannedTask
from bot.planning.facts import RoadmapFacts
from bot.planning.telling import hours_words

PRONOUN = re.compile(
    r"(?:do |finish |get |have |giv(?:e|ing) myself|aim(?:ing)?(?: for)?|(?:my |the )?deadline(?: is)?)?\s*"
    r"(?:it|that|this|them|those|one|so)?(?: (?:done|then|instead|finished|ready))?",
    re.IGNORECASE,
)

_NAME_ALONE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_WEEKDAY = re.compile(
    r"(?:(?:by|on|until|till|before) )?(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?", re.IGNORECASE
)
_HOURS_A_DAY = 4.0  # that somebody may find for one thing
_SERVES = 0.57  # how near a promise comes to the task that it serves; a wrong link is worse than none


def propose(session: Session, words: str) -> Finding:
    """Show what was understood of the promises in `words`, one clause a line, and ask whether to save it."""
    read = [
        promise
        for line in words.splitlines()
        for promise in session.desk.acts.promises.read(line, session.now)
    ]
    # Behind another promise of the same message, "it" is that one.
    dated = _dated_together([*resolved(session, read[0]), *read[1:]] if read else [])
    promises = _in_order(_with_verbs(dated))
    if not promises:
        unclear = "promise_which" if session.offer.record_ids else "promise_unclear"
        return find("propose_commitment", session.say(unclear))
    drafts, facts = [], []
    for promise in promises:
        draft, fact = _draft(session, promise)
        drafts.append(draft)
        facts.append(fact)
    there = [known for draft in drafts if (known := _already(session, draft))]
    new = [(draft, fact) for draft, fact in zip(drafts, facts, strict=True) if not _already(session, draft)]
    if not new:
        return find("propose_commitment", *_known(session, there), commitments=there)
    waiting = [each for each in asked_to_save(session) if not is_said_anew(each, promises)]
    proposals = session.desk.commitments.propose(session.person_id, [draft for draft, _ in new])
    shown = [*waiting, *proposals]
    return find(
        "propose_commitment",
        *_known(session, there),
        session.tell.proposals(shown),
        *_serving(session, shown, [*(None for _ in waiting), *(fact for _, fact in new)]),
        commitments=shown,
        pending=ask_for(shown),
    )


def _dated_together(promises: Iterable[Promise]) -> list[Promise]:
    """Return the promises without those that only point: "I'll do it by Friday" dates the one before."""
    found: list[Promise] = []
    for promise in promises:
        if not PRONOUN.fullmatch(promise.text):
            found.append(promise)
        elif found and found[-1].when is None:
            found[-1] = replace(found[-1], when=promise.when)
    return found


def _in_order(promises: Sequence[Promise]) -> list[Promise]:
    """Return the promises, a weekday behind a later one a week later: "by Monday …, and by Friday …"."""
    found: list[Promise] = []
    for promise in promises:
        before, when = found[-1].when if found else None, promise.when
        if before and when and before.due_on and when.due_on and when.recurrence is None:
            behind = when.due_on < before.due_on and _WEEKDAY.fullmatch(when.text.strip(" ,."))
            if behind and not before.recurrence:
                promise = replace(promise, when=replace(when, due_on=when.due_on + timedelta(days=7)))
        found.append(promise)
    return found


def _with_verbs(promises: Sequence[Promise]) -> list[Promise]:
    """Return the promises, what has no verb with the one before it: "call Ana tomorrow, Bob on Monday"."""
    found: list[Promise] = []
    for promise in promises:
        alone = _NAME_ALONE.fullmatch(promise.text) or NUMBERED.fullmatch(promise.text)
        bare = found and alone and not found[-1].text[:1].isupper()
        verb = found[-1].text.split()[0] if bare else ""
        found.append(replace(promise, text=f"{verb} {promise.text}") if verb else promise)
    return found


def narrow(session: Session, ids: Sequence[str], kept: Commitment, text: str) -> Finding:
    """Propose of what was proposed one thing alone, or a part of it, for the same day; take back the rest."""
    service, person_id = session.desk.commitments, session.person_id
    if text == kept.text:
        service.decline(person_id, [each for each in ids if each != kept.commitment_id])
        return confirm(session, (kept.commitment_id,))
    service.decline(person_id, ids)
    draft = Draft(text, kept.due_on, kept.due_time, kept.recurrence)
    proposals = service.propose(person_id, [draft])
    said = session.tell.proposals(proposals)
    return find("propose_commitment", said, commitments=proposals, pending=ask_for(proposals))


def ask_for(proposals: Sequence[Commitment]) -> Pending:
    """Return what is asked of proposals: the date of the first that has none, else whether to save them."""
    ids = tuple(each.commitment_id for each in proposals)
    return Pending("date" if any(each.due_on is None for each in proposals) else "confirm", ids)


def redate(session: Session, ids: Sequence[str], when: When, *, picked: Sequence[str] = ()) -> Finding:
    """Give the first undated proposal its date, or those `picked` (else all) another one, and ask again."""
    service, person_id = session.desk.commitments, session.person_id
    proposals = [service.get(person_id, each) for each in ids]
    assert when.due_on is not None  # the caller has seen to it
    meant = [each for each in proposals if each.commitment_id in picked]
    meant = meant or [each for each in proposals if each.due_on is None][:1] or proposals
    dated = {each.commitment_id: _set_date(session, each, when) for each in meant}
    proposals = [dated.get(each.commitment_id, each) for each in proposals]
    return find(
        "propose_commitment",
        session.tell.proposals(proposals),
        commitments=proposals,
        pending=ask_for(proposals),
    )


def delay(session: Session, ids: Sequence[str], by: Amount, *, picked: Sequence[str]) -> Finding:
    """Propose those `picked`, else all, so much later than they were, and ask again."""
    service, person_id = session.desk.commitments, session.person_id
    proposals = [service.get(person_id, each) for each in ids]
    moved_to = {
        each.commitment_id: moved(each.due_on, by)
        for each in proposals
        if each.due_on and each.commitment_id in (picked or ids)
    }
    later = [
        service.set_date(person_id, each.commitment_id, day, each.due_time, recurrence=each.recurrence)
        if (day := moved_to.get(each.commitment_id))
        else each
        for each in proposals
    ]
    return find(
        "propose_commitment", session.tell.proposals(later), commitments=later, pending=ask_for(later)
    )


def confirm(session: Session, ids: Sequence[str], *, when: When | None = None) -> Finding:
    """Save proposals, with another date where one was named. Undated ones are asked for theirs first."""
    service, person_id = session.desk.commitments, session.person_id
    if when is not None and when.due_on is not None:
        for each in ids:
            _set_date(session, service.get(person_id, each), when)
    proposals = [service.get(person_id, each) for each in ids]
    if when is None and any(each.due_on is None for each in proposals):
        text = session.tell.proposals(proposals)
        return find("propose_commitment", text, commitments=proposals, pending=ask_for(proposals))
    changed = service.confirm(person_id, ids)
    kept = [*changed.changed, *changed.unchanged]
    return find("confirm_commitment", session.tell.confirmed(changed), commitments=kept)


def decline(session: Session, ids: Sequence[str], *, rest: Sequence[str] = ()) -> Finding:
    """Take proposals back, and ask for the rest of them again."""
    service, person_id = session.desk.commitments, session.person_id
    changed = service.decline(person_id, ids)
    gone = [*changed.changed, *changed.unchanged]
    left = [service.get(person_id, each) for each in rest]
    return find(
        "decline_commitment",
        session.tell.declined(changed),
        session.tell.proposals(left) if left else "",
        commitments=gone,
        pending=ask_for(left) if left else None,
    )


def _set_date(session: Session, proposal: Commitment, when: When) -> Commitment:
    """Give a proposal another date; its time stays where none is named, and "every Monday" moves along."""
    day = day_of(when, proposal, session.now.date())
    recurrence = when.recurrence
    if recurrence is None and proposal.recurrence is not None:
        recurrence = shifted(proposal.recurrence, day)
    return session.desk.commitments.set_date(
        session.person_id,
        proposal.commitment_id,
        day,
        when.due_time or proposal.due_time,
        recurrence=recurrence,
    )


def _draft(session: Session, promise: Promise) -> tuple[Draft, Fact | None]:
    """Return what is to be proposed, and the roadmap's fact about the task that it serves."""
    when = promise.when
    draft = Draft(
        promise.text,
        due_on=when.due_on if when else None,
        due_time=when.due_time if when else None,
        recurrence=when.recurrence if when else None,
        if_then=promise.if_then,
    )
    pathway = session.pathway
    found = session.desk.matcher.find_tasks(promise.text, pathway, most=1) if pathway else []
    if pathway is None or not found or not found[0].sure or found[0].score < _SERVES:
        return draft, None
    planned = next(task for task in session.plan(pathway).tasks if task.task.task_id == found[0].task.task_id)
    fact = RoadmapFacts(pathway, session.prompts).task(planned)
    linked = Draft(
        draft.text,
        draft.due_on,
        draft.due_time,
        draft.recurrence,
        draft.if_then,
        pathway_id=pathway.pathway_id,
        task_id=found[0].task.task_id,
        chunk_id=fact.chunk_id,
    )
    return linked, fact


def _cut_short(session: Session, proposal: Commitment) -> PlannedTask | None:
    """Return the task of which more hours are planned than there are days for until it is promised."""
    if session.pathway is None or proposal.due_on is None or proposal.text.startswith(STARTS):
        return None
    tasks = session.plan(session.pathway).tasks
    planned = next((task for task in tasks if task.task.task_id == proposal.task_id), None)
    days = (proposal.due_on - session.now.date()).days + 1
    return planned if planned and planned.hours > _HOURS_A_DAY * days else None


def _already(session: Session, draft: Draft) -> Commitment | None:
    """Return the open commitment that says the same for the same day."""
    same = draft.text.casefold()
    return next(
        (
            each
            for each in session.open_commitments()
            if each.text.casefold() == same and (each.due_on, each.due_time) == (draft.due_on, draft.due_time)
        ),
        None,
    )


def _known(session: Session, commitments: Sequence[Commitment]) -> list[Statement]:
    return [
        session.say("promise_known", item=session.tell.line(each).removeprefix("- ")) for each in commitments
    ]


def _serving(
    session: Session, proposals: Sequence[Commitment], facts: Sequence[Fact | None]
) -> Iterator[Statement]:
    """Say which task of the roadmap a proposal serves."""
    for proposal, fact in zip(proposals, facts, strict=True):
        if fact is None or len(proposals) > 1:
            continue
        yield resting_on(session.prompts.say("promise_serves", task=proposal.task_id), fact)
        if (planned := _cut_short(session, proposal)) and planned.ends_on:
            said = {"hours": hours_words(planned.hours, session.prompts), "day": say_day(planned.ends_on)}
            yield resting_on(session.prompts.say("promise_short", **said), fact)
