"""The large store holds what the figures speak of, and its bars are computed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bench.store import BLOCK, DUE_OF_BLOCK, NOW, Timed, bars, build, run, table
from bot.clock import frozen_clock
from bot.store import Store


def test_every_person_has_as_many_commitments_and_a_message_to_come_for_each(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"

    build(url, people=2 * BLOCK, each=3)

    with Store.open(url, clock=frozen_clock(NOW)) as store:
        for person_id in ("person-0", "person-99-1"):
            assert len(store.commitments.find(person_id)) == 3
        assert len(store.deliveries.due(NOW)) == 2 * DUE_OF_BLOCK
        everything = store.deliveries.due(NOW + timedelta(days=9), limit=10_000)
        assert len(everything) == 2 * (3 * BLOCK + DUE_OF_BLOCK)
    assert [timed.found for timed in run(url, people=2 * BLOCK, looks=1)] == [100, 100, 0, 3, 1]


def test_the_bars_are_medians_against_the_bound() -> None:
    quick, slow = Timed("a", [1, 2, 90], 7, 20), Timed("b", [1, 21, 22], 7, 20)

    assert [(bar.figure, bar.held) for bar in bars([quick, slow])] == [(2, True), (21, False)]
    assert table([quick]).splitlines()[1].split() == ["a", "2.00", "1.00", "90.00", "7"]
