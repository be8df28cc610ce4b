"""The screen of a chat is read rightly, its bars are computed, and a program that dies is never a figure."""

from __future__ import annotations

import os
import sys

import pytest

from bench.ask import Question
from bench.chat import Peaks, Sitting, bars, has_answer, is_echoed, is_ready_again, table
from bench.measure import MeasureError
from bench.terminal import Terminal
from bot.channels.terminal.keyboard import PROMPT

FACT, ADVICE = Question("fact", "How long?"), Question("advice", "Shall I?")
SMALL = Peaks(first_mb=440.0, later_mb=410.0)
NOTES = {"Getting ready…", "Thinking…"}


def sittings(*, prompt_s: float = 1.2, written_s: float = 1.5) -> list[Sitting]:
    # The machine gets three times slower: the ratio within a sitting stays.
    prompts = [Sitting(FACT, 1.0 * drift, prompt_s * drift, 0.5) for drift in (1, 2, 3)]
    return prompts + [Sitting(ADVICE, 1.0, prompt_s, seconds * written_s) for seconds in (0.5, 1, 9)]


def python(code: str, *, timeout_s: float = 30) -> Terminal:
    return Terminal([sys.executable, "-c", code], env=os.environ, timeout_s=timeout_s)


def test_the_bars_hold_at_the_figures_asked_for() -> None:
    prompt, fact, advice, *_ = bars(sittings(), SMALL)
    assert (prompt.figure, fact.figure, advice.figure) == pytest.approx((1.2, 0.5, 1.5))
    assert prompt.held
    assert fact.held
    assert advice.held


def test_a_late_prompt_and_a_late_answer_are_seen() -> None:
    assert [bar.held for bar in bars(sittings(prompt_s=1.4), SMALL)] == [False, *[True] * 4]
    assert [bar.held for bar in bars(sittings(written_s=2.1), SMALL)] == [True, True, False, True, True]


def test_the_peaks_of_both_conversations_are_held_to_a_bar() -> None:
    *_, first, later = bars(sittings(), Peaks(first_mb=451.0, later_mb=400.0))
    assert (first.figure, first.held, later.held) == (451.0, False, True)


@pytest.mark.parametrize(
    ("below", "ready"), [("\nEight weeks.\n", False), (f"\nEight weeks.\n\n{PROMPT}Ask a question", True)]
)
def test_a_chat_is_ready_again_when_its_prompt_is_back(below: str, ready: bool) -> None:
    assert is_ready_again(f"{PROMPT}How long?{below}", "How long?") is ready


def test_the_table_shows_medians_and_extremes() -> None:
    rows = [line.split() for line in table(sittings()).splitlines()]
    assert rows[-1] == ["answer,", "advice", "1.50", "0.75", "13.50"]


@pytest.mark.parametrize(
    ("below", "answered"),
    [
        ("", False),
        ("\n\nGetting ready…", False),
        ("\n\nGetting re", False),  # read while it was being written
        ("\n\nThinking…\n\n", False),
        ("\n\nIt takes 8 weeks [1].", True),
        ("\n\nYou would learn:\n\n • Python", True),
    ],
)
def test_only_what_stands_below_the_question_and_is_no_note_is_an_answer(below: str, answered: bool) -> None:
    screen = f"Welcome back. Last time you asked: “How long?”\n\nyou> How long?{below}"
    assert has_answer(screen, "How long?", notes=NOTES) is answered


def test_what_the_terminal_echoes_before_the_prompt_is_there_does_not_count() -> None:
    assert not is_echoed("How long?", "How long?")
    assert not is_echoed("How long?\nyou>", "How long?")
    assert is_echoed("you> How long?", "How long?")


def test_a_program_is_typed_to_and_watched() -> None:
    with python("print('you said', input('name? ').upper())") as terminal:
        asked_s = terminal.wait_until(lambda screen: "name?" in screen, "a question")
        typed_s = terminal.press("ana\r")
        answered_s = terminal.wait_until(lambda screen: "you said ANA" in screen, "an answer")
    assert terminal.started_s < asked_s < typed_s < answered_s


def test_a_program_that_ends_too_soon_is_an_error_with_its_screen() -> None:
    with python("1 / 0") as terminal, pytest.raises(MeasureError, match="ZeroDivisionError"):
        terminal.wait_until(lambda screen: "never" in screen, "a prompt")


def test_what_never_comes_is_an_error() -> None:
    program = "import time\nwhile True: print('…', flush=True); time.sleep(0.05)"
    with python(program, timeout_s=0.5) as terminal, pytest.raises(MeasureError, match="never a prompt"):
        terminal.wait_until(lambda screen: "never" in screen, "a prompt")
