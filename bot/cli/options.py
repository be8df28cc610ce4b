"""Options that several commands have, so that they are called and explained alike."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.completing import complete_pathway, complete_thread
from bot.domain import Composer

PathwayOption = Annotated[
    str | None,
    typer.Option(
        "--pathway",
        metavar="ID",
        help="The pathway that the questions are about; without it, the one that a question names.",
        autocompletion=complete_pathway,
    ),
]
UserOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Whose threads these are; everyone has their own.")
]
ThreadOption = Annotated[
    str | None,
    typer.Option(
        "--thread",
        metavar="T",
        help="Go on with this thread, as `pathcoach threads` lists it, or start one of this name.",
        autocompletion=complete_thread,
    ),
]
ComposerOption = Annotated[
    Composer | None,
    typer.Option(
        "--composer",
        metavar="C",
        help="llm: the model writes an answer in one go; mixed: it goes on from what code begins; "
        "extractive: code alone writes. Without it, as was measured for the model.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, and nothing else.")]


def written_by(composer: Composer | None) -> dict[str, Composer]:
    """Return the flag as a setting that wins over the others; nothing where it was not given."""
    return {} if composer is None else {"composer": composer}
