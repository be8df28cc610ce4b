"""How people ask for a fact: sentences with a place for the occupation, a file for each half."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import SettingsError

from ..lines import Half
from .facts import Fact
from .names import Name
from .words import with_article

STYLES = ("terse", "chatty", "misspelt", "non_native", "other_words")
_FORMS = {"plural", "singular", "a"}


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One sentence; `text` holds {plural}, {singular} or {a}, once."""

    fact: Fact
    style: str
    text: str

    def fits(self, name: Name) -> bool:
        """Whether the name has the form that the sentence needs."""
        return (name.plural if "{plural}" in self.text else name.singular) is not None

    def said(self, name: str) -> str:
        """Return the sentence with a name, which is in the form that it needs."""
        return self.text.format(plural=name, singular=name, a=with_article(name))


def read_phrasings(half: Half) -> list[Phrasing]:
    """Return the phrasings of a half."""
    return parse_phrasings(Path(__file__).with_name(f"phrasings-{half}.yaml"))


def parse_phrasings(path: Path) -> list[Phrasing]:
    """Read a file of phrasings: by fact, then by style. Raises SettingsError."""
    try:
        found: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"The phrasings in {path} cannot be read: {error}.") from None
    phrasings = [
        Phrasing(Fact(fact), style, text)
        for fact, styles in found.items()
        for style, texts in styles.items()
        for text in texts
    ]
    for each in phrasings:
        forms = [name for _, name, _, _ in string.Formatter().parse(each.text) if name]
        if len(forms) != 1 or forms[0] not in _FORMS or each.style not in STYLES:
            raise SettingsError(
                f"{path}: {each.text!r} ({each.style}) needs one of {{plural}}, {{singular}}, {{a}}."
            )
    return phrasings
