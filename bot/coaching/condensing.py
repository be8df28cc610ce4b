"""One report for each commitment: people say the same thing twice, in other words.

"The pi runs the model. Done with that": what names nothing is about what was named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.acts import Act, ActKind
from bot.coaching.desk import Session
from bot.coaching.meaning import meant, only_one, undated
from bot.coaching.tasks import task_meant

ABOUT_ONE = (
    ActKind.DONE,
    ActKind.PARTLY,
    ActKind.MISSED,
    ActKind.DROP,
    ActKind.MOVE,
    ActKind.SNOOZE,
)
_FAIR = 0.3  # score from which half a success counts for more than the half that failed
_CLEAR = 0.45  # score from which a new date is one, whatever else is said
_FIRM = 0.6  # score from which a part that is done is reported beside the move of the rest
_REST = re.compile(r"\b(?:the )?(?:other|others|rest|remaining|remainder|second|last)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Report:
    """A report, and what it is about: an id, "" where that is open. `named`: by words of its own."""

    act: Act
    about: str
    named: bool


def one_report_each(acts: Sequence[Act], session: Session, message: str) -> Iterator[Act]:
    """Yield the acts with one report for each commitment, or two where a part is done and the rest moved.

    Where there is nothing but that report, it is in the words of the whole message.
    """
    found = _gathered([_report(act, session) for act in acts if act.kind in ABOUT_ONE])
    if any(act.kind is ActKind.LIST for act in acts):  # "what did I promise? I forgot" forgets no promise
        found = [each for each in found if each.named]
    kept: dict[int, Act] = {}
    for about in dict.fromkeys(each.about for each in found):
        same = [each.act for each in found if each.about == about]
        words = ". ".join(act.words.rstrip(" .") for act in same)
        counting = _counting(same)
        kept |= {id(act): act if len(counting) > 1 else replace(act, words=words) for act in counting}
    nothing_else = len(kept) == 1 and all(act.kind in ABOUT_ONE for act in acts)
    for act in acts:
        if act.kind not in ABOUT_ONE:
            yield act
        elif id(act) in kept:
            yield replace(act, words=message) if nothing_else else kept[id(act)]


def _report(act: Act, session: Session) -> _Report:
    words = undated(session, act.words) if act.kind in (ActKind.MOVE, ActKind.SNOOZE) else act.words
    found = meant(session, words)
    if found.sure and found.named:
        return _Report(act, found.commitments[0].commitment_id, named=True)
    task = task_meant(session, act.words) if act.kind is ActKind.DONE else None
    if task:
        return _Report(act, f"task {task.task_id}", named=True)
    found = found if found.sure else only_one(session)
    return _Report(act, found.commitments[0].commitment_id if found.sure else "", named=False)


def _gathered(reports: Sequence[_Report]) -> list[_Report]:
    """Return the reports, with those that name nothing about what was named before them, else after."""
    names = [each.about for each in reports if each.named]
    if not names:
        return list(reports)
    found, last = [], names[0]
    for each in reports:
        last = each.about if each.named else last
        found.append(replace(each, about=last))
    return found


def _counting(same: Sequence[Act]) -> list[Act]:
    """Return which of the reports about one thing count: a new date says more than what became of it."""
    best = {
        kind: max(acts, key=lambda act: act.score)
        for kind in ABOUT_ONE
        if (acts := [act for act in same if act.kind is kind])
    }
    move, partly = best.get(ActKind.MOVE), best.get(ActKind.PARTLY)
    if move and partly and partly.score >= _FIRM and _REST.search(move.words):
        return [partly, move]
    if move and (move.score >= _CLEAR or move.score == max(act.score for act in same)):
        return [move]
    if partly and ActKind.MISSED in best and partly.score >= _FAIR:
        return [partly]
    if ActKind.DONE in best and ActKind.DROP in best:
        return [best[ActKind.DONE]]  # "strike it off, it is sent"
    return [max(best.values(), key=lambda act: act.score)]
