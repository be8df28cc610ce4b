"""Pathcoach's own wheel: built from the checkout that it runs from, else packed again from what is installed.

A wheel is what lies in site-packages, in a zip file, with a list of digests (the binary distribution format).
pip has no command that goes back; since Pathcoach is pure Python, going back loses nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.metadata import Distribution, PackagePath
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from zipfile import ZIP_DEFLATED, ZipFile

from bot.errors import BundleFailed

# What an installer adds to a wheel's metadata.
_INSTALLERS_OWN = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def source_tree(distribution: Distribution) -> Path | None:
    """Return the checkout that an editable installation runs from; None for any other installation."""
    written = distribution.read_text("direct_url.json")
    origin = json.loads(written) if written else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    return Path(url2pathname(urlsplit(origin["url"]).path))


def repack(distribution: Distribution, folder: Path) -> Path:
    """Write the wheel of what is installed into `folder`; return it. Raises BundleFailed and OSError."""
    name, version = distribution.name.replace("-", "_"), distribution.version
    tag = _tag(distribution)
    wheel, record = folder / f"{name}-{version}-{tag}.whl", f"{name}-{version}.dist-info/RECORD"
    lines = []
    with ZipFile(wheel, "w", ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in _files(distribution):
            content = Path(path.locate()).read_bytes()
            archive.write(path.locate(), path.as_posix())
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            lines.append(f"{path.as_posix()},sha256={digest},{len(content)}\n")
        archive.writestr(record, "".join([*lines, f"{record},,\n"]))
    return wheel


def _files(distribution: Distribution) -> list[PackagePath]:
    """Return the files that came in the wheel; the command, for one, is only made on installing."""
    files = [path for path in distribution.files or () if _came_in_the_wheel(path)]
    gone = next((path for path in files if not Path(path.locate()).is_file()), None)
    if not files or gone is not None:
        raise BundleFailed(
            f"The installation of {distribution.name} is incomplete: {gone or 'its list of files'} is "
            f"missing. Install its wheel again, and run the command again."
        )
    return files


def _came_in_the_wheel(path: PackagePath) -> bool:
    in_metadata = path.parent.name.endswith(".dist-info")
    return (
        ".." not in path.parts
        and "__pycache__" not in path.parts
        and not (in_metadata and path.name in _INSTALLERS_OWN)
    )


def _tag(distribution: Distribution) -> str:
    lines = (distribution.read_text("WHEEL") or "").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("Tag: ")), "py3-none-any")
