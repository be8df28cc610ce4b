"""Makes the folder: beside its place, and named as it is to be called only when it is whole.

FOLDER/
├── install.sh       checks, installs, puts model and index into place, runs `pathcoach doctor`
├── manifest.json    what is in it, and for which machines it is
├── SHA256SUMS       the digests of all the rest
├── wheels/          Pathcoach and all that it needs
├── models/          the model's file, unless it is the one that comes among the wheels
├── index/           the current generation of the index, and what names it
└── learned/         what the router and the reader of acts have learnt, which takes a minute
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path

from filelock import FileLock, Timeout

from bot.bundling.manifest import Manifest, record_files, write_manifest
from bot.bundling.pins import installed_bytes
from bot.bundling.pip import Pip
from bot.bundling.platforms import this_platform
from bot.bundling.wheels import gather_wheels, own_version
from bot.errors import BundleFailed, IndexMissing, StorageError
from bot.files import sync_folder
from bot.index import layout
from bot.models.sizes import say_size
from bot.prompts import bundled_prompts

_INSTALLER = "install.sh"
_SPARE_BYTES = 100 * 10**6
_PACKED = 0.5  # of what is installed, its wheels take about a third


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a bundle beside Pathcoach; None for what stays out."""

    model: Path | None = None  # a file; the bundled model comes among the wheels
    index: Path | None = None  # the folder of an index
    learned: Path | None = None  # where the router and the reader of acts keep what they learnt
    wheels: Path | None = None  # a folder of wheels that need not be got


def make_bundle(
    folder: Path,
    contents: Contents,
    *,
    pip: Pip,
    now: datetime,
    notice: Callable[[str], None],
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Manifest:
    """Make the bundle `folder`, which is empty or not there yet; say on `notice` how it goes.

    Raises BundleFailed, StorageError or IndexMissing. After any of these `folder` is as it was before.
    """
    require_empty(folder)
    version = own_version()
    with _writing(folder, pip.log.with_name("bundle.lock")), _unfinished(folder) as building:
        _require_room(folder, contents, free_bytes(folder.parent))
        pip.start_log()
        (building / "wheels").mkdir()
        gather_wheels(building / "wheels", pip=pip, given=contents.wheels, notice=notice)
        _copy(contents, building, notice)
        notice(bundled_prompts().say("bundle_digests"))
        model = contents.model.name if contents.model else None
        manifest = Manifest(version, this_platform(), now, model, record_files(building))
        write_manifest(building, manifest)
        building.rename(folder)
        sync_folder(folder.parent)
    return manifest


def require_empty(folder: Path) -> None:
    """Return if `folder` is empty or not there. Raises BundleFailed: nothing is ever overwritten."""
    if os.path.ismount(folder):
        raise BundleFailed(f"{folder} is a disk as a whole. Name a folder on it.")
    try:
        taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except OSError as error:
        raise BundleFailed(f"{folder} cannot be read ({error.strerror}). Name another folder.") from None
    if taken:
        raise BundleFailed(
            f"{folder} is there already and not an empty folder. Name another one, or remove it."
        )


@contextmanager
def _writing(folder: Path, lock: Path) -> Iterator[None]:
    """Make the folder that `folder` is to lie in, and keep others from using the same log."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        raise BundleFailed("Another `pathcoach bundle` is running here. Wait until it has ended.") from None
    except OSError as error:
        raise StorageError(
            f"The bundle cannot be written to {folder} ({error.strerror or error}). Name a folder that you "
            f"can write to, on a disk with room."
        ) from error


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """Give a folder beside `folder`. What is left of it in the end is removed, and what a killed run left."""
    building = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _require_room(folder: Path, contents: Contents, free: int) -> None:
    needed = int(installed_bytes(distributions()) * _PACKED) + _SPARE_BYTES
    needed += contents.model.stat().st_size if contents.model else 0
    if needed > free:
        raise StorageError(
            f"The bundle needs about {say_size(needed)} on the disk that holds {folder.parent}; "
            f"{say_size(free)} are free. Free some space there, or name a folder elsewhere."
        )


def _copy(contents: Contents, building: Path, notice: Callable[[str], None]) -> None:
    say = bundled_prompts().say
    installer = building / _INSTALLER
    installer.write_bytes(files("bot.bundling").joinpath(_INSTALLER).read_bytes())
    installer.chmod(0o755)
    if model := contents.model:
        notice(say("bundle_model", name=model.name, size=say_size(model.stat().st_size)))
        (building / "models").mkdir()
        shutil.copyfile(model, building / "models" / model.name)
    if contents.index:
        notice(say("bundle_index"))
        _copy_index(contents.index, building / "index")
    if contents.learned:
        (building / "learned").mkdir()
        for path in sorted(contents.learned.glob("*.npy")):
            shutil.copyfile(path, building / "learned" / path.name)


def _copy_index(index: Path, folder: Path) -> None:
    """Copy the current generation. It is never written again, so that no lock is needed."""
    pointer = layout.read_pointer(index)
    if pointer is None:
        raise IndexMissing(f"There is no index in {index}. Run `pathcoach index`, or bundle with --no-index.")
    shutil.copytree(index / pointer.generation, folder / pointer.generation)
    layout.write_pointer(folder, layout.Pointer(pointer.generation, previous=None))
