"""`pathcoach export`, `forget` and `backup`: a person's data, out or gone; a safe copy of the store."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.config import Settings, load_settings, prepare_home
from bot.signs import escaped_in_json

if TYPE_CHECKING:
    from bot.domain import PersonExport
    from bot.store import Store

WhoseOption = Annotated[str, typer.Option("--user", metavar="U", help="Whose data; everyone has their own.")]
_LOCAL = "local"  # who talks at this machine's keyboard without --user
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
_TYPED = ("history", "errors.log")  # beside the store: what was typed, and faults that may quote it


def export(
    user: WhoseOption = _LOCAL,
    csv_folder: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FOLDER", help="Write a CSV file for each table that has something."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write the JSON to this file.")
    ] = None,
) -> None:
    """Print everything that is kept about you, as JSON.

    The files that it writes are readable by you alone. Times are in UTC.

    \b
    Examples:
      pathcoach export --output me.json
      pathcoach export --user ana --csv ana
    """
    with _open_store() as (_, store):
        found = store.export_person(store.resolve_terminal(user))
    if csv_folder is not None:
        _write(csv_folder, _as_csv(found))
    if output is not None:
        _write(output.parent, {output.name: _as_json(found)})
    elif csv_folder is None:
        print(_as_json(found))


def forget(
    user: WhoseOption = _LOCAL,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask; needed where there is no terminal.")
    ] = False,
) -> None:
    """Erase everything that is kept about you, for good, and verify that nothing is left.

    Copies that were made by `pathcoach backup` or `export` stay where they are.

    Example: pathcoach forget --user ana
    """
    from bot.prompts import bundled_prompts

    say = bundled_prompts().say
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter("Without a terminal to ask on, this needs --yes.")
        typer.confirm(say("forget_ask", user=user), abort=True)
    with _open_store() as (settings, store):
        counts = store.forget(store.resolve_terminal(user))
    if user == _LOCAL:
        for name in _TYPED:
            (settings.home / name).unlink(missing_ok=True)
    erased = [f"{table.replace('_', ' ')} {count}" for table, count in sorted(counts.items()) if count]
    print(say("forget_done", rows=", ".join(erased)) if erased else say("forget_nothing", user=user))


def backup(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Copy the store to a file, checked, while others may be using it.

    To go back to the copy, end every pathcoach and put it in the place of store.sqlite in the home folder.

    Example: pathcoach backup store-2026-03-02.sqlite
    """
    from bot.prompts import bundled_prompts

    with _open_store() as (_, store):
        store.backup(path, force=force)
    print(bundled_prompts().say("backup_done", path=path, mb=f"{path.stat().st_size / 1e6:.1f}"))


@contextmanager
def _open_store() -> Iterator[tuple[Settings, Store]]:
    from bot.clock import clock_of
    from bot.store import Store

    settings = load_settings()
    prepare_home(settings.home)
    with Store.open(settings.store_url, clock=clock_of(settings)) as store:
        yield settings, store


def _as_json(export: PersonExport) -> str:
    whole = {
        "person_id": export.person_id,
        "exported_at": export.exported_at.isoformat(timespec="seconds"),
        "tables": export.tables,
    }
    return escaped_in_json(json.dumps(whole, ensure_ascii=False, indent=2))


def _as_csv(export: PersonExport) -> dict[str, str]:
    return {f"{table}.csv": _csv_of(rows) for table, rows in export.tables.items() if rows}


def _csv_of(rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list | bool):
        return json.dumps(value, ensure_ascii=False)
    # A spreadsheet would compute what begins so; behind an apostrophe it shows it.
    return f"'{value}" if isinstance(value, str) and value.startswith(_COMPUTED) else value


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that their owner alone can read, and say where. Raises StorageError."""
    from bot.errors import StorageError
    from bot.files import write_atomically
    from bot.prompts import bundled_prompts

    say = bundled_prompts().say
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            write_atomically(folder / name, content.encode())
            print(say("export_written", path=folder / name), file=sys.stderr)
    except OSError as error:
        raise StorageError(say("export_not_written", folder=folder, cause=error.strerror)) from None
