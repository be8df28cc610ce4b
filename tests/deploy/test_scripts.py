"""Every shell script of the project passes shellcheck."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT, program, run

SCRIPTS = sorted([ROOT / ".ci/run", *(ROOT / "deploy").rglob("*.sh"), *(ROOT / "bot").rglob("*.sh")])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_shellcheck_finds_nothing(script: Path) -> None:
    ran = run(program("shellcheck"), "--color=never", script)
    assert (ran.returncode, ran.stdout) == (0, "")
