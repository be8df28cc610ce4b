from __future__ import annotations

from dataclasses import replace

from bot.channels.slack.surfaces.buttons import Action, Press, read_press
from bot.channels.slack.surfaces.proposals import proposal_blocks, proposal_post
from bot.channels.slack.surfaces.rendering import render_post, render_text
from bot.channels.slack.surfaces.settling import outcome_post
from bot.commitments.telling import Teller
from bot.domain import CommitmentStatus, Recurrence
from tests.channels.slack.block_rules import check_post
from tests.channels.slack.surfaces.conftest import NASTY, OPEN, PROPOSED, UNDATED, worst


def test_a_proposal_says_what_and_by_when_and_asks(teller: Teller) -> None:
    post = proposal_post([PROPOSED], teller)

    check_post(post)
    assert render_post(post) == (
        "Shall I save this?\n\n"
        "Email two people\nBy Friday, 6 March, 18:00 (in 4 days), Europe/Berlin\n\n"
        "[Confirm] [Change date] [Not now]"
    )
    assert post.text.startswith(
        "I understood: email two people, by Friday, 6 March 2026, 18:00 (Europe/Berlin)"
    )


def test_what_is_said_besides_the_proposal_stands_above_it(teller: Teller) -> None:
    usual = teller.proposals([PROPOSED])

    post = proposal_post([PROPOSED], teller, said=f"It takes 4 weeks.\n\n{usual}")

    assert render_post(post).startswith("It takes 4 weeks.\n\nShall I save this?\n\nEmail two people")
    assert post.text == f"It takes 4 weeks.\n\n{usual}"
    assert proposal_post([PROPOSED], teller, said=usual) == proposal_post([PROPOSED], teller)


def test_the_buttons_carry_the_commitment_and_the_version_that_was_shown(teller: Teller) -> None:
    row = proposal_blocks([replace(PROPOSED, version=4)], teller)[-1]

    assert [read_press(each) for each in row["elements"]] == [
        Press(Action.CONFIRM, "c1", 4),
        Press(Action.CHANGE_DATE, "c1", 4),
        Press(Action.NOT_NOW, "c1", 4),
    ]


def test_a_proposal_without_a_date_asks_for_one_first(teller: Teller) -> None:
    shown = render_post(proposal_post([PROPOSED, UNDATED], teller))

    assert shown.startswith("By when?")
    assert "No date yet\n\n[Pick a date] [Save without a date] [Not now]" in shown


def test_a_series_and_an_if_then_plan_are_told(teller: Teller) -> None:
    weekly = replace(PROPOSED, recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR"), if_then="if it rains, I read")

    shown = render_text(proposal_blocks([weekly], teller))

    assert "Comes back every Friday\nPlan: if it rains, I read" in shown


def test_what_is_no_proposal_any_more_has_no_buttons(teller: Teller) -> None:
    declined = replace(PROPOSED, status=CommitmentStatus.DROPPED)

    assert render_text(proposal_blocks([OPEN], teller)).endswith("✓ Saved")
    assert render_text(proposal_blocks([declined], teller)).endswith("Not saved")


def test_the_worst_proposals_keep_every_limit(teller: Teller) -> None:
    proposals = [worst(number, status=CommitmentStatus.PROPOSED) for number in range(60)]

    post = proposal_post(proposals, teller)

    check_post(post)
    assert render_post(post).count("[Confirm]") == 10
    assert "and 50 more" in render_post(post)
    check_post(proposal_post(proposals, teller, said=NASTY * 1_000))
    check_post(outcome_post(NASTY * 1_000))
