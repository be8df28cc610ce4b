"""Who writes which kind of answer, model by model: a table in prompts/, filled by the evaluation.

`python -m eval.composing` measures what a model adds to each kind, and writes its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.answering.finding import Finding
from bot.config import Settings
from bot.domain import Composer
from bot.errors import SettingsError
from bot.llm.model_file import bundled_model

OTHERS = "default"  # the row of every model that has none of its own
_REALITY = ("love", "miss", "challenges", "reality")


class AnswerKind(StrEnum):
    """What an answer is of, as far as it matters who writes it."""

    ADVICE = "advice"  # judgement, from what the pathway says
    REALITY = "reality"  # what the work is really like
    REASON = "reason"  # what something that one has already is good for
    PASSAGE = "passage"  # from a reference document
    FIGURE = "figure"  # all else: figures, lists and orders, most of them computed


def kind_of_answer(finding: Finding) -> AnswerKind:
    """Return the kind of answer that a finding asks for."""
    as_found = all(s.rests_on and s.text == s.rests_on[0].text for s in finding.statements)
    if finding.topic == "why" and finding.operation == "lookup" and (finding.open_ended or as_found):
        return AnswerKind.REASON
    if not finding.open_ended:
        return AnswerKind.FIGURE
    if not finding.operation:  # only a pathway's questions are read for one
        return AnswerKind.PASSAGE
    return AnswerKind.REALITY if finding.topic in _REALITY else AnswerKind.ADVICE


class Composers:
    """The table, and what a setting makes of it."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        """Raises SettingsError where a row is incomplete or names what there is not."""
        self._rows = {model: _row(model, written) for model, written in table.items()}
        if OTHERS not in self._rows:
            raise SettingsError(f"The table of composers has no row {OTHERS!r}. Add one.")

    def row(self, model: str | None) -> Mapping[AnswerKind, Composer]:
        """Return who writes each kind with a model, named as replies name it."""
        return self._rows.get(model or OTHERS, self._rows[OTHERS])

    def choose(self, finding: Finding, model: str | None, wanted: Composer | None) -> Composer:
        """Return who writes an answer: whoever is `wanted`, else whom the model's row names."""
        return wanted or self.row(model)[kind_of_answer(finding)]

    def needs_model(self, model: str | None, wanted: Composer | None) -> bool:
        """Whether any answer is written by the model, so that it is worth loading."""
        chosen = {wanted} if wanted else set(self.row(model).values())
        return chosen != {Composer.EXTRACTIVE}


def model_is_needed(settings: Settings, table: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether the model that is set is ever asked: to choose a tool, or to write one kind of answer.

    Raises ModelNotFound where none is set and the bundled one is not there.
    """
    chosen = settings.model
    if chosen.chooses_tools:
        return True
    name = chosen.name if chosen.base_url is not None else (chosen.path or bundled_model()).name
    return Composers(table).needs_model(name, settings.composer)


def _row(model: str, written: Mapping[str, str]) -> dict[AnswerKind, Composer]:
    try:
        return {kind: Composer(written[kind]) for kind in AnswerKind}
    except KeyError as missing:
        raise SettingsError(f"The table of composers says nothing about {missing} for {model!r}.") from None
    except ValueError as wrong:
        raise SettingsError(f"The table of composers is wrong for {model!r}: {wrong}.") from None
