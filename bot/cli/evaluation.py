"""`pathcoach eval`: `python -m eval`, where there is a checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from bot.errors import CoachError


def evaluate(context: typer.Context) -> None:
    """Run the evaluation, in a checkout of the project.

    Every option goes on to `python -m eval`, which explains them with `python -m eval --help`.

    Example: pathcoach eval --half work
    """
    import subprocess

    checkout = Path(__file__).parents[2]
    if not (checkout / "eval" / "__main__.py").is_file():
        raise CoachError("The evaluation is not part of the package. Run it in a checkout of the project.")
    raise typer.Exit(
        subprocess.run([sys.executable, "-m", "eval", *context.args], cwd=checkout, check=False).returncode
    )
