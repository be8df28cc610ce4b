"""The chat in a real terminal: what a person sees, and that nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.bundled import bundled_folder
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.pathways.readers import read_document
from tests.answering.conftest import KEEPER
from tests.e2e.conftest import environment
from tests.e2e.model_server import endless_model_server
from tests.e2e.terminal import Terminal, assert_screen

pytestmark = pytest.mark.real_model

NOW = "2026-03-02T09:00:00+00:00"
READY = "Ask a question, or type /help"
SKILLS = "TensorFlow Lite and ONNX (6 weeks)"

Chat = Callable[..., Terminal]


@pytest.fixture
def chat(home: Path) -> Iterator[Chat]:
    """`chat("--user", "ana", columns=60)` in a home that has an index and no conversations.

    The home is named relatively, so that screens look alike wherever it is.
    """
    for kept in home.glob("store.sqlite*"):
        kept.unlink()
    with ExitStack() as stack:

        def start(
            *arguments: str, columns: int = 80, rows: int = 40, reports_cursor: bool = False, **env: str
        ) -> Terminal:
            where = environment(Path("home"), PATHCOACH_NOW=NOW, PATHCOACH_COMPOSER="extractive")
            where.update(env)
            command = (sys.executable, "-m", "bot", "chat", *arguments)
            size = {"columns": columns, "rows": rows}
            terminal = Terminal(*command, cwd=home.parent, env=where, reports_cursor=reports_cursor, **size)
            return stack.enter_context(terminal)

        yield start


@pytest.mark.parametrize("columns", [60, 120])
def test_the_first_minute_reads_well(chat: Chat, columns: int) -> None:
    terminal = chat(columns=columns, rows=80)
    terminal.wait_for(READY)
    terminal.enter("Which skills are critical?")
    terminal.wait_for("Sources:")
    terminal.enter("/sources")
    terminal.wait_for("line")
    terminal.enter("/help")
    terminal.wait_for("/quit")
    assert_screen(f"first-minute-{columns}", terminal.rest())


def test_what_is_typed_while_the_coach_loads_is_answered(chat: Chat) -> None:
    terminal = chat()
    terminal.type("Which skills are critical?\r")
    terminal.wait_for(SKILLS)


def test_why_says_how_an_answer_came_about(chat: Chat) -> None:
    terminal = chat()
    terminal.enter("How long does RTOS take?")
    terminal.wait_for("Sources:")
    terminal.enter("/why")
    shown = terminal.wait_for("all in all")
    assert "Understood as: lookup · duration · Real-Time Operating Systems (RTOS)" in shown
    assert "Written without the model" in shown


def test_ctrl_c_stops_an_answer_and_keeps_what_was_written(chat: Chat) -> None:
    with endless_model_server() as url:
        terminal = chat(PATHCOACH_MODEL__BASE_URL=url, PATHCOACH_COMPOSER="llm")
        terminal.wait_for(READY)
        terminal.enter("What will I love about this work?")
        terminal.wait_for("[1].")
        terminal.type("\x03")
        stopped = terminal.wait_for("Stopped. What was written is kept.")
        assert "Thinking" not in stopped
        said = next(line for line in stopped.splitlines() if line.startswith("You will love"))
        terminal.kill()
    terminal = chat()
    terminal.wait_for("you began with: “What will I love about this work?”")
    terminal.enter("/resume 1")
    terminal.wait_for(said)


def test_ctrl_c_twice_leaves_and_once_does_not(chat: Chat) -> None:
    terminal = chat()
    terminal.wait_for(READY)
    terminal.type("half a question\x03")
    terminal.wait_until(lambda screen: screen.count("you>") == 2, "a fresh prompt")
    terminal.type("\x03")
    terminal.wait_for("Press Ctrl-C again to leave, or go on.")
    terminal.type("\x03")
    assert terminal.wait_for_end() == 0


def test_ctrl_d_leaves(chat: Chat) -> None:
    terminal = chat()
    terminal.wait_for(READY)
    terminal.type("\x04")
    assert terminal.wait_for_end() == 0


def test_a_killed_chat_resumes_where_it_was(chat: Chat) -> None:
    terminal = chat()
    terminal.enter("Which skills are critical?")
    terminal.wait_for("Sources:")
    terminal.kill()
    terminal = chat()
    terminal.wait_for(READY)
    terminal.enter("/resume 1")
    terminal.wait_for(SKILLS)
    terminal.enter("And which are important?")
    terminal.wait_for("C/C++ for Embedded Systems (10 weeks)")
    terminal.type("\x04")
    assert_screen("resumed", terminal.rest())


def test_a_window_that_is_resized_goes_on_at_its_new_width(chat: Chat) -> None:
    terminal = chat(columns=120)
    terminal.wait_for(READY)
    terminal.resize(60, 40)
    terminal.enter("What does the DevOps background help with?")
    terminal.wait_for("Sources:")
    assert all(len(line) <= 60 for line in terminal.rest().splitlines())
    assert "\n\nyou> What does the DevOps background help with?\n\n" in terminal.show()


def test_a_paste_that_is_too_long_is_refused_and_can_be_shortened(chat: Chat) -> None:
    terminal = chat(rows=100)
    terminal.wait_for(READY)
    terminal.paste("Which skills are critical? " + "x" * 2500 + "\n" + "y" * 2472)
    terminal.wait_for("y" * 60)
    terminal.type("\r")
    terminal.wait_for("The question has 5,000 characters")
    terminal.wait_for("y" * 60)
    terminal.type("\x7f" * 2473)
    terminal.type("\x17")  # deletes the word before the cursor: the run of x
    terminal.type("\r")
    terminal.wait_for(SKILLS)


def test_alt_enter_starts_a_new_line(chat: Chat) -> None:
    terminal = chat()
    terminal.wait_for(READY)
    terminal.type("Which skills\x1b\rare critical?")
    terminal.wait_for("are critical?")
    terminal.type("\r")
    terminal.wait_for(SKILLS)


def test_commands_are_completed_and_a_misspelt_one_is_corrected(chat: Chat) -> None:
    terminal = chat()
    terminal.wait_for(READY)
    terminal.type("/so")
    terminal.wait_for("/sources")
    terminal.type("\t")
    terminal.wait_for("you> /sources")
    terminal.type("\r")
    terminal.wait_for("Nothing has been answered yet.")
    terminal.enter("/hlp")
    terminal.wait_for("There is no command /hlp. Did you mean /help?")


def test_without_colour_nothing_is_coloured(chat: Chat) -> None:
    terminal = chat(NO_COLOR="1")
    terminal.wait_for(READY)
    terminal.enter("Which skills are critical?")
    terminal.wait_for("Sources:")
    answer = terminal.raw[terminal.raw.index(b"You would learn") :]
    assert b"\x1b[3" not in answer.partition(b"you>")[0]


def _index(home: Path, *documents: Path) -> None:
    build_index(
        [bundled_folder("knowledge"), *documents],
        home=home,
        embedder=MiniLMEmbedder(),
        read=read_document,
        progress=ConsoleProgress(),
    )


def test_a_code_block_in_a_document_is_shown_as_one(chat: Chat, home: Path, tmp_path: Path) -> None:
    guide = tmp_path / "flashing.md"
    guide.write_text(
        "# Flashing a Zephyr board\n\n## Flash the firmware\n\nBuild first, then flash the Zephyr board:\n\n"
        "```sh\nwest build -b nucleo_f401re\nwest flash --runner openocd\n```\n",
        encoding="utf-8",
    )
    _index(home, guide)
    terminal = chat()
    terminal.wait_for(READY)
    terminal.enter("How do I flash the firmware of a Zephyr board?")
    shown = terminal.wait_for("Sources:")
    assert "\n west flash --runner openocd\n" in shown
    assert "```" not in shown


def test_the_pathway_is_asked_for_once_when_several_fit(chat: Chat, home: Path, tmp_path: Path) -> None:
    document = tmp_path / "second.md"
    document.write_text(KEEPER, encoding="utf-8")
    _index(home, document)
    terminal = chat()
    terminal.wait_for("Type a number")
    terminal.enter("7")
    terminal.wait_for("7 is not in the list.")
    terminal.enter("1")
    terminal.wait_for("Questions are now about the move from Backend Developer to Edge AI Engineer.")
    terminal.wait_for(READY)
    terminal.type("\x04")
    terminal.wait_for_end()
    terminal = chat()
    shown = terminal.wait_for(READY)
    assert "Type a number" not in shown
    terminal.enter("/pathway")
    terminal.wait_for("chosen")


@pytest.mark.parametrize(
    ("composer", "speed"), [("extractive", "written without the model"), ("llm", "tokens/s")]
)
def test_stats_below_the_prompt_tell_of_the_last_answer(chat: Chat, composer: str, speed: str) -> None:
    terminal = chat("--stats", columns=120, reports_cursor=True, PATHCOACH_COMPOSER=composer)
    terminal.wait_for("no answer yet")
    terminal.enter("What will I love about this work?")
    shown = terminal.wait_until(lambda screen: speed in screen.splitlines()[-1], speed)
    assert "first sentence" in shown.splitlines()[-1]
    assert " MB" in shown.splitlines()[-1]


def test_without_stats_there_is_no_bar(chat: Chat) -> None:
    terminal = chat(reports_cursor=True)
    terminal.wait_for(READY)
    assert "no answer yet" not in terminal.rest()
