"""Power, load and temperature from the kernel's files and from commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.machine import Reading, Sensors
from bot.machine.sensing.rapl import Rapl
from tests.machine.boards import AGX_ORIN
from tests.machine.sensing.test_tegrastats import THOR

_ZONE = "sys/class/powercap/intel-rapl:0"
_INA = {
    "sys/class/hwmon/hwmon3/name": "ina3221",
    "sys/class/hwmon/hwmon3/in1_label": "VDD_IN",
    "sys/class/hwmon/hwmon3/in1_input": "5000",
    "sys/class/hwmon/hwmon3/curr1_input": "1400",
    "sys/class/hwmon/hwmon3/in2_label": "VDD_CPU_GPU_CV",
    "sys/class/hwmon/hwmon3/in2_input": "5000",
    "sys/class/hwmon/hwmon3/curr2_input": "600",
    "sys/class/hwmon/hwmon3/in3_label": "NC",
    "sys/class/hwmon/hwmon3/in3_input": "5000",
    "sys/class/hwmon/hwmon3/curr3_input": "600",
    "sys/class/hwmon/hwmon0/name": "coretemp",
}
_OLD_INA = {
    "sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0/rail_name_0": "POM_5V_IN",
    "sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0/in_power0_input": "2500",
}


class Tegrastats:
    """One that is not run: `newest` is set by the test."""

    def __init__(self, newest: str) -> None:
        self.newest, self.closed = newest, False

    def close(self) -> None:
        self.closed = True


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n")
    return root


def sensors(root: Path, *, times: Sequence[float] = (0.0, 2.0), nvidia: str | None = None) -> Sensors:
    clock = iter(times)
    return Sensors(
        root,
        lambda command: nvidia if command[0] == "nvidia-smi" else None,
        clock=lambda: next(clock),
        start_tegrastats=lambda: pytest.fail("no tegrastats here"),
    )


def test_a_machine_without_sensors_says_nothing(tmp_path: Path) -> None:
    assert sensors(tmp_path).read() == Reading()


@pytest.mark.parametrize(("files", "watts"), [(_INA, 7.0), (_OLD_INA, 2.5)])
def test_a_board_is_measured_where_it_takes_power_in(
    tmp_path: Path, files: dict[str, str], watts: float
) -> None:
    board = sensors(write(tmp_path, files))
    reading = board.read()
    assert (reading.watts, reading.watts_of, reading.joules) == (watts, ("board",), None)
    assert board.read().joules == 2 * watts


def test_a_rail_that_leads_nowhere_is_not_added(tmp_path: Path) -> None:
    without_input = {**_INA, "sys/class/hwmon/hwmon3/in1_label": "VDD_GPU_SOC"}
    assert sensors(write(tmp_path, without_input)).read().watts == 10.0


def test_a_processors_power_is_counted_between_two_readings_and_wraps_around(tmp_path: Path) -> None:
    files = {
        f"{_ZONE}/name": "package-0",
        f"{_ZONE}/energy_uj": "9000000",
        f"{_ZONE}/max_energy_range_uj": "10000000",
    }
    psys = {"sys/class/powercap/intel-rapl:1/name": "psys", "sys/class/powercap/intel-rapl:1/energy_uj": "5"}
    processor = sensors(write(tmp_path, {**files, **psys}), times=(0.0, 2.0, 4.0))
    assert processor.read().watts is None
    write(tmp_path, {f"{_ZONE}/energy_uj": "9500000", "sys/class/powercap/intel-rapl:1/energy_uj": "9000000"})
    assert processor.read().watts == pytest.approx(0.25)
    write(tmp_path, {f"{_ZONE}/energy_uj": "3500000"})
    reading = processor.read()
    assert (reading.watts, reading.watts_of) == (pytest.approx(2.0), ("processor",))
    assert reading.joules == pytest.approx(4.0)


def test_counters_that_nobody_may_read_are_none(tmp_path: Path) -> None:
    rapl = Rapl(write(tmp_path, {f"{_ZONE}/name": "package-0"}))
    assert (rapl.read(0.0), rapl.read(1.0)) == (None, None)


def test_a_card_adds_to_the_processor(tmp_path: Path) -> None:
    files = {f"{_ZONE}/name": "package-0", f"{_ZONE}/energy_uj": "0"}
    machine = sensors(write(tmp_path, files), nvidia="212.50, 87, 61\n")
    machine.read()
    write(tmp_path, {f"{_ZONE}/energy_uj": "100000000"})
    reading = machine.read()
    assert (reading.watts, reading.watts_of) == (262.5, ("processor", "gpu"))
    assert (reading.gpu_load, reading.temperature_c) == (0.87, 61)


def test_a_card_that_does_not_measure_its_power_still_says_its_load(tmp_path: Path) -> None:
    reading = sensors(tmp_path, nvidia="[N/A], 3, 40\n").read()
    assert (reading.watts, reading.gpu_load) == (None, 0.03)


@pytest.mark.parametrize("load", ["sys/devices/gpu.0/load", "sys/class/devfreq/17000000.ga10b/device/load"])
def test_a_jetsons_gpu_load_is_in_thousandths(tmp_path: Path, load: str) -> None:
    assert sensors(write(tmp_path, {load: "421"})).read().gpu_load == 0.421


def test_the_hottest_place_counts_and_a_pmic_does_not(tmp_path: Path) -> None:
    zones = {
        "thermal_zone0": ("CPU-therm", 41000),
        "thermal_zone1": ("PMIC-Die", 100000),
        "thermal_zone2": ("gpu", 43500),
    }
    files = {
        f"sys/class/thermal/{zone}/{name}": str(value)
        for zone, (kind, degrees) in zones.items()
        for name, value in (("type", kind), ("temp", degrees))
    }
    assert sensors(write(tmp_path, files)).read().temperature_c == 43.5


def test_tegrastats_tells_what_the_kernel_does_not(tmp_path: Path) -> None:
    tegrastats = Tegrastats(THOR)
    board = Sensors(
        AGX_ORIN.write(write(tmp_path, {"sys/devices/gpu.0/load": "70"})),
        lambda _: None,
        start_tegrastats=lambda: tegrastats,  # type: ignore[arg-type, return-value]
    )
    reading = board.read()
    board.close()
    assert (reading.watts, reading.watts_of, reading.gpu_load) == (19.78, ("board",), 0.07)
    assert reading.temperature_c == 44.5
    assert tegrastats.closed
