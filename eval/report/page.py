"""What a page of the report shows: plain data, whatever it is made from and whatever it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from ..gates import Verdict
from ..metrics import RiskCoverage
from .tables import figure


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value, None where nothing was measured, and the bounds of its 95 % interval, if any."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    signed: bool = False  # a difference, whose sign is always shown

    @property
    def shown(self) -> str:
        """The value as it is printed."""
        return self._print(self.value)

    @property
    def interval(self) -> str:
        """The interval as it is printed; empty where there is none."""
        if self.low is None or self.high is None:
            return ""
        return f"{self._print(self.low)} to {self._print(self.high)}"

    def _print(self, value: float | None) -> str:
        shown = figure(self.name, value)
        return f"+{shown}" if self.signed and value is not None and value > 0 else shown


@dataclass(frozen=True, slots=True)
class KindRow:
    """What came of the cases of one kind."""

    kind: str
    cases: int
    right: Figure
    p50: Figure
    p95: Figure


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text that a reply rests on: a cited quote, a passage that was found, a fact, a dropped sentence."""

    sort: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A reply that is not clean, with what led to it. A `right` one only lacks support or sound citations."""

    case_id: str
    kind: str
    history: tuple[str, ...]
    question: str
    reply: str
    how: str  # the reply's action and composer
    right: bool
    complaints: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one set of cases. Of a failure that must not be read, only the id is in `hidden`."""

    title: str
    cases: int
    figures: tuple[Figure, ...]
    kinds: tuple[KindRow, ...]
    failures: tuple[Failure, ...] = ()
    hidden: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    curve: RiskCoverage | None = None

    @property
    def wrong(self) -> int:
        """How many of the failures are wrong replies."""
        return sum(not failure.right for failure in self.failures)

    def figure(self, metric: str) -> Figure:
        """Return the figure of a metric; one that was not measured if there is none."""
        return next((each for each in self.figures if each.name == metric), Figure(metric, None))

    def verdicts_on(self, metric: str) -> list[Verdict]:
        """Return how the gates of a metric were met."""
        return [verdict for verdict in self.verdicts if verdict.gate.metric == metric]


@dataclass(frozen=True, slots=True)
class Run:
    """What was run: labels and values, in the order in which they are shown."""

    made_at: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A metric before and after, and their difference, over the cases to which it applies in both."""

    cases: int
    before: Figure
    after: Figure
    difference: Figure
    certain: bool  # the interval excludes that nothing has changed


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that got right or wrong; the texts are empty where they must not be read."""

    case_id: str
    question: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from `before` to `after`, and the cases that got right or wrong by it."""

    title: str
    before: str
    after: str
    changes: tuple[Change, ...]
    unpaired: int = 0  # cases that only one of the runs has
    got_right: tuple[Flip, ...] = ()
    got_wrong: tuple[Flip, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinions:
    """What another model thinks of the replies, on a scale from 1 to 5; no measurement."""

    judge: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All of the report."""

    run: Run
    parts: tuple[Part, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    opinions: tuple[Opinions, ...] = ()

    @property
    def verdicts(self) -> list[Verdict]:
        """How all the gates were met."""
        return [verdict for part in self.parts for verdict in part.verdicts]

    @property
    def passed(self) -> int:
        """How many gates were passed."""
        return sum(verdict.passed is True for verdict in self.verdicts)

    @property
    def missed(self) -> list[str]:
        """The gates that were missed, in words."""
        return [str(verdict.gate) for verdict in self.verdicts if verdict.passed is False]

    @property
    def measured(self) -> list[str]:
        """The names of the metrics that some part has a value of."""
        values = [each for part in self.parts for each in part.figures if each.value is not None]
        return list(dict.fromkeys(each.name for each in values))

    @property
    def unmeasured(self) -> list[str]:
        """The names of the metrics that no part has a value of."""
        names = dict.fromkeys(each.name for part in self.parts for each in part.figures)
        return [name for name in names if name not in self.measured]
