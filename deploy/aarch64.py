"""Can a board with an ARM processor install what constraints.txt pins, without compiling it?

`python -m deploy.aarch64` asks the package index that pip is configured with, for the Python of each JetPack.
Nothing is downloaded but metadata, and nothing installed. Exits with 1 if a pin has neither a wheel nor a
reason in from-source.yaml, or a reason that it does not need. It knows nothing of what is required but not
pinned: NVIDIA's packages under torch.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import yaml
from packaging.utils import canonicalize_name
from rich.console import Console
from rich.table import Table

_HERE = Path(__file__).parent
_PYTHONS = ("3.11", "3.12")  # of JetPack 6, where install.sh adds it, and of JetPack 7
_GLIBC = range(17, 36)  # 2.17, the oldest that wheels are made for, to 2.35, which JetPack 6 has
_PLATFORMS = ("manylinux2014_aarch64", *(f"manylinux_2_{minor}_aarch64" for minor in _GLIBC))
_AT_ONCE, _CHUNKS = 8, 8
_PATIENCE_S = 240

_MISSING = re.compile(r"No matching distribution found for ([\w.-]+)==")
_UNREACHABLE = re.compile(r"Retrying \(|Could not fetch URL|Connection")

Pins = Mapping[str, str]  # package, in its normal form → version
Wheels = Mapping[str, str | None]  # package → file name of its wheel; None where there is none


class IndexSilent(Exception):
    """The package index cannot be asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What pip says of some pins: a report on all, or what it complains of first."""

    report: str = ""
    complaint: str = ""


Ask = Callable[[Pins], Answer]


@dataclass(frozen=True, slots=True)
class Row:
    """One pin: its wheel for each Python, and what is wrong; "" where nothing is."""

    package: str
    version: str
    wheels: tuple[str | None, ...]
    reason: str
    fault: str


def read_pins(text: str) -> dict[str, str]:
    """Return what a constraints file pins."""
    found = re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def find_wheels(pins: Pins, ask: Ask) -> dict[str, str | None]:
    """Return the wheel of each pin. Raises IndexSilent.

    pip stops at the first that it misses: it is asked again without that one.
    """
    left, wheels = dict(pins), dict[str, str | None]()
    while left:
        answer = ask(left)
        if answer.report:
            return wheels | _reported(answer.report)
        missed = _MISSING.search(answer.complaint)
        name = canonicalize_name(missed[1]) if missed else ""
        if name not in left or _UNREACHABLE.search(answer.complaint):
            raise IndexSilent(f"pip cannot ask the package index: {answer.complaint.strip()}")
        wheels[name] = None
        del left[name]
    return wheels


def judge(pins: Pins, found: Sequence[Wheels], reasons: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row a pin, in their order, then one for each reason of a package that is not pinned."""
    for package, version in pins.items():
        wheels = tuple(each[package] for each in found)
        reason = reasons.get(package, "")
        fault = ""
        if None in wheels and not reason:
            fault = "has no wheel, and no reason in from-source.yaml"
        elif None not in wheels and reason:
            fault = "has wheels, and needs no reason in from-source.yaml"
        yield Row(package, version, wheels, reason, fault)
    for package in sorted(reasons.keys() - pins.keys()):
        yield Row(
            package, "–", (), reasons[package], "is not pinned, and needs no reason in from-source.yaml"
        )


def main() -> int:
    """Print the table; return the exit status."""
    pins = read_pins((_HERE.parent / "constraints.txt").read_text(encoding="utf-8"))
    written = yaml.safe_load((_HERE / "from-source.yaml").read_text(encoding="utf-8")) or {}
    reasons: dict[str, str] = {canonicalize_name(name): reason for name, reason in written.items()}
    try:
        rows = list(judge(pins, _find_for_each_python(pins), reasons))
    except IndexSilent as error:
        print(error, file=sys.stderr)
        return 1
    _print(rows)
    faults = [row for row in rows if row.fault]
    for row in faults:
        print(f"{row.package} {row.fault}.", file=sys.stderr)
    return 1 if faults else 0


def _find_for_each_python(pins: Pins) -> list[Wheels]:
    items = list(pins.items())
    chunks = [dict(items[start::_CHUNKS]) for start in range(_CHUNKS)]
    tasks = [(python, chunk) for python in _PYTHONS for chunk in chunks if chunk]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda task: find_wheels(task[1], _asking_pip(task[0])), tasks))
    by_python = [
        [found for (python, _), found in zip(tasks, answers, strict=True) if python == each]
        for each in _PYTHONS
    ]
    return [dict(chain.from_iterable(found.items() for found in group)) for group in by_python]


def _asking_pip(python: str) -> Ask:
    def ask(pins: Pins) -> Answer:
        with tempfile.TemporaryDirectory(prefix="pathcoach-aarch64-") as scratch:
            report = Path(scratch) / "report.json"
            command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps"]
            command += ["--quiet", "--report", str(report), "--target", scratch, "--only-binary", ":all:"]
            command += ["--implementation", "cp", "--python-version", python]
            command += [word for platform in _PLATFORMS for word in ("--platform", platform)]
            command += [f"{name}=={version}" for name, version in pins.items()]
            try:
                ran = subprocess.run(
                    command, capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=False
                )
            except subprocess.TimeoutExpired:
                raise IndexSilent(f"pip had no answer after {_PATIENCE_S} s.") from None
            if ran.returncode == 0:
                return Answer(report=report.read_text(encoding="utf-8"))
            return Answer(complaint=ran.stderr)

    return ask


def _reported(report: str) -> dict[str, str | None]:
    return {
        canonicalize_name(each["metadata"]["name"]): each["download_info"]["url"].rpartition("/")[2]
        for each in json.loads(report)["install"]
    }


def _print(rows: Sequence[Row]) -> None:
    table = Table("package", "version", *(f"Python {python}" for python in _PYTHONS), "why not")
    for row in rows:
        kinds = [_kind(wheel) for wheel in row.wheels] or ["–"] * len(_PYTHONS)
        table.add_row(row.package, row.version, *kinds, row.fault or row.reason)
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    built = sum("pure" not in map(_kind, row.wheels) and None not in row.wheels for row in rows)
    pure = sum(bool(row.wheels) and set(map(_kind, row.wheels)) == {"pure"} for row in rows)
    print(
        f"{len(rows)} packages: {pure} pure, {built} built for aarch64, {len(rows) - pure - built} without."
    )


def _kind(wheel: str | None) -> str:
    if wheel is None:
        return "none"
    return "pure" if wheel.endswith("-any.whl") else "aarch64"


if __name__ == "__main__":
    sys.exit(main())
