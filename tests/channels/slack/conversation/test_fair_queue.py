"""Who is answered next."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.conversation.fair_queue import FairQueue
from bot.domain import InboxItem


def item(person_id: str, number: int) -> InboxItem:
    return InboxItem(f"{person_id}{number}", "slack", person_id, "?", datetime(2026, 3, 2, tzinfo=UTC))


async def drain(queue: FairQueue, count: int) -> list[str]:
    """Answer `count` messages, one at a time."""
    order = []
    for _ in range(count):
        taken = await queue.take()
        assert taken is not None
        order.append(taken.item_id)
        await queue.done(taken)
    return order


def test_one_question_does_not_wait_for_anothers_ten() -> None:
    async def run() -> list[str]:
        queue = FairQueue()
        for number in range(10):
            await queue.put(item("a", number))
        await queue.put(item("b", 0))
        return await drain(queue, 11)

    order = asyncio.run(run())

    assert order.index("b0") == 1
    assert [each for each in order if each.startswith("a")] == [f"a{number}" for number in range(10)]


def test_a_person_is_answered_one_at_a_time() -> None:
    async def run() -> None:
        queue = FairQueue()
        for number in range(2):
            await queue.put(item("a", number))
        first = await queue.take()
        assert first is not None
        second = asyncio.create_task(queue.take())
        await asyncio.sleep(0)
        assert not second.done()
        await queue.done(first)
        assert (taken := await second) is not None
        assert taken.item_id == "a1"

    asyncio.run(run())


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.data())
def test_the_place_is_how_many_are_answered_by_then(people: list[str], data: st.DataObject) -> None:
    async def run() -> None:
        queue = FairQueue()
        items = [item(person, number) for number, person in enumerate(people)]
        for each in items:
            await queue.put(each)
        places = {each.item_id: queue.place(each.item_id) for each in items}
        order = await drain(queue, len(items))
        assert [places[item_id] for item_id in order] == list(range(1, len(items) + 1))

    asyncio.run(run())


def test_what_was_taken_out_is_not_answered() -> None:
    async def run() -> list[str]:
        queue = FairQueue()
        for number in range(3):
            await queue.put(item("a", number))
        assert await queue.remove("a1") == item("a", 1)
        assert await queue.remove("a1") is None
        return await drain(queue, 2)

    assert asyncio.run(run()) == ["a0", "a2"]


def test_one_waits_for_others_only_where_others_are_before() -> None:
    async def run() -> tuple[bool, bool]:
        queue = FairQueue()
        await queue.put(item("a", 0))
        await queue.put(item("a", 1))
        await queue.take()
        alone = queue.waits_for_others("a1")
        await queue.put(item("b", 0))
        return alone, queue.waits_for_others("a1")

    assert asyncio.run(run()) == (False, True)


def test_a_closed_queue_gives_out_no_more() -> None:
    async def run() -> None:
        queue = FairQueue()
        waiting = asyncio.create_task(queue.take())
        await asyncio.sleep(0)
        await queue.close()
        await queue.put(item("a", 0))
        assert await waiting is None
        assert await queue.take() is None
        assert len(queue) == 1

    asyncio.run(run())
