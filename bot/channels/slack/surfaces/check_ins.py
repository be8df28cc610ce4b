"""What goes out without having been asked for: a reminder, a check-in, a digest, the week's review. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import MORE_MENU, SNOOZE_MENU, Action, Press
from bot.channels.slack.surfaces.elements import (
    Element,
    actions,
    button,
    context,
    divider,
    menu,
    overflow,
    paragraphs,
    section,
)
from bot.channels.slack.surfaces.naming import name_commitment, say_when
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.settling import join_text
from bot.channels.slack.surfaces.text import escape
from bot.commitments.due import is_overdue
from bot.commitments.telling import Teller
from bot.domain import CheckIn, Commitment, DeliveryKind

_SNOOZES = (Action.SNOOZE_HOUR, Action.SNOOZE_TOMORROW, Action.SNOOZE_DATE)
_MORE_LATE = (Action.SNOOZE_HOUR, Action.SNOOZE_TOMORROW, Action.SNOOZE_DATE, Action.REPLAN, Action.DROP)
_MORE_EARLY = (Action.PARTLY, Action.SNOOZE_TOMORROW, Action.SNOOZE_DATE, Action.REPLAN, Action.DROP)


def check_in_post(check_in: CheckIn, teller: Teller) -> Post:
    """Return the message of a check-in, with what can be done with each commitment that it asks about."""
    asked = {delivery.commitment_id for delivery in check_in.deliveries}
    about = [each for each in check_in.commitments if each.commitment_id in asked]
    text, review = _without_review(check_in)
    if len(about) == 1:
        blocks = [*paragraphs(text), choices(about[0], teller, alone=True)]
    else:
        blocks = _digest(about, teller)
    blocks += [divider()] if blocks and review else []
    return Post(join_text([escape(check_in.text)]), (*blocks, *paragraphs(review)))


def choices(commitment: Commitment, teller: Teller, *, alone: bool = False) -> Block:
    """Return what can be done with an open commitment: what fits one that is due, or one that is not yet."""
    say, about = teller.prompts.say, commitment.text

    def press(action: Action) -> Press:
        return Press(action, commitment.commitment_id, commitment.version)

    def options(*chosen: Action) -> list[tuple[str, Press]]:
        return [(say(f"slack_option_{action.value}"), press(action)) for action in chosen]

    def named(action: Action, style: str = "") -> Element:
        return button(say(f"slack_button_{action.value}"), press(action), about=about, style=style)

    done = named(Action.DONE, "primary" if alone else "")
    if alone:
        snooze = menu(SNOOZE_MENU, say("slack_menu_snooze"), options(*_SNOOZES))
        late = [named(Action.MISSED)] if is_overdue(commitment, teller.now) else []
        rest = [snooze, named(Action.REPLAN), named(Action.DROP)]
        return actions(done, named(Action.PARTLY), *late, *rest)
    if is_overdue(commitment, teller.now):
        more = overflow(MORE_MENU, options(*_MORE_LATE))
        return actions(done, named(Action.PARTLY), named(Action.MISSED), more)
    return actions(done, overflow(MORE_MENU, options(*_MORE_EARLY)))


def _without_review(check_in: CheckIn) -> tuple[str, str]:
    """Return the text of a message and that of the review with which it ends; "" for none."""
    if not any(each.kind is DeliveryKind.REVIEW for each in check_in.deliveries):
        return check_in.text, ""
    text, _, review = check_in.text.rpartition("\n\n")
    return text, review


def _digest(about: Sequence[Commitment], teller: Teller) -> list[Block]:
    say = teller.prompts.say
    blocks: list[Block] = [section(say("slack_digest", count=len(about)))] if about else []
    for commitment in about[: limits.MOST_WITH_BUTTONS]:
        blocks += [divider()] if len(blocks) > 1 else []
        when = say_when(commitment, teller)
        due = say("slack_was_due" if is_overdue(commitment, teller.now) else "slack_due", when=when)
        blocks.append(section(f"{name_commitment(commitment)}\n{due if when else say('slack_undated')}"))
        blocks.append(choices(commitment, teller))
    if (more := len(about) - limits.MOST_WITH_BUTTONS) > 0:
        blocks.append(context(say("slack_more_commitments", count=more)))
    return blocks
