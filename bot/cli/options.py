"""Options that several commands have, so that they are called and explained alike."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.domain import Composer

PathwayOption = Annotated[
    str | None, typer.Option("--pathway", metavar="ID", help="The pathway to ask about.")
]
UserOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Who asks; everyone has threads of their own.")
]
ThreadOption = Annotated[str | None, typer.Option("--thread", metavar="T", help="Go on with this thread.")]
ComposerOption = Annotated[
    Composer | None,
    typer.Option(
        "--composer", help="llm: let the model write wherever it can; extractive: never ask the model."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, and nothing else.")]
