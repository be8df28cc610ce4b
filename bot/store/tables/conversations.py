"""Threads and the turns in them, and how a row becomes a word of the domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import Reply, Thread, Turn
from bot.store.tables.base import Base, DomainJson


class ThreadRow(Base):
    """A conversation of one person."""

    __tablename__ = "threads"
    __table_args__ = (Index(None, "person_id", "updated_at"),)

    thread_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(32))
    pathway_id: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def thread(self) -> Thread:
        return Thread(
            thread_id=self.thread_id,
            person_id=self.person_id,
            channel=self.channel,
            pathway_id=self.pathway_id,
            title=self.title,
            created_at=self.created_at,
            updated_at=self.updated_at,
        )


class TurnRow(Base):
    """A question and its reply: whole as JSON, and in columns what is searched and counted."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("thread_id", "position"),)

    turn_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("threads.thread_id", ondelete="CASCADE"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(64))
    abstained: Mapped[bool]
    composer: Mapped[str] = mapped_column(String(16))
    model: Mapped[str | None] = mapped_column(Text)
    reply: Mapped[Reply] = mapped_column(DomainJson(Reply, "reply"))
    created_at: Mapped[datetime]

    def turn(self) -> Turn:
        return Turn(
            turn_id=self.turn_id,
            thread_id=self.thread_id,
            position=self.position,
            question=self.question,
            reply=replace(self.reply, turn_id=self.turn_id),
            created_at=self.created_at,
        )
