"""Which Pathcoach, on which Python."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject


def check_software(subject: Subject) -> Iterator[Finding]:
    """Name both versions."""
    say, python = subject.prompts.say, platform.python_version()
    try:
        words = say("doctor_software", version=version("pathcoach"), python=python)
    except PackageNotFoundError:
        remedy = say("doctor_not_installed_remedy")
        yield Finding("software", Status.WARN, say("doctor_not_installed", python=python), remedy)
        return
    yield Finding("software", Status.OK, words)
