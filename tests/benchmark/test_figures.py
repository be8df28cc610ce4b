"""Figures of many measurements, of memory and of its bandwidth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benchmark.bandwidth import block_bytes, largest_cache, measure_bandwidth
from bot.benchmark.peak import peak_bytes
from bot.benchmark.spread import spread

MIB = 1 << 20


def test_nothing_measured_says_nothing() -> None:
    assert spread([]) is None


def test_quantiles_lie_between_two_measurements() -> None:
    found = spread([4.0, 1.0, 2.0, 3.0])
    assert found is not None
    assert (found.median, found.least, found.most, found.count) == (2.5, 1.0, 4.0, 4)
    assert found.p95 == pytest.approx(3.85)


@given(st.lists(st.floats(0.001, 1e6), min_size=1))
def test_the_figures_of_a_spread_are_in_order(measured: list[float]) -> None:
    found = spread(measured)
    assert found is not None
    assert found.least <= found.median <= found.p95 * (1 + 1e-12)
    assert found.p95 <= found.most * (1 + 1e-12)


def test_bandwidth_is_bytes_read_by_the_time_of_the_quickest_round() -> None:
    ticks = iter(np.cumsum([0, 4, 0, 1, 0, 2, 0, 8]).astype(float))  # two rounds on one core, two on two
    found = measure_bandwidth(2, block_bytes=8 * MIB, rounds=2, clock=lambda: next(ticks))
    assert found == 8 * MIB / 1.0


def test_a_machine_reads_its_memory_at_some_speed() -> None:
    assert 1e8 < measure_bandwidth(1, block_bytes=8 * MIB, rounds=1) < 1e13


@pytest.mark.parametrize(
    ("cache", "free", "read"),
    [
        (0, 0, 64 * MIB),
        (MIB, 10**10, 64 * MIB),
        (32 * MIB, 10**10, 128 * MIB),
        (2**40, 10**11, 1024 * MIB),
        (32 * MIB, 200 * MIB, 50 * MIB),
        (32 * MIB, 1, MIB),
    ],
)
def test_what_is_read_is_larger_than_the_cache_and_small_beside_what_is_free(
    cache: int, free: int, read: int
) -> None:
    assert block_bytes(cache, free) == read


def test_the_largest_cache_is_found_where_the_kernel_tells_of_it(tmp_path: Path) -> None:
    assert largest_cache(tmp_path) == 0
    for number, size in enumerate(("32K", "1024K", "32M", "none")):
        folder = tmp_path / f"sys/devices/system/cpu/cpu0/cache/index{number}"
        folder.mkdir(parents=True)
        (folder / "size").write_text(f"{size}\n")
    assert largest_cache(tmp_path) == 32 * MIB


def test_the_peak_is_the_kernels_own_count(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/status").write_text("VmPeak:\t 900 kB\nVmHWM:\t     450 kB\nVmRSS:\t 400 kB\n")
    assert peak_bytes(tmp_path) == 450 * 1024


def test_without_a_kernel_that_counts_the_system_is_asked(tmp_path: Path) -> None:
    assert peak_bytes(tmp_path) > 10 * MIB
