"""`pathcoach bench`: what it prints and writes, what it refuses before it has measured anything."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.benchmark import QUICK, measure
from bot.config import Settings
from bot.domain import Composer
from bot.machine import Machine, Reading
from bot.settable import ModelSettings

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.fixture
def quick_bench(pathcoach: Pathcoach, tiny_gguf: Path, built_home: Path) -> Pathcoach:
    """`pathcoach bench --quick …` with the tiny model, code writing every answer."""

    def run(*arguments: str, home: Path = built_home) -> Any:
        return pathcoach(
            "bench",
            "--quick",
            *arguments,
            home=home,
            PATHCOACH_MODEL__PATH=str(tiny_gguf),
            PATHCOACH_MODEL__THREADS="1",
            PATHCOACH_MODEL__BATCH_THREADS="1",
            PATHCOACH_COMPOSER="extractive",
        )

    return run


def test_it_prints_a_table_and_writes_both_files(quick_bench: Pathcoach, tmp_path: Path) -> None:
    ran = quick_bench("--json", "bench.json", "--plot", "latency.svg")
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert "whole answers" in {row[0] for row in rows}
    assert ran.err.splitlines() == ["Written: bench.json.", "Written: latency.svg."]
    report = json.loads((tmp_path / "bench.json").read_text())
    assert (report["schema"], report["quick"], report["model"]["name"]) == (1, True, "tiny.gguf")
    assert report["answers"]["written"] is None
    assert report["answers"]["coded"]["count"] > 0
    assert report["retrieval"]["median"] > 0
    assert report["left_out"]["first_sentence"] == (
        "The model writes none of the answers: code composes all of them."
    )
    root = ET.fromstring((tmp_path / "latency.svg").read_text())
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 2 * len(report["by_size"]) > 0


def test_a_dash_prints_the_json_alone(quick_bench: Pathcoach, tmp_path: Path) -> None:
    ran = quick_bench("--json", "-", home=tmp_path / "empty")
    assert (ran.code, ran.err) == (0, "")
    (line,) = ran.out.splitlines()
    report = json.loads(line)
    assert report["answers"] is None
    assert "Run `pathcoach index`." in report["left_out"]["index"]
    assert not (tmp_path / "empty").exists()


def test_a_place_where_nothing_can_be_written_is_refused_before_measuring(
    pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path
) -> None:
    assert "is a folder" in refusal(pathcoach("bench", "--json", str(tmp_path)))
    assert "There is no folder" in refusal(pathcoach("bench", "--plot", "none/latency.svg"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_somebody_else_is_refused(pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert "Nothing can be written" in refusal(pathcoach("bench", "--json", "closed/bench.json"))


def test_a_missing_model_is_said_in_one_sentence(pathcoach: Pathcoach, refusal: Refusal) -> None:
    assert "No model file at /none.gguf" in refusal(pathcoach("bench", PATHCOACH_MODEL__PATH="/none.gguf"))


class NoSensors:
    """A machine that measures nothing of itself."""

    def read(self) -> Reading:
        return Reading()


@pytest.mark.real_model
def test_what_the_model_writes_is_measured_too_and_nobodys_data_is_touched(built_home: Path) -> None:
    settings = Settings(
        home=built_home, composer=Composer.MIXED, model=ModelSettings(threads=1, batch_threads=1)
    )
    effort = replace(
        QUICK, limit_s=250, answers_s=0.5, decode_rounds=1, decode_tokens=16, overhead_s=0.5, sizes=(64,)
    )
    before = {path for path in built_home.rglob("*") if "index" not in path.parts}
    report = measure(
        settings,
        effort,
        quick=True,
        read_machine=lambda: Machine(8 * 10**9, 5 * 10**9, 1, 1),
        sensors=NoSensors(),
        tell=lambda _: None,
    )
    assert report.first_sentence is not None
    assert report.first_sentence.prefix_cached_s is not None
    assert report.first_sentence.follow_up_s is not None
    assert report.answers is not None
    assert report.decode is not None
    assert report.decode.ratio is not None
    assert report.bandwidth_bytes_s is not None
    assert report.model is not None
    speed = report.decode.ours.median
    assert report.roofline_share == pytest.approx(speed * report.model.bytes / report.bandwidth_bytes_s)
    made = {path for path in built_home.rglob("*") if "index" not in path.parts} - before
    assert {path.name for path in made} <= {"verified.json"}
