"""`pathcoach index --watch` beside an open `pathcoach chat`: processes of their own, bounded in time."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from bot.bundled import bundled_folder

Start = Callable[..., subprocess.Popen[str]]

pytestmark = [pytest.mark.real_model, pytest.mark.timeout(200)]

QUESTION = "How many weeks does C/C++ for Embedded Systems take?\n"


@pytest.fixture
def start(home: Path, own_environment: Callable[..., dict[str, str]]) -> Iterator[Start]:
    """Starts commands that go on running; they are ended with the test."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str | Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            cwd=home.parent,
            env=own_environment(home, PATHCOACH_COMPOSER="extractive"),
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def line_with(stream: IO[str] | None, text: str) -> str:
    """Read on to the line with `text`."""
    assert stream is not None
    read = []
    for line in stream:
        read.append(line)
        if text in line:
            return line
    raise AssertionError(f"{text!r} is not in {read}")


def test_saving_a_document_changes_the_next_answer_of_an_open_chat(start: Start, tmp_path: Path) -> None:
    (bundled,) = bundled_folder("knowledge").glob("*.md")
    text = bundled.read_text(encoding="utf-8").replace("backend-developer-to", "cook-to")
    document = tmp_path / "cook.md"
    document.write_text(text, encoding="utf-8")

    watching = start("index", document, "--watch")
    line_with(watching.stdout, "Ctrl-C")
    chat = start("chat", "--pathway", "cook-to-edge-ai-engineer")
    assert chat.stdin is not None
    chat.stdin.write(QUESTION)
    chat.stdin.flush()
    before = line_with(chat.stdout, "weeks")
    document.write_text(text.replace("*important · 10 weeks*", "*important · 13 weeks*"), encoding="utf-8")
    update = line_with(watching.stdout, "cook.md")
    chat.stdin.write(QUESTION)
    chat.stdin.flush()
    after = line_with(chat.stdout, "weeks")
    watching.send_signal(signal.SIGINT)

    assert "10 weeks" in before
    assert "cook.md: 2 chunks embedded, 31 unchanged" in update
    assert "13 weeks" in after
    assert watching.wait(30) == 0
