"""The words of an inbox: messages that were accepted and wait for their reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class InboxStatus(StrEnum):
    """Where an accepted message stands. The last three are settled."""

    WAITING = "waiting"
    ANSWERING = "answering"
    ANSWERED = "answered"
    APOLOGISED = "apologised"  # it could not be answered, and the person was told so
    REFUSED = "refused"  # too many at a time


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A message that was acknowledged to its channel, and therefore is owed a reply, even after a crash.

    `address` is what the channel needs in order to reply, in its own words. The process that holds the item
    renews its lease; once that has run out, another process takes it up. `text` is empty once it is settled.
    """

    item_id: str
    channel: str
    person_id: str
    text: str
    received_at: datetime
    address: Mapping[str, str] = field(default_factory=dict)
    status: InboxStatus = InboxStatus.WAITING
    claimed_by: str | None = None
    lease_until: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as a channel delivers it, perhaps not for the first time.

    `keys` tell it from others: where any of them was here before, so was it. `marks` are noted with it. The
    person is whom the channel knows as `external_id`.
    """

    keys: tuple[str, ...]
    kind: str
    channel: str
    item_id: str = ""
    external_id: str = ""
    text: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
