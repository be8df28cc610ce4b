"""deploy/README.md says what is: its computed tables, what it links to, what it tells people to type."""

from __future__ import annotations

import re
import sys

import pytest
import typer.main
from markdown_it import MarkdownIt

from bot.cli import app
from bot.models import load_catalogue
from tests.deploy.conftest import ROOT, run

README = ROOT / "deploy/README.md"


def test_the_computed_tables_are_up_to_date() -> None:
    ran = run(sys.executable, "-m", "cogapp", "--check", "--diff", README)
    assert ran.returncode == 0, f"`python -m cogapp -r {README.relative_to(ROOT)}` writes it.\n{ran.stdout}"


def test_files_that_it_links_to_are_there() -> None:
    inline = (token for token in MarkdownIt().parse(README.read_text()) if token.children)
    linked = [str(child.attrs.get("href", "")) for token in inline for child in token.children or ()]
    files = [link.partition("#")[0] for link in linked if link and "://" not in link]
    assert files
    assert all((README.parent / file).exists() for file in files)


def test_commands_and_models_that_it_names_are_there() -> None:
    text = README.read_text()
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?:`|^ *|; )(?:coach|pathcoach) ([a-z]+)", text, re.MULTILINE))
    assert {"doctor", "models", "ask", "bundle", "remind", "bench"} <= named
    assert named <= commands.keys()
    models = set(re.findall(r"coach models (?:pull|use) ([\w.-]+)", text))
    assert models
    assert models <= {entry.name for entry in load_catalogue()}


@pytest.mark.parametrize("said", ["had no Jetson", "linted and not built", "computed", "published"])
def test_it_says_plainly_what_was_not_measured(said: str) -> None:
    first_part = README.read_text().partition("\n## ")[0].replace("\n", " ")
    assert said in first_part
