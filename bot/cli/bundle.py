"""`pathcoach bundle`: a folder that installs where there is no network."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.completing import complete_model
from bot.config import Settings, load_settings, prepare_home

if TYPE_CHECKING:
    from collections.abc import Callable


def bundle(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to make; it must be empty or not there yet.")
    ],
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="MODEL",
            help="A model that is here, by its name or path; without it, the one in use.",
            autocompletion=complete_model,
        ),
    ] = None,
    no_index: Annotated[
        bool, typer.Option("--no-index", help="Leave the index out; the other machine builds its own.")
    ] = False,
    wheels: Annotated[
        Path | None,
        typer.Option(
            "--wheels",
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Take the wheels that are there as they are, such as another bundle's; only others are got.",
        ),
    ] = None,
) -> None:
    """Make a folder that installs Pathcoach on another machine without a network: wheels, model and index.

    It is for machines with this one's Python version, system and kind of processor. llama.cpp is compiled
    anew, so that it runs on all of these; on x86-64 they need AVX2. CMAKE_ARGS and pip's own settings count,
    such as PIP_EXTRA_INDEX_URL. People, threads, settings and secrets stay here.

    \b
    Examples:
      pathcoach bundle /media/stick/pathcoach
      pathcoach bundle new --model granite-4.0-1b --no-index
    """
    from bot.bundling import Contents, Pip, make_bundle, require_empty
    from bot.clock import clock_of
    from bot.models.sizes import say_size
    from bot.prompts import bundled_prompts
    from bot.router import router_cache

    folder = Path(os.path.abspath(folder.expanduser()))
    require_empty(folder)
    settings, say = load_settings(), bundled_prompts().say
    prepare_home(settings.home)
    notice = partial(print, file=sys.stderr, flush=True)
    made = make_bundle(
        folder,
        Contents(
            model=_model_file(model, settings),
            index=None if no_index else _index(settings, notice),
            learned=router_cache(),
            wheels=wheels and wheels.absolute(),
        ),
        pip=Pip(settings.home / "bundle.log"),
        now=clock_of(settings)(),
        notice=notice,
    )
    size = say_size(made.total_bytes)
    print(
        say(
            "bundle_done",
            folder=folder,
            version=made.version,
            platform=made.platform,
            files=len(made.files),
            size=size,
        )
    )
    print(say("bundle_next", name=folder.name))


def _model_file(name: str | None, settings: Settings) -> Path | None:
    """Return the file of the model that is named or in use, verified; None for the bundled one."""
    from bot.llm.model_file import check_model_file
    from bot.models.catalogue import ModelEntry, load_catalogue
    from bot.models.library import Library
    from bot.models.using import find_here

    in_use = settings.model.path
    if name is None and in_use is None:
        return None
    library = Library(settings.home)
    found = find_here(name or str(in_use), library, load_catalogue(), check_model_file)
    if isinstance(found, ModelEntry):
        return None
    library.verify(found)
    return found.path


def _index(settings: Settings, notice: Callable[[str], None]) -> Path:
    """Return the folder of the index, built where there is none; say what of it does not come along."""
    from bot.embedding import is_bundled
    from bot.errors import BundleFailed
    from bot.index.command import ensure_index
    from bot.index.layout import index_folder
    from bot.index.sources import remembered
    from bot.prompts import bundled_prompts

    if not is_bundled(settings.embedding.model):
        raise BundleFailed(
            f"The index is made with the embedding model {settings.embedding.model}, which does not come "
            f"along. Bundle with --no-index, or unset PATHCOACH_EMBEDDING__MODEL."
        )
    ensure_index(settings)
    if count := len(remembered(settings.home)):
        notice(bundled_prompts().say("bundle_sources", count=count))
    return index_folder(settings.home)
