"""Reports on several promises in one message: "1 and 3 are done", "the mails yes, the chapter no".

By their places in the list just shown, or by their words. What is only half understood is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.coaching.desk import Session
from bot.coaching.places import ALL, placed
from bot.dates import find_when
from bot.domain import CommitmentStatus

_MARK = "[✅✔☑❌✗✘👍👎]"
_JOINT = r"\s*(?:[,;.!\n•|/]+(?=\s|$)|\s[-–—+&]\s)\s*|\s+(?:and|but|while|then|plus|though|only)\s+|"
_CUT_BEHIND = re.compile(rf"{_JOINT}(?<={_MARK})\s*(?=\S)", re.IGNORECASE)  # "mails ✅ chapter ❌"
_CUT_BEFORE = re.compile(rf"{_JOINT}\s+(?={_MARK})", re.IGNORECASE)  # "✅ mails ❌ chapter"
_PARTLY = re.compile(
    r"\b(?:half|halfway|partly|partially|part ?way|almost|nearly|most(?:ly)?|started|begun|began|in progress|"
    r"a (?:bit|little)|some of|not quite|ongoing|wip)\b|\b[1-9]\d? ?%|🟡|⏳",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:drop(?:ped)?|cancel(?:led|ed)?|scrap(?:ped)?|forget (?:it|about|the)|delete|remove|"
    r"strike|not (?:doing|needed)|no longer|don['’]?t need)\b|🗑",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:no|nope|nah|not|never|none|neither|nothing|zero|missed|skipped|forgot|failed|untouched|undone|"
    r"pending)\b|n['’]t\b|[❌✗✘👎]",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|finished|yes|yep|yeah|yup|ok|okay|check(?:ed)?|tick(?:ed)?|did|complete|nailed|sorted|sent|"
    r"out|in|through|over|wrote|written|read|made|built|got|had|went|spoke|gave|took|bought|found|ran|rang|"
    r"taught|met|paid|began|sat|held|kept|left|told|learnt|swam|drew|chose|drove|\w{2,}ed)\b|[✅✔☑👍]",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the )?(?:rest|remaining(?: \w+)?|other (?:ones?|two|three|four|\d)|others?)\b", re.IGNORECASE
)
_NONE = re.compile(r"\b(?:none|neither|nothing|zero|not (?:a single one|one|any))\b", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|besides|minus|but(?: not)?|without)\b(?! i\b)", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:i|i['’]ve|have|has|are|is|was|were|the|a|an|one|ones|of|them|it|that|this|those|these|for|with|on|"
    r"to|now|so|well|sorry|and|but|today|already|just|all|too|also|as|am|yet|number|no)\b|\W+",
    re.IGNORECASE,
)
_LONGEST = 40  # words of a message that is read so
_MOST_LEFT = 3  # words of a part of which nothing is understood


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message: which ones it names, by place or by words, and what became of them."""

    ids: tuple[str, ...]
    outcome: CommitmentStatus | None
    placed: bool = False


def reported(session: Session, message: str) -> dict[str, CommitmentStatus]:
    """Return what became of which commitment, by id, in the order said; nothing where it is not several."""
    shown = _shown(session)
    if len(session.open_commitments()) < 2 or "?" in message or len(message.split()) > _LONGEST:
        return {}
    if any(when.due_on and not when.past for when in find_when(message, session.now)):
        return {}  # a new date is for one of them alone
    parts = list(_parts(session, message, shown))
    return _matched(parts, asked=bool(shown))


def _shown(session: Session) -> list[str]:
    """Return the ids of several that were asked about or listed last, in their order, while they are open."""
    pending = session.pending
    asked = pending.commitment_ids if pending and pending.kind == "report" else session.spoken_of
    still_open = {each.commitment_id for each in session.open_commitments()}
    shown = [each for each in dict.fromkeys(asked) if each in still_open]
    return shown if len(shown) > 1 else []


def _parts(session: Session, message: str, shown: Sequence[str]) -> Iterator[_Part]:
    used: list[str] = []
    excluded = _BUT.search(message) if shown and ALL.search(message) else None
    if excluded:
        out = _placed_in(message[excluded.end() :], shown, ())
        outcome_of_rest = _outcome(message[: excluded.start()]) or CommitmentStatus.DONE
        if out:
            yield _Part(tuple(each for each in shown if each not in out), outcome_of_rest, placed=True)
        return
    cut = _CUT_BEFORE if re.match(rf"\s*{_MARK}", message) else _CUT_BEHIND
    for text in filter(None, (part.strip() for part in cut.split(message))):
        ids = _placed_in(text, shown, used)
        placed = bool(ids)
        if not ids:
            found = session.desk.commitments.find(session.person_id, text)
            ids = (found.commitments[0].commitment_id,) if found.sure and found.named else ()
        used += ids
        outcome = _outcome(text)
        if ids or outcome or len(_FILLER.sub(" ", text).split()) > _MOST_LEFT:
            yield _Part(ids, outcome, placed)


def _placed_in(text: str, shown: Sequence[str], used: Sequence[str]) -> tuple[str, ...]:
    """Return those that are named by their place among `shown`; "the rest" are those not yet `used`."""
    if not shown:
        return ()
    if _REST.search(text):
        return tuple(each for each in shown if each not in used)
    if found := placed(text, shown):
        return found
    few = len(_FILLER.sub(" ", text).split()) <= _MOST_LEFT
    return tuple(shown) if few and (ALL.search(text) or _NONE.search(text)) else ()


def _outcome(text: str) -> CommitmentStatus | None:
    for pattern, outcome in (
        (_PARTLY, CommitmentStatus.PARTLY),
        (_DROPPED, CommitmentStatus.DROPPED),
        (_MISSED, CommitmentStatus.MISSED),
        (_DONE, CommitmentStatus.DONE),
    ):
        if pattern.search(text):
            return outcome
    return None


def _matched(parts: Sequence[_Part], *, asked: bool) -> dict[str, CommitmentStatus]:
    """Give every one that is named its outcome: its own, or the next that stands alone or beside another."""
    found: dict[str, CommitmentStatus] = {}
    waiting: list[str] = []
    last: CommitmentStatus | None = None
    for part in parts:
        if part.outcome is None:
            if not part.ids:
                return {}
            waiting += part.ids
            continue
        for each in (*waiting, *part.ids):
            found.setdefault(each, part.outcome)
        waiting, last = [], part.outcome
    if last:
        found = dict.fromkeys(waiting, last) | found
    placed = any(part.placed for part in parts)
    if len(found) < (1 if placed and asked else 2):
        return {}
    return found
