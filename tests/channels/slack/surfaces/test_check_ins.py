from __future__ import annotations

from dataclasses import replace

from bot.channels.slack.surfaces.buttons import Action, read_press
from bot.channels.slack.surfaces.check_ins import check_in_post
from bot.channels.slack.surfaces.rendering import render_post
from bot.commitments.telling import Teller
from bot.domain import CheckIn, Commitment, Delivery, DeliveryKind, Person
from tests.channels.slack.block_rules import check_post
from tests.channels.slack.surfaces.conftest import LATE, NASTY, NOW, OPEN, worst


def check_in(text: str, *commitments: Commitment, review: bool = False) -> CheckIn:
    kinds = [(DeliveryKind.CHECK_IN, each.commitment_id) for each in commitments]
    kinds += [(DeliveryKind.REVIEW, None)] if review else []
    deliveries = tuple(Delivery(f"d{number}", "p", kind, NOW, of) for number, (kind, of) in enumerate(kinds))
    return CheckIn("m1", Person("p"), text, deliveries, commitments)


def test_a_check_in_asks_and_offers_every_answer(teller: Teller) -> None:
    post = check_in_post(check_in("“read chapter 3” was due 3 days ago. How did it go?", LATE), teller)

    check_post(post)
    assert render_post(post) == (
        "“read chapter 3” was due 3 days ago. How did it go?\n\n"
        "[Done] [Partly] [Not done] "
        "[Snooze ▾ Snooze for an hour | Snooze until tomorrow | Snooze until a date…] [Re-plan] [Drop]"
    )
    assert post.text == "“read chapter 3” was due 3 days ago. How did it go?"


def test_what_is_not_due_yet_cannot_be_missed(teller: Teller) -> None:
    assert "[Not done]" not in render_post(check_in_post(check_in("It is due.", OPEN), teller))


def test_every_choice_carries_the_commitment_and_its_version(teller: Teller) -> None:
    for post in (
        check_in_post(check_in("x", LATE), teller),
        check_in_post(check_in("x", LATE, OPEN), teller),
    ):
        rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
        first = [read_press(each) for element in rows[0] for each in element.get("options", [element])]
        assert {(press.commitment_id, press.version) for press in first} == {("c2", 3)}
        assert {press.action for press in first} >= {
            Action.DONE, Action.PARTLY, Action.MISSED, Action.SNOOZE_HOUR, Action.REPLAN, Action.DROP
        }  # fmt: skip


def test_a_digest_has_a_row_for_each(teller: Teller) -> None:
    shown = render_post(check_in_post(check_in("2 things to look at: …", LATE, OPEN), teller))

    assert shown.startswith("2 things to look at\n\nRead chapter 3\nWas due Friday, 27 February (3 days ago)")
    assert "Email two people\nDue Friday, 6 March, 18:00 (in 4 days)" in shown
    assert shown.count("[Done]") == 2


def test_a_review_stands_below_what_is_due_and_alone_has_no_buttons(teller: Teller) -> None:
    with_review = check_in("“read” was due.\n\nYour week:\nKept: 1.", LATE, review=True)
    alone = check_in("Your week:\nKept: 1.", review=True)

    shown = render_post(check_in_post(with_review, teller))

    assert shown.index("was due.") < shown.index("[Done]") < shown.index("Your week:")
    assert shown.count("Your week:") == 1
    assert render_post(check_in_post(alone, teller)) == "Your week:\nKept: 1."


def test_the_worst_digest_keeps_every_limit(teller: Teller) -> None:
    late = [worst(number, late=True) for number in range(60)]

    post = check_in_post(check_in(NASTY * 2_000, *late, review=True), teller)

    check_post(post)
    assert render_post(post).count("[Done]") == 10
    assert "and 50 more: /coach commitments" in render_post(post)
    check_post(check_in_post(check_in(NASTY * 2_000, replace(late[0])), teller))
    check_post(check_in_post(check_in("x" * 20_000, late[0], review=True), teller))
