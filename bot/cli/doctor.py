"""`pathcoach doctor`: is this machine ready, and what is to be done?"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import typer

from bot.cli.options import JsonOption
from bot.config import load_settings
from bot.errors import SettingsError

if TYPE_CHECKING:
    from bot.doctor import Finding
    from bot.machine import Machine

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(as_json: JsonOption = False) -> None:
    """Say whether this machine is ready: hardware, model, index, store, clock, and what to do about each.

    Nothing is changed, no model is loaded and Slack is not called. Exits with 1 if nobody would get answers.

    \b
    Examples:
      pathcoach doctor
      pathcoach doctor --json
    """
    from bot.doctor import Status
    from bot.machine import read_machine

    machine = read_machine()
    findings = _examine(machine)
    if as_json:
        print(json.dumps(_as_json(machine, findings), ensure_ascii=False))
    else:
        _print(findings)
    if any(finding.status is Status.FAIL for finding in findings):
        raise typer.Exit(1)


def _examine(machine: Machine) -> list[Finding]:
    """Return what is found; where the settings are wrong, that is all that can be said."""
    from bot.clock import system_clock
    from bot.dates.zones import zone_of
    from bot.doctor import Finding, Status, Subject, examine
    from bot.llm.build import read_build
    from bot.prompts import bundled_prompts

    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("settings", Status.FAIL, str(error))]
    zone, prompts = partial(zone_of, None), bundled_prompts()
    return list(examine(Subject(settings, machine, system_clock, zone, os.environ, prompts, read_build)))


def _as_json(machine: Machine, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "ready": all(finding.status != "fail" for finding in findings),
        "machine": asdict(machine),
        "findings": [asdict(finding) for finding in findings],
    }


def _print(findings: Sequence[Finding]) -> None:
    """Print a line a finding, with what to do below; on a terminal as wide as that is."""
    if not sys.stdout.isatty():
        for finding in findings:
            print("\t".join(filter(None, asdict(finding).values())))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    for finding in findings:
        words = Text(finding.words)
        if finding.remedy:
            words.append(f"\n→ {finding.remedy}", style="bold")
        table.add_row(Text(finding.status, style=_STYLES[finding.status]), finding.name, words)
    Console().print(table, width=shutil.get_terminal_size().columns)
