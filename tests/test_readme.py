"""README.md says what is: its tables, its tree and its first exchange are those of the code as it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


@pytest.mark.real_model
def test_the_generated_parts_are_up_to_date() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", README.name],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert ran.returncode == 0, f"`make readme` writes README.md anew.\n{ran.stdout}\n{ran.stderr}"


def test_nobody_sees_how_they_are_generated() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(README.read_text(encoding="utf-8"))
    shown = [token.content for token in tokens if token.type in ("inline", "fence")]
    hidden = [token.content for token in tokens if token.type == "html_block"]
    assert "cog" not in "".join(shown)
    assert all(block.strip().startswith("<!--") and block.strip().endswith("-->") for block in hidden)


def test_files_that_it_links_to_are_there() -> None:
    inline = (token for token in MarkdownIt().parse(README.read_text(encoding="utf-8")) if token.children)
    linked = [str(child.attrs.get("href", "")) for token in inline for child in token.children or ()]
    files = [link for link in linked if link and "://" not in link]
    assert files
    assert all((ROOT / file).exists() for file in files)
