from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.settable import SlackSettings


@pytest.mark.parametrize(
    ("written", "root"),
    [
        ("https://slack-gov.com/api", "https://slack-gov.com/api/"),
        (" http://127.0.0.1:8080// ", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/api/", "http://[::1]:8080/api/"),
    ],
)
def test_the_root_of_slacks_api_ends_with_one_slash(written: str, root: str) -> None:
    assert SlackSettings(base_url=written).base_url == root


@pytest.mark.parametrize(
    "written",
    [
        "slack.com/api/",
        "ftp://slack.com/api/",
        "https:///api/",
        "https://slack.com:x/api/",
        "https://[::1/api/",
        "https://slack.com/api/?method=",
        "https://slack.com/api/#methods",
        "https://me:hunter2@slack.com/api/",
    ],
)
def test_what_is_no_root_of_an_api_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="address like https://slack"):
        SlackSettings(base_url=written)
