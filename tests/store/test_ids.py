"""Ids: short, and later ones sort later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.ids import new_id


def test_ids_are_short_and_safe_in_a_url() -> None:
    assert all(len(one) == 19 and one.isalnum() and one == one.lower() for one in (new_id(), new_id()))


def test_later_ids_sort_later_however_fast_they_come() -> None:
    ids = [new_id() for _ in range(2000)]

    assert ids == sorted(set(ids))


def test_later_ids_sort_later_when_the_machines_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr("time.time_ns", lambda: 0)

    assert new_id() > before


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: new_id(), range(2000)))

    assert len({one[:11] for one in ids}) == 2000
