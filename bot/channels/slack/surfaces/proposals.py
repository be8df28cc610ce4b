"""What the coach understood as a promise, to be confirmed by a button. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import actions, button, context, divider, paragraphs, section
from bot.channels.slack.surfaces.naming import name_commitment, say_series, say_when
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.settling import ASK_BLOCK, join_text
from bot.channels.slack.surfaces.text import escape, quoted
from bot.commitments.telling import Teller
from bot.domain import Commitment, CommitmentStatus

_MOST_SECTIONS = 1  # beside ten proposals


def proposal_post(commitments: Sequence[Commitment], teller: Teller, *, said: str = "") -> Post:
    """Return a message that proposes; `said` is all that the coach says with it.

    Of that, the usual sentence is shown as rows with buttons, and whatever else it says above them.
    """
    usual = teller.proposals(commitments)
    more = paragraphs(said.replace(usual, "").strip())[:_MOST_SECTIONS]
    ask = section(teller.prompts.say(f"slack_ask_{_asks(commitments)}"), block_id=ASK_BLOCK)
    return Post(join_text([escape(said or usual)]), (*more, ask, *proposal_blocks(commitments, teller)))


def proposal_blocks(commitments: Sequence[Commitment], teller: Teller) -> tuple[Block, ...]:
    """Return each commitment with what can be done while it is proposed, or else with what it is now."""
    blocks: list[Block] = []
    for commitment in commitments[: limits.MOST_WITH_BUTTONS]:
        blocks += [divider()] if blocks else []
        blocks.append(section(f"{name_commitment(commitment)}\n{_details(commitment, teller)}"))
        if commitment.status is CommitmentStatus.PROPOSED:
            blocks.append(_choices(commitment, teller))
        else:
            blocks.append(context(teller.prompts.say(f"slack_proposal_{_became(commitment)}")))
    if more := len(commitments) - limits.MOST_WITH_BUTTONS:
        blocks += [context(teller.prompts.say("slack_more_proposals", count=more))] if more > 0 else []
    return tuple(blocks)


def _asks(commitments: Sequence[Commitment]) -> str:
    if any(each.due_on is None for each in commitments):
        return "date"
    return "one" if len(commitments) == 1 else "many"


def _became(commitment: Commitment) -> str:
    return "declined" if commitment.status is CommitmentStatus.DROPPED else "saved"


def _details(commitment: Commitment, teller: Teller) -> str:
    say = teller.prompts.say
    when = say_when(commitment, teller)
    lines = [say("slack_by", when=when, zone=escape(teller.zone)) if when else say("slack_undated")]
    if commitment.recurrence is not None:
        lines.append(say("slack_recurring", recurring=say_series(commitment.recurrence, teller.prompts)))
    if commitment.if_then:
        lines.append(say("slack_if_then", if_then=quoted(commitment.if_then, limits.QUOTED)))
    return "\n".join(lines)


def _choices(commitment: Commitment, teller: Teller) -> Block:
    say, about = teller.prompts.say, commitment.text

    def press(action: Action) -> Press:
        return Press(action, commitment.commitment_id, commitment.version)

    confirm, change = press(Action.CONFIRM), press(Action.CHANGE_DATE)
    not_now = button(say("slack_button_not_now"), press(Action.NOT_NOW), about=about)
    if commitment.due_on is None:
        return actions(
            button(say("slack_button_pick_date"), change, about=about, style="primary"),
            button(say("slack_button_confirm_undated"), confirm, about=about),
            not_now,
        )
    return actions(
        button(say("slack_button_confirm"), confirm, about=about, style="primary"),
        button(say("slack_button_change_date"), change, about=about),
        not_now,
    )
