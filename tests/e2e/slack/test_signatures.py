"""Over HTTP nobody is heard who does not sign as Slack does, now."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

import pytest

from tests.e2e.slack.served_bot import ServedBot
from tests.e2e.slack.wording import WEEKS
from tests.local_slack import signed_headers

pytestmark = pytest.mark.real_model


def test_bad_old_and_missing_signatures_are_refused_and_not_answered(coach: ServedBot) -> None:
    if coach.mode != "http":
        pytest.skip("a socket has no signatures")
    alice = coach.newcomer()
    asked = alice.dm(WEEKS)
    coach.answers_to(asked)
    (delivery,) = coach.slack.deliveries_of(asked)
    event = {**delivery.event, "ts": "1795000000.000100", "client_msg_id": "another"}
    body = json.dumps({**delivery.payload, "event_id": "Ev0FORGED", "event": event})
    secret, now = coach.slack.signing_secret, int(time.time())

    assert post(coach.url, body, {}) == 401
    assert post(coach.url, body, signed_headers(body, "a" * 32)) == 401
    assert post(coach.url, body, signed_headers(body, secret, now - 301)) == 401
    assert post(coach.url, f"{body} ", signed_headers(body, secret)) == 401
    assert len(coach.answers_to(asked)) == 1
    assert post(coach.url, body, signed_headers(body, secret)) == 200
    assert len(coach.answers_to(asked)) == 2


def test_the_challenge_of_slack_is_answered(coach: ServedBot) -> None:
    if coach.mode != "http":
        pytest.skip("a socket has no request URL")

    delivery = coach.slack.verify_url("a challenge")
    coach.slack.wait_until(lambda: delivery.acknowledged)

    assert "a challenge" in json.dumps(delivery.answer)


def post(url: str, body: str, headers: Mapping[str, str]) -> int:
    """Return the status with which a request is answered."""
    given = {"content-type": "application/json", **headers}
    asked = urllib.request.Request(url, data=body.encode(), headers=given)
    try:
        with urllib.request.urlopen(asked, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
