"""Keeps the index up to date while documents are written: `pathcoach index --watch`.

Folders are watched, not files: many editors write a new file and put it in the old one's place. Each folder
is watched by itself, so that the folder of a single document may have others below that nobody looks into.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from bot.clock import Clock
from bot.errors import CoachError
from bot.index import sources
from bot.index.builder import BuildReport, DocumentChange
from bot.pathways.grammar import count

_QUIET_MS = 300  # an update begins when nothing was written for this long …
_LONGEST_MS = 3000  # … and at the latest after this
_TICK_MS = 500
_NAMED = 3  # documents that one line names


class Watcher:
    """Brings the index up to date whenever its documents change, and says so in one line each time.

    `build` brings the index up to date, `list_sources` says what of; `say` takes what was done and `warn`
    what is wrong. A fault that was said already is not said again as long as it stays.
    """

    def __init__(
        self,
        home: Path,
        *,
        build: Callable[[], BuildReport],
        list_sources: Callable[[], Sequence[Path]],
        say: Callable[[str], None],
        warn: Callable[[str], None],
        clock: Clock,
    ) -> None:
        self._home = home
        self._build, self._list_sources = build, list_sources
        self._say, self._warn, self._clock = say, warn, clock
        self._faults: frozenset[str] = frozenset()

    def run(self, *, known: BuildReport | None = None, stop: Event | None = None) -> None:
        """Watch until `stop` is set, or for good. `known` is the build whose faults were said before.

        Raises KeyboardInterrupt, and CoachError where the system cannot watch.
        """
        self._faults = _faults(known) if known else frozenset()
        while not (stop and stop.is_set()):
            self._follow(_scope(self._home, self._sources()), stop)

    def _follow(self, scope: _Scope, stop: Event | None) -> None:
        """Keep the index up to date until there are other folders to watch."""
        # What changed before the watch began is found by a build at its first tick.
        for number, changed in enumerate(_ticks(scope, stop)):
            if changed or number == 0:
                self._update()
                if _scope(self._home, self._sources()) != scope:
                    return

    def _update(self) -> None:
        try:
            report = self._build()
        except CoachError as error:
            self._warn(self._timed(str(error)))
            return
        faults = _faults(report)
        for fault in sorted(faults - self._faults):
            self._warn(self._timed(fault))
        if report.changes:
            self._say(self._timed(_summary(report.changes)))
        elif self._faults - faults:
            self._say(self._timed("What was wrong is right again; the index stays as it is."))
        self._faults = faults

    def _sources(self) -> Sequence[Path]:
        try:
            return self._list_sources()
        except CoachError:  # the build says what is wrong with the list
            return ()

    def _timed(self, text: str) -> str:
        return f"{self._clock().astimezone():%H:%M:%S} {text}"


@dataclass(frozen=True, slots=True)
class _Scope:
    """What to watch. All paths are resolved: that is how the system names them."""

    folders: frozenset[Path]  # every folder to watch
    inside: frozenset[Path]  # those of them that lie in a source: each document in them counts
    exact: frozenset[Path]  # the sources themselves and the list of them

    def matters(self, _change: Change, name: str) -> bool:
        path = Path(name)
        if path in self.exact or path in self.inside:
            return True
        if path.parent not in self.inside or path.name.startswith("."):
            return False
        return path.name.lower().endswith(sources.SUFFIXES) or path.is_dir()


def _ticks(scope: _Scope, stop: Event | None) -> Iterator[bool]:
    """Yield at least twice a second whether something changed, until `stop` or a folder that went away."""
    try:
        for changes in watch(
            *scope.folders,
            watch_filter=scope.matters,
            recursive=False,
            step=_QUIET_MS,
            debounce=_LONGEST_MS,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
        ):
            yield bool(changes)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CoachError(
            f"The documents cannot be watched ({error}). Run `pathcoach index` after each change instead."
        ) from None


def _scope(home: Path, paths: Iterable[Path]) -> _Scope:
    inside: set[Path] = set()
    exact = {home.resolve() / sources.LIST}
    for path in paths:
        exact |= {path.parent.resolve() / path.name, path.resolve()}
        for folder, subfolders, _ in os.walk(path.resolve()):  # of a document: nothing
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            inside.add(Path(folder))
    # A source that is gone may come back, so the folder that holds it is watched too.
    around = {path.parent for path in exact if path.parent.is_dir()}
    return _Scope(frozenset(inside | around), frozenset(inside), frozenset(exact))


def _faults(report: BuildReport) -> frozenset[str]:
    return frozenset([*map(str, report.errors), *(f"Warning: {warning}" for warning in report.warnings)])


def _summary(changes: Sequence[DocumentChange]) -> str:
    """Return "baker.md: 3 chunks embedded, 30 unchanged": what was done with the documents that changed."""
    names = ", ".join(Path(change.path).name for change in changes[:_NAMED])
    if len(changes) > _NAMED:
        names += f" and {len(changes) - _NAMED} more"
    embedded, unchanged, removed = (
        sum(getattr(change, what) for change in changes) for what in ("embedded", "unchanged", "removed")
    )
    if all(change.gone for change in changes):
        return f"{names}: gone, {count(removed, 'chunk')} removed"
    also = f", {removed} removed" if removed else ""
    return f"{names}: {count(embedded, 'chunk')} embedded, {unchanged} unchanged{also}"
