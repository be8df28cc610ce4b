"""The files and folders that the index is made of: those that were added, and knowledge/ from the start."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import DocumentError
from bot.files import write_atomically

SUFFIXES = (".md", ".markdown", ".txt")
LIST = "sources.json"


def remembered(home: Path) -> tuple[Path, ...]:
    """Return what was added, oldest first, whether it still exists or not."""
    try:
        names = json.loads((home / LIST).read_bytes())
    except FileNotFoundError:
        return ()
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DocumentError(
            str(home / LIST), 0, "The list of sources is damaged.", "Delete it and add your sources again."
        )
    return tuple(Path(name) for name in names)


def remember(home: Path, paths: Sequence[Path]) -> list[DocumentError]:
    """Add `paths` to the remembered sources; return an error for each that cannot be one. Raises OSError."""
    sources, errors = list(remembered(home)), []
    for path in paths:
        absolute = path.absolute()
        if not absolute.exists():
            errors.append(
                DocumentError(
                    str(path), 0, "There is no such file or folder.", "Check the path for a typing slip."
                )
            )
        elif absolute.is_file() and absolute.suffix.lower() not in SUFFIXES:
            errors.append(
                DocumentError(
                    str(path), 0, "It is not a text document.", f"Documents end in {', '.join(SUFFIXES)}."
                )
            )
        elif absolute.resolve() not in (source.resolve() for source in sources):
            sources.append(absolute)
    _save(home, sources)
    return errors


def forget(home: Path, path: Path) -> DocumentError | None:
    """Take `path` from the remembered sources; return an error if it is not one. Raises OSError."""
    sources = remembered(home)
    kept = [source for source in sources if source.resolve() != path.resolve()]
    if len(kept) < len(sources):
        _save(home, kept)
        return None
    known = f"Remembered are: {', '.join(map(str, sources))}." if sources else "None has been added yet."
    return DocumentError(str(path), 0, "It is not a remembered source.", known)


def forget_vanished(home: Path) -> list[str]:
    """Drop the sources that no longer exist; return a sentence for each. Raises OSError."""
    sources = remembered(home)
    kept = [source for source in sources if source.exists()]
    if len(kept) < len(sources):
        _save(home, kept)
    return [
        f"{source} is gone and no longer a source; run `pathcoach index {source}` once it is back."
        for source in sources
        if source not in kept
    ]


def documents_in(source: Path) -> Iterator[Path]:
    """Yield the documents of a source in a stable order, hidden ones left out. Raises OSError."""
    if not source.is_dir():
        yield source
        return
    for folder, subfolders, names in os.walk(source, onerror=_raise):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(folder, name)


def _save(home: Path, sources: Sequence[Path]) -> None:
    write_atomically(home / LIST, json.dumps([str(source) for source in sources], indent=1).encode())


def _raise(error: OSError) -> None:
    raise error
