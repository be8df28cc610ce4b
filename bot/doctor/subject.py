"""What is examined: an installation on a machine, all of it handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from bot.clock import Clock
from bot.config import Settings
from bot.llm.build import Build
from bot.machine import Machine
from bot.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Subject:
    """The settings, the machine and its clock, which is not the one that the settings may freeze."""

    settings: Settings
    machine: Machine
    clock: Clock
    read_zone: Callable[[], tzinfo]
    environ: Mapping[str, str]
    prompts: Prompts
    read_build: Callable[[], Build]
