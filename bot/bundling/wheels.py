"""The wheels of a bundle: Pathcoach's own, llama.cpp for any processor of the kind, and what they need."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution, distributions, version
from pathlib import Path
from typing import Final

from bot.bundling.own_wheel import repack, source_tree
from bot.bundling.pins import pins
from bot.bundling.pip import Pip
from bot.errors import BundleFailed
from bot.prompts import bundled_prompts

_OURS: Final = "pathcoach"
_ENGINE: Final = "llama-cpp-python"
# By default llama.cpp is compiled for the very processor that compiles it, and dies on an older one.
_PORTABLE: Final = "-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF"


def gather_wheels(folder: Path, *, pip: Pip, given: Path | None, notice: Callable[[str], None]) -> None:
    """Fill `folder`. Wheels in the folder `given` are taken from there. Raises BundleFailed and OSError."""
    say = bundled_prompts().say
    found = [f"--find-links={path}" for path in (folder, given) if path is not None]
    constraints = pip.log.with_name("bundle-constraints.txt")
    constraints.write_text(pins(distributions(), without=_OURS), encoding="utf-8")
    if not (given and _engine_in(given)):
        notice(say("bundle_compiling"))
        _compile_engine(folder, pip)
    notice(say("bundle_collecting"))
    own = _own_wheel(folder, pip)
    pip.wheel(folder, *found, f"--constraint={constraints}", str(own), what="the wheels that Pathcoach needs")


def own_version() -> str:
    """Return the version that is bundled. Raises BundleFailed where Pathcoach is not installed."""
    try:
        return version(_OURS)
    except PackageNotFoundError:
        raise BundleFailed(
            "Pathcoach is not installed here, so that nobody knows what it needs. Run `make install` in its "
            "checkout."
        ) from None


def _engine_in(given: Path) -> bool:
    pattern = f"{_ENGINE.replace('-', '_')}-{version(_ENGINE)}-*.whl"
    return any(given.glob(pattern))


def _compile_engine(folder: Path, pip: Pip) -> None:
    """pip's cache is left out: what it keeps was compiled for this processor alone, under the same name."""
    pip.wheel(
        folder,
        "--no-cache-dir",
        "--no-deps",
        f"--no-binary={_ENGINE}",
        f"{_ENGINE}=={version(_ENGINE)}",
        what=f"{_ENGINE}, which it compiles",
        variables={"CMAKE_ARGS": f"{os.environ.get('CMAKE_ARGS', '')} {_PORTABLE}".strip()},
    )


def _own_wheel(folder: Path, pip: Pip) -> Path:
    installed = distribution(_OURS)
    checkout = source_tree(installed)
    if checkout is None:
        return repack(installed, folder)
    pip.wheel(folder, "--no-deps", str(checkout), what=f"Pathcoach's own wheel from {checkout}")
    built = next(folder.glob(f"{_OURS}-*.whl"), None)
    if built is None:
        raise BundleFailed(f"pip built no wheel of {checkout}. Read why in {pip.log}.")
    return built
