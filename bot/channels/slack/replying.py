"""A reply as posts: what it says, with the buttons that belong to what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.slack.surfaces.answers import answer_ending, answer_posts
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.proposals import proposal_blocks, proposal_post
from bot.channels.slack.surfaces.text import escape
from bot.commitments import CommitmentService
from bot.commitments.telling import Teller
from bot.composing import join_paragraphs
from bot.domain import Commitment, CommitmentStatus, Reply
from bot.errors import BadQuestion, IndexMissing, ModelError, StorageError
from bot.prompts import Prompts

_RATED = ("answer", "abstain")  # what the documents were asked; acts are not rated
_ABOUT = {ModelError: "model", IndexMissing: "index", StorageError: "store"}


class Replies:
    """Lays out what the coach said, for one person at a time."""

    def __init__(self, commitments: CommitmentService, prompts: Prompts) -> None:
        self._commitments, self._prompts = commitments, prompts

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

    def posts(self, reply: Reply, person_id: str, said: Sequence[str]) -> list[Post]:
        """Return `said`, which is all of a reply or what of it is for one person, with its buttons."""
        if not said:
            return []
        text, proposed = join_paragraphs(said), _proposed(reply)
        if proposed:
            return [proposal_post(proposed, self.teller(person_id), said=text)]
        if reply.action == "list_commitments" and reply.commitments:
            return [commitments_post(reply.commitments, self.teller(person_id))]
        return self.whole(replace(reply, text=text))

    def whole(self, reply: Reply) -> list[Post]:
        """Return a reply that was streamed, as posts."""
        return answer_posts(reply, self._prompts, buttons=reply.action in _RATED)

    def note(self, text: str) -> Post:
        """Return one line of the coach's own."""
        return Post(escape(text))

    def trouble(self, error: BaseException) -> Post:
        """Return what a person is told of what went wrong: what they can do about it, and no more."""
        if isinstance(error, BadQuestion):
            return self.note(str(error))
        about = next((name for kind, name in _ABOUT.items() if isinstance(error, kind)), "other")
        return self.note(self._prompts.say(f"slack_trouble_{about}"))


def _proposed(reply: Reply) -> list[Commitment]:
    return [each for each in reply.commitments if each.status is CommitmentStatus.PROPOSED]
