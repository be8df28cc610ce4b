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

if TYPE_CHECKING:
    from bot.doctor import Finding, Subject

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(as_json: JsonOption = False) -> None:
    """Say whether this machine is ready: hardware, model, index, store, clock, and what to do about each.

    Nothing is changed, nobody is called and no model is loaded. Exits with 1 if people would get no answers.

    \b
    Examples:
      pathcoach doctor
      pathcoach doctor --json
    """
    from bot.clock import system_clock
    from bot.dates.zones import zone_of
    from bot.doctor import Status, Subject, examine
    from bot.llm.build import read_build
    from bot.machine import read_machine
    from bot.prompts import bundled_prompts

    subject = Subject(
        load_settings(),
        read_machine(),
        system_clock,
        partial(zone_of, None),
        os.environ,
        bundled_prompts(),
        read_build,
    )
    findings = list(examine(subject))
    if as_json:
        print(json.dumps(_as_json(subject, findings), ensure_ascii=False))
    else:
        _print(findings)
    if any(finding.status is Status.FAIL for finding in findings):
        raise typer.Exit(1)


def _as_json(subject: Subject, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "ready": all(finding.status != "fail" for finding in findings),
        "machine": asdict(subject.machine),
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
