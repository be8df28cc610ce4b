"""Commitments, finished tasks, their common history, and the messages that must go out."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import (
    Change,
    ChangeKind,
    Commitment,
    CommitmentStatus,
    Delivery,
    DeliveryKind,
    DeliveryStatus,
    Person,
    Recurrence,
    TaskDone,
)
from bot.store.tables.base import Base, DomainJson, read_json, write_json

_RECURRENCE = DomainJson(Recurrence, "recurrence")
_SUBJECTS: dict[str, Any] = {"commitment": Commitment, "task": TaskDone, "profile": Person}


class CommitmentRow(Base):
    """A commitment as it is now; how it came to be so stands in `changes`."""

    __tablename__ = "commitments"
    __table_args__ = (Index(None, "person_id", "status", "due_on"),)

    commitment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    status: Mapped[str] = mapped_column(String(16))
    if_then: Mapped[str | None] = mapped_column(Text)
    pathway_id: Mapped[str | None] = mapped_column(Text)
    task_id: Mapped[str | None] = mapped_column(String(64))
    chunk_id: Mapped[str | None] = mapped_column(Text)
    evidence_url: Mapped[str | None] = mapped_column(Text)
    recurrence: Mapped[Recurrence | None] = mapped_column(_RECURRENCE)
    series_id: Mapped[str | None] = mapped_column(String(32))
    snoozed_until: Mapped[datetime | None]
    missed_before: Mapped[int]
    thread_id: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int]

    @classmethod
    def of(cls, commitment: Commitment) -> CommitmentRow:
        fields = {name: getattr(commitment, name) for name in _COMMITMENT_FIELDS}
        return cls(**{**fields, "status": commitment.status.value})

    def commitment(self) -> Commitment:
        fields = {name: getattr(self, name) for name in _COMMITMENT_FIELDS}
        return Commitment(**{**fields, "status": CommitmentStatus(self.status)})


_COMMITMENT_FIELDS = tuple(Commitment.__dataclass_fields__)


class TaskDoneRow(Base):
    """A task of the roadmap that a person has finished."""

    __tablename__ = "tasks_done"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("people.person_id", ondelete="CASCADE"), primary_key=True
    )
    pathway_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    task_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    done_at: Mapped[datetime]
    evidence_url: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def of(cls, done: TaskDone) -> TaskDoneRow:
        return cls(
            person_id=done.person_id,
            pathway_id=done.pathway_id,
            task_id=done.task_id,
            done_at=done.done_at,
            evidence_url=done.evidence_url,
        )

    def task_done(self) -> TaskDone:
        return TaskDone(self.person_id, self.pathway_id, self.task_id, self.done_at, self.evidence_url)


class ChangeRow(Base):
    """An entry of the history. Rows are added and, with their person, erased; never altered."""

    __tablename__ = "changes"
    __table_args__ = (
        Index(None, "person_id", "change_id"),
        Index(None, "subject_id", "change_id"),
    )

    change_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    batch_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    before: Mapped[Any | None] = mapped_column(JSON)
    after: Mapped[Any | None] = mapped_column(JSON)
    why: Mapped[str | None] = mapped_column(Text)
    undoes: Mapped[str | None] = mapped_column(String(32), unique=True)

    @classmethod
    def of(cls, change: Change) -> ChangeRow:
        kind = _SUBJECTS[change.subject]
        return cls(
            change_id=change.change_id,
            batch_id=change.batch_id,
            person_id=change.person_id,
            subject=change.subject,
            subject_id=change.subject_id,
            kind=change.kind.value,
            at=change.at,
            before=write_json(kind, change.before),
            after=write_json(kind, change.after),
            why=change.why,
            undoes=change.undoes,
        )

    def change(self) -> Change:
        kind = _SUBJECTS[self.subject]
        return Change(
            change_id=self.change_id,
            batch_id=self.batch_id,
            person_id=self.person_id,
            subject=cast(Any, self.subject),
            subject_id=self.subject_id,
            kind=ChangeKind(self.kind),
            at=self.at,
            before=read_json(kind, self.before, name=self.subject),
            after=read_json(kind, self.after, name=self.subject),
            why=self.why,
            undoes=self.undoes,
        )


class DeliveryRow(Base):
    """A message that must go out exactly once; `key` keeps the same one from being scheduled twice."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "status", "due_at"), Index(None, "person_id", "sent_at"))

    delivery_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    commitment_id: Mapped[str | None] = mapped_column(
        ForeignKey("commitments.commitment_id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16))
    message_id: Mapped[str | None] = mapped_column(String(64))
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    @classmethod
    def of(cls, delivery: Delivery) -> DeliveryRow:
        about = delivery.commitment_id or delivery.person_id
        return cls(
            delivery_id=delivery.delivery_id,
            key=f"{delivery.kind}:{about}:{int(delivery.due_at.timestamp())}",
            person_id=delivery.person_id,
            commitment_id=delivery.commitment_id,
            kind=delivery.kind.value,
            due_at=delivery.due_at,
            status=delivery.status.value,
            message_id=delivery.message_id,
            claimed_by=delivery.claimed_by,
            lease_until=delivery.lease_until,
            sent_at=delivery.sent_at,
        )

    def delivery(self) -> Delivery:
        return Delivery(
            delivery_id=self.delivery_id,
            person_id=self.person_id,
            kind=DeliveryKind(self.kind),
            due_at=self.due_at,
            commitment_id=self.commitment_id,
            status=DeliveryStatus(self.status),
            message_id=self.message_id,
            claimed_by=self.claimed_by,
            lease_until=self.lease_until,
            sent_at=self.sent_at,
        )
