"""Drafts are checked by all threads until a check takes too long, and by all again a little later."""

from __future__ import annotations

from bot.llm.crew import Crew

QUIET_S, BUSY_S = 0.020, 0.075


def check(crew: Crew, seconds: float, *, tokens: int = 4) -> int:
    threads = crew.threads()
    crew.took(seconds, tokens=tokens, threads=threads)
    return threads


def test_on_a_quiet_machine_all_threads_check() -> None:
    crew = Crew(writing=1, reading=2)
    assert {check(crew, QUIET_S * drift) for drift in (1.2, 1.0, 1.5, 1.1) * 5} == {2}


def test_where_a_core_is_busy_the_next_checks_are_left_to_those_that_write() -> None:
    crew = Crew(writing=1, reading=2)
    check(crew, QUIET_S)
    assert [check(crew, BUSY_S) for _ in range(10)] == [2, *[1] * 8, 2]


def test_when_the_core_is_free_again_all_threads_check() -> None:
    crew = Crew(writing=1, reading=2)
    check(crew, QUIET_S)
    check(crew, BUSY_S)
    assert [check(crew, QUIET_S) for _ in range(11)] == [*[1] * 8, 2, 2, 2]


def test_a_longer_draft_is_not_taken_for_a_busy_core() -> None:
    crew = Crew(writing=1, reading=2)
    check(crew, QUIET_S, tokens=2)
    assert [check(crew, 2 * QUIET_S, tokens=4) for _ in range(3)] == [2, 2, 2]
