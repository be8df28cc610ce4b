"""What is said without having been asked for: reminders, check-ins, the weekly review. Pure.

Several at once are one message, a digest. About one commitment it holds one line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.commitments.due import is_overdue
from bot.commitments.recurring import say_distance
from bot.commitments.review import Review
from bot.commitments.states import needs_smaller_step
from bot.dates import say_day, say_due
from bot.domain import Commitment, Delivery, DeliveryKind
from bot.prompts import Prompts


def write_message(
    prompts: Prompts,
    deliveries: Sequence[Delivery],
    commitments: Mapping[str, Commitment],
    *,
    now: datetime,
    review: Review | None = None,
    next_steps: Sequence[str] = (),
    unanswered: Collection[str] = (),
) -> str:
    """Return the text of one message that carries `deliveries`; `now` is in the person's zone.

    `commitments` has those that they are about by id, `review` the week's if one of them is a review;
    `unanswered` are the ids of those whose last occurrence nobody answered for.
    """
    about = _one_each(deliveries, commitments)
    alone = len(about) == 1
    lines = [
        say_check_in(prompts, commitment, now, alone=alone)
        if kind is DeliveryKind.CHECK_IN
        else say_reminder(prompts, commitment, now, unanswered=commitment.commitment_id in unanswered)
        for kind, commitment in about
    ]
    parts = lines if alone else []
    if len(lines) > 1:
        listed = [prompts.say("digest_line", line=line) for line in lines]
        asked = any(kind is DeliveryKind.CHECK_IN for kind, _ in about)
        parts.append("\n".join([prompts.say("digest", count=len(lines)), *listed]))
        parts += [prompts.say("digest_ask")] if asked else []
    if review is not None:
        parts.append(say_review(prompts, review, next_steps=next_steps))
    return "\n\n".join(parts)


def say_reminder(prompts: Prompts, commitment: Commitment, now: datetime, *, unanswered: bool = False) -> str:
    """Say what is due, with the person's own if-then plan, and that the last time was left unanswered."""
    assert commitment.due_on is not None
    due = say_due(commitment.due_on, commitment.due_time)
    if is_overdue(commitment, now):
        said = prompts.say("reminder_overdue", text=commitment.text, due=due)
    else:
        relative = say_distance(prompts, commitment.due_on, now.date())
        said = prompts.say("reminder", text=commitment.text, relative=relative, due=due)
    if commitment.if_then is not None:
        said = f"{said} {prompts.say('reminder_plan', if_then=commitment.if_then)}"
    return f"{said} {prompts.say('reminder_unanswered')}" if unanswered else said


def say_check_in(prompts: Prompts, commitment: Commitment, now: datetime, *, alone: bool = True) -> str:
    """Ask how it went, unless it is not `alone`; offer a smaller step where it was put off twice."""
    assert commitment.due_on is not None
    said = prompts.say(
        "check_in",
        text=commitment.text,
        relative=say_distance(prompts, commitment.due_on, now.date()),
        due=say_due(commitment.due_on, commitment.due_time),
    )
    if alone:
        said = f"{said} {prompts.say('check_in_ask')}"
    return f"{said} {prompts.say('check_in_smaller')}" if needs_smaller_step(commitment) else said


def say_review(prompts: Prompts, review: Review, *, next_steps: Sequence[str] = ()) -> str:
    """Say what became of a week: its sums, what they are made of, why, the streak, and what is next."""
    days = {"first": say_day(review.first_on), "last": say_day(review.last_on)}
    if review.total == 0:
        lines = [prompts.say("review_nothing", **days)]
    else:
        lines = [prompts.say("review_intro", **days), _sums(prompts, review), *_groups(prompts, review)]
    if review.frozen and review.streak_weeks:
        lines.append(prompts.say("review_frozen", count=review.streak_weeks))
    elif review.streak_weeks:
        name = "review_streak_one" if review.streak_weeks == 1 else "review_streak_many"
        lines.append(prompts.say(name, count=review.streak_weeks))
    if next_steps:
        lines.append(prompts.say("review_next"))
        lines += [prompts.say("review_step", step=step) for step in next_steps]
    return "\n".join(lines)


def _sums(prompts: Prompts, review: Review) -> str:
    return prompts.say(
        "review_sums",
        kept=len(review.kept),
        partly=len(review.partly),
        missed=len(review.missed),
        dropped=len(review.dropped),
        open=len(review.still_open),
    )


def _groups(prompts: Prompts, review: Review) -> list[str]:
    groups = {
        "review_kept": review.kept,
        "review_partly": review.partly,
        "review_missed": review.missed,
        "review_dropped": review.dropped,
        "review_open": review.still_open,
    }
    return [
        prompts.say(name, texts="; ".join(_with_why(prompts, each, review) for each in group))
        for name, group in groups.items()
        if group
    ]


def _with_why(prompts: Prompts, commitment: Commitment, review: Review) -> str:
    why = review.whys.get(commitment.commitment_id)
    return prompts.say("review_why", text=commitment.text, why=why) if why else commitment.text


def _one_each(
    deliveries: Sequence[Delivery], commitments: Mapping[str, Commitment]
) -> list[tuple[DeliveryKind, Commitment]]:
    """What is asked stands for what is reminded of; the longest due comes first."""
    about: dict[str, DeliveryKind] = {}
    for delivery in sorted(deliveries, key=lambda delivery: delivery.due_at):
        if (of := delivery.commitment_id) is not None and of in commitments:
            asked = about.get(of) is DeliveryKind.CHECK_IN
            about[of] = DeliveryKind.CHECK_IN if asked else delivery.kind
    return [(kind, commitments[commitment_id]) for commitment_id, kind in about.items()]
