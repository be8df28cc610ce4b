"""The conversation, with keys that a test presses and a coach that does what it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
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
from bot.commitments import CommitmentService, Draft
from bot.domain import CheckIn, Message, Person, Reply, ReplyEvent, Sender
from bot.embedding import MiniLMEmbedder
from bot.errors import BadQuestion, CoachError, ModelNotFound
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.pathways.readers import read_document
from bot.profile import ProfileService
from bot.prompts import bundled_prompts
from bot.reminders import Courier
from bot.store import Store
from tests.answering.conftest import KEEPER


class ScriptedCoach:
    """Answers each question with the next of these, or raises it."""

    def __init__(self, *answers: str | Exception, pause: Callable[[], None] | None = None) -> None:
        """`pause` is called in the middle of every answer."""
        self.asked: list[Message] = []
        self.closed = False
        self._answers = iter(answers)
        self._pause = pause

    def stream(self, message: Message, *, stop: object) -> Iterator[ReplyEvent]:
        self.asked.append(message)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        yield ReplyEvent("sentence", text=answer)
        if self._pause is not None:
            self._pause()
            yield ReplyEvent("sentence", text="That is all.")
        yield ReplyEvent("finished", reply=Reply(answer, "answer", thread_id="t-1"))

    def warm(self) -> None:
        """Nothing is loaded."""

    def close(self) -> None:
        self.closed = True


class ScriptedCourier:
    """Sends one check-in into the chat, when `begin` is set, and then presses keys."""

    def __init__(self, *, then: str = "") -> None:
        self.begin = threading.Event()
        self.sender: Sender
        self.press: Callable[[str], None]
        self._then = then

    def send_due(self) -> None:
        self.begin.wait(timeout=60)
        self.sender.send(CheckIn("m-1", Person("local"), "How did it go?", ()))
        self.press(f"{self._then}\x04")

    def wait_until_it_sends(self) -> None:
        """Return when the check-in is on its way."""
        self.begin.set()
        while self.sender.was_sent("m-1", Person("local")) is None:
            time.sleep(0.01)


class NoCourier:
    """Nothing is due."""

    def send_due(self) -> None:
        pass


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
    """`talk(keys, coach)` presses keys and then Ctrl-D, and returns what was on the screen.

    A courier presses the last keys itself. What was kept of the person is in `store.sqlite`.
    """

    def run(
        keys: str,
        coach: ScriptedCoach | CoachError,
        courier: ScriptedCourier | None = None,
        *,
        thread_id: str | None = None,
    ) -> str:
        def load() -> Coach:
            if isinstance(coach, CoachError):
                raise coach
            return cast(Coach, coach)

        def remind(coach: Coach, sender: Sender) -> Courier:
            if courier is None:
                return cast(Courier, NoCourier())
            courier.sender, courier.press = sender, pipe.send_text
            return cast(Courier, courier)

        with (
            open_store(tmp_path) as store,
            create_pipe_input() as pipe,
            create_app_session(input=pipe, output=DummyOutput()),
        ):
            pipe.send_text(keys if courier else f"{keys}\x04")
            commitments = CommitmentService(store, system_clock)
            profiles = ProfileService(store, system_clock)
            screen, asked = Screen(bundled_prompts()), Message("", thread_id=thread_id)
            Chat(index, store, commitments, profiles, screen, tmp_path, asked).run(load, remind=remind)
        return capsys.readouterr().out

    return run


def open_store(folder: Path) -> Store:
    """The store of the conversation."""
    return Store.open(f"sqlite:///{folder / 'store.sqlite'}", clock=system_clock)


@pytest.fixture
def promised(tmp_path: Path) -> None:
    """Somebody has promised to email two people by yesterday."""
    with open_store(tmp_path) as store:
        day = system_clock() - timedelta(days=2)
        earlier = CommitmentService(store, lambda: day)
        due_on = (day + timedelta(days=1)).date()
        (proposal,) = earlier.propose("local", [Draft("email two people", due_on=due_on)])
        earlier.confirm("local", [proposal.commitment_id])


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


def test_a_pathway_that_was_chosen_can_be_undone(talk: Talk, tmp_path: Path) -> None:
    talk("/pathway 1\r", ScriptedCoach())
    with open_store(tmp_path) as store:
        chosen = store.person("local").pathway_id
        CommitmentService(store, system_clock).undo("local")
        undone = store.person("local").pathway_id
    assert (chosen, undone) == ("cook-to-beekeeper", None)


@pytest.mark.parametrize(
    ("typed", "tool", "words"),
    [
        ("/next", "next_tasks", "What should I do next?"),
        ("/next 2 hours", "next_tasks", "2 hours"),
        ("/plan", "show_plan", "What does my plan look like?"),
        ("/commitments this week", "list_commitments", "this week"),
        ("/review last week", "weekly_review", "last week"),
        ("/undo", "undo_last", "Undo my last change."),
        ("/profile I know Docker", "update_profile", "I know Docker"),
    ],
)
def test_a_command_of_the_coach_is_a_turn_with_its_tool(
    talk: Talk, typed: str, tool: str, words: str
) -> None:
    coach = ScriptedCoach("Here it is.", "One.")
    shown = talk(f"{typed}\rone\r", coach)
    assert "Here it is." in shown
    assert [(each.text, each.tool, each.thread_id) for each in coach.asked] == [
        (words, tool, None),
        ("one", None, "t-1"),
    ]


def test_a_check_in_is_shown_above_what_is_being_typed(talk: Talk) -> None:
    coach, courier = ScriptedCoach("One."), ScriptedCourier(then=" typed\r")
    courier.begin.set()
    shown = talk("half", coach, courier)
    assert shown.index("How did it go?\n\n") < shown.index("One.")
    assert [message.text for message in coach.asked] == ["half typed"]


def test_a_check_in_is_never_shown_inside_an_answer(talk: Talk) -> None:
    courier = ScriptedCourier()
    coach = ScriptedCoach("One.", pause=courier.wait_until_it_sends)
    assert "\nOne. That is all.\n\nHow did it go?\n\n" in talk("one\r", coach, courier)


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize("thread_id", [None, "t-9"])
def test_whoever_has_promised_something_sees_first_how_that_stands(talk: Talk, thread_id: str | None) -> None:
    shown = talk("", ScriptedCoach(), thread_id=thread_id)
    assert "You have one open commitment. One is overdue." in shown


def test_whoever_has_promised_nothing_is_told_nothing_of_it(talk: Talk) -> None:
    assert "commitment" not in talk("", ScriptedCoach())
