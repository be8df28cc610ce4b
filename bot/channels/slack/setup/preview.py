"""`pathcoach slack preview`: an example of everything that people see in Slack, as text or as a page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.channels.slack.setup import examples
from bot.channels.slack.surfaces.answers import answer_posts, feedback_given
from bot.channels.slack.surfaces.buttons import Action
from bot.channels.slack.surfaces.check_ins import check_in_post
from bot.channels.slack.surfaces.commands import forget_post, help_post
from bot.channels.slack.surfaces.home import HomeState, home_view
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.modals import date_modal, sources_modal, why_modal
from bot.channels.slack.surfaces.outcomes import replaced, said_blocks
from bot.channels.slack.surfaces.page import home_html, message_html, modal_html, person_html
from bot.channels.slack.surfaces.plans import plan_post
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.proposals import proposal_post
from bot.channels.slack.surfaces.rendering import render_post, render_view
from bot.channels.slack.surfaces.reviews import review_post
from bot.channels.slack.surfaces.settings import settings_modal
from bot.channels.slack.surfaces.waiting import queue_post, writing_post
from bot.commitments.service import Changed
from bot.domain import CommitmentStatus, Person
from bot.prompts import Prompts

_AT = "09:30"
_RULE = "═" * 60


@dataclass(frozen=True, slots=True)
class Example:
    """One surface: its name, and the messages or the view that it shows."""

    name: str
    posts: tuple[Post, ...] = ()
    view: Mapping[str, Any] | None = None
    question: str = ""
    only_you: bool = False


def preview_text(prompts: Prompts) -> str:
    """Return every surface as plain text, each under its title."""
    parts = []
    for example in preview_examples(prompts):
        title = prompts.say(f"slack_preview_{example.name}")
        shown = [render_post(post) for post in example.posts]
        if example.view is not None:
            shown.append(render_view(example.view))
        parts.append("\n".join([_RULE, title, _RULE, "", "\n\n".join(shown)]))
    return "\n\n".join(parts) + "\n"


def preview_html(prompts: Prompts) -> str:
    """Return every surface on one page that needs nothing else."""
    style = Path(__file__).with_name("preview.css").read_text(encoding="utf-8")
    heading = html.escape(prompts.say("slack_preview"))
    shown = "\n".join(_section(example, prompts) for example in preview_examples(prompts))
    head = f"<title>{heading}</title><style>{style}</style>"
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    return (
        f'<!doctype html>\n<html lang="en"><head>{meta}{head}</head>\n'
        f"<body><main><h1>{heading}</h1>\n{shown}\n</main></body></html>\n"
    )


def preview_examples(prompts: Prompts) -> Iterator[Example]:
    """Yield every surface with made-up contents."""
    yield from _answers(prompts)
    yield from _commitments(prompts)
    yield from _follow_ups(prompts)
    yield Example("plan", (plan_post(examples.plan(prompts), examples.phases(prompts), prompts),))
    yield Example("queue", (queue_post(3, "item", prompts), writing_post("item", prompts)))
    yield Example("help", (help_post(prompts),), only_you=True)
    yield Example("forget", (forget_post(prompts),), only_you=True)
    yield Example("home", view=home_view(examples.home(prompts), prompts))
    yield Example("home_new", view=home_view(HomeState(Person("new"), examples.NOW), prompts))
    yield from _modals(prompts)


def _answers(prompts: Prompts) -> Iterator[Example]:
    posts = answer_posts(examples.answer(prompts), prompts)
    yield Example("answer", tuple(posts), question=prompts.say("slack_example_question"))
    rated = Post(posts[-1].text, feedback_given(posts[-1].blocks, prompts, helpful=True))
    yield Example("rated", (rated,))
    long = answer_posts(examples.long_answer(prompts), prompts)
    yield Example("long", tuple(long), question=prompts.say("slack_example_long_question"))


def _commitments(prompts: Prompts) -> Iterator[Example]:
    teller = examples.teller(prompts)
    first, second, third = examples.promises(prompts)
    proposed = replace(first, status=CommitmentStatus.PROPOSED)
    undated = replace(third, status=CommitmentStatus.PROPOSED, due_on=None, due_time=None)
    post = proposal_post([proposed], teller)
    yield Example("proposal", (post,), only_you=True)
    said = teller.confirmed(Changed(changed=(first,)))
    shown = said_blocks(said, first, teller, offers=[Action.UNDO])
    yield Example("settled", (replaced(post, first.commitment_id, shown, said=said),), only_you=True)
    yield Example("proposals", (proposal_post([proposed, undated], teller),), only_you=True)
    yield Example("commitments", (commitments_post([third, second, first], teller),), only_you=True)


def _follow_ups(prompts: Prompts) -> Iterator[Example]:
    teller = examples.teller(prompts)
    first, second, third = examples.promises(prompts)
    post = check_in_post(examples.check_in(prompts, third), teller)
    yield Example("check_in", (post,))
    said = teller.closed(Changed(changed=(replace(third, status=CommitmentStatus.DONE),)))
    shown = said_blocks(said, third, teller, offers=[Action.UNDO])
    yield Example("checked", (replaced(post, third.commitment_id, shown, said=said),))
    yield Example("digest", (check_in_post(examples.check_in(prompts, third, second, first), teller),))
    tasks = [step.planned.task.text for step in examples.steps(prompts)]
    yield Example("review", (review_post(examples.review(prompts), teller, next_steps=tasks),))


def _modals(prompts: Prompts) -> Iterator[Example]:
    teller, address = examples.teller(prompts), {"channel": "D1"}
    first, _, third = examples.promises(prompts)
    yield Example("sources", view=sources_modal(examples.answer(prompts).citations[1:2], prompts))
    yield Example("date", view=date_modal(first, Action.CHANGE_DATE, teller, address=address))
    yield Example("drop", view=why_modal(third, Action.DROP, teller, address=address))
    pathways = {"example": prompts.say("slack_example_pathway")}
    yield Example("form", view=settings_modal(examples.PERSON, pathways, prompts, zone=teller.zone))


def _section(example: Example, prompts: Prompts) -> str:
    only_you = prompts.say("slack_preview_only_you") if example.only_you else ""
    shown = [message_html(post, _AT, only_you=only_you) for post in example.posts]
    if example.question:
        shown.insert(0, person_html(prompts.say("slack_example_person"), _AT, example.question))
    if example.view is not None:
        show = modal_html if example.view["type"] == "modal" else home_html
        shown.append(show(example.view))
    title = html.escape(prompts.say(f"slack_preview_{example.name}"))
    return f'<section><h2>{title}</h2><div class="pane">{"".join(shown)}</div></section>'
