"""The most memory that this process has held."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path


def peak_bytes(root: Path = Path("/")) -> int:
    """Return the largest resident set since the program began.

    Linux's own account is asked first: what getrusage says there includes the process that started this one.
    """
    try:
        status = (root / "proc/self/status").read_text()
    except OSError:
        status = ""
    if found := re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE):
        return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
