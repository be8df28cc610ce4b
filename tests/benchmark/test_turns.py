"""Questions asked and timed: who wrote the answer, what begins a thread, what bare llama.cpp is to repeat."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from threading import Event
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from bot.benchmark.answers import ask_all, first_written, follow_up, read_questions, sum_up
from bot.benchmark.overhead import measure_overhead, replay_on
from bot.benchmark.turns import Asked, Call, Recorder, ask
from bot.domain import Message, Reply, ReplyEvent, Usage
from bot.errors import ModelError
from bot.llm import LocalChatModel
from bot.llm.engine import Engine

WRITTEN = {"why", "hard"}


class SlowCoach:
    """Takes a second to the first sentence and two more to the end."""

    def __init__(self, hand: Any) -> None:
        self.hand = hand
        self.messages: list[Message] = []

    def stream(self, message: Message, *, stop: Event) -> Iterator[ReplyEvent]:
        self.messages.append(message)
        self.stop = stop
        self.hand.go(1)
        yield ReplyEvent("sentence", "One.")
        self.hand.go(2)
        usage = Usage(10, 0, 5) if message.text in WRITTEN else Usage()
        yield ReplyEvent("finished", reply=Reply("One.", "answer", usage=usage, thread_id="t1"))


def asked(question: str, thread_id: str | None = None) -> Asked:
    """An answer to a question, written by the model if it is one of those."""
    total = 3.0 if question in WRITTEN else 0.1
    return Asked(question, total / 2, total, question in WRITTEN, thread_id or f"of {question}")


def test_an_answer_is_timed_to_its_first_sentence_and_to_its_end(hand: Any) -> None:
    coach = SlowCoach(hand)
    found = ask(coach, "why", pathway_id="p", thread_id="t1", clock=hand)
    assert found == Asked("why", 1.0, 3.0, True, "t1")
    assert (coach.messages[0].pathway_id, coach.messages[0].thread_id) == ("p", "t1")
    assert not ask(coach, "how many", clock=hand).written


def test_an_interrupt_stops_the_answer_and_is_heard_as_ever_after(hand: Any) -> None:
    class Interrupted(SlowCoach):
        def stream(self, message: Message, *, stop: Event) -> Iterator[ReplyEvent]:
            for event in super().stream(message, stop=stop):
                yield event
                signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    coach = Interrupted(hand)
    with pytest.raises(KeyboardInterrupt):
        ask(coach, "why", clock=hand)
    assert coach.stop.is_set()
    assert signal.getsignal(signal.SIGINT) is before


def test_the_questions_are_distinct_and_whole() -> None:
    questions = read_questions()
    assert len(questions) == len(set(questions)) >= 10
    assert all(question.endswith("?") for question in questions)


def test_it_is_asked_until_the_model_writes() -> None:
    assert first_written(asked, ["how many", "why", "hard"]).question == "why"
    with pytest.raises(ModelError, match="none of the answers"):
        first_written(asked, ["how many"])


def test_what_follows_is_asked_in_the_same_thread() -> None:
    found = follow_up(asked, asked("why"), ["how many", "why", "when", "hard"])
    assert found is not None
    assert (found.question, found.thread_id) == ("hard", "of why")
    assert follow_up(asked, asked("hard"), ["why", "hard", "when"]) is None


def test_where_time_ends_early_both_halves_have_been_asked() -> None:
    found = ask_all(asked, ["a", "b", "why", "hard"], rounds=2, seconds=60)
    assert [each.question for each in found] == ["a", "why", "b", "hard"] * 2


def test_answers_of_code_and_of_the_model_are_summed_up_apart() -> None:
    found = sum_up([asked("a"), asked("b"), asked("why")])
    assert found is not None
    assert found.coded is not None
    assert found.written is not None
    assert (found.all.count, found.coded.median, found.written.median) == (3, 0.1, 3.0)
    assert sum_up([]) is None


def test_what_the_model_is_asked_is_recorded_with_what_it_wrote(tiny: LocalChatModel) -> None:
    recorder = Recorder()
    tiny.callbacks = [recorder]
    chunks = list(tiny.stream([HumanMessage("Hello")], max_tokens=6))
    (call,) = recorder.take()
    assert [message.text for message in call.messages] == ["Hello"]
    assert call.tokens == chunks[-1].usage_metadata["output_tokens"] > 0  # type: ignore[index]
    assert recorder.take() == []


def test_overhead_is_the_coachs_time_over_that_of_the_same_calls() -> None:
    recorder = Recorder()
    replayed: list[Sequence[Call]] = []

    def asking(question: str, thread_id: str | None) -> Asked:
        if question in WRITTEN:
            recorder._calls.append(Call([HumanMessage(question)], 5))
        return asked(question, thread_id)

    def replay(calls: Sequence[Call]) -> float:
        replayed.append(calls)
        return 2.5

    found = measure_overhead(asking, recorder, replay, ["why", "how many", "hard"], rounds=2, seconds=60)
    assert found is not None
    assert (found.median, found.count) == (3.0 / 2.5, 4)
    assert len(replayed) == 5  # the first was done once more, to fill the cache
    assert measure_overhead(asking, recorder, replay, ["how many"], rounds=1, seconds=60) is None


class Bare:
    """Notes what it is to write."""

    def __init__(self) -> None:
        self.written: list[tuple[list[int], int]] = []

    def write(self, prompt: Sequence[int], *, max_tokens: int) -> Iterator[int]:
        self.written.append((list(prompt), max_tokens))
        yield from [1] * max_tokens


def test_bare_llama_cpp_reads_the_tokens_that_the_coachs_model_read(tiny: LocalChatModel) -> None:
    engine: Engine = tiny.load().result()
    question, bare = HumanMessage("Why?"), Bare()
    replay_on(bare, engine)([Call([question, AIMessage("It is")], 3), Call([question], 2)])  # type: ignore[arg-type]
    chat = engine.render([{"role": "user", "content": "Why?"}])
    assert bare.written == [([*chat, *engine.tokenize("It is")], 3), (chat, 2)]


@pytest.fixture
def tiny(tiny_settings: Any, tmp_path: Any) -> Iterator[LocalChatModel]:
    """The tiny model."""
    model = LocalChatModel(settings=tiny_settings().model, home=tmp_path)
    yield model
    model.close()
