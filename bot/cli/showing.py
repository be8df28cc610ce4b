"""`pathcoach pathways` and `pathcoach show`: what is indexed."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.completing import complete_pathway
from bot.cli.options import JsonOption
from bot.config import load_settings


def pathways(as_json: JsonOption = False) -> None:
    """List the pathways that questions can be about.

    Their documents are in the index; `pathcoach index PATH` adds others.

    Example: pathcoach pathways --json
    """
    from bot.app import open_index

    for pathway in open_index(load_settings()).pathways.values():
        if as_json:
            print(json.dumps({"pathway_id": pathway.pathway_id, "title": pathway.title}, ensure_ascii=False))
        else:
            print(f"{pathway.pathway_id}\n    {pathway.title}")


def show(
    pathway: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The pathway's id, as `pathcoach pathways` lists it.",
            autocompletion=complete_pathway,
        ),
    ],
) -> None:
    """Print one pathway as its document.

    What is printed is a whole pathway document: a start for one of your own.

    Example: pathcoach show backend-developer-to-edge-ai-engineer
    """
    from bot.app import open_index
    from bot.errors import UnknownPathway
    from bot.pathways.write import write_markdown

    known = open_index(load_settings()).pathways
    if pathway not in known:
        raise UnknownPathway(f"No pathway {pathway} is indexed. `pathcoach pathways` lists them.")
    print(write_markdown(known[pathway]), end="")
