"""Carries out every attack: each by a person of their own, all against one coach."""

from __future__ import annotations

import io
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from bot.channels.slack.surfaces.answers import answer_posts
from bot.channels.slack.surfaces.modals import sources_modal
from bot.channels.slack.surfaces.page import message_html, modal_html
from bot.channels.slack.surfaces.proposals import proposal_post
from bot.channels.terminal.plain import sources_line
from bot.channels.terminal.screen import Screen
from bot.commitments import Draft
from bot.commitments.telling import Teller
from bot.domain import (
    Chunk,
    Citation,
    CommitmentStatus,
    Composer,
    Message,
    Person,
    Reply,
    ReplyEvent,
)
from bot.errors import CoachError
from bot.prompts import bundled_prompts
from bot.store.ids import new_id

from .cases import Attack
from .observed import Observed, Shown, take_snapshot
from .owned import show_owned
from .stage import NOW, Stage

_TAIL = 6  # characters of an id


@dataclass
class Seen:
    """What comes together while an attack goes on."""

    replies: list[Reply] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    slack: list[Shown] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    calendars: list[tuple[str, str]] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)

    def attempt(self, step: Callable[[], object]) -> None:
        """Take a step, and note how it fails."""
        try:
            step()
        except CoachError as error:
            self.refusals.append(str(error))
        except Exception:  # whatever it is, it must not get to anybody
            self.faults.append(traceback.format_exc(limit=-3))


def carry_out(stage: Stage, attacks: Iterable[Attack]) -> Iterator[Observed]:
    """Yield what was seen of every attack, in order."""
    for attack in attacks:
        yield _carry_out(stage, attack)


def _carry_out(stage: Stage, attack: Attack) -> Observed:
    attack = _aimed(attack, stage)
    person_id, seen = attack.user or new_id(), Seen()
    stage.store.save_person(
        Person(person_id, display_name=attack.text, timezone="Europe/Oslo", hours_per_week=6)
    )
    (proposal,) = stage.commitments.propose(person_id, [Draft("email two people", due_on=date(2026, 3, 6))])
    stage.commitments.confirm(person_id, [proposal.commitment_id])
    before = take_snapshot(stage.database)
    seen.attempt(lambda: _talk(stage, attack, person_id, attack.says, Composer.EXTRACTIVE, seen))
    if attack.model:
        seen.attempt(lambda: _talk(stage, attack, person_id, attack.says[-1:], Composer.LLM, seen))
    _pretend(stage, attack, person_id, seen)
    after = take_snapshot(stage.database)
    _show_document(stage, attack, seen)
    for reply in seen.replies:
        seen.attempt(partial(_show_reply, reply, seen))
    if attack.text is not None:
        seen.attempt(lambda: show_owned(stage, attack.text or "", seen))
    return Observed(
        attack,
        person_id,
        before,
        after,
        **{name: tuple(found) for name, found in vars(seen).items()},
        misplaced=stage.misplaced(),
        secrets=stage.victim.secrets,
        prompt_runs=stage.prompt_runs,
    )


def _aimed(attack: Attack, stage: Stage) -> Attack:
    """Return the attack with the victim's ids in their places."""
    victim = stage.victim

    def aim(text: str) -> str:
        for name, value in {
            "{commitment_id}": victim.commitment_id,
            "{commitment_tail}": victim.commitment_id[-_TAIL:],
            "{thread_id}": victim.thread_id,
        }.items():
            text = text.replace(name, value)
        return text

    return replace(
        attack,
        says=tuple(map(aim, attack.says)),
        claims=attack.claims if attack.claims is None else aim(attack.claims),
        thread=attack.thread and aim(attack.thread),
    )


def _talk(
    stage: Stage, attack: Attack, person_id: str, says: Sequence[str], composer: Composer, seen: Seen
) -> None:
    """Say everything in one conversation; what is refused ends it."""
    thread_id = attack.thread
    for text in says:
        message = Message(
            text, person_id=person_id, thread_id=thread_id, pathway_id=attack.pathway, composer=composer
        )
        reply = stage.coach.reply(message)
        seen.replies.append(reply)
        thread_id = reply.thread_id


def _pretend(stage: Stage, attack: Attack, person_id: str, seen: Seen) -> None:
    """Use the id or the code that the attacker claims to have."""
    claims, code = attack.claims, attack.code
    if claims is not None:
        seen.attempt(lambda: seen.granted.append(stage.commitments.identify(person_id, claims).text))
        seen.attempt(lambda: seen.granted.append(stage.commitments.get(person_id, claims).text))
        seen.attempt(lambda: stage.commitments.close(person_id, claims, CommitmentStatus.DONE))
        seen.attempt(lambda: stage.commitments.drop(person_id, claims))
    if code is not None:
        seen.attempt(lambda: seen.granted.append(str(stage.profiles.redeem_link_code(code, person_id))))


def _show_document(stage: Stage, attack: Attack, seen: Seen) -> None:
    """Show each passage of the attack's document as if it were an answer: any of them may become one."""
    seen.printed += stage.notices.get(attack.case_id, ())
    document = stage.documents.get(attack.case_id)
    if document is None:
        return
    seen.printed.append(document.title)
    for number, chunk in enumerate(document.chunks, start=1):
        reply = Reply(chunk.text, "answer", citations=(_cited(chunk, number),), turn_id="turn")
        seen.attempt(partial(_show_reply, reply, seen))


def _cited(chunk: Chunk, number: int) -> Citation:
    return Citation(number, chunk.chunk_id, chunk.pathway_id, chunk.section, chunk.heading, chunk.text)


def _show_reply(reply: Reply, seen: Seen) -> None:
    """Show a reply wherever people read one: at a terminal, in Slack with its sources, on a page."""
    prompts = bundled_prompts()
    screen = io.StringIO()
    Screen(prompts, out=screen).answer(
        [ReplyEvent("sentence", text=reply.text), ReplyEvent("finished", reply=reply)]
    )
    seen.printed += [screen.getvalue(), sources_line(reply, prompts)]
    posts = [*answer_posts(reply, prompts), *answer_posts(reply, prompts, markdown=False)]
    if proposed := [each for each in reply.commitments if each.status is CommitmentStatus.PROPOSED]:
        posts.append(proposal_post(proposed, Teller(prompts, NOW), said=reply.text))
    view = sources_modal(reply.citations, prompts)
    seen.slack.append(Shown(tuple(posts), (view,)))
    seen.pages += [
        (page, "") for page in (*(message_html(post, "09:00") for post in posts), modal_html(view))
    ]
