"""Pathcoach's own wheel, from a checkout or from what is installed."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.bundling.own_wheel import repack, source_tree
from bot.errors import BundleFailed

RECORD = "coach-1.2.dist-info/RECORD"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What pip leaves of a wheel: the package, its metadata, a command, compiled modules."""
    files = {
        "coach/__init__.py": "x = 1\n",
        "coach/__pycache__/__init__.cpython-311.pyc": "compiled",
        "coach/REQUESTED": "a file of the package's own",
        "../bin/coach": "#!python",
        "coach-1.2.dist-info/METADATA": "Metadata-Version: 2.4\nName: coach\nVersion: 1.2\n",
        "coach-1.2.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "coach-1.2.dist-info/entry_points.txt": "[console_scripts]\ncoach = coach:x\n",
        "coach-1.2.dist-info/INSTALLER": "pip",
        "coach-1.2.dist-info/REQUESTED": "",
        "coach-1.2.dist-info/direct_url.json": "{}",
    }
    folder = tmp_path / "site"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / RECORD).write_text("".join(f"{name},,\n" for name in (*files, RECORD)))
    return folder


def _distribution(site: Path) -> Distribution:
    return PathDistribution(site / "coach-1.2.dist-info")


def test_what_is_installed_is_packed_again_as_it_came(site: Path, tmp_path: Path) -> None:
    wheel = repack(_distribution(site), tmp_path)
    assert wheel.name == "coach-1.2-py3-none-any.whl"
    with ZipFile(wheel) as archive:
        assert archive.namelist() == [
            "coach/__init__.py",
            "coach/REQUESTED",
            "coach-1.2.dist-info/METADATA",
            "coach-1.2.dist-info/WHEEL",
            "coach-1.2.dist-info/entry_points.txt",
            RECORD,
        ]


def test_the_record_holds_the_digest_of_each_file(site: Path, tmp_path: Path) -> None:
    with ZipFile(repack(_distribution(site), tmp_path)) as archive:
        rows = [line.split(",") for line in archive.read(RECORD).decode().splitlines()]
        assert [name for name, _, _ in rows] == archive.namelist()
        for name, digest, size in rows[:-1]:
            content = archive.read(name)
            expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            assert (digest, int(size)) == (f"sha256={expected}", len(content))
        assert rows[-1] == [RECORD, "", ""]


def test_an_incomplete_installation_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "coach" / "__init__.py").unlink()
    with pytest.raises(BundleFailed, match=r"incomplete: coach/__init__\.py is missing"):
        repack(_distribution(site), tmp_path)


def test_an_installation_without_a_list_of_files_is_refused(site: Path, tmp_path: Path) -> None:
    (site / RECORD).unlink()
    with pytest.raises(BundleFailed, match="its list of files is missing"):
        repack(_distribution(site), tmp_path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"url": "file:///src/my%20coach", "dir_info": {"editable": True}}, Path("/src/my coach")),
        (
            {"url": "file:///src/coach", "dir_info": {}},
            None,
        ),  # a copy, which the checkout may have left behind
        ({"url": "file:///dist/coach-1.2-py3-none-any.whl", "archive_info": {}}, None),
        (None, None),
    ],
)
def test_only_an_editable_installation_runs_from_a_checkout(
    site: Path, written: dict[str, object] | None, expected: Path | None
) -> None:
    path = site / "coach-1.2.dist-info" / "direct_url.json"
    path.unlink()
    if written is not None:
        path.write_text(json.dumps(written))
    assert source_tree(_distribution(site)) == expected
