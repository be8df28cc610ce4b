"""The command line: options in, a coach's replies out; a CoachError becomes a sentence and exit code 1.

Each command has its file, named for what one does with it: asking, talking, indexing, … What a command needs
is imported when it runs: `pathcoach --help` and completion must not wait for a model's packages.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.asking import ask
from bot.cli.bench import bench
from bot.cli.bundle import bundle
from bot.cli.commitments import commitments
from bot.cli.conversations import threads
from bot.cli.doctor import doctor
from bot.cli.evaluation import evaluate
from bot.cli.following_up import remind, review, undo
from bot.cli.indexing import index
from bot.cli.models import models
from bot.cli.planning import done, next_tasks, plan
from bot.cli.privacy import backup, export, forget
from bot.cli.profile import profile
from bot.cli.settings import config
from bot.cli.showing import pathways, show
from bot.cli.slack import slack
from bot.cli.talking import chat
from bot.errors import CoachError
from bot.faults import report_fault

__all__ = ["app", "main"]

# Objects that come to be between two looks for unreachable ones. Nearly all that start-up makes stays:
# Python's own 700 had them looked through 580 times, 0.5 s of a first answer's 2.7 (for 2 MB less).
_COLLECTED_AFTER = 100_000

app = typer.Typer(
    name="pathcoach",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
_COMMANDS: tuple[tuple[str, Callable[..., None] | typer.Typer], ...] = (  # in the order of the help
    ("ask", ask),
    ("chat", chat),
    ("threads", threads),
    ("next", next_tasks),
    ("plan", plan),
    ("done", done),
    ("commitments", commitments),
    ("review", review),
    ("remind", remind),
    ("undo", undo),
    ("profile", profile),
    ("export", export),
    ("forget", forget),
    ("backup", backup),
    ("index", index),
    ("pathways", pathways),
    ("show", show),
    ("slack", slack),
    ("models", models),
    ("doctor", doctor),
    ("bench", bench),
    ("bundle", bundle),
    ("config", config),
)
for name, command in _COMMANDS:
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name)(command)
app.command("eval", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(evaluate)


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_COLLECTED_AFTER, *gc.get_threshold()[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without "›" gets "?"
    try:
        app(prog_name="pathcoach")
    except CoachError as error:
        print(error, file=sys.stderr)
        _leave(1)
    except KeyboardInterrupt:
        _leave(130)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(1)
    except Exception as error:  # the outermost edge: a user gets a sentence, never a traceback
        from bot.config import default_home

        print(report_fault(error, default_home()), file=sys.stderr)
        _leave(1)


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """A career coach that runs on your own hardware: cited answers from pathway documents.

    \b
    Examples:
      pathcoach chat
      pathcoach ask "Which skills are critical?"

    `pathcoach COMMAND --help` explains a command. `pathcoach config` shows what can be set.
    """


def _leave(code: int) -> None:
    sys.stdout.flush()
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"pathcoach {version('pathcoach')}")
        raise typer.Exit()
