"""A folder that installs where there is no network: made for real, installed and asked without one."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import PathDistribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.bundling.own_wheel import repack
from tests.package.conftest import without_network

# Where pip's cache is empty, llama.cpp is compiled.
pytestmark = [pytest.mark.package, pytest.mark.timeout(1800)]


def _content(wheel: Path) -> dict[str, int]:
    """Return what a wheel holds beside its list, with checksums."""
    with ZipFile(wheel) as archive:
        return {
            info.filename: info.CRC for info in archive.infolist() if not info.filename.endswith("/RECORD")
        }


def test_what_a_bundle_installed_answers_at_once_without_a_network(environment: Path, tmp_path: Path) -> None:
    beside = environment.parent.parent
    asked = subprocess.run(
        [*without_network(), environment / "pathcoach", "ask", "Which skills are critical?"],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(beside),
            "PATHCOACH_HOME": str(beside / "home"),
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (asked.returncode, asked.stderr) == (0, "")  # nothing is indexed or learnt any more
    assert "TensorFlow Lite and ONNX (6 weeks)" in asked.stdout


def test_the_bundle_holds_the_wheel_of_the_checkout(bundle: Path, wheel: Path) -> None:
    (own,) = (bundle / "wheels").glob("pathcoach-*.whl")
    assert (own.name, _content(own)) == (wheel.name, _content(wheel))


def test_what_is_installed_makes_the_same_wheel_again(
    environment: Path, bundle: Path, tmp_path: Path
) -> None:
    (own,) = (bundle / "wheels").glob("pathcoach-*.whl")
    (metadata,) = environment.parent.glob("lib/python*/site-packages/pathcoach-*.dist-info")
    again = repack(PathDistribution(metadata), tmp_path)
    assert (again.name, _content(again)) == (own.name, _content(own))
