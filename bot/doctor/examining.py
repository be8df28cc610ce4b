"""All checks, in the order in which a person puts things right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.doctor.checks.clock import check_clock
from bot.doctor.checks.engine import check_engine
from bot.doctor.checks.home import check_home
from bot.doctor.checks.index import check_index
from bot.doctor.checks.machine import check_machine, check_memory
from bot.doctor.checks.model import check_model
from bot.doctor.checks.slack import check_slack
from bot.doctor.checks.software import check_software
from bot.doctor.checks.store import check_store
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.errors import CoachError

Check = Callable[[Subject], Iterator[Finding]]

_CHECKS: tuple[tuple[str, Check], ...] = (
    ("software", check_software),
    ("machine", check_machine),
    ("memory", check_memory),
    ("llama.cpp", check_engine),
    ("model", check_model),
    ("home", check_home),
    ("index", check_index),
    ("store", check_store),
    ("clock", check_clock),
    ("Slack", check_slack),
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Yield what each check finds, as it finds it. What a check cannot do is a finding, too."""
    for name, check in _CHECKS:
        try:
            yield from check(subject)
        except CoachError as error:
            yield Finding(name, Status.FAIL, str(error))
