"""What a message does to what the coach asked to save: it promises something else, or keeps a part alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.acts import Promise
from bot.coaching.desk import Session
from bot.coaching.offers import points_at_one
from bot.domain import Commitment, CommitmentStatus
from bot.language import content_stems

_POINTING = re.compile(r"\b(?:it|that|this|them|those|these)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"(?:(?:no|nope|nah|yes|ok|actually|well|not quite)[\s,.:;–—-]+)*(?:only|just)(?: the)? (?P<what>\w.*?)"
    r"(?: (?:please|then|for now))?\W*",
    re.IGNORECASE,
)


def asked_to_save(session: Session) -> list[Commitment]:
    """Return what the coach has just asked whether to save, and what is neither saved nor declined since."""
    pending = session.pending
    if pending is None or pending.kind not in ("confirm", "date") or pending.action:
        return []
    service, person_id = session.desk.commitments, session.person_id
    found = [service.get(person_id, each) for each in pending.commitment_ids]
    return [each for each in found if each.status is CommitmentStatus.PROPOSED]


def promised_anew(session: Session, message: str) -> str:
    """Return a message that promises something else than what the coach asked to save, "" where none does.

    "And I'll call Bob by Sunday" is no new date for the email to Ana; "I'll do it by Sunday" is.
    """
    asked = asked_to_save(session)
    promises = session.desk.acts.promises.read(message, session.now) if asked else []
    firm = any(act.form == "firm" for act in session.desk.acts.read(message, session.now))
    new = [each for each in promises if points_at_one(session, each) or (firm and _names_a_thing(each))]
    return message if new and not all(is_said_anew(each, new) for each in asked) else ""


def only(session: Session, ids: Sequence[str], message: str) -> tuple[Commitment, str] | None:
    """Return the one of the proposals that a message keeps alone, and what of it: "no, just chapter 1".

    None where it names none of them, or no part of one.
    """
    match = _ONLY.fullmatch(message.strip())
    proposals = [session.desk.commitments.get(session.person_id, each) for each in ids] if match else []
    wanted = set(content_stems(match["what"])) if match else set()
    kept = [each for each in proposals if wanted and wanted <= set(content_stems(each.text))]
    if match is None or len(kept) != 1:
        return None
    whole = len(proposals) > 1 or wanted >= set(content_stems(kept[0].text))
    verb = kept[0].text.split()[0]
    part = match["what"] if match["what"].split()[0] == verb else f"{verb} {match['what']}"
    return kept[0], kept[0].text if whole else part


def is_said_anew(proposal: Commitment, promises: Iterable[Promise]) -> bool:
    """Tell whether promises say anew what was proposed: most of its words, or those of one of them."""
    own = set(content_stems(proposal.text))
    said = [set(content_stems(each.text)) for each in promises]
    return any(2 * len(own & words) > min(len(own), len(words)) for words in said)


def _names_a_thing(promise: Promise) -> bool:
    """Tell whether a promise says itself what is promised: "make it" does not."""
    return len(content_stems(promise.text)) > 1 and not _POINTING.search(promise.text)
