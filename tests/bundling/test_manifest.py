from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from bot.bundling.manifest import FileRecord, Manifest, record_files, write_manifest
from bot.bundling.platforms import Platform, this_platform
from tests.bundling.conftest import NOW

PLATFORM = Platform("3.11", "cpython", "linux", "aarch64", "glibc", "2.35")


def test_files_are_recorded_by_path_with_bytes_and_digest(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "b.whl").write_bytes(b"two")
    (tmp_path / "a.txt").write_bytes(b"")
    assert record_files(tmp_path) == (
        FileRecord("a.txt", 0, hashlib.sha256(b"").hexdigest()),
        FileRecord("wheels/b.whl", 3, hashlib.sha256(b"two").hexdigest()),
    )


def test_the_manifest_says_what_the_bundle_is_and_for_whom(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    manifest = Manifest("0.1.0", PLATFORM, NOW, "mine.gguf", record_files(tmp_path))
    write_manifest(tmp_path, manifest)
    written = json.loads((tmp_path / "manifest.json").read_bytes())
    (record,) = written.pop("files")
    assert record == {"path": "a.txt", "bytes": 3, "sha256": hashlib.sha256(b"one").hexdigest()}
    assert written == {
        "schema": 1,
        "version": "0.1.0",
        "platform": {
            "python": "3.11",
            "implementation": "cpython",
            "system": "linux",
            "machine": "aarch64",
            "libc": "glibc",
            "libc_version": "2.35",
        },
        "created_at": "2026-03-02T08:00:00+00:00",
        "model": "mine.gguf",
    }
    assert manifest.total_bytes == 3


def test_the_sums_end_with_that_of_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_bytes(b"one")
    write_manifest(tmp_path, Manifest("0.1.0", PLATFORM, NOW, None, record_files(tmp_path)))
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    digest = hashlib.sha256((tmp_path / "manifest.json").read_bytes()).hexdigest()
    assert [line.split("  ")[1] for line in lines] == ["z.txt", "manifest.json"]
    assert lines[-1].startswith(digest)


def test_a_platform_is_said_with_its_c_library_where_there_is_one() -> None:
    assert str(PLATFORM) == "cpython 3.11 on linux aarch64, glibc 2.35 or newer"
    mac = replace(PLATFORM, system="darwin", machine="arm64", libc="", libc_version="")
    assert str(mac) == "cpython 3.11 on darwin arm64"


def test_this_process_runs_on_a_platform_that_is_wholly_known() -> None:
    here = this_platform()
    assert re.fullmatch(r"3\.\d+", here.python)
    assert all((here.implementation, here.system, here.machine))
