"""The key of the judge's server."""

from __future__ import annotations

import os

KEY = "PATHCOACH_JUDGE_KEY"


def take_key() -> str | None:
    """Return the key, if the environment has one, and take it out of there.

    The coach's settings refuse a PATHCOACH_ variable that is none of theirs, and no other process needs it.
    """
    return os.environ.pop(KEY, None) or None
