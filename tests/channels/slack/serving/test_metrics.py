from __future__ import annotations

import pytest

from bot.channels.slack.serving.metrics import Metrics


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        ("ok", "ok"),
        ("not_in_channel", "not_in_channel"),
        ("", "unreadable"),
        ("U0ADA wrote this", "unreadable"),
        ("a" * 49, "unreadable"),
    ],
)
def test_no_text_from_elsewhere_becomes_a_label(outcome: str, counted: str) -> None:
    metrics = Metrics()
    metrics.count_call("chat.update", outcome)
    labels = {"method": "chat.update", "outcome": counted}
    assert metrics.registry.get_sample_value("pathcoach_slack_api_calls_total", labels) == 1


def test_two_services_in_one_process_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.check_ins.inc()
    assert other.registry.get_sample_value("pathcoach_slack_check_ins_total") == 0
