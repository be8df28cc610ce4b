"""The handbook that the questions are made from: its pages' facts and texts, and O*NET's titles.

The data is no part of the project; it lies beside the checkout, or where PATHCOACH_TEST_DATA says.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError

from ..lines import Half
from .choosing import digest
from .facts import Fact, spellings

_BESIDE = Path(__file__).parents[3] / "shared" / "data"
DATA_VARIABLE = "PATHCOACH_TEST_DATA"
_SOC = slice(0, 7)  # of an O*NET code, the part that names the occupation


@dataclass(frozen=True, slots=True)
class Occupation:
    """One page: the document's id, its title, what its quick facts say, and its text in lower case."""

    document_id: str
    title: str
    codes: frozenset[str]
    values: Mapping[Fact, str]
    text: str

    @property
    def half(self) -> Half:
        """The half that asks about this page."""
        return half_of(self.document_id)

    @property
    def facts(self) -> list[Fact]:
        """The facts that the page gives a value of."""
        return [fact for fact in Fact if spellings(fact, self.values[fact])]


@dataclass(frozen=True, slots=True)
class OtherTitle:
    """A title by O*NET of the occupation with a code; `official` is its own; others are in use, too."""

    code: str
    text: str
    official: bool


def data_folder() -> Path:
    """Return the folder of the data. Raises SettingsError where there is none."""
    folder = Path(os.environ.get(DATA_VARIABLE) or _BESIDE)
    if not (folder / "ooh" / "ooh.jsonl").is_file():
        raise SettingsError(
            f"There is no ooh/ooh.jsonl in {folder}. Set {DATA_VARIABLE} to the folder with the test data."
        )
    return folder


def half_of(name: str) -> Half:
    """Return the half that a name belongs to, for good."""
    return list(Half)[digest(name) % 2]


def read_occupations(folder: Path) -> list[Occupation]:
    """Return all pages, in the order of the file. Raises SettingsError."""
    return [
        _occupation(json.loads(line), _read(folder / "ooh" / "md" / f"{json.loads(line)['slug']}.md"))
        for line in _read(folder / "ooh" / "ooh.jsonl").splitlines()
    ]


def read_titles(folder: Path) -> list[OtherTitle]:
    """Return O*NET's titles of all occupations, the official ones first. Raises SettingsError."""
    onet = folder / "onet"
    official = [
        OtherTitle(row[0][_SOC], row[1], official=True) for row in _rows(onet / "Occupation Data.txt")
    ]
    return [
        *official,
        *(OtherTitle(row[0][_SOC], row[1], official=False) for row in _rows(onet / "Alternate Titles.txt")),
    ]


def documents(folder: Path, *, pages: int | None = None) -> list[Path]:
    """Return what is indexed beside the pathways: all pages, or a fixed choice of so many, and the noise."""
    handbook = folder / "ooh" / "md"
    if pages is None:
        return [handbook, folder / "usagov"]
    return [*sorted(handbook.glob("*.md"), key=lambda path: digest(path.stem))[:pages], folder / "usagov"]


def _occupation(row: Mapping[str, object], text: str) -> Occupation:
    facts, codes = row["quick_facts"], row["onet_codes"]
    assert isinstance(facts, dict)
    assert isinstance(codes, list)
    return Occupation(
        document_id=str(row["slug"]),
        title=str(row["title"]),
        codes=frozenset(code[_SOC] for code in codes),
        values={
            fact: next((str(value) for name, value in facts.items() if fact.key in name), "") for fact in Fact
        },
        text=re.sub(r"[^\S\n]+", " ", text.casefold()),
    )


def _rows(path: Path) -> Iterator[Sequence[str]]:
    for line in _read(path).splitlines()[1:]:
        yield line.split("\t")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from None
