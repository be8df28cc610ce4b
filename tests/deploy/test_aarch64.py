"""deploy/aarch64.py: which pins have a wheel for ARM, by what pip answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

import pytest

from deploy.aarch64 import Answer, IndexSilent, Row, find_wheels, judge, read_pins
from tests.deploy.conftest import run

PINS = {"rich": "15.0.0", "llama-cpp-python": "0.3.36", "numpy": "2.4.6"}
WHEELS = {
    "rich": "rich-15.0.0-py3-none-any.whl",
    "numpy": "numpy-2.4.6-cp311-cp311-manylinux_2_27_aarch64.manylinux_2_28_aarch64.whl",
}
FOUND = {**WHEELS, "llama-cpp-python": None}


def report(names: Mapping[str, str]) -> str:
    """Return what pip writes about these, in its form."""
    install = [
        {
            "download_info": {"url": f"https://index.example/packages/ab/cd/{WHEELS[name]}"},
            "metadata": {"name": name.upper(), "version": version},
        }
        for name, version in names.items()
    ]
    return json.dumps({"version": "1", "pip_version": "26.0", "install": install})


def pip(pins: Mapping[str, str]) -> Answer:
    """Answer as pip did for an index that has no wheel of llama-cpp-python."""
    if "llama-cpp-python" not in pins:
        return Answer(report=report(pins))
    return Answer(
        complaint="ERROR: Could not find a version that satisfies the requirement llama_cpp_python==0.3.36 "
        "(from versions: none)\nERROR: No matching distribution found for llama_cpp_python==0.3.36\n"
    )


def faults(rows: list[Row]) -> dict[str, str]:
    return {row.package: row.fault for row in rows if row.fault}


def test_pins_are_read_in_their_normal_form() -> None:
    text = "# Exact versions\nJinja2==3.1.6\nllama_cpp_python==0.3.36\n"
    assert read_pins(text) == {"jinja2": "3.1.6", "llama-cpp-python": "0.3.36"}


def test_a_package_without_a_wheel_does_not_hide_the_others() -> None:
    assert find_wheels(PINS, pip) == FOUND


@pytest.mark.parametrize(
    "complaint",
    [
        "",
        "ERROR: No matching distribution found for other==1.0",
        "WARNING: Retrying (Retry(total=4, …)) after connection broken\n"
        "ERROR: No matching distribution found for rich==15.0.0",
    ],
)
def test_an_index_that_cannot_be_asked_is_no_index_without_wheels(complaint: str) -> None:
    with pytest.raises(IndexSilent):
        find_wheels(PINS, lambda pins: Answer(complaint=complaint))


def test_a_pin_without_a_wheel_needs_a_reason() -> None:
    assert faults(list(judge(PINS, [FOUND, FOUND], {}))).keys() == {"llama-cpp-python"}
    assert faults(list(judge(PINS, [FOUND, FOUND], {"llama-cpp-python": "compiled"}))) == {}


def test_a_wheel_for_one_python_alone_is_not_enough() -> None:
    found = faults(list(judge({"rich": "15.0.0"}, [{"rich": WHEELS["rich"]}, {"rich": None}], {})))
    assert found == {"rich": "has no wheel, and no reason in from-source.yaml"}


def test_a_reason_that_is_not_needed_is_a_fault() -> None:
    reasons = {"llama-cpp-python": "compiled", "rich": "none", "gone": "none"}
    assert faults(list(judge(PINS, [FOUND], reasons))) == {
        "rich": "has wheels, and needs no reason in from-source.yaml",
        "gone": "is not pinned, and needs no reason in from-source.yaml",
    }


@pytest.mark.package
def test_every_pin_has_a_wheel_for_arm_or_a_reason() -> None:
    ran = run(sys.executable, "-m", "deploy.aarch64", timeout_s=280)
    assert ran.returncode == 0, ran.stderr
