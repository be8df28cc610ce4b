"""pip as it is asked: a runner that writes empty wheels, or fails, or is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.bundling import Contents, Manifest, Pip, make_bundle

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ENGINE = f"llama_cpp_python-{version('llama-cpp-python')}-py3-none-any.whl"


@dataclass
class ScriptedPip:
    """Every command with its variables; `fails_at` is a part of the one that fails."""

    fails_at: str | None = None
    raises: type[BaseException] | None = None
    commands: list[tuple[list[str], dict[str, str]]] = field(default_factory=list)

    def __call__(self, command: Sequence[str], variables: Mapping[str, str], log: Path) -> int:
        self.commands.append((list(command), dict(variables)))
        last, folder = command[-1], Path(command[command.index("--wheel-dir") + 1])
        if self.fails_at is not None and self.fails_at in last:
            if self.raises is not None:
                raise self.raises
            log.write_text("ERROR: no matching distribution", encoding="utf-8")
            return 1
        if last.startswith("llama-cpp-python=="):
            (folder / ENGINE).write_bytes(b"engine")
        elif last.endswith(".whl"):
            (folder / "needed-1.0-py3-none-any.whl").write_bytes(b"needed")
        else:
            (folder / "pathcoach-0.1.0-py3-none-any.whl").write_bytes(b"coach")
        return 0


Making = Callable[..., Manifest]


@pytest.fixture
def made(tmp_path: Path) -> Making:
    """`made(folder, pip, model=…)`: makes a bundle, with its log in `tmp_path/home`."""
    (home := tmp_path / "home").mkdir()

    def make(
        folder: Path, pip: ScriptedPip | None = None, *, free: int = 10**12, **contents: Path | None
    ) -> Manifest:
        return make_bundle(
            folder,
            Contents(**contents),
            pip=Pip(home / "bundle.log", pip or ScriptedPip()),
            now=NOW,
            notice=lambda said: None,
            free_bytes=lambda _: free,
        )

    return make
