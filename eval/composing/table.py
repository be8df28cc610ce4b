"""Which composer is best for which kind of answer: what was measured, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bot.composing import AnswerKind
from bot.domain import Composer

from ..metrics import Outcome, fact_recall, is_right, unsupported_names, unsupported_numbers
from .readability import fragments, reading_ease, repeated_openings, sentence_words, unasked_list_lines

_EASIER = 2.0  # points of reading ease that a reader may notice


@dataclass(frozen=True, slots=True)
class Measured:
    """What the replies of one kind are like that one composer wrote; shares and means over its cases."""

    kind: AnswerKind
    composer: Composer
    cases: int
    right: float
    fact_recall: float | None
    unsupported: int  # figures and names, in all
    sentence_words: float
    reading_ease: float
    repeated: int  # sentences that begin like the one before them
    list_lines: int  # where no list was asked for
    fragments: int
    median_ms: float
    written: float  # share of the replies in which at least a sentence is the model's

    @property
    def blemishes(self) -> int:
        """What a reader would stumble over, in all."""
        return self.repeated + self.list_lines + self.fragments


def measure(kind: AnswerKind, composer: Composer, outcomes: Sequence[Outcome]) -> Measured:
    """Measure the replies of one kind, of which there is at least one."""

    def mean(value_of: Callable[[Outcome], float | None]) -> float | None:
        values = [value for each in outcomes if (value := value_of(each)) is not None]
        return sum(values) / len(values) if values else None

    def total(count_of: Callable[[Outcome], int]) -> int:
        return sum(map(count_of, outcomes))

    return Measured(
        kind,
        composer,
        cases=len(outcomes),
        right=mean(is_right) or 0.0,
        fact_recall=mean(fact_recall),
        unsupported=total(lambda one: len(unsupported_numbers(one)) + len(unsupported_names(one))),
        sentence_words=mean(lambda one: sentence_words(one.reply.text)) or 0.0,
        reading_ease=mean(lambda one: reading_ease(one.reply.text)) or 0.0,
        repeated=total(lambda one: repeated_openings(one.reply.text)),
        list_lines=total(lambda one: unasked_list_lines(one.reply.text, one.case.question)),
        fragments=total(lambda one: fragments(one.reply.text)),
        median_ms=median(one.elapsed_ms for one in outcomes),
        written=mean(lambda one: one.reply.composer is not Composer.EXTRACTIVE) or 0.0,
    )


def recommend(measured: Sequence[Measured]) -> Composer:
    """Return who is to write a kind of answer; the code's own answers are among those `measured`.

    A model earns its place where nothing gets worse and something that a reader notices gets better: more
    needed facts, fewer blemishes, or an easier read. Else code writes, which is quicker.
    """
    plain = next(each for each in measured if each.composer is Composer.EXTRACTIVE)
    better = [each for each in measured if _earns(each, plain)]
    best = max(better, key=lambda each: (each.right, -each.blemishes, each.reading_ease), default=plain)
    return best.composer


def _earns(model: Measured, plain: Measured) -> bool:
    worse = (
        model.right < plain.right
        or (model.fact_recall or 0.0) < (plain.fact_recall or 0.0)
        or model.unsupported > plain.unsupported
        or model.blemishes > plain.blemishes
    )
    better = (
        model.right > plain.right
        or (model.fact_recall or 0.0) > (plain.fact_recall or 0.0)
        or model.blemishes < plain.blemishes
        or model.reading_ease >= plain.reading_ease + _EASIER
    )
    return better and not worse


def with_row(
    table: Mapping[str, Mapping[str, str]], model: str, row: Mapping[AnswerKind, Composer]
) -> dict[str, dict[str, str]]:
    """Return the table with the row of a model; what was not measured stays as it was, else as by default."""
    before = table.get(model, table["default"])
    measured = {kind.value: str(row.get(kind, before[kind])) for kind in AnswerKind}
    return {**{name: dict(other) for name, other in table.items()}, model: measured}
