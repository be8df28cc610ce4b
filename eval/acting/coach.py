"""Opens the coach whose acts are evaluated: as anybody would, but by a clock that can be set."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from .run import SetClock, Stage

OpenStage = Callable[[Path | None], AbstractContextManager[Stage]]


@contextlib.contextmanager
def open_stage(home: Path | None) -> Iterator[Stage]:
    """Build the index in `home`, or in a folder that is gone afterwards; the store is always a new one."""
    from bot.app import build_coach
    from bot.config import load_settings
    from bot.store import Store

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-")))
        settings = load_settings({"home": home or folder, "composer": "extractive"})
        clock = SetClock()
        store = Store.open(f"sqlite:///{folder / 'acting.sqlite'}", clock=clock)
        coach = build_coach(settings, store=store, clock=clock)
        stack.callback(coach.close)
        yield Stage(coach, store, clock)
