"""Who is answered next: people take turns, so that one person's ten questions do not starve the others."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator

from bot.domain import InboxItem


class FairQueue:
    """For one event loop. A message that was taken keeps its person's next one waiting until `done`."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[InboxItem]] = {}  # by person; the first in it is next
        self._taken: dict[str, InboxItem] = {}
        self._changed = asyncio.Condition()
        self._closed = False

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    async def put(self, item: InboxItem) -> int:
        """Add a message at the end of its person's, and return its place: 1 is next, or is taken at once."""
        async with self._changed:
            self._waiting.setdefault(item.person_id, deque()).append(item)
            self._changed.notify_all()
            return self.place(item.item_id)

    async def take(self) -> InboxItem | None:
        """Return the next message, as soon as there is one whose person is not being answered.

        None once the queue is closed; what waits then stays in it.
        """
        async with self._changed:
            while (person_id := self._next_person()) is None and not self._closed:
                await self._changed.wait()
            if person_id is None or self._closed:
                return None
            line = self._waiting.pop(person_id)
            item = line.popleft()
            if line:
                self._waiting[person_id] = line  # behind everybody else
            self._taken[person_id] = item
            return item

    async def close(self) -> None:
        """Give out no more."""
        async with self._changed:
            self._closed = True
            self._changed.notify_all()

    async def done(self, item: InboxItem) -> None:
        """Let the person's next message be taken."""
        async with self._changed:
            if self._taken.get(item.person_id) == item:
                del self._taken[item.person_id]
            self._changed.notify_all()

    async def remove(self, item_id: str) -> InboxItem | None:
        """Take out a message that still waits; None where it does not."""
        async with self._changed:
            for person_id, line in list(self._waiting.items()):
                for item in line:
                    if item.item_id == item_id:
                        line.remove(item)
                        if not line:
                            del self._waiting[person_id]
                        return item
        return None

    def waiting_of(self, person_id: str) -> str | None:
        """Return the id of a person's message that waits, if there is one."""
        line = self._waiting.get(person_id)
        return line[0].item_id if line else None

    def person_of(self, item_id: str) -> str | None:
        """Return whose message this is, if it waits."""
        return next((item.person_id for item in self._in_turn() if item.item_id == item_id), None)

    def waits_for_others(self, item_id: str) -> bool:
        """Tell whether a message waits, and not only for its own person's earlier ones."""
        person_id = self.person_of(item_id)
        return person_id is not None and bool((self._taken.keys() | self._waiting.keys()) - {person_id})

    def place(self, item_id: str) -> int:
        """Return which place a waiting message has, those that are being answered before it; 0 if none."""
        for place, item in enumerate(self._in_turn(), start=1 + len(self._taken)):
            if item.item_id == item_id:
                return place
        return 0

    def _next_person(self) -> str | None:
        return next((person_id for person_id in self._waiting if person_id not in self._taken), None)

    def _in_turn(self) -> Iterator[InboxItem]:
        """Yield what waits in the order in which it would be taken."""
        lines = [list(line) for line in self._waiting.values()]
        for turn in range(max(map(len, lines), default=0)):
            yield from (line[turn] for line in lines if turn < len(line))
