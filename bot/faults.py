"""What is said and kept when something goes wrong that nobody foresaw."""

from __future__ import annotations

import tempfile
import traceback
from contextlib import suppress
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
