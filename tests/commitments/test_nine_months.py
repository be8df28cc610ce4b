"""Nine months of a person on a frozen clock: every message in its hour, every week's sums right.

The expectations are reckoned here from the rules alone, beside the code that they are held against: a ledger
of what the person did, and for each hour what has to go out in it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService, Draft
from bot.domain import CheckIn, CommitmentStatus, DeliveryKind, Holiday, Person
from bot.prompts import bundled_prompts
from bot.reminders import Courier
from bot.store import Store

ADA = "ada"
OSLO, NEW_YORK = ZoneInfo("Europe/Oslo"), ZoneInfo("America/New_York")
BEGINS = datetime(2026, 2, 2, 6, tzinfo=UTC)
MOVES_TO_NEW_YORK = datetime(2026, 5, 12, 13, tzinfo=UTC)
ENDS = datetime(2026, 11, 9, 20, tzinfo=UTC)  # after 25 October in Oslo and 1 November in New York
HOLIDAY = Holiday(date(2026, 7, 6), date(2026, 7, 19))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
A_MONTH = 10
MONTHS = range(2, 11)
CAP = 3
SUMS = re.compile(r"(\d+) kept, (\d+) partly done, (\d+) missed, (\d+) dropped, (\d+) still open")
DONE, PARTLY, MISSED, DROPPED, OPEN = (
    CommitmentStatus.DONE,
    CommitmentStatus.PARTLY,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
    CommitmentStatus.OPEN,
)


@dataclass(slots=True)
class Entry:
    """One promise, as the person remembers it."""

    commitment_id: str
    due_on: date
    due_time: time | None
    state: CommitmentStatus = OPEN
    closed_on: date | None = None
    snoozed_to: datetime | None = None
    gone: set[DeliveryKind] = field(default_factory=set)  # what was said about it as it is due now
    held: dict[DeliveryKind, datetime] = field(default_factory=dict)  # until when the day's cap held it


class Channel:
    """Keeps what it is given."""

    channel = "ledger"

    def reaches(self, person: Person) -> bool:
        return True

    def send(self, check_in: CheckIn) -> None:
        pass

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return False


class Life:
    """The person, their ledger, and the coach's store and courier beside it."""

    def __init__(self, store: Store, *, seed: int) -> None:
        self.now = BEGINS
        self.zone = OSLO
        self.ledger: dict[str, Entry] = {}
        self.messages: Counter[date] = Counter()
        self.reviewed = self.held = 0
        self.service = CommitmentService(store, lambda: self.now)
        self._store = store
        self._courier = Courier(store, [Channel()], lambda: self.now, prompts=bundled_prompts())
        self._chance = random.Random(seed)
        self._promises = Counter(self._moment_in(month) for month in MONTHS for _ in range(A_MONTH))
        person = Person(ADA, timezone="Europe/Oslo", holidays=(HOLIDAY,), nudges_per_day=CAP)
        store.save_person(person)

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    def live_an_hour(self) -> None:
        """Let an hour pass: what goes out in it is what has to, and then the person does something."""
        before, self.now = self.now, self.now + HOUR
        sent = self._courier.send_due().messages
        self._check_kind(DeliveryKind.REMINDER, sent, before)
        self._check_kind(DeliveryKind.CHECK_IN, sent, before)
        self._check_review(sent)
        self._check_times(sent)
        self._answer(sent)
        for _ in range(self._promises[self.now]):
            self._promise()
        if self.now == MOVES_TO_NEW_YORK:
            self.zone = NEW_YORK
            self._store.save_person(replace(self._store.person(ADA), timezone="America/New_York"))
            self.service.reschedule(ADA)

    # --- what the rules say -------------------------------------------------------------------------

    def _check_times(self, sent: list[CheckIn]) -> None:
        if sent:
            assert time(8) <= self.local.time() < time(21), self.local
            assert works(self.local.date()), self.local
        self.messages[self.local.date()] += len(sent)
        assert self.messages[self.local.date()] <= CAP

    def _check_kind(self, kind: DeliveryKind, sent: list[CheckIn], before: datetime) -> None:
        found = [each.commitment_id for check_in in sent for each in check_in.deliveries if each.kind is kind]
        due = [
            entry
            for entry in self.ledger.values()
            if entry.state is OPEN
            and kind not in entry.gone
            and before < self._moment(kind, entry) <= self.now
        ]
        if due and not sent and self.messages[self.local.date()] == CAP:
            for entry in due:
                entry.held[kind] = self._morning_after(self.local.date())
            self.held += len(due)
            return
        for entry in due:
            entry.gone.add(kind)
        expected = [entry for entry in due if not self._is_overtaken(kind, entry)]
        assert sorted(map(str, found)) == sorted(each.commitment_id for each in expected), (kind, self.local)

    def _moment(self, kind: DeliveryKind, entry: Entry) -> datetime:
        rule = self._reminder if kind is DeliveryKind.REMINDER else self._check_in
        return entry.held.get(kind) or rule(entry)

    def _is_overtaken(self, kind: DeliveryKind, entry: Entry) -> bool:
        """Whether a reminder that the cap held back came after the due date: only the check-in goes out."""
        due = self._at(entry.due_on, entry.due_time or time(23, 59, 59))
        return kind is DeliveryKind.REMINDER and kind in entry.held and due < self.now

    def _reminder(self, entry: Entry) -> datetime:
        if entry.snoozed_to is not None:
            return entry.snoozed_to
        day = entry.due_on
        if entry.due_time is not None and works(day):
            return self._at(day, entry.due_time) - HOUR
        day = day if entry.due_time is None else day - DAY
        while not works(day):
            day -= DAY
        return self._at(day, time(9))

    def _check_in(self, entry: Entry) -> datetime:
        if entry.due_time is not None and works(entry.due_on):
            return self._at(entry.due_on, entry.due_time) + HOUR
        return self._morning_after(entry.due_on)

    def _morning_after(self, day: date) -> datetime:
        day += DAY
        while not works(day):
            day += DAY
        return self._at(day, time(9))

    def _check_review(self, sent: list[CheckIn]) -> None:
        texts = [
            check_in.text
            for check_in in sent
            if any(each.kind is DeliveryKind.REVIEW for each in check_in.deliveries)
        ]
        monday = self.local.date() - timedelta(days=self.local.weekday())
        first_day = next(day for day in (monday + DAY * n for n in range(15)) if works(day))
        due = self.local.date() == first_day and self.local.hour == 9
        reviewed = monday - 7 * DAY
        while not any(self._count(reviewed)) and not any(works(reviewed + DAY * n) for n in range(7)):
            reviewed -= 7 * DAY
        counted = self._count(reviewed)
        assert len(texts) == int(due and any(counted)), (self.local, counted)
        for text in texts:
            found = SUMS.search(text)
            assert found is not None
            assert tuple(map(int, found.groups())) == counted, self.local
            self.reviewed += 1

    def _count(self, monday: date) -> tuple[int, ...]:
        days = [monday + DAY * number for number in range(7)]
        of_week = [
            entry.state
            for entry in self.ledger.values()
            if entry.closed_on in days
            or (entry.due_on in days and (entry.closed_on is None or entry.closed_on > days[-1]))
        ]
        return tuple(of_week.count(state) for state in (DONE, PARTLY, MISSED, DROPPED, OPEN))

    # --- what the person does -----------------------------------------------------------------------

    def _promise(self) -> None:
        due_on = self.local.date() + DAY * self._chance.randint(1, 14)
        due_time = self._chance.choice([None, None, time(self._chance.randint(10, 19))])
        (proposal,) = self.service.propose(ADA, [Draft(f"read {len(self.ledger)}", due_on, due_time)])
        self.service.confirm(ADA, [proposal.commitment_id])
        self.ledger[proposal.commitment_id] = Entry(proposal.commitment_id, due_on, due_time)

    def _answer(self, sent: list[CheckIn]) -> None:
        for delivery in [each for check_in in sent for each in check_in.deliveries]:
            entry = self.ledger.get(delivery.commitment_id or "")
            if entry is None or entry.state is not OPEN:
                continue
            if delivery.kind is DeliveryKind.REMINDER:
                self._react(entry)
            elif self._chance.random() < 0.9:
                self._report(entry)

    def _react(self, entry: Entry) -> None:
        chance = self._chance.random()
        if chance < 0.3:
            self._close(entry, DONE)
        elif chance < 0.4 and entry.due_time is None and entry.snoozed_to is None:
            entry.snoozed_to = self.now + 2 * HOUR
            entry.gone.clear()
            entry.held.clear()
            self.service.snooze(ADA, entry.commitment_id, entry.snoozed_to)

    def _report(self, entry: Entry) -> None:
        chance = self._chance.random()
        if chance < 0.2:
            entry.due_on = self.local.date() + 5 * DAY
            entry.gone.clear()
            entry.held.clear()
            entry.snoozed_to = None
            self.service.move(ADA, entry.commitment_id, entry.due_on)
        else:
            self._close(entry, self._chance.choice([DONE, DONE, DONE, PARTLY, MISSED, MISSED, DROPPED]))

    def _close(self, entry: Entry, outcome: CommitmentStatus) -> None:
        entry.state, entry.closed_on = outcome, self.local.date()
        self.service.close(ADA, entry.commitment_id, outcome, why="so it went")

    def _moment_in(self, month: int) -> datetime:
        return datetime(2026, month, self._chance.randint(3, 28), self._chance.randint(8, 18), tzinfo=UTC)

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def works(day: date) -> bool:
    return day.weekday() < 5 and not HOLIDAY.first_on <= day <= HOLIDAY.last_on


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=lambda: BEGINS) as opened:
        yield opened


def test_every_message_of_nine_months_goes_out_in_its_hour_and_every_sum_is_right(store: Store) -> None:
    life = Life(store, seed=1)

    while life.now < ENDS:
        life.live_an_hour()

    kept = {each.commitment_id: each.status for each in store.commitments.find(ADA)}
    assert kept == {each.commitment_id: each.state for each in life.ledger.values()}
    assert len(kept) == A_MONTH * len(MONTHS)
    assert set(kept.values()) >= {DONE, PARTLY, MISSED, DROPPED}
    assert life.reviewed >= 30
    assert life.held > 0
    assert max(life.messages.values()) == CAP
