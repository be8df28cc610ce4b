"""Which model `pathcoach models use` chose: a small file in the home folder, below every other setting.

Not pathcoach.toml: that is a person's own file, with comments that a program would lose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bot.errors import SettingsError
from bot.files import storage_errors, write_atomically

_FILE = "model.json"
Chosen = Mapping[str, str | int | bool]  # settings of the section [model]


def read_choice(home: Path) -> Chosen:
    """Return the settings that were chosen; none where nothing was. Raises SettingsError."""
    path = home / _FILE
    try:
        chosen = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):  # a home that is a file is told of where it is made
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(_unreadable(path, type(error).__name__)) from None
    if not isinstance(chosen, dict):
        raise SettingsError(_unreadable(path, "no object"))
    return chosen


def write_choice(home: Path, chosen: Chosen) -> None:
    """Choose; with nothing, the bundled model. The home folder must be there. Raises StorageError."""
    path = home / _FILE
    with storage_errors(home):
        if chosen:
            write_atomically(path, json.dumps(dict(chosen), indent=1).encode())
        else:
            path.unlink(missing_ok=True)


def _unreadable(path: Path, reason: str) -> str:
    return (
        f"What `pathcoach models use` wrote to {path} cannot be read ({reason}). "
        f"Delete that file, and run the command again."
    )
