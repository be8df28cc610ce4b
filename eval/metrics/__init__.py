"""What is measured, one concept a file, one function a metric. Deterministic; a share of nothing is None."""

from .abstention import (
    RiskCoverage,
    abstained_on_uncovered,
    false_answer,
    refused_covered,
    risk_coverage,
)
from .answers import (
    fact_recall,
    faults,
    forbidden,
    is_right,
    is_written,
    lost_in_conversation,
    unsupported_numbers,
    written_and_right,
)
from .citations import citation_precision, citation_recall, is_uncited, misquotes
from .claims import unsupported_claims
from .intervals import Interval, interval, paired_interval
from .latency import Timed, completion_tokens, median_ms, percentile_ms, prompt_tokens
from .names import unsupported_names
from .outcome import FAILED, OF_DOCUMENTS, Outcome, reached, share
from .summary import COUNTS, MEANS, applicable, case_values, intervals, summarise

__all__ = [
    "COUNTS",
    "FAILED",
    "MEANS",
    "OF_DOCUMENTS",
    "Interval",
    "Outcome",
    "RiskCoverage",
    "Timed",
    "abstained_on_uncovered",
    "applicable",
    "case_values",
    "citation_precision",
    "citation_recall",
    "completion_tokens",
    "fact_recall",
    "false_answer",
    "faults",
    "forbidden",
    "interval",
    "intervals",
    "is_right",
    "is_uncited",
    "is_written",
    "lost_in_conversation",
    "median_ms",
    "misquotes",
    "paired_interval",
    "percentile_ms",
    "prompt_tokens",
    "reached",
    "refused_covered",
    "risk_coverage",
    "share",
    "summarise",
    "unsupported_claims",
    "unsupported_names",
    "unsupported_numbers",
    "written_and_right",
]
