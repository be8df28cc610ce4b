"""What can be counted without telling of anybody: no label holds a person, a channel or a text."""

from __future__ import annotations

import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_ANSWER_BUCKETS_S = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120)
_ACK_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)  # Slack waits for 3 s
_ERROR_NAME = re.compile(r"[a-z_]{1,48}")


class Metrics:
    """Counters and histograms, registered with one registry."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        registry = registry or CollectorRegistry()
        self.registry = registry
        self.received = Counter(
            "pathcoach_slack_received", "What Slack sent, by kind", ["kind"], registry=registry
        )
        self.duplicates = Counter(
            "pathcoach_slack_duplicates", "What Slack sent again, by kind", ["kind"], registry=registry
        )
        self.questions = Counter(
            "pathcoach_slack_questions",
            "Questions, by what became of them: answered, apologised, stopped, refused or lost",
            ["outcome"],
            registry=registry,
        )
        self.queue_length = Gauge(
            "pathcoach_slack_queue_length", "Questions that wait for their turn", registry=registry
        )
        self.answer_seconds = Histogram(
            "pathcoach_slack_answer_seconds",
            "From a question's turn in the queue to the end of its answer",
            buckets=_ANSWER_BUCKETS_S,
            registry=registry,
        )
        self.ack_seconds = Histogram(
            "pathcoach_slack_ack_seconds",
            "From the arrival of what Slack sent to its acknowledgement",
            buckets=_ACK_BUCKETS_S,
            registry=registry,
        )
        self.api_calls = Counter(
            "pathcoach_slack_api_calls",
            "Calls of Slack's API, by method and outcome: ok, Slack's name of the error, or unreachable",
            ["method", "outcome"],
            registry=registry,
        )
        self.check_ins = Counter("pathcoach_slack_check_ins", "Check-ins that were sent", registry=registry)

    def count_call(self, method: str, outcome: str) -> None:
        """Count one call of Slack's API; an outcome that is no error's name counts as `unreadable`."""
        self.api_calls.labels(method, outcome if _ERROR_NAME.fullmatch(outcome) else "unreadable").inc()
