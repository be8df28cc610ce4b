"""What is asked in a roundabout way is read in the words of the documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("my services keep no state from one call to the next, how big is the shift?", "stateful systems"),
        ("what will be the toughest nut for me?", "C/C++"),
        ("why would anybody hire me over a data scientist?", "DevOps"),
        ("is model compression important?", "is important and takes 4 weeks"),
        ("what can I get going with on my macbook?", "laptop"),
        ("how could I convince a recruiter?", "portfolio"),
        ("does it all get outdated quickly?", "change fast"),
        ("which skills can't I skip?", "Python for AI/ML"),
    ],
)
def test_it_is_read_in_known_words(question: str, expected: str, ask_bundled: Ask) -> None:
    assert expected in ask_bundled(question)
