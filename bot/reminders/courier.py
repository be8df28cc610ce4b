"""Finds the messages that are due and sends them, each exactly once, however many processes do so at a time.

A delivery is claimed under a lease, sent under a message id, and recorded. A process that dies in between
leaves its claim behind; once the lease has run out the next one looks into the channel for that message id:
what went out is only recorded; what did not, or where nobody can tell, is sent again. So nothing is lost, and
doubled at most where the channel cannot be looked into.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta, tzinfo

from bot.clock import Clock
from bot.commitments import CommitmentService
from bot.commitments.judging import Judged, Verdict, judge
from bot.commitments.messages import write_message
from bot.commitments.review import Review
from bot.commitments.schedule import allowed, next_allowed, next_day, review_delivery
from bot.dates import to_utc
from bot.domain import CheckIn, Commitment, Delivery, DeliveryKind, Person, Sender
from bot.errors import CoachError, StaleChange
from bot.prompts import Prompts
from bot.reminders.turn import SendReport, Turn
from bot.store import Store
from bot.store.ids import new_id

_log = logging.getLogger(__name__)

NextSteps = Callable[[Person], Sequence[str]]  # what a review ends with

_RETRY_AFTER = timedelta(minutes=5)  # of a message that surely did not go out
_ROUNDS = 10  # of one call: a lapsed occurrence brings up the next one at once
_MORE = 4  # times as many are looked for where all of them are out of this process's reach


class Courier:
    """Sends through `senders`, to each person through the first one that reaches them."""

    def __init__(
        self,
        store: Store,
        senders: Sequence[Sender],
        clock: Clock,
        *,
        prompts: Prompts,
        lease_s: float = 60.0,
        local_zone: tzinfo | None = None,
        next_steps: NextSteps = lambda person: (),
        limit: int = 1000,
    ) -> None:
        """`lease_s` is longer than any sending takes; `limit` deliveries are looked at in one round."""
        self._store = store
        self._senders = senders
        self._clock = clock
        self._prompts = prompts
        self._lease_s = lease_s
        self._next_steps = next_steps
        self._limit = limit
        self._service = CommitmentService(store, clock, local_zone=local_zone)
        self._name = new_id()  # of this sender among all processes and threads

    def send_due(self, *, person_id: str | None = None) -> SendReport:
        """Send all that is due to those within reach, or to one person, and say what came of it.

        What fails for one person keeps nobody else waiting; it is tried again in a later call.
        """
        report, unanswered, limit = SendReport(), set[str](), self._limit
        left_out: set[str] = set()
        for _ in range(_ROUNDS):
            due = self._store.deliveries.due(self._clock(), limit=limit)
            of_person: dict[str, list[Delivery]] = {}
            for delivery in due:
                if delivery.person_id not in left_out and person_id in (None, delivery.person_id):
                    of_person.setdefault(delivery.person_id, []).append(delivery)
            for each, theirs in of_person.items():
                if not self._serve(each, theirs, report, unanswered):
                    left_out.add(each)
            if len(due) == limit and of_person.keys() <= left_out:
                limit *= _MORE
            elif of_person.keys() <= left_out:
                break
        return report

    def _serve(
        self, person_id: str, due: Sequence[Delivery], report: SendReport, unanswered: set[str]
    ) -> bool:
        """Send one person what is due; tell whether more of theirs may be due now."""
        try:
            person = self._store.person(person_id)
            sender = next((each for each in self._senders if each.reaches(person)), None)
            if sender is None:
                return False
            zone = self._service.zone(person)
            turn = Turn(person, sender, zone, self._clock().astimezone(zone), report, unanswered)
            # What comes up by a lapse is due now, and belongs in the same message.
            return self._lapse_unanswered(turn, due) or self._send_claimed(turn, due)
        except CoachError as error:
            _log.warning("What is due for %s waits: %s", person_id, error)
            report.failed += len(due)
            return False

    def _send_claimed(self, turn: Turn, due: Sequence[Delivery]) -> bool:
        """Claim and send: what was never tried as one message, the rest under the id of the first try."""
        claimed = self._store.deliveries.claim(
            [delivery.delivery_id for delivery in due],
            message_id=(message_id := new_id()),
            claimed_by=self._name,
            now=turn.now,
            lease_s=self._lease_s,
        )
        messages: dict[str, list[Delivery]] = {}
        for delivery in claimed:
            messages.setdefault(delivery.message_id or message_id, []).append(delivery)
        for each, deliveries in messages.items():
            if each != message_id and turn.sender.was_sent(each, turn.person):
                self._record(turn, deliveries)
                turn.report.recovered += len(deliveries)
            else:
                self._send(turn, each, deliveries)
        return bool(claimed)

    def _send(self, turn: Turn, message_id: str, deliveries: Sequence[Delivery]) -> None:
        """Send what is still true of `deliveries` as one message, now or when the person may be reached."""
        commitments, kept = self._sift(turn, deliveries)
        if not kept:
            return
        if (later := self._later(turn)) is not None:
            self._postpone(turn, kept, later)
            return
        kept, week = self._with_review(turn, kept)
        if not kept:
            return
        text = write_message(
            self._prompts,
            kept,
            commitments,
            now=turn.now,
            review=week,
            next_steps=self._next_steps(turn.person) if week else (),
            unanswered=turn.unanswered,
        )
        about = tuple(dict.fromkeys(each.commitment_id for each in kept if each.commitment_id))
        check_in = CheckIn(
            message_id, turn.person, text, tuple(kept), tuple(commitments[each] for each in about)
        )
        self._hand_over(turn, check_in)

    def _with_review(self, turn: Turn, deliveries: list[Delivery]) -> tuple[list[Delivery], Review | None]:
        """Return what to send, with the week's review where one is due and has something to tell."""
        reviews = [each for each in deliveries if each.kind is DeliveryKind.REVIEW]
        if not reviews:
            return deliveries, None
        week = self._service.last_review(turn.person.person_id)
        if week.total:
            return deliveries, week
        self._store.deliveries.schedule(self._next_review(turn))
        self._cancel(turn, reviews)
        return [each for each in deliveries if each.kind is not DeliveryKind.REVIEW], None

    def _hand_over(self, turn: Turn, check_in: CheckIn) -> None:
        """Give the message to the channel, and keep that it went out; a failure keeps it due."""
        if any(each.lease_until and each.lease_until <= self._clock() for each in check_in.deliveries):
            return  # this process was held up for so long that another one may be sending by now
        try:
            turn.sender.send(check_in)
        except CoachError as error:
            _log.warning("A message for %s did not go out: %s", turn.person.person_id, error)
            if not self._went_out(turn, check_in):
                turn.report.failed += len(check_in.deliveries)
                return
        self._record(turn, check_in.deliveries)
        turn.report.messages.append(check_in)

    def _went_out(self, turn: Turn, check_in: CheckIn) -> bool:
        """Look after a failure. Where nobody can tell, the lease runs out before it is tried again."""
        try:
            sent = turn.sender.was_sent(check_in.message_id, turn.person)
        except CoachError:
            return False
        if sent is False:
            again_at = self._clock() + _RETRY_AFTER
            ids = [each.delivery_id for each in check_in.deliveries]
            self._store.deliveries.release(ids, due_at=again_at, claimed_by=self._name)
        return bool(sent)

    # --- what is due and what is true ---------------------------------------------------------------

    def _lapse_unanswered(self, turn: Turn, due: Sequence[Delivery]) -> bool:
        """Let next occurrences take the place of those that nobody answered for; tell whether any did."""
        if not turn.person.reminders_on:
            return False
        _, judged = self._judge(turn, due)
        lapsed = False
        for each in judged:
            if each.verdict is Verdict.LAPSE and each.delivery.commitment_id is not None:
                lapsed |= self._lapse(turn, each.delivery.commitment_id, each.delivery.due_at)
        return lapsed

    def _lapse(self, turn: Turn, commitment_id: str, at: datetime) -> bool:
        try:
            lapsed = self._service.lapse(turn.person.person_id, commitment_id, at=at)
        except StaleChange:  # the person has just answered, or another process was first
            return False
        turn.unanswered.update(each.commitment_id for each in lapsed.following)
        return bool(lapsed.changed)

    def _sift(
        self, turn: Turn, deliveries: Sequence[Delivery]
    ) -> tuple[dict[str, Commitment], list[Delivery]]:
        """Return the commitments that are spoken of, by id, and what is to be said; settle the rest."""
        if not turn.person.reminders_on or turn.person.nudges_per_day < 1:
            self._cancel(turn, deliveries)
            return {}, []
        commitments, judged = self._judge(turn, deliveries)
        for each in judged:
            if each.verdict is Verdict.POSTPONE and each.until is not None:
                self._postpone(turn, [each.delivery], each.until)
            elif each.verdict is Verdict.LAPSE:
                self._postpone(turn, [each.delivery], turn.now)  # it is seen to in the next round
            elif each.verdict is Verdict.CANCEL:
                self._cancel(turn, [each.delivery])
        return commitments, [each.delivery for each in judged if each.verdict is Verdict.SEND]

    def _judge(
        self, turn: Turn, deliveries: Sequence[Delivery]
    ) -> tuple[dict[str, Commitment], list[Judged]]:
        ids = {each.commitment_id for each in deliveries if each.commitment_id}
        of_person = self._store.commitments.open(turn.person.person_id) if ids else []
        commitments = {each.commitment_id: each for each in of_person if each.commitment_id in ids}
        asked = {each.commitment_id for each in deliveries if each.kind is DeliveryKind.CHECK_IN}
        judged = [
            Judged(each, Verdict.SEND)
            if each.kind is DeliveryKind.REVIEW
            else judge(
                each, commitments.get(each.commitment_id or ""), turn.person, asked=asked, now=turn.now
            )
            for each in deliveries
        ]
        return commitments, judged

    def _later(self, turn: Turn) -> datetime | None:
        """Return when to send instead: after quiet hours and days off, or the day after too many."""
        if not allowed(turn.now, turn.person, turn.zone):
            return next_allowed(turn.now, turn.person, turn.zone)
        midnight = to_utc(turn.now.date(), time(), turn.zone)
        sent = self._store.deliveries.sent(turn.person.person_id, since=midnight)
        if len({each.message_id for each in sent}) >= turn.person.nudges_per_day:
            return next_day(turn.now, turn.person, turn.zone)
        return None

    def _next_review(self, turn: Turn) -> list[Delivery]:
        """The next week's review, as long as there is something to review."""
        if not self._store.commitments.open(turn.person.person_id):
            return []
        return [review_delivery(turn.person, turn.zone, turn.now)]

    # --- what is kept -------------------------------------------------------------------------------

    def _record(self, turn: Turn, deliveries: Sequence[Delivery]) -> None:
        reviewed = any(each.kind is DeliveryKind.REVIEW for each in deliveries)
        self._store.deliveries.record_sent(
            [each.delivery_id for each in deliveries],
            at=self._clock(),
            schedule=self._next_review(turn) if reviewed else (),
        )

    def _postpone(self, turn: Turn, deliveries: Sequence[Delivery], until: datetime) -> None:
        ids = [each.delivery_id for each in deliveries]
        self._store.deliveries.release(ids, due_at=until, claimed_by=self._name)
        turn.report.postponed += len(ids)

    def _cancel(self, turn: Turn, deliveries: Sequence[Delivery]) -> None:
        ids = [each.delivery_id for each in deliveries]
        self._store.deliveries.cancel(ids, claimed_by=self._name)
        turn.report.cancelled += len(ids)
