"""Kills processes at random moments and counts what is lost or doubled: `python -m bench.crash --kills 300`.

Two processes send what is due, a third one promises and closes; each is killed with SIGKILL again and again
and started anew. Their clock runs fast, so that what is promised is soon due. The channel is a file that can
be read back. At the end every acknowledged promise must be there once, and every message must have gone out
once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time as machine
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bench.file_channel import FileChannel, append, read
from bot.commitments import CommitmentService, Draft
from bot.domain import (
    EVERY_DAY,
    Commitment,
    CommitmentStatus,
    Delivery,
    DeliveryKind,
    DeliveryStatus,
    Person,
)
from bot.prompts import bundled_prompts
from bot.reminders import Courier
from bot.store import Store

PERSONS = tuple(f"person-{number}" for number in range(4))
BEGIN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
FAST = 600.0  # seconds of the processes' clock in one of the machine's
LEASE_S = 3.0 * FAST  # three seconds of the machine's
KILL_EVERY_S = (0.02, 0.30)
LONGEST_PAUSE_S = 0.05  # in the channel
ROLES = ("send", "send", "promise")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the processes meet, and when they began by the machine's clock."""

    folder: Path
    began_s: float

    @property
    def sent(self) -> Path:
        return self.folder / "sent.jsonl"

    @property
    def acknowledged(self) -> Path:
        return self.folder / "acknowledged.jsonl"

    def now(self) -> datetime:
        """The fast clock, the same in all processes."""
        return BEGIN + timedelta(seconds=(machine.time() - self.began_s) * FAST)

    def open(self) -> Store:
        return Store.open(f"sqlite:///{self.folder / 'store.sqlite'}", clock=self.now, busy_timeout_s=60)

    def courier(self, store: Store, clock: Callable[[], datetime]) -> Courier:
        channel = FileChannel(self.sent, longest_pause_s=LONGEST_PAUSE_S)
        return Courier(store, [channel], clock, prompts=bundled_prompts(), lease_s=LEASE_S)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was counted at the end. `interrupted` messages had been claimed, and not recorded, at a kill."""

    kills: int
    promised: int
    promises_lost: int
    promises_doubled: int
    sent: int
    lost: int
    doubled: int
    unrecorded: int
    overtaken: int  # reminders that came so late that the check-in was sent in their place
    interrupted: int

    @property
    def held(self) -> bool:
        wrong = self.promises_lost, self.promises_doubled, self.lost, self.doubled, self.unrecorded
        return not any(wrong) and self.promised > 0 and self.sent > 0

    def __str__(self) -> str:
        return "\n".join(
            [
                f"kills                                  {self.kills:6}",
                f"  messages that were just being sent   {self.interrupted:6}",
                f"promises acknowledged                  {self.promised:6}",
                f"  lost                                 {self.promises_lost:6}",
                f"  doubled                              {self.promises_doubled:6}",
                f"reminders, check-ins and reviews sent  {self.sent:6}",
                f"  lost                                 {self.lost:6}",
                f"  doubled                              {self.doubled:6}",
                f"  sent, but not recorded               {self.unrecorded:6}",
                f"  reminders whose check-in came first  {self.overtaken:6}",
            ]
        )


def run(kills: int, *, seed: int, folder: Path) -> Outcome:
    """Kill `kills` times, let the rest be sent, and count."""
    chance = random.Random(seed)
    scene = Scene(folder, machine.time())
    with scene.open() as store:
        for person_id in PERSONS:
            store.save_person(_always_reached(person_id))
    interrupted: set[str | None] = set()
    children = [_start(scene, role, chance.random()) for role in ROLES]
    for number in range(kills):
        machine.sleep(chance.uniform(*KILL_EVERY_S))
        at = chance.randrange(len(children))
        _kill(children[at])
        with scene.open() as store:
            interrupted |= _left_behind(store)
        children[at] = _start(scene, ROLES[at], chance.random())
        if (number + 1) % 50 == 0:
            print(f"{number + 1} of {kills} kills", file=sys.stderr, flush=True)
    for child in children:
        _kill(child)
    return _count(scene, kills, len(interrupted))


def _always_reached(person_id: str) -> Person:
    return Person(
        person_id,
        timezone="UTC",
        working_days=EVERY_DAY,
        quiet_from=time(0),
        quiet_until=time(0),
        nudges_per_day=10**6,
    )


def _start(scene: Scene, role: str, seed: float) -> int:
    """Fork a child that does its role until it is killed; all that it imports is there already."""
    if pid := os.fork():
        return pid
    try:
        random.seed(seed)
        {"send": _send, "promise": _promise}[role](scene)
    finally:
        os._exit(1)


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _send(scene: Scene) -> None:
    with scene.open() as store:
        courier = scene.courier(store, scene.now)
        while True:
            courier.send_due()
            machine.sleep(0.01)


def _promise(scene: Scene) -> None:
    """Promise and close, and say so on the disk after each: what was acknowledged must be there."""
    with scene.open() as store:
        service = CommitmentService(store, scene.now)
        while True:
            person_id = random.choice(PERSONS)
            due = (scene.now() + timedelta(minutes=random.randint(75, 240))).replace(second=0, microsecond=0)
            text = f"promise {random.getrandbits(64):x}"
            (proposal,) = service.propose(person_id, [Draft(text, due.date(), due.time())])
            service.confirm(person_id, [proposal.commitment_id])
            append(scene.acknowledged, {"text": text, "did": "promise"})
            if random.random() < 0.3:
                closed = random.choice(service.open(person_id))
                service.close(person_id, closed.commitment_id, CommitmentStatus.DONE)
                append(scene.acknowledged, {"text": closed.text, "did": "close"})
            machine.sleep(random.uniform(0, 0.1))


def _left_behind(store: Store) -> set[str | None]:
    """Return the messages that were claimed and not recorded when a process was killed, by their ids.

    The other one may be sending at this moment, so only what stays claimed for a while counts.
    """
    claimed = _claimed(store)
    machine.sleep(3 * LONGEST_PAUSE_S if claimed else 0)
    return claimed & _claimed(store)


def _claimed(store: Store) -> set[str | None]:
    return {each.message_id for each in _deliveries(store) if each.status is DeliveryStatus.CLAIMED}


def _count(scene: Scene, kills: int, interrupted: int) -> Outcome:
    with scene.open() as store:
        _send_the_rest(store, scene)
        kept = [each for person_id in PERSONS for each in store.commitments.find(person_id)]
        deliveries = _deliveries(store)
    promised = [line["text"] for line in read(scene.acknowledged) if line["did"] == "promise"]
    closed = {line["text"] for line in read(scene.acknowledged) if line["did"] == "close"}
    by_text = {each.text: each for each in kept}
    proposed = CommitmentStatus.PROPOSED
    lost = [text for text in promised if text not in by_text or by_text[text].status is proposed]
    lost += [text for text in closed if by_text[text].status is not CommitmentStatus.DONE]
    gone_out = Counter(each for line in read(scene.sent) for each in line["deliveries"])
    recorded = {each.delivery_id for each in deliveries if each.status is DeliveryStatus.SENT}
    return Outcome(
        kills=kills,
        promised=len(promised),
        promises_lost=len(lost),
        promises_doubled=len(kept) - len(by_text),
        sent=len(gone_out),
        lost=len(recorded - gone_out.keys()) + sum(_is_unsaid(each, deliveries) for each in kept),
        doubled=sum(times - 1 for times in gone_out.values()),
        unrecorded=len(gone_out.keys() - recorded),
        overtaken=sum(_is_overtaken(each, deliveries) for each in kept),
        interrupted=interrupted,
    )


def _send_the_rest(store: Store, scene: Scene) -> None:
    """Send all that is still to come, hour by hour, after the last lease has run out."""
    moment = scene.now() + timedelta(seconds=LEASE_S)
    courier = scene.courier(store, lambda: moment)
    for _ in range(24):
        courier.send_due()
        moment += timedelta(minutes=30)


def _is_unsaid(commitment: Commitment, deliveries: list[Delivery]) -> bool:
    """Whether an open promise had no check-in, or neither a reminder nor the check-in in its place."""
    if commitment.status is not CommitmentStatus.OPEN:
        return False
    about = [each for each in deliveries if each.commitment_id == commitment.commitment_id]
    sent = Counter(each.kind for each in about if each.status is DeliveryStatus.SENT)
    reminded = sent[DeliveryKind.REMINDER] == 1 or _is_overtaken(commitment, deliveries)
    return sent[DeliveryKind.CHECK_IN] != 1 or not reminded


def _is_overtaken(commitment: Commitment, deliveries: list[Delivery]) -> bool:
    return commitment.status is CommitmentStatus.OPEN and any(
        each.kind is DeliveryKind.REMINDER and each.status is DeliveryStatus.CANCELLED
        for each in deliveries
        if each.commitment_id == commitment.commitment_id
    )


def _deliveries(store: Store) -> list[Delivery]:
    return [each for person_id in PERSONS for each in store.deliveries.of_person(person_id)]


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Kill processes at random moments and count what is lost or doubled."
    )
    parser.add_argument("--kills", type=int, default=300, help="how often (default 300)")
    parser.add_argument("--seed", type=int, default=7, help="of the moments and the order of kills")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where anything is lost or doubled")
    arguments = parser.parse_args()
    if arguments.kills < 1:
        parser.error("--kills must be 1 or more")
    with tempfile.TemporaryDirectory(prefix="pathcoach-crash-") as folder:
        outcome = run(arguments.kills, seed=arguments.seed, folder=Path(folder))
    print(outcome)
    return 1 if arguments.gate and not outcome.held else 0


if __name__ == "__main__":
    sys.exit(main())
