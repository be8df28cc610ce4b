"""Passwords in URLs are found and masked; what is none is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passwords import holds_password, mask_passwords


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("postgresql://me:hunter2@db/coach", "postgresql://me:***@db/coach"),
        ("postgresql+psycopg://me:hunter2@db:5432/coach", "postgresql+psycopg://me:***@db:5432/coach"),
        ("postgresql://me:hun@t/e?r2@db/coach", "postgresql://me:***@db/coach"),
        ("https://:hunter2@models.example/v1", "https://:***@models.example/v1"),
        ("postgresql://db/coach?user=me&password=hunter2", "postgresql://db/coach?user=me&password=***"),
        ("https://models.example/v1?key=hunter2&x=1", "https://models.example/v1?key=***&x=1"),
    ],
)
def test_a_password_is_masked(url: str, masked: str) -> None:
    assert mask_passwords(url) == masked
    assert holds_password(url)
    assert not holds_password(masked)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////home/me/store.sqlite",
        "sqlite:///C:/me@home/store.sqlite",
        "postgresql://me@db:5432/coach",
        "http://localhost:8080/v1",
        "all-MiniLM-L6-v2",
        "",
    ],
)
def test_what_has_no_password_stays(url: str) -> None:
    assert mask_passwords(url) == url
    assert not holds_password(url)


@given(st.text(min_size=1), st.sampled_from(["db/coach", "db:5432/coach"]))
def test_no_password_is_left_whatever_is_in_it(password: str, rest: str) -> None:
    assert mask_passwords(f"postgresql://me:{password}@{rest}") == f"postgresql://me:***@{rest}"
