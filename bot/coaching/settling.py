"""Answers to what the coach has asked: a proposal is saved, a date set, one of several chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.acts import Answer
from bot.answering.finding import Finding
from bot.coaching import amending, promising, reporting, shifting
from bot.coaching.desk import Session, find
from bot.dates import When, read_snooze
from bot.domain import Commitment, CommitmentStatus, Pending

_INSTEAD = re.compile(r"\b(?:instead|rather)\b", re.IGNORECASE)


def reads_as_answer(session: Session, message: str) -> bool:
    """Tell whether a message answers what the coach has asked."""
    if session.pending is None:
        return False
    if _only(session, session.pending, message):
        return True
    return _read(session, session.pending, message) is not None or bool(_anew(session, message))


def promised_beside(session: Session, message: str) -> str:
    """Return the promises that stand beside an answer in `message`, one a line: "yes, and I'll also …"."""
    if _anew(session, message):
        return ""  # no answer stands beside it
    acts = session.desk.acts.read(message, session.now)
    beside = session.desk.acts.replies.beside(acts)
    promised = [act for act in acts if act in beside or amending.promised_anew(session, act.words)]
    return "\n".join(act.words for act in promised)


def settle(session: Session, message: str) -> Finding:
    """Do what the answer in `message` says. What is no answer after all changes nothing."""
    pending = session.pending
    if words := _anew(session, message):
        if _INSTEAD.search(words):
            asked = [each.commitment_id for each in amending.asked_to_save(session)]
            session.desk.commitments.decline(session.person_id, asked)
        return promising.propose(session, words)
    if pending and (kept := _only(session, pending, message)):
        return promising.narrow(session, pending.commitment_ids, *kept)
    answer = _read(session, pending, message) if pending else None
    if pending is None or answer is None:
        return find("decline_commitment", session.say("nothing_asked"))
    return _SETTLE[pending.kind](session, pending, answer, message)


def _only(session: Session, pending: Pending, message: str) -> tuple[Commitment, str] | None:
    """Return what a message keeps of what was proposed, and nothing else."""
    waits = pending.kind == "confirm" and not _is_settled(session, pending)
    return amending.only(session, pending.commitment_ids, message) if waits else None


def _anew(session: Session, message: str) -> str:
    """Return the promise in a message that neither agrees nor refuses, and is of another thing than asked."""
    answer = _read(session, session.pending, message) if session.pending else None
    return "" if answer else amending.promised_anew(session, message)


def _read(session: Session, pending: Pending, message: str) -> Answer | None:
    acts = session.desk.acts.read(message, session.now)
    anew = bool(amending.promised_anew(session, message))
    answer = session.desk.acts.replies.read(message, pending, acts, session.now, anew=anew)
    bare = answer is not None and answer.kind in ("yes", "no") and answer.when is None
    return answer if bare or not _is_settled(session, pending) else None


def _is_settled(session: Session, pending: Pending) -> bool:
    """Tell whether what was proposed was settled elsewhere, as by a button: a date is no answer then."""
    if pending.kind not in ("confirm", "date") or pending.action:
        return False
    found = session.desk.store.commitments.find(session.person_id, statuses=(CommitmentStatus.PROPOSED,))
    return not {each.commitment_id for each in found} & set(pending.commitment_ids)


def _confirm(session: Session, pending: Pending, answer: Answer, message: str) -> Finding:
    ids = pending.commitment_ids
    picked = tuple(ids[at] for at in answer.picked if at < len(ids)) or ids
    rest = tuple(each for each in ids if each not in picked)
    if answer.kind == "no":
        return promising.decline(session, picked, rest=rest)
    if answer.kind == "date" and answer.when is not None:
        return promising.redate(session, ids, answer.when, picked=picked)
    if answer.kind == "date" and answer.delay is not None:
        return promising.delay(session, ids, answer.delay, picked=picked)
    if rest:
        session.desk.commitments.decline(session.person_id, rest)
    return promising.confirm(session, picked, when=answer.when)


def _date(session: Session, pending: Pending, answer: Answer, message: str) -> Finding:
    """What was proposed or is to be moved gets its date; or it stays as it is."""
    ids = pending.commitment_ids
    if pending.action == "snooze":
        until = read_snooze(message, session.now)
        if until is None:
            return find("snooze_commitment", session.say("left_as_it_is"))
        return shifting.snooze_to(session, ids[0], until)
    if answer.kind == "date" and answer.when is not None:
        if pending.action == "move":
            return _move(session, ids[0], answer.when)
        return promising.redate(session, ids, answer.when)
    if pending.action != "move":
        return _by_when(session, pending) if answer.kind == "yes" else promising.decline(session, ids)
    if answer.kind == "why":
        return _why(session, ids[0], answer.why)
    return find("move_commitment", session.say("left_as_it_is"))


def _by_when(session: Session, pending: Pending) -> Finding:
    """Ask again for the day: whoever agrees to a promise has not named one yet."""
    asked = [session.desk.commitments.get(session.person_id, each) for each in pending.commitment_ids]
    return find("propose_commitment", session.tell.proposals(asked), commitments=asked, pending=pending)


def _move(session: Session, commitment_id: str, when: When) -> Finding:
    assert when.due_on is not None  # an answer's date has a day
    return shifting.move_to(session, commitment_id, when.due_on, when.due_time)


def _why(session: Session, commitment_id: str, why: str) -> Finding:
    """Note what kept somebody, and ask again for another day."""
    session.desk.commitments.explain(session.person_id, commitment_id, why)
    pending = Pending("date", (commitment_id,), action="move")
    return find("close_commitment", session.say("why_noted"), pending=pending)


def _choose(session: Session, pending: Pending, answer: Answer, message: str) -> Finding:
    if answer.kind != "pick" or not answer.picked:
        return find("close_commitment", session.say("left_as_it_is"))
    chosen = pending.choices[answer.picked[0]]
    if pending.action == "task_done":
        return reporting.finish_task(session, chosen)
    if pending.action in ("move", "snooze"):
        shift = shifting.move_one if pending.action == "move" else shifting.snooze_one
        return shift(session, session.desk.commitments.get(session.person_id, chosen), pending.why)
    return reporting.close(session, chosen, CommitmentStatus(pending.action), pending.why)


def _agree(session: Session, pending: Pending, answer: Answer, message: str) -> Finding:
    if answer.kind == "yes":
        return reporting.finish_task(session, pending.choices[0])
    return find("decline_commitment", session.say("left_as_it_is"))


def _report(session: Session, pending: Pending, answer: Answer, message: str) -> Finding:
    ids = pending.commitment_ids
    if answer.kind == "date" and answer.when is not None:
        return _move(session, ids[0], answer.when)
    outcome = answer.outcome or CommitmentStatus.DONE
    if len(ids) == 1:
        return reporting.close(session, ids[0], outcome, message)
    asked = [session.desk.commitments.get(session.person_id, each) for each in ids]
    return reporting.choose(session, asked, outcome.value, message)


_SETTLE: dict[str, Callable[[Session, Pending, Answer, str], Finding]] = {
    "confirm": _confirm,
    "date": _date,
    "choose": _choose,
    "agree": _agree,
    "report": _report,
}
