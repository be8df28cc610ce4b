from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.channels.slack.surfaces.answers import answer_ending, answer_posts, feedback_given
from bot.channels.slack.surfaces.buttons import Action, Press, read_press
from bot.channels.slack.surfaces.naming import name_source
from bot.channels.slack.surfaces.rendering import render_post, render_text
from bot.domain import Section
from tests.channels.slack.block_rules import check_post
from tests.channels.slack.surfaces.conftest import NASTY, PROMPTS, citation, reply

SKILL = citation(2, section=Section.SKILLS_TO_LEARN, heading="Skills to learn › RTOS")


def test_an_answer_ends_with_its_sources_and_buttons() -> None:
    (post,) = answer_posts(reply("It takes 4 weeks. [1]", citation(1), SKILL), PROMPTS)

    assert render_post(post) == (
        "It takes 4 weeks. [1]\n\n[1] Roadmap, phase 1 · [2] Skills: RTOS\n\n[Sources] [👍] [👎]"
    )
    assert post.text == "It takes 4 weeks. [1]\n\n[1] Roadmap, phase 1 · [2] Skills: RTOS"
    assert [read_press(each) for each in post.blocks[-1]["elements"]] == [
        Press(Action.SOURCES, turn_id="t1"),
        Press(Action.HELPFUL, turn_id="t1"),
        Press(Action.UNHELPFUL, turn_id="t1"),
    ]


def test_an_answer_without_citations_or_a_turn_has_no_such_buttons() -> None:
    assert render_text(answer_ending(reply("Hello."), PROMPTS)) == "[👍] [👎]"
    assert answer_ending(reply("Hello.", turn_id=None), PROMPTS) == ()
    assert "Sources" not in render_text(answer_ending(reply("x", SKILL), PROMPTS, buttons=False))


def test_sources_of_one_place_stand_together_and_what_is_too_much_is_counted() -> None:
    same = replace(citation(1), number=9)
    many = [replace(SKILL, number=n, heading=f"Skills to learn › Skill number {n}") for n in range(2, 50)]

    ending = render_text(answer_ending(reply("x", citation(1), same, *many), PROMPTS))

    assert ending.startswith("[1][9] Roadmap, phase 1 · [2] Skills: Skill number 2 · ")
    assert re.search(r"and \d\d more$", ending.split("\n")[0])


@pytest.mark.parametrize(
    ("section", "heading", "named"),
    [
        (Section.ROADMAP, "Roadmap › Phase 12: Models & more › Resources", "Roadmap, phase 12"),
        (Section.ROADMAP, "Roadmap", "Roadmap"),
        (Section.TRANSFERABLE_SKILLS, "Transferable skills › APIs", "Skills you bring: APIs"),
        (Section.SKILLS_TO_LEARN, "Skills to learn", "Skills"),
        (Section.SKILLS_TO_LEARN, "Skills to learn › A <b> & c", "Skills: A &lt;b&gt; &amp; c"),
        (Section.REALITY_CHECK, "Reality check › What you may miss", "Reality check: What you may miss"),
        (Section.ACTION_PLAN, "Action plan › This week", "Action plan: This week"),
        (Section.OVERVIEW, "From Cook to Keeper › At a glance", "At a glance"),
        (
            Section.SKILLS_TO_LEARN,
            "Skills › Model Optimization (Quantization, Pruning)",
            "Skills: Model Optimization",
        ),
        (Section.BODY, "Guide › Pay › In Berlin", "In Berlin"),
        (
            Section.QUESTIONS,
            "Questions › Will I earn less in the first year than I did before the change?",
            "Questions: Will I earn less in the first year than…",
        ),
    ],
)
def test_a_source_is_named_in_a_few_words(section: Section, heading: str, named: str) -> None:
    assert name_source(citation(1, section=section, heading=heading), PROMPTS) == named


def test_a_stopped_answer_says_so() -> None:
    assert "Stopped." in answer_posts(replace(reply("It takes"), stopped=True), PROMPTS)[0].text


def test_sixty_thousand_characters_are_complete_and_in_order_in_text_and_blocks() -> None:
    text = " ".join(f"word{number}" for number in range(7_000))

    for markdown in (True, False):
        posts = answer_posts(reply(text, SKILL), PROMPTS, markdown=markdown)
        for post in posts:
            check_post(post)
        assert re.findall(r"word\d+", " ".join(render_post(post) for post in posts)) == text.split()
        assert re.findall(r"word\d+", " ".join(post.text for post in posts)) == text.split()
        assert [post for post in posts if post.blocks[-1]["type"] == "actions"] == posts[-1:]


def test_the_worst_answer_keeps_every_limit_and_pings_nobody() -> None:
    sources = [
        replace(citation(n, heading=NASTY * 50, quote=NASTY * 500), section=section)
        for n, section in enumerate(list(Section) * 7, start=1)
    ]
    for markdown in (True, False):
        for post in answer_posts(reply(NASTY * 1_000, *sources), PROMPTS, markdown=markdown):
            check_post(post)


def test_without_the_markdown_block_an_answer_stands_in_sections() -> None:
    (post,) = answer_posts(reply("You need:\n\n- **Python** [1]"), PROMPTS, markdown=False)

    assert post.blocks[0] == {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "You need:\n\n• *Python* [1]"},
    }


def test_the_thumb_that_was_pressed_is_marked_and_only_the_last_one() -> None:
    (post,) = answer_posts(reply("Yes.", SKILL), PROMPTS)

    up = feedback_given(post.blocks, PROMPTS, helpful=True)
    down = feedback_given(up, PROMPTS, helpful=False)

    assert render_text(up).endswith("[Sources] [👍 Noted] [👎]")
    assert render_text(down).endswith("[Sources] [👍] [👎 Noted]")
    assert feedback_given(down, PROMPTS, helpful=False) == down
    assert down[:-1] == post.blocks[:-1]
