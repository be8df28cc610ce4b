"""Short forms of a chat are read as what they stand for, but for those that the pathway itself may mean."""

from __future__ import annotations

import pytest

from tests.answering.conftest import Ask


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how many wks for rtos", "8 weeks"),
        ("pls tell me wat u know abt the pay", "$120,000"),
    ],
)
def test_short_forms_are_written_out(question: str, answer: str, ask_bundled: Ask) -> None:
    assert answer in ask_bundled(question)
