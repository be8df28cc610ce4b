"""A commitment and a week's review as other programs read them: what JSON has. Pure."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from bot.commitments.due import due_at
from bot.commitments.review import Review
from bot.domain import Commitment


def commitment_json(commitment: Commitment, zone: tzinfo) -> dict[str, Any]:
    """Return a commitment. `due_at` has the person's offset, and 23:59:59 where no time was said."""
    due, recurrence, closed = due_at(commitment, zone), commitment.recurrence, commitment.closed_at
    return {
        "commitment_id": commitment.commitment_id,
        "text": commitment.text,
        "status": commitment.status.value,
        "due_at": due.isoformat(timespec="seconds") if due else None,
        "timezone": str(zone),
        "if_then": commitment.if_then,
        "recurrence": recurrence.rule if recurrence else None,
        "counted_from": recurrence.counted_from if recurrence else None,
        "pathway_id": commitment.pathway_id,
        "task_id": commitment.task_id,
        "chunk_id": commitment.chunk_id,
        "evidence_url": commitment.evidence_url,
        "missed_before": commitment.missed_before,
        "closed_at": closed.astimezone(zone).isoformat(timespec="seconds") if closed else None,
        "version": commitment.version,
    }


def review_json(review: Review, zone: tzinfo) -> dict[str, Any]:
    """Return a week's review, its groups as lists of commitments."""
    groups = {
        "kept": review.kept,
        "partly": review.partly,
        "missed": review.missed,
        "dropped": review.dropped,
        "open": review.still_open,
    }
    return {
        "first_on": review.first_on.isoformat(),
        "last_on": review.last_on.isoformat(),
        "counts": {name: len(group) for name, group in groups.items()},
        **{name: [commitment_json(each, zone) for each in group] for name, group in groups.items()},
        "whys": dict(review.whys),
        "streak_weeks": review.streak_weeks,
        "frozen": review.frozen,
    }
