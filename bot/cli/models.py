"""`pathcoach models`: which models there are, which fit this machine; getting, choosing and checking them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.completing import complete_model
from bot.cli.options import JsonOption
from bot.config import Settings, load_settings, prepare_home, settings_in_use
from bot.errors import ModelNotFound

if TYPE_CHECKING:
    from bot.machine import Machine
    from bot.models.library import Installed
    from bot.models.listing import Listed
    from bot.models.using import InUse

models = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

ModelArgument = Annotated[
    str,
    typer.Argument(
        metavar="MODEL",
        help="A name from `pathcoach models list`, hf:OWNER/REPOSITORY/FILE.gguf, or the path of a file.",
        autocompletion=complete_model,
    ),
]


@models.callback()
def about() -> None:
    """Say which language models fit this machine; get them, choose one, check their files.

    \b
    Examples:
      pathcoach models list
      pathcoach models pull granite-4.0-1b
      pathcoach models use granite-4.0-1b
    """


@models.command("list")
def list_all(as_json: JsonOption = False) -> None:
    """List the models that are known, with size and licence, and say which fit this machine.

    What a model needs is computed from its file, its context and the batches it reads in. A GB is a thousand
    million bytes.

    Example: pathcoach models list --json
    """
    from bot.cli.tables import print_table
    from bot.models.fit import choose
    from bot.models.sizes import say_size
    from bot.prompts import bundled_prompts

    settings = load_settings()
    listed, machine, can_offload = _listed(settings)
    if as_json:
        for each in listed:
            print(json.dumps(_as_json(each), ensure_ascii=False))
        return
    print_table(
        ("model", "size", "licence", "fits", "here", "why"),
        [
            (
                each.name,
                say_size(each.bytes),
                each.entry.licence if each.entry else "",
                each.fit.verdict if each.fit else "",
                each.presence,
                each.fit.words if each.fit else str(each.path),
            )
            for each in listed
        ],
    )
    say = bundled_prompts().say
    entries = [each.entry for each in listed if each.entry]
    best = choose(machine, entries, settings.model.context_tokens, can_offload=can_offload)
    free = say_size(machine.available_bytes)
    said = say("models_best", words=best.words) if best else say("models_none_fits", free=free)
    print(f"\n{said}", file=sys.stderr)


@models.command("pull")
def pull_model(model: ModelArgument) -> None:
    """Download a model and check its digest; an interrupted download goes on where it ended.

    HF_ENDPOINT names a mirror of the hub, and HF_TOKEN opens what needs a licence accepted. A file that is
    here already is recorded where it lies.

    \b
    Examples:
      pathcoach models pull granite-4.0-1b
      pathcoach models pull hf:ibm-granite/granite-4.0-350m-GGUF/granite-4.0-350m-Q4_K_M.gguf
    """
    from bot.llm.model_file import check_model_file
    from bot.models.catalogue import ModelEntry, load_catalogue
    from bot.models.library import Library
    from bot.models.sources import HubFile, read_source
    from bot.prompts import bundled_prompts

    home, say = load_settings().home, bundled_prompts().say
    library, catalogue = Library(home), load_catalogue()
    source = read_source(model, catalogue)
    if isinstance(source, HubFile):
        from bot.models.hub import Hub
        from bot.models.pulling import pull

        installed = pull(source, library=library, hub=Hub.from_environment())
        check_model_file(installed.path)
        print(say("models_pulled", name=installed.name, path=installed.path))
    elif isinstance(source, ModelEntry):
        prepare_home(home)
        path = check_model_file(None, cache=home / "verified.json")
        print(say("models_comes_along", name=source.name, path=path))
        return
    else:
        installed = library.record_found(check_model_file(source), catalogue)
        print(_how_it_was_recorded(installed))
    print(say("models_how_to_use", name=installed.name))


@models.command("use")
def use_model(model: ModelArgument) -> None:
    """Have a model answer from now on. Its file is checked first.

    The choice is kept in the home folder; `model.path` in pathcoach.toml or in the environment wins over it.

    \b
    Examples:
      pathcoach models use granite-4.0-1b
      pathcoach models use ~/models/mine.gguf
      pathcoach models use smollm2-135m
    """
    from bot.llm.build import read_build
    from bot.llm.model_file import check_model_file
    from bot.machine import read_machine
    from bot.models.catalogue import load_catalogue
    from bot.models.using import use

    settings = load_settings()
    used = use(
        model,
        home=settings.home,
        catalogue=load_catalogue(),
        machine=read_machine(),
        context_tokens=settings.model.context_tokens,
        can_offload=read_build().offloads,
        check=check_model_file,
    )
    _say_what_is_used(used)


@models.command("verify")
def verify_models(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="MODEL", help="Only this one; without it, all.", autocompletion=complete_model
        ),
    ] = None,
) -> None:
    """Check the digests of the model files that are here.

    Every file is read whole. Exits with 1 if one is damaged or gone, and says what to do about it.

    Example: pathcoach models verify
    """
    from bot.llm.model_file import check_model_file
    from bot.models.catalogue import load_catalogue
    from bot.models.library import Library
    from bot.models.verifying import verify_all
    from bot.prompts import bundled_prompts

    damaged = False
    library = Library(load_settings().home)
    for found in verify_all(name, library, load_catalogue(), bundled=lambda: check_model_file(None)):
        if found.error is None:
            print(bundled_prompts().say("models_sound", name=found.name, path=found.path), flush=True)
        else:
            damaged = True
            print(found.error, file=sys.stderr, flush=True)
    if damaged:
        raise typer.Exit(1)


def _listed(settings: Settings) -> tuple[list[Listed], Machine, bool]:
    """Return the models, the machine that they are fitted to, and whether llama.cpp is built for its GPU."""
    from bot.llm.build import read_build
    from bot.llm.model_file import bundled_model
    from bot.machine import read_machine
    from bot.models.catalogue import load_catalogue
    from bot.models.library import Library
    from bot.models.listing import list_models

    try:
        bundled: Path | None = bundled_model()
    except ModelNotFound:
        bundled = None
    model, machine, can_offload = settings.model, read_machine(), read_build().offloads
    listed = list_models(
        load_catalogue(),
        Library(settings.home),
        machine,
        in_use=None if model.base_url else model.path or bundled,
        bundled=bundled,
        context_tokens=model.context_tokens,
        can_offload=can_offload,
    )
    return list(listed), machine, can_offload


def _as_json(listed: Listed) -> dict[str, object]:
    from bot.models.listing import composers
    from bot.prompts import bundled_prompts

    shown: dict[str, object] = {
        "name": listed.name,
        "bytes": listed.bytes,
        "path": None if listed.path is None else str(listed.path),
        "here": listed.presence,
    }
    if entry := listed.entry:
        written_by, measured = composers(entry.file, bundled_prompts().composers)
        shown |= entry.model_dump(exclude={"name", "bytes", "shape"})
        shown |= {"kv_bytes_per_token": entry.kv_bytes_per_token}
        shown |= {"composers": written_by, "composers_measured": measured}
    if fit := listed.fit:
        shown["fit"] = {name: value for name, value in asdict(fit).items() if name != "entry"}
    return shown


def _how_it_was_recorded(installed: Installed) -> str:
    from bot.models.library import Origin
    from bot.prompts import bundled_prompts

    say, name, path = bundled_prompts().say, installed.name, installed.path
    if installed.origin is Origin.FOUND:
        return say("models_recorded", name=name, path=path)
    return say("models_pulled", name=name, path=path)


def _say_what_is_used(used: InUse) -> None:
    from bot.models.fit import Verdict
    from bot.models.listing import composers
    from bot.prompts import bundled_prompts

    say = bundled_prompts().say
    print(say("models_in_use", name=used.name))
    if used.fit is not None and used.fit.verdict is Verdict.NO:
        print(say("models_does_not_fit", words=used.fit.words), file=sys.stderr)
    elif used.fit is not None:
        print(used.fit.words)
    if used.path is not None and not composers(used.path.name, bundled_prompts().composers)[1]:
        print(say("models_unmeasured"), file=sys.stderr)
    for setting in settings_in_use(load_settings()):
        wins = setting.name == "model.path" and setting.origin in ("environment", "file")
        if wins or (setting.name == "model.base_url" and setting.value is not None):
            print(say("models_overruled", name=setting.name, source=setting.source), file=sys.stderr)
