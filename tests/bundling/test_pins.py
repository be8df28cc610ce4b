from __future__ import annotations

from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

from bot.bundling.pins import installed_bytes, pins


def _installed(folder: Path, name: str, version: str, *, record: str | None = None) -> Distribution:
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n")
    if record is not None:
        (info / "RECORD").write_text(record)
    return PathDistribution(info)


def test_every_version_is_pinned_but_ones_own(tmp_path: Path) -> None:
    found = [
        _installed(tmp_path, name, version)
        for name, version in (("torch", "2.13.0+cpu"), ("Pathcoach", "0.1.0"), ("attrs", "26.1.0"))
    ]
    assert pins(found, without="pathcoach") == "attrs==26.1.0\ntorch==2.13.0+cpu\n"


def test_of_two_versions_the_first_on_the_path_counts(tmp_path: Path) -> None:
    first, second = (
        _installed(tmp_path / place, "attrs", version) for place, version in (("a", "2.0"), ("b", "1.0"))
    )
    assert pins([first, second], without="pathcoach") == "attrs==2.0\n"


def test_what_is_installed_takes_what_its_installer_noted(tmp_path: Path) -> None:
    noted = _installed(tmp_path, "attrs", "1.0", record="attrs/a.py,sha256=x,300\nattrs/b.py,sha256=x,\n")
    unknown = _installed(tmp_path, "other", "1.0")
    assert installed_bytes([noted, unknown]) == 300
