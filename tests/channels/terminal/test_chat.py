"""The conversation, with keys that a test presses and a coach that does what it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.channels.terminal.chat import Chat
from bot.channels.terminal.screen import Screen
from bot.clock import system_clock
from bot.coach import Coach
from bot.domain import Message, Reply, ReplyEvent
from bot.embedding import MiniLMEmbedder
from bot.errors import BadQuestion, CoachError, ModelNotFound
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.pathways.readers import read_document
from bot.prompts import bundled_prompts
from bot.store import Store
from tests.answering.conftest import KEEPER


class ScriptedCoach:
    """Answers each question with the next of these, or raises it."""

    def __init__(self, *answers: str | Exception) -> None:
        self.asked: list[Message] = []
        self.closed = False
        self._answers = iter(answers)

    def stream(self, message: Message, *, stop: object) -> Iterator[ReplyEvent]:
        self.asked.append(message)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        yield ReplyEvent("sentence", text=answer)
        yield ReplyEvent("finished", reply=Reply(answer, "answer", thread_id="t-1"))

    def warm(self) -> None:
        """Nothing is loaded."""

    def close(self) -> None:
        self.closed = True


Talk = Callable[..., str]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("chat")
    document = folder / "keeper.md"
    document.write_text(KEEPER, encoding="utf-8")
    build_index(
        [document], home=folder, embedder=MiniLMEmbedder(), read=read_document, progress=ConsoleProgress()
    )
    return Index.open(folder, MiniLMEmbedder())


@pytest.fixture
def talk(index: Index, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Talk:
    """`talk(keys, coach)` presses keys and then Ctrl-D, and returns what was on the screen."""

    def run(keys: str, coach: ScriptedCoach | CoachError) -> str:
        def load() -> Coach:
            if isinstance(coach, CoachError):
                raise coach
            return cast(Coach, coach)

        with (
            Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=system_clock) as store,
            create_pipe_input() as pipe,
            create_app_session(input=pipe, output=DummyOutput()),
        ):
            pipe.send_text(f"{keys}\x04")
            Chat(index, store, Screen(bundled_prompts()), tmp_path, Message("")).run(load)
        return capsys.readouterr().out

    return run


def test_a_thread_is_gone_on_with_and_new_starts_another(talk: Talk) -> None:
    coach = ScriptedCoach("One.", "Two.", "Three.")
    talk("first\rsecond\r/new\rthird\r", coach)
    assert [(message.text, message.thread_id) for message in coach.asked] == [
        ("first", None),
        ("second", "t-1"),
        ("third", None),
    ]
    assert coach.closed


def test_a_question_that_is_refused_can_be_edited(talk: Talk) -> None:
    coach = ScriptedCoach(BadQuestion("The question is far too long."), "Better.")
    shown = talk("too long\r now\r", coach)
    assert "The question is far too long." in shown
    assert [message.text for message in coach.asked] == ["too long", "too long now"]


def test_an_error_is_said_and_the_conversation_goes_on(talk: Talk) -> None:
    shown = talk("one\rtwo\r", ScriptedCoach(ModelNotFound("No model file."), "Two."))
    assert "No model file." in shown
    assert "Two." in shown


def test_what_nobody_foresaw_is_one_sentence_and_the_conversation_goes_on(talk: Talk, tmp_path: Path) -> None:
    shown = talk("one\rtwo\r", ScriptedCoach(RuntimeError("the gears jammed"), "Two."))
    assert "Something went wrong inside Pathcoach (RuntimeError)." in shown
    assert "Two." in shown
    assert "the gears jammed" in (tmp_path / "errors.log").read_text()


def test_a_coach_that_cannot_be_loaded_ends_the_chat_with_its_error(talk: Talk) -> None:
    with pytest.raises(ModelNotFound, match="No model file"):
        talk("one\r", ModelNotFound("No model file."))


def test_a_pathway_is_chosen_by_number_and_an_unknown_one_refused(talk: Talk) -> None:
    coach = ScriptedCoach("One.")
    shown = talk("/pathway nothing\r/pathway 1\rone\r", coach)
    assert "No pathway nothing is indexed." in shown
    assert coach.asked[0].pathway_id == "cook-to-beekeeper"


def test_quit_leaves(talk: Talk) -> None:
    coach = ScriptedCoach("never")
    talk("/quit\rone\r", coach)
    assert coach.asked == []
