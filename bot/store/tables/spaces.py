"""The places of a channel where several people talk, and who asked the coach into them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base


class SpaceRow(Base):
    """A place, and the pathway that is meant there; it belongs to nobody."""

    __tablename__ = "spaces"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    space_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    pathway_id: Mapped[str | None] = mapped_column(Text)
    updated_at: Mapped[datetime]


class InvitationRow(Base):
    """A person who asked the coach into a place."""

    __tablename__ = "space_invitations"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    space_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        ForeignKey("people.person_id", ondelete="CASCADE"), primary_key=True, index=True
    )
