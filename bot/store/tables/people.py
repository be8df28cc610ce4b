"""People, the names that channels know them by, and the codes that join two of these."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import Holiday, Identity, LinkCode, Person
from bot.store.tables.base import Base, DomainJson

_HOLIDAYS = DomainJson(tuple[Holiday, ...], "holiday")


class PersonRow(Base):
    """Someone the coach talks with."""

    __tablename__ = "people"

    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    display_name: Mapped[str | None] = mapped_column(Text)
    timezone: Mapped[str | None] = mapped_column(String(64))
    pathway_id: Mapped[str | None] = mapped_column(Text)
    from_role: Mapped[str | None] = mapped_column(Text)
    to_role: Mapped[str | None] = mapped_column(Text)
    hours_per_week: Mapped[float | None]
    started_on: Mapped[date | None]
    known_skills: Mapped[list[str]]
    working_days: Mapped[list[int]]
    quiet_from: Mapped[time]
    quiet_until: Mapped[time]
    holidays: Mapped[tuple[Holiday, ...]] = mapped_column(_HOLIDAYS)
    reminders_on: Mapped[bool]
    nudges_per_day: Mapped[int]

    @classmethod
    def of(cls, person: Person) -> PersonRow:
        return cls(
            person_id=person.person_id,
            display_name=person.display_name,
            timezone=person.timezone,
            pathway_id=person.pathway_id,
            from_role=person.from_role,
            to_role=person.to_role,
            hours_per_week=person.hours_per_week,
            started_on=person.started_on,
            known_skills=list(person.known_skills),
            working_days=list(person.working_days),
            quiet_from=person.quiet_from,
            quiet_until=person.quiet_until,
            holidays=person.holidays,
            reminders_on=person.reminders_on,
            nudges_per_day=person.nudges_per_day,
        )

    def person(self) -> Person:
        return Person(
            person_id=self.person_id,
            display_name=self.display_name,
            timezone=self.timezone,
            pathway_id=self.pathway_id,
            from_role=self.from_role,
            to_role=self.to_role,
            hours_per_week=self.hours_per_week,
            started_on=self.started_on,
            known_skills=tuple(self.known_skills),
            working_days=tuple(self.working_days),
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            holidays=self.holidays,
            reminders_on=self.reminders_on,
            nudges_per_day=self.nudges_per_day,
        )


class IdentityRow(Base):
    """A name under which a channel knows a person; its key is what makes it unique."""

    __tablename__ = "identities"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"), index=True)
    address: Mapped[str | None] = mapped_column(String(255))
    timezone: Mapped[str | None] = mapped_column(String(64))

    def identity(self) -> Identity:
        return Identity(self.person_id, self.channel, self.external_id, self.address, self.timezone)


class LinkCodeRow(Base):
    """A code that joins two identities; it is deleted when it is used."""

    __tablename__ = "link_codes"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.person_id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]

    def link_code(self) -> LinkCode:
        return LinkCode(self.code, self.person_id, self.expires_at)
