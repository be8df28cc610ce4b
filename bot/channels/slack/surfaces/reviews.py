"""What became of a week. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.elements import context, section
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.settling import join_text
from bot.channels.slack.surfaces.text import escape, quoted
from bot.commitments.messages import say_review
from bot.commitments.review import Review
from bot.commitments.telling import Teller
from bot.dates import say_day
from bot.domain import Commitment
from bot.prompts import Prompts

_MOST_IN_GROUP = 6
_TEXT, _WHY = 200, 120  # characters
_MOST_STEPS = 5


def review_post(review: Review, teller: Teller, *, next_steps: Sequence[str] = ()) -> Post:
    """Return a week's review: each group with what it holds, the streak, and what is next."""
    prompts, today = teller.prompts, teller.now.date()
    first, last = (say_day(day, today=today) for day in (review.first_on, review.last_on))
    blocks: list[Block] = [section(prompts.say("slack_review", first=first, last=last))]
    groups = {
        "kept": review.kept,
        "partly": review.partly,
        "missed": review.missed,
        "dropped": review.dropped,
        "open": review.still_open,
    }
    shown = [
        section(
            "\n".join(
                [prompts.say(f"slack_review_{name}", count=len(group)), *_items(group, review, prompts)]
            )
        )
        for name, group in groups.items()
        if group
    ]
    blocks += shown or [section(prompts.say("slack_review_nothing"))]
    if review.streak_weeks:
        name = "one" if review.streak_weeks == 1 else "many"
        blocks.append(context(prompts.say(f"slack_streak_{name}", count=review.streak_weeks)))
    if next_steps:
        steps = [
            prompts.say("slack_review_item", text=quoted(step, limits.QUOTED))
            for step in next_steps[:_MOST_STEPS]
        ]
        blocks.append(section("\n".join([prompts.say("slack_next"), *steps])))
    return Post(join_text([escape(say_review(prompts, review, next_steps=next_steps))]), tuple(blocks))


def _items(group: Sequence[Commitment], review: Review, prompts: Prompts) -> list[str]:
    lines = []
    for commitment in group[:_MOST_IN_GROUP]:
        text = quoted(commitment.text, _TEXT)
        if why := review.whys.get(commitment.commitment_id):
            lines.append(prompts.say("slack_review_why", text=text, why=quoted(why, _WHY)))
        else:
            lines.append(prompts.say("slack_review_item", text=text))
    if (more := len(group) - _MOST_IN_GROUP) > 0:
        lines.append(prompts.say("slack_review_more", count=more))
    return lines
