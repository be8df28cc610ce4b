"""A reply as posts: what it says, with the buttons that belong to what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.slack.standing import Standing
from bot.channels.slack.surfaces.answers import answer_ending, answer_posts
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.plans import plan_post
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.proposals import proposal_blocks, proposal_post
from bot.channels.slack.surfaces.reviews import review_post
from bot.channels.slack.surfaces.text import escape
from bot.channels.slack.trouble import say_trouble
from bot.commitments import CommitmentService
from bot.commitments.telling import Teller
from bot.composing import join_paragraphs
from bot.domain import Commitment, CommitmentStatus, InboxItem, Reply
from bot.prompts import Prompts

_RATED = ("answer", "abstain")  # what the documents were asked; acts are not rated


class Replies:
    """Lays out what the coach said, for one person at a time."""

    def __init__(self, commitments: CommitmentService, standing: Standing, prompts: Prompts) -> None:
        self._commitments, self._standing, self._prompts = commitments, standing, prompts

    def teller(self, person_id: str) -> Teller:
        """Return who says what stands in the store, on a person's clock."""
        return Teller(self._prompts, self._commitments.now(person_id))

    def ending(self, reply: Reply, person_id: str, *, public: bool) -> tuple[Block, ...]:
        """Return what stands below an answer that was streamed; in public that is nothing personal."""
        ending = answer_ending(reply, self._prompts, buttons=reply.action in _RATED)
        proposed = _proposed(reply)
        if public or not proposed:
            return ending
        return (*proposal_blocks(proposed, self.teller(person_id)), *ending)

    def posts(self, reply: Reply, item: InboxItem, said: Sequence[str]) -> list[Post]:
        """Return `said`, which is all of the reply to `item`, or what of it is for one person."""
        if not said:
            return []
        text, proposed, teller = join_paragraphs(said), _proposed(reply), self.teller(item.person_id)
        if proposed:
            return [proposal_post(proposed, teller, said=text)]
        if reply.action == "list_commitments" and reply.commitments:
            return [commitments_post(reply.commitments, teller)]
        if reply.action == "plan" and item.text == self._prompts.say("ask_plan"):
            return [self._plan(reply, item.person_id)]
        if reply.action == "review" and item.text == self._prompts.say("ask_review"):
            return [self._review(teller, item.person_id)]
        return self.whole(replace(reply, text=text))

    def _plan(self, reply: Reply, person_id: str) -> Post:
        """Return the plan with its phases as bars; of the words, only what they end with."""
        state = self._standing.of(person_id)
        if state.plan is None:
            return self.whole(reply)[0]
        post = plan_post(state.plan, state.phases, self._prompts, said=reply.text.rpartition("\n\n")[2])
        ending = answer_ending(reply, self._prompts, buttons=False)
        return Post(post.text, (*post.blocks, *ending))

    def _review(self, teller: Teller, person_id: str) -> Post:
        steps = [step.planned.task.text.rstrip(".") for step in self._standing.of(person_id).steps]
        return review_post(self._commitments.review(person_id), teller, next_steps=steps)

    def whole(self, reply: Reply) -> list[Post]:
        """Return a reply that was streamed, as posts."""
        return answer_posts(reply, self._prompts, buttons=reply.action in _RATED)

    def note(self, text: str) -> Post:
        """Return one line of the coach's own."""
        return Post(escape(text))

    def trouble(self, error: Exception) -> Post:
        """Return what a person is told of what went wrong: what they can do about it, and no more."""
        return self.note(say_trouble(error, self._prompts))


def _proposed(reply: Reply) -> list[Commitment]:
    return [each for each in reply.commitments if each.status is CommitmentStatus.PROPOSED]
