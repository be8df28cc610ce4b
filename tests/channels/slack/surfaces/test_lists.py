from __future__ import annotations

from bot.channels.slack.surfaces.commands import forget_post, help_post
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.rendering import render_post
from bot.channels.slack.surfaces.waiting import queue_post, writing_post
from bot.commitments.telling import Teller
from tests.channels.slack.block_rules import check_post
from tests.channels.slack.surfaces.conftest import LATE, OPEN, PROMPTS, worst


def test_open_commitments_have_their_buttons(teller: Teller) -> None:
    post = commitments_post([LATE, OPEN], teller)

    check_post(post)
    assert render_post(post).startswith(
        "You have 2 open commitments. One is overdue.\n\n"
        "Read chapter 3\nWas due Friday, 27 February (3 days ago)\n\n[Done] [Partly] [Not done] [⋯ "
    )
    assert "Email two people\nDue Friday, 6 March, 18:00 (in 4 days)\n\n[Done] [⋯ Partly done" in render_post(
        post
    )
    assert "read chapter 3" in post.text
    assert "email two people" in post.text


def test_nothing_open_is_said_in_a_sentence(teller: Teller) -> None:
    assert render_post(commitments_post([], teller)) == "You have no open commitments."


def test_sixty_of_the_worst_commitments_keep_every_limit(teller: Teller) -> None:
    post = commitments_post([worst(number, late=number % 2 == 0) for number in range(60)], teller)

    check_post(post)
    assert render_post(post).count("[Done]") == 10
    assert "and 50 more: /coach commitments" in render_post(post)


def test_a_place_in_the_queue_is_an_ordinal_with_a_stop() -> None:
    said = {place: queue_post(place, "i1", PROMPTS) for place in (1, 2, 3, 4, 11, 12, 13, 21, 112)}

    assert said[1].text == "You're next."
    assert render_post(said[3]) == "You're 3rd in the queue.  [Stop]"
    assert [said[place].text.split()[1] for place in (2, 4, 11, 12, 13, 21, 112)] == [
        "2nd", "4th", "11th", "12th", "13th", "21st", "112th"
    ]  # fmt: skip
    for post in (*said.values(), writing_post("i1", PROMPTS)):
        check_post(post)


def test_help_and_the_question_before_erasing_keep_the_rules() -> None:
    check_post(help_post(PROMPTS))
    check_post(forget_post(PROMPTS))
    erase = forget_post(PROMPTS).blocks[-1]["elements"][0]
    assert erase["style"] == "danger"
    assert "confirm" in erase
