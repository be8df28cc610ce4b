"""The home folder: can it be written, by whom can it be read, and is there room on its disk?"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.models.sizes import say_size

_LITTLE_BYTES, _TOO_LITTLE_BYTES = 10**9, 50 * 10**6


def check_home(subject: Subject) -> Iterator[Finding]:
    """Look at the folder, or at the one in which it would be made."""
    say, home = subject.prompts.say, subject.settings.home
    there = _nearest(home)
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        words = say("doctor_home_unwritable", folder=there)
        yield Finding("home", Status.FAIL, words, say("doctor_home_unwritable_remedy"))
        return
    if there != home:
        yield Finding("home", Status.OK, say("doctor_home_absent", home=home))
    elif open_to := _open_to_others(home):
        words = say("doctor_home_open", path=open_to[0])
        yield Finding("home", Status.WARN, words, say("doctor_home_open_remedy", home=home))
    else:
        yield Finding("home", Status.OK, say("doctor_home", home=home))
    yield _disk(subject, there)


def _nearest(path: Path) -> Path:
    return next(folder for folder in (path, *path.absolute().parents) if folder.exists())


def _open_to_others(home: Path) -> list[Path]:
    """Return what others than its owner may read: the folder, or the store where it is in an open folder."""
    if os.name != "posix":
        return []
    return [home] if stat.S_IMODE(home.stat().st_mode) & 0o077 else []


def _disk(subject: Subject, folder: Path) -> Finding:
    say = subject.prompts.say
    free = shutil.disk_usage(folder).free
    words = say("doctor_disk", free=say_size(free), folder=folder)
    if free < _LITTLE_BYTES:
        status = Status.FAIL if free < _TOO_LITTLE_BYTES else Status.WARN
        return Finding("disk", status, words, say("doctor_disk_remedy"))
    return Finding("disk", Status.OK, words)
