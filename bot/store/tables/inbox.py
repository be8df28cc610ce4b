"""Messages that were accepted and are owed a reply, and the keys by which a second delivery is known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import InboxItem, InboxStatus
from bot.store.tables.base import Base


class InboxKeyRow(Base):
    """An event that a channel delivered. It belongs to nobody: `key` is made of the channel's own ids."""

    __tablename__ = "inbox_keys"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(index=True)


class InboxRow(Base):
    """A message on its way to its reply; once that is settled, its text is gone."""

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "status", "lease_until"), Index(None, "person_id", "received_at"))

    item_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    address: Mapped[dict[str, str]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    @classmethod
    def of(cls, item: InboxItem) -> InboxRow:
        return cls(
            item_id=item.item_id,
            channel=item.channel,
            person_id=item.person_id,
            text=item.text,
            address=dict(item.address),
            status=item.status.value,
            received_at=item.received_at,
            claimed_by=item.claimed_by,
            lease_until=item.lease_until,
            answered_at=item.answered_at,
        )

    def item(self) -> InboxItem:
        return InboxItem(
            item_id=self.item_id,
            channel=self.channel,
            person_id=self.person_id,
            text=self.text,
            received_at=self.received_at,
            address=self.address,
            status=InboxStatus(self.status),
            claimed_by=self.claimed_by,
            lease_until=self.lease_until,
            answered_at=self.answered_at,
        )
