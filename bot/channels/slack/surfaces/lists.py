"""Open commitments, each with what can be done with it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.check_ins import choices
from bot.channels.slack.surfaces.elements import context, divider, section
from bot.channels.slack.surfaces.naming import name_commitment, say_series, say_when
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.settling import join_text
from bot.channels.slack.surfaces.text import escape, quoted
from bot.commitments.due import is_overdue
from bot.commitments.telling import Teller
from bot.domain import Commitment


def commitments_post(commitments: Sequence[Commitment], teller: Teller) -> Post:
    """Return what is open, the soonest due first, each with its buttons; the rest is counted."""
    if not commitments:
        said = escape(teller.listing(commitments))
        return Post(said, (section(said),))
    blocks = [section(escape(teller.count(commitments))), *commitment_blocks(commitments, teller)]
    return Post(join_text([escape(teller.listing(commitments))]), tuple(blocks))


def commitment_blocks(commitments: Sequence[Commitment], teller: Teller) -> list[Block]:
    """Return open commitments with their buttons, and how many more there are."""
    blocks: list[Block] = []
    for commitment in commitments[: limits.MOST_WITH_BUTTONS]:
        blocks += [divider()] if blocks else []
        blocks.append(section(f"{name_commitment(commitment)}\n{_details(commitment, teller)}"))
        blocks.append(choices(commitment, teller))
    if (more := len(commitments) - limits.MOST_WITH_BUTTONS) > 0:
        blocks.append(context(teller.prompts.say("slack_more_commitments", count=more)))
    return blocks


def _details(commitment: Commitment, teller: Teller) -> str:
    say, when = teller.prompts.say, say_when(commitment, teller)
    late = is_overdue(commitment, teller.now)
    said = [say("slack_was_due" if late else "slack_due", when=when) if when else say("slack_undated")]
    if commitment.recurrence is not None:
        said.append(say("slack_recurring", recurring=say_series(commitment.recurrence, teller.prompts)))
    if commitment.if_then:
        said.append(say("slack_if_then", if_then=quoted(commitment.if_then, limits.QUOTED)))
    return "\n".join(said)
