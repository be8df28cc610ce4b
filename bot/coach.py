"""The whole conversation path: a message in, a reply out, step by step, kept in the store."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from threading import Event
from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage

from bot.answering.knowledge import Knowledge
from bot.answering.ticking import remembered
from bot.choosing import Chooser
from bot.coaching import Desk, Session
from bot.domain import Composer, Focus, Message, Offer, Reply, ReplyEvent, Thread, Turn
from bot.errors import BadQuestion
from bot.middleware import Route, Write
from bot.tools import TOOLS, CoachContext
from bot.writer import Writer

LONGEST_QUESTION = 4000  # characters
_TURNS_REMEMBERED = 3
_TURNS_LOOKED_BACK = 8  # for the last list that was asked for


class Coach:
    """Answers messages. Threads may share it: the model has its own queue, the store its own transactions."""

    def __init__(
        self,
        knowledge: Knowledge,
        model: BaseChatModel,
        desk: Desk,
        writer: Writer,
        *,
        pathway_id: str | None = None,
        composer: Composer | None = None,
        model_chooses: bool = False,
    ) -> None:
        """`model_chooses` says that the model is able to choose the tools; else the router does."""
        self.knowledge = knowledge
        self.desk = desk
        self.store = desk.store
        self.model = model
        self._writer = writer
        self._pathway_id = pathway_id
        self._composer = composer
        keep = getattr(model, "keep", None)
        if keep is not None:
            keep(writer.static)
        chooser = Chooser(knowledge.prompts, TOOLS, asks_model=model_chooses)
        self._agent: Any = create_agent(
            model, list(TOOLS), middleware=[Route(chooser), Write(writer)], context_schema=CoachContext
        )

    def reply(self, message: Message) -> Reply:
        """Return the whole reply. Raises CoachError."""
        reply: Reply | None = None
        for event in self.stream(message):
            reply = event.reply or reply
        assert reply is not None  # the last event of a stream holds it
        return reply

    def stream(self, message: Message, *, stop: Event | None = None) -> Iterator[ReplyEvent]:
        """Yield sentences as they are ready, then the finished reply, kept by then. Raises CoachError.

        Setting `stop`, from any thread, ends the answer: what was written is the reply, and Cancelled is
        raised where that is nothing.
        """
        started = time.perf_counter()
        question = _checked(message.text)
        self.knowledge.refresh()
        # Another's thread is refused before anything is answered; a new one is opened with its first turn.
        thread = self._open_thread(message, question) if message.thread_id else None
        turns = self.store.turns(thread.thread_id, last=_TURNS_LOOKED_BACK) if thread else []
        before = turns[-_TURNS_REMEMBERED:]
        focus = remembered(turns, self.knowledge.prompts.lexicon)
        pathway_id = self._choose_pathway(message, question, thread, focus)
        context = CoachContext(
            knowledge=self.knowledge,
            session=self._session(message, pathway_id, before),
            pathway_id=pathway_id,
            focus=focus if focus != Focus() else None,
            composer=message.composer or self._composer,
            tool=message.tool,
            overheard=message.overheard,
            history=before,
            stop=stop or Event(),
            started_at=started,
        )
        turn_input = {"messages": [HumanMessage(question)]}
        for event in self._agent.stream(turn_input, context=context, stream_mode="custom"):
            if event.kind == "sentence":
                yield event
            else:
                yield self._keep(thread or self._open_thread(message, question), question, event)

    def warm(self) -> None:
        """Load in the background what the first question would load."""
        warm_model = getattr(self.model, "warm", None)
        if warm_model is not None and self._writer.needs(self.model, self._composer):
            warm_model(self._writer.static)
        self.knowledge.warm()

    def close(self) -> None:
        """Stop the model and close the store."""
        close_model = getattr(self.model, "close", None)
        if close_model is not None:
            close_model()
        self.store.close()

    def zone(self, person_id: str) -> tzinfo:
        """Return the zone of a person's wall clock."""
        return self.desk.commitments.zone(self.store.person(person_id))

    def turns(self, thread_id: str) -> list[Turn]:
        """Return the turns of a thread, oldest first."""
        return self.store.turns(thread_id)

    def _open_thread(self, message: Message, question: str) -> Thread:
        title = question if len(question) <= 60 else f"{question[:59].rstrip()}…"
        return self.store.open_thread(
            message.person_id,
            message.channel,
            title=title,
            pathway_id=message.pathway_id,
            thread_id=message.thread_id,
        )

    def _session(self, message: Message, pathway_id: str | None, before: list[Turn]) -> Session:
        """Return the person's turn: their own pathway is planned, whatever else is asked about."""
        pathways = self.knowledge.index.pathways
        own = self.store.person(message.person_id).pathway_id
        chosen = message.pathway_id or (own if own in pathways else None) or pathway_id
        last = before[-1].reply if before else None
        same = last is not None and last.trace.focus.pathway_id in (None, chosen)
        return self.desk.session(
            message.person_id,
            pathways.get(chosen or ""),
            pending=last.pending if last else None,
            spoken_of=[each.commitment_id for each in last.commitments] if last else (),
            offer=last.trace.offer if last and same else Offer(),
        )

    def _choose_pathway(
        self, message: Message, question: str, thread: Thread | None, focus: Focus | None
    ) -> str | None:
        asked = message.pathway_id or (thread and thread.pathway_id) or self._pathway_id
        return self.knowledge.choose(question, asked=asked, focus=focus)

    def _keep(self, thread: Thread, question: str, event: ReplyEvent) -> ReplyEvent:
        assert event.reply is not None
        reply = replace(event.reply, thread_id=thread.thread_id)
        turn = self.store.append_turn(thread.thread_id, question, reply=reply)
        return replace(event, reply=replace(reply, turn_id=turn.turn_id))


def _checked(text: str) -> str:
    """Return the question without what no one can read. Raises BadQuestion."""
    question = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if not question:
        raise BadQuestion("The question is empty. Ask something, for example: Which skills are critical?")
    if len(question) > LONGEST_QUESTION:
        raise BadQuestion(
            f"The question has {len(question):,} characters, and at most {LONGEST_QUESTION:,} can be read. "
            "Shorten it."
        )
    return question
