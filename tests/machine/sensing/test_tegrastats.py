"""The three forms of a tegrastats line, and that of the first boards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.machine.sensing.tegrastats import Tegrastats, parse_line

OLD = (
    "RAM 4722/7844MB (lfb 1x512kB) CPU [33%@1224,12%@1224] EMC_FREQ 2%@1866 GR3D_FREQ 10%@1300 APE 150 "
    "PLL@29.5C PMIC@100C GPU@31C thermal@30.25C POM_5V_IN 2532/2698 POM_5V_GPU 40/60 POM_5V_CPU 480/500"
)
ORIN = (
    "RAM 6221/62797MB (lfb 6x4MB) SWAP 0/31398MB (cached 0MB) CPU [1%@729,off] EMC_FREQ 0%@2133 "
    "GR3D_FREQ 12%@[1300,1300] NVDEC off cpu@49.8C/49.8C tj@50.1C gpu@47.625C/47.625C cv0@-256C "
    "VDD_GPU_SOC 5139mW/5139mW/5139mW VDD_CPU_CV 1000mW/990mW VIN_SYS_5V0 4000mW/4010mW"
)
THOR = (
    "RAM 9000/125772MB (lfb 12x4MB) CPU [0%@972] GR3D_FREQ @[314,314,314] cpu@44.1C tj@44.5C gpu@43C "
    "VDD_GPU 1962mW/1962mW VDD_CPU_SOC_MSS 5139mW/5100mW VIN_SYS_5V0 4000mW/4000mW VIN 19780mW/19780mW"
)


def test_the_old_form_has_no_units() -> None:
    line = parse_line(OLD)
    assert (line.used_bytes, line.total_bytes) == (4722 << 20, 7844 << 20)
    assert line.largest_free_block_bytes == 512 << 10
    assert line.gpu_load == 0.1
    assert line.rails == {"POM_5V_IN": 2.532, "POM_5V_GPU": 0.04, "POM_5V_CPU": 0.48}
    assert line.sample.watts == {"board": 2.532}  # the rest are parts of it
    assert line.sample.temperature_c == 31  # a PMIC says 100 whatever happens


def test_an_orin_has_a_clock_for_each_cluster_and_its_rails_add_up() -> None:
    line = parse_line(ORIN)
    assert line.largest_free_block_bytes == 4 << 20
    assert line.gpu_load == 0.12
    assert line.sample.watts == {"board": pytest.approx(5.139 + 1.0 + 4.0)}
    assert line.sample.temperature_c == 50.1
    assert "cv0" not in line.temperatures_c  # it is off


def test_a_thor_says_no_load_and_what_it_takes_in() -> None:
    line = parse_line(THOR)
    assert line.gpu_load is None
    assert line.sample.watts == {"board": 19.78}


@pytest.mark.parametrize("text", ["", "RAM", "Run as root for the whole of it\n"])
def test_a_line_that_says_nothing_is_read_as_that(text: str) -> None:
    line = parse_line(text)
    assert line.total_bytes is None
    assert line.sample.watts == {}


def test_the_program_is_followed_until_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tegrastats"
    program.write_text(f"#!/bin/sh\necho '{THOR}'\nexec sleep 1000\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    tegrastats = Tegrastats()
    while not tegrastats.newest:
        pass
    tegrastats.close()
    assert parse_line(tegrastats.newest).rails["VIN"] == 19.78


def test_where_the_program_is_not_installed_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tegrastats = Tegrastats()
    tegrastats.close()
    assert tegrastats.newest == ""
