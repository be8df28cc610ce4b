"""What people install: the wheel holds all that it needs, and works where there is no checkout."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from email import message_from_string
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.package.conftest import ROOT

Installed = Callable[..., subprocess.CompletedProcess[str]]

# Where pip's cache is empty, llama.cpp is compiled.
pytestmark = [pytest.mark.package, pytest.mark.timeout(1800)]


def files_in(folder: Path) -> set[Path]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in found if "__pycache__" not in path.parts}


def metadata_of(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_string(archive.read(name).decode())


def test_the_wheel_holds_the_package_with_its_documents_and_prompts_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {Path(name) for name in archive.namelist() if ".dist-info/" not in name}
    expected = {Path("bot") / path for path in files_in(ROOT / "bot")}
    for bundled in ("knowledge", "prompts"):
        expected |= {Path("bot/_bundled") / bundled / path for path in files_in(ROOT / bundled)}
    assert held == expected


def test_the_metadata_says_what_it_is_and_under_which_licence(wheel: Path) -> None:
    metadata = metadata_of(wheel)
    assert (metadata["Name"], metadata["License-Expression"]) == ("pathcoach", "Apache-2.0")
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")
    assert not any("extra ==" in needed for needed in metadata.get_all("Requires-Dist", []))


def test_the_first_question_is_answered_in_an_empty_folder(installed: Installed) -> None:
    ran = installed("pathcoach", "ask", "Which skills are critical?")
    assert ran.returncode == 0, ran.stderr
    assert "TensorFlow Lite and ONNX (6 weeks)" in ran.stdout
    assert "Sources: [1] Skills to learn › Python for AI/ML" in ran.stdout


def test_the_model_writes_in_an_empty_folder(installed: Installed) -> None:
    ran = installed("pathcoach", "ask", "What will I love about this work?", "--composer", "llm", "--json")
    assert ran.returncode == 0, ran.stderr
    assert '"completion_tokens": 0' not in ran.stdout


def test_python_m_bot_is_the_command(installed: Installed, wheel: Path) -> None:
    ran = installed("python", "-m", "bot", "--version")
    said = f"pathcoach {metadata_of(wheel)['Version']}\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, said, "")


def test_the_settings_are_shown(installed: Installed) -> None:
    ran = installed("pathcoach", "config")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "PATHCOACH_HOME" in ran.stdout


def test_eval_says_where_to_find_it(installed: Installed) -> None:
    ran = installed("pathcoach", "eval")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "The evaluation is not part of the package. Run it in a checkout of the project.\n"
