"""What is said and kept when something goes wrong that nobody foresaw."""

from __future__ import annotations

import logging
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

_FILE = "errors.log"


def report_fault(error: BaseException, folder: Path) -> str:
    """Keep the traceback in `folder`, else in the temporary folder; return one sentence for the user."""
    report = "".join(traceback.format_exception(error))
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / _FILE
        with suppress(OSError):
            path.touch(mode=0o600, exist_ok=True)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"{report}\n")
            kept = f"The details are in {path}; please report them."
            break
    else:
        kept = "The details could not be kept."
    return f"Something went wrong inside Pathcoach ({type(error).__name__}). {kept}"


@contextmanager
def logged_in(folder: Path) -> Iterator[None]:
    """Keep the warnings of other threads in the file of the faults: a screen is no place for them."""
    log, handler = logging.getLogger("bot"), _LogFile(folder / _FILE, encoding="utf-8", delay=True)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()


class _LogFile(logging.FileHandler):
    """A file for its owner alone, made when there is something to write."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600, exist_ok=True)
        return super()._open()
