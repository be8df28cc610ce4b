"""Whole runs: what there is is measured, and what is missing is left out with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.benchmark import QUICK, Report, measure
from bot.benchmark.coach_side import search_all
from bot.config import Settings
from bot.digests import file_digest
from bot.errors import ModelNotFound
from bot.machine import Machine, Reading
from bot.settable import ModelSettings

BRIEF = replace(
    QUICK,
    limit_s=200,
    decode_s=20.0,
    decode_rounds=1,
    decode_tokens=16,
    sizes_s=20.0,
    sizes=(64,),
    power_s=0.1,
)
MACHINE = Machine(8 * 10**9, 5 * 10**9, 1, 1)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Watts:
    """A sensor that says always the same; None: there is none."""

    def __init__(self, watts: float | None) -> None:
        self._watts = watts

    def read(self) -> Reading:
        return Reading() if self._watts is None else Reading(self._watts, ("board",), 1.0)


def brief(
    settings: Settings, *, machine: Machine = MACHINE, watts: float | None = None
) -> tuple[Report, list[str]]:
    """Return a short run, and what was told while it went on."""
    told: list[str] = []
    report = measure(
        settings,
        BRIEF,
        quick=True,
        read_machine=lambda: machine,
        sensors=Watts(watts),
        tell=told.append,
        clock=lambda: NOW,
    )
    return report, told


def test_without_an_index_the_engine_alone_is_measured_and_nothing_is_made(
    tiny_settings: Callable[..., Settings], tiny_gguf: Path
) -> None:
    settings = tiny_settings()
    report, told = brief(settings, watts=5.0)
    assert "Run `pathcoach index`." in report.left_out["index"]
    assert (report.answers, report.first_sentence, report.retrieval, report.overhead) == (None,) * 4
    assert report.model is not None
    assert report.model.sha256 == file_digest(tiny_gguf)
    assert report.prefill is not None
    assert report.prefill.bare is not None
    assert [each.tokens for each in report.by_size] == [64]
    assert report.power is not None
    assert report.peak_bytes is not None
    assert report.bandwidth_bytes_s is not None
    assert report.measured_at == NOW
    assert "Reading" in told
    assert not settings.home.exists()


def test_without_sensors_and_without_room_for_bare_llama_cpp_it_says_so(
    tiny_settings: Callable[..., Settings],
) -> None:
    report, _ = brief(tiny_settings(), machine=replace(MACHINE, available_bytes=10**6))
    assert report.power is None
    assert "sensor" in report.left_out["power"]
    assert "second copy of the model" in report.left_out["bare"]
    assert report.prefill is not None
    assert report.prefill.bare is None


def test_nothing_is_written_to_a_home_that_is_there(tiny_settings: Callable[..., Settings]) -> None:
    settings = tiny_settings()
    settings.home.mkdir()
    brief(settings)
    assert list(settings.home.iterdir()) == []


def test_no_search_repeats_one_whose_vector_may_be_remembered(hand: Any) -> None:
    queries: list[str] = []

    class Searched:
        def search(self, query: str) -> None:
            queries.append(query)
            hand.go(0.02)

    found = search_all(Searched(), ["Why?", "How?"], rounds=3, clock=hand)  # type: ignore[arg-type]
    assert found is not None
    assert (found.count, found.median) == (6, pytest.approx(0.02))
    assert len(set(queries)) == 6


def test_a_missing_model_ends_it_before_anything_is_measured(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", model=ModelSettings(path=tmp_path / "none.gguf"))
    with pytest.raises(ModelNotFound):
        brief(settings)


def test_of_a_server_only_the_coach_is_measured(tmp_path: Path) -> None:
    served = ModelSettings(base_url="http://127.0.0.1:9/v1")
    report, _ = brief(Settings(home=tmp_path / "home", model=served))
    assert report.model is None
    assert report.decode is None
    assert "server" in report.left_out["model"]


def test_where_time_is_over_all_but_the_shortest_parts_are_left_out(
    tiny_settings: Callable[..., Settings],
) -> None:
    report = measure(
        tiny_settings(),
        replace(BRIEF, limit_s=0.0),
        quick=True,
        read_machine=lambda: MACHINE,
        sensors=Watts(None),
        tell=lambda _: None,
    )
    assert report.by_size == ()
    assert "no time left" in report.left_out["by_size"]
    assert "no time left" in report.left_out["index"]
    assert report.bandwidth_bytes_s is not None  # this much is always measured
