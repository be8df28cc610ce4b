"""What a person sees of a build: notices and a progress bar, on standard error."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class BuildProgress(Protocol):
    """Is told how a build goes."""

    def notice(self, text: str) -> None:
        """Show one sentence."""
        ...

    def embedding(self, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """Open the display of `total` chunks to embed; call what it gives with each number done."""
        ...


class ConsoleProgress:
    """A bar on a terminal, one plain line elsewhere; nothing where nothing is embedded."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)

    def notice(self, text: str) -> None:
        """Print one sentence."""
        self._console.print(text, markup=False, highlight=False)

    @contextmanager
    def embedding(self, total: int) -> Iterator[Callable[[int], None]]:
        """Show how many of `total` chunks are embedded."""
        if not self._console.is_terminal:
            self.notice(f"Embedding {total} {'chunk' if total == 1 else 'chunks'}.")
            yield lambda done: None
            return
        columns = (TextColumn("Embedding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task("", total=total)
            yield lambda done: bar.advance(task, done)
