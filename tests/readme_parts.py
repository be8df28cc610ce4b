"""The parts of README.md that are made from what they describe. `make readme` writes them anew, through cog.

Each function returns Markdown. What it shows comes from the command as people run it, or from docstrings.
"""

from __future__ import annotations

import ast
import json
import re
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import typer.main

from bot.bundled import bundled_folder
from bot.channels.terminal.commands import COMMANDS
from bot.cli import app
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.pathways.readers import read_document
from bot.prompts import bundled_prompts
from tests.e2e.conftest import ROOT, run_in

_COLUMNS = 100  # of the terminal that the exchange stands for
_TREE_COLUMN = 20
_PLAIN_USAGE = str.maketrans("", "", "{}")
_QUESTIONS = (  # code answers them, so that the words are the same on every machine
    "Which skills are critical?",
    "How long are all phases together?",
    "What does an edge AI engineer earn in Norway?",
)
_SAID = {  # on each day, in a thread of its own
    "2026-03-02T09:00:00+01:00": (
        "I already know Python, and I have 6 hours a week",
        "I'll email two people by Friday",
        "yes",
    ),
    "2026-03-09T09:00:00+01:00": ("emailed both of them!", "can I be done by December?"),
}
_MARKS = re.compile(r" ?\[\d+\]")
_WITHOUT_DOCSTRING = {
    "deploy": "Jetson, containers, systemd, and Slack's app manifest",
    "bot/migrations": "The tables of the store, from version to version",
    "knowledge": "Pathway documents, one Markdown file each",
    "prompts": "Every prompt, fixed sentence and labelled example",
    "tests": "As bot/; e2e/ runs the command with the real models, package/ the wheel",
}


def exchange() -> str:
    """Ask the questions in a home of their own, and return what a terminal shows."""
    with _indexed_home() as home:
        shown = [f'$ pathcoach ask "{question}"\n{_answer(home, question)}' for question in _QUESTIONS]
    return _fenced("\n\n".join(shown), "console")


def coaching() -> str:
    """Say what somebody says on a day, and return the conversation."""
    with _indexed_home() as home:
        days = [_conversation(home, day, said) for day, said in _SAID.items()]
    return _fenced("\n\n".join(days), "console")


def commands() -> str:
    """Return the table of the commands, from their help."""
    rows = [
        (f"`{usage}`", _first_line(command.help), " ".join(f"`{each}`" for each in _options(command.params)))
        for usage, command in _usages("pathcoach", typer.main.get_command(app))
    ]
    return _table(("command", "what it does", "options"), rows)


def settings() -> str:
    """Return the table of the settings, as `pathcoach config` shows them where nothing is set."""
    with tempfile.TemporaryDirectory(prefix="pathcoach-readme-") as scratch:
        ran = run_in(Path(scratch) / "home", "config", "--json")
    assert ran.returncode == 0, ran.stderr
    rows = []
    for setting in map(json.loads, ran.stdout.splitlines()):
        value = "the platform's data folder" if setting["name"] == "home" else _default(setting["value"])
        rows.append((f"`{setting['name']}`", f"`{setting['variable']}`", value, setting["description"]))
    return _table(("setting", "variable", "default", "what it is"), rows)


def chat_commands() -> str:
    """Return the table of what can be typed with a slash."""
    say = bundled_prompts().say
    return _table(("in a chat", "what it does"), [(f"`/{name}`", say(f"help_{name}")) for name in COMMANDS])


def tree() -> str:
    """Return the files with what their docstrings begin with."""
    inside = [path for path in (ROOT / "bot").iterdir() if path.name not in ("__init__.py", "__pycache__")]
    *others, last = sorted(inside, key=lambda path: (path.is_file(), path.name))
    lines = [_entry("", ROOT / "bot"), *(_entry("├── ", path) for path in others), _entry("└── ", last)]
    lines += [_entry("", ROOT / name) for name in ("knowledge", "prompts", "eval", "bench", "tests")]
    return _fenced("\n".join(lines))


@contextmanager
def _indexed_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pathcoach-readme-") as scratch:
        home = Path(scratch) / "home"
        build_index(
            [bundled_folder("knowledge")],
            home=home,
            embedder=MiniLMEmbedder(),
            read=read_document,
            progress=ConsoleProgress(),
        )
        yield home


def _conversation(home: Path, day: str, said: Sequence[str]) -> str:
    """Say these to the coach, one after the other in one thread; return both sides without the sources."""
    exchanged = []
    for text in said:
        frozen = {"PATHCOACH_NOW": day, "PATHCOACH_COMPOSER": "extractive"}
        ran = run_in(home, "ask", text, "--thread", day[:10], env=frozen)
        assert ran.returncode == 0, ran.stderr
        shown = _MARKS.sub("", "\n".join(_wrapped(ran.stdout.partition("\nSources:")[0].strip())))
        kept = [line for line in shown.splitlines() if not line.startswith("`pathcoach commitments")]
        exchanged.append(f"you> {text}\n" + "\n".join(kept).strip())
    return f"# {datetime.fromisoformat(day):%A, %-d %B}\n" + "\n\n".join(exchanged)


def _usages(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Yield how each command is called, those of a group one by one."""
    for inside, each in command.commands.items():
        if hasattr(each, "commands"):
            if each.invoke_without_command:
                yield f"{name} {inside}", each
            yield from _usages(f"{name} {inside}", each)
            continue
        context = each.context_class(each, info_name=inside)
        pieces = [piece for piece in each.collect_usage_pieces(context) if piece != "[OPTIONS]"]
        yield " ".join([name, inside, *pieces]).translate(_PLAIN_USAGE), each


def _answer(home: Path, question: str) -> str:
    ran = run_in(home, "ask", question)
    assert ran.returncode == 0, ran.stderr
    return "\n".join(_wrapped(ran.stdout.strip()))


def _wrapped(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, _COLUMNS, break_on_hyphens=False) or [""]


def _options(parameters: Iterable[Any]) -> Iterator[str]:
    for parameter in parameters:
        if parameter.param_type_name == "option" and parameter.name != "help":
            yield f"{parameter.opts[0]} {'' if parameter.is_flag else parameter.metavar}".strip()


def _first_line(help_text: str) -> str:
    return help_text.strip().splitlines()[0]


def _default(value: object) -> str:
    return (
        "–" if value in (None, "not set") else f"`{json.dumps(value) if isinstance(value, bool) else value}`"
    )


def _entry(branch: str, path: Path) -> str:
    name = f"{branch}{path.name}{'/' if path.is_dir() else ''}"
    return f"{name:<{_TREE_COLUMN}}{_description(path)}"


def _description(path: Path) -> str:
    """Return the first line of a file's or package's docstring, up to its first full stop."""
    named = path.relative_to(ROOT).as_posix()
    if named in _WITHOUT_DOCSTRING:
        return _WITHOUT_DOCSTRING[named]
    source = path / "__init__.py" if path.is_dir() else path
    docstring = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))
    assert docstring, f"{named} has no docstring to take a description from."
    return docstring.splitlines()[0].partition(". ")[0].removesuffix(".")


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _fenced(text: str, language: str = "") -> str:
    return f"\n```{language}\n{text}\n```\n"
