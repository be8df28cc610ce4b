"""Which phases, skills, tasks and resources hold a thing, and which hold none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which phases have no book?", "2 of the 5 phases have no books\nPhase 2"),
        ("which skill has no book?", "4 of the 6 skills have no books"),
        ("which skills don't have a course?", "1 of the 6 skills has no courses\nReal-Time"),
        ("in how many phases does the Raspberry Pi come up?", '2 of the 5 phases name "Raspberry Pi"'),
        ("which tasks use tensorflow?", '5 of the 15 tasks name "tensorflow"'),
        ("how many resources come with a warning?", "7 of the 15 resources have notes"),
        ("which of the resources may no longer exist?", "7 of the 15 resources have notes"),
        ("how many skills mention Coursera?", '2 of the 6 skills name "Coursera"'),
    ],
)
def test_what_holds_a_thing_is_told_apart(question: str, said: str, ask_bundled: Ask) -> None:
    assert said in ask_bundled(question)


@pytest.mark.parametrize(
    "question", ["which skills need less than 2 months?", "which phases have the most tasks?"]
)
def test_a_measure_is_no_thing(question: str, ask_bundled: Ask) -> None:
    assert " of the " not in ask_bundled(question).split("\n")[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when do I touch hardware for the first time?", "first in phase 3"),
        ("when do I first use AWS?", "first in phase 4"),
        ("what do I need a camera for?", "that has a camera"),
        ("can I do this beside a full time job?", "10 hours each"),
        ("I only have weekends. is it realistic?", "10 hours each"),
        ("how many hours a day?", "10 hours each"),
    ],
)
def test_where_a_thing_comes_first_and_what_it_is_for(question: str, said: str, ask_bundled: Ask) -> None:
    assert said in ask_bundled(question)
