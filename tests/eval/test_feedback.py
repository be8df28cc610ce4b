"""Rated replies as cases: complete but for what only a person can say, and free of who it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import frozen_clock
from bot.domain import Citation, Message, Reply, Section
from bot.store import Store
from eval import __main__ as evaluation
from eval.cases import QUESTIONS, Expectation, read_set
from eval.coach import OpenCoach
from eval.feedback import main
from eval.run import Subject

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHUNK = "baker/skills-to-learn/1"
CITED = Citation(1, CHUNK, "baker", Section.SKILLS_TO_LEARN, "Sourdough", "takes 10 weeks")
ANSWER = Reply("Sourdough takes 10 weeks [1].", "answer", citations=(CITED,), model="small.gguf")
DECLINED = Reply("The documents do not say.", "abstain", abstained=True)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url, clock=frozen_clock(NOON)) as store:
        yield store


def rate(
    store: Store, reply: Reply, *opinions: bool, question: str = "How long?", thread_id: str = ""
) -> str:
    """Let somebody get a reply, and as many people as there are opinions rate it."""
    thread_id = thread_id or store.open_thread("person-ada", "slack", title="").thread_id
    turn = store.append_turn(thread_id, question, reply=reply)
    for number, helpful in enumerate(opinions):
        at = NOON + timedelta(minutes=number)
        store.feedback.give(f"person-{number}", turn.turn_id, helpful=helpful, at=at)
    return thread_id


def cases(url: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["--store", url]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_reply_that_helped_becomes_a_case_with_its_sources_and_without_anybodys_name(
    store: Store, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rate(store, ANSWER, True, True)

    (case,) = cases(url, capsys)

    assert case.pop("id").startswith("feedback-")
    assert case == {
        "kind": "feedback",
        "history": [],
        "question": "How long?",
        "expects": "answer",
        "needs": [],
        "forbids": [],
        "gold": [CHUNK],
        "helpful": True,
        "note": "small.gguf, extractive: Sourdough takes 10 weeks [1].",
    }
    assert "person-" not in json.dumps(case)


def test_a_reply_that_did_not_help_everyone_did_not_help_and_its_sources_are_not_taken_for_right(
    store: Store, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rate(store, ANSWER, True, False)

    (case,) = cases(url, capsys)

    assert (case["helpful"], case["gold"], case["expects"]) == (False, [], "answer")


@pytest.mark.parametrize(("helpful", "expects"), [(True, "abstain"), (False, "answer")])
def test_declining_is_expected_only_where_it_helped(
    store: Store, url: str, capsys: pytest.CaptureFixture[str], helpful: bool, expects: str
) -> None:
    rate(store, DECLINED, helpful)

    assert [case["expects"] for case in cases(url, capsys)] == [expects]


def test_what_rests_on_somebodys_own_plans_becomes_neither_case_nor_history(
    store: Store, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rate(store, replace(ANSWER, action="plan"), True)
    thread_id = rate(store, replace(ANSWER, personal=True), True, question="What about me?")
    rate(store, ANSWER, True, question="How long is sourdough?", thread_id=thread_id)

    (case,) = cases(url, capsys)

    assert (case["question"], case["history"]) == ("How long is sourdough?", [])


def test_a_follow_up_has_the_questions_before_it(
    store: Store, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    thread_id = rate(store, ANSWER, question="one")
    for question in ("two", "three", "four"):
        rate(store, ANSWER, question=question, thread_id=thread_id)
    rate(store, ANSWER, True, question="and then?", thread_id=thread_id)
    rate(store, ANSWER, question="later", thread_id=thread_id)

    (case,) = cases(url, capsys)

    assert case["history"] == ["two", "three", "four"]


def test_a_file_that_is_there_is_not_written_over(
    store: Store, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rate(store, ANSWER, True)
    path = tmp_path / "cases.jsonl"
    assert main(["--store", url, "--out", str(path)]) == 0
    written = path.read_text()

    assert main(["--store", url, "--out", str(path)]) == 1

    assert "cannot be written" in capsys.readouterr().err
    assert path.read_text() == written != ""


# --- asking them ----------------------------------------------------------------------------------


def opens(reply: Reply) -> OpenCoach:
    class _Parrot:
        def reply(self, message: Message) -> Reply:
            return reply

    @contextmanager
    def open_coach(home: Path | None, **_: object) -> Iterator[Subject]:
        yield Subject(_Parrot())

    return open_coach


@pytest.fixture
def rated(store: Store, url: str, tmp_path: Path) -> Path:
    """A set of two: one reply that helped, one that did not."""
    rate(store, ANSWER, True)
    rate(store, ANSWER, False, question="How much?")
    path = tmp_path / "cases.jsonl"
    main(["--store", url, "--out", str(path)])
    return path


def test_a_set_can_be_asked_and_what_did_not_help_is_wrong_until_a_person_says_what_would(
    rated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluation.main(["--set", str(rated), "--show-failures"], open_coach=opens(ANSWER)) == 0

    printed = capsys.readouterr().out
    assert "feedback 2 0.500" in " ".join(printed.split())
    assert "asked:   How much?" in printed
    assert "the case does not say what would" in printed

    completed = rated.read_text().replace('"needs": []', '"needs": [["10 weeks"]]')
    rated.write_text(completed)
    evaluation.main(["--set", str(rated)], open_coach=opens(ANSWER))
    assert "feedback 2 1.000" in " ".join(capsys.readouterr().out.split())


def test_an_answer_from_other_sources_than_those_that_helped_is_wrong(
    rated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = replace(ANSWER, citations=(replace(CITED, chunk_id="baker/questions/9"),))

    evaluation.main(["--set", str(rated), "--show-failures"], open_coach=opens(elsewhere))

    assert f"cites none of {CHUNK}" in capsys.readouterr().out


def test_a_set_is_read_as_cases(rated: Path) -> None:
    by_question = {case.question: case for case in read_set(rated)}

    assert by_question["How long?"].gold == (CHUNK,)
    assert [by_question[question].helpful for question in ("How long?", "How much?")] == [True, False]
    assert by_question["How much?"].expects is Expectation.ANSWER


@pytest.mark.parametrize(
    "arguments",
    [["--set", str(QUESTIONS / "work.jsonl")], ["--set", "cases.jsonl", "--gate", "gates.toml"]],
)
def test_a_set_is_neither_a_half_nor_held_to_the_gates_of_halves(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        evaluation.main(arguments, open_coach=opens(ANSWER))

    assert stopped.value.code == 2
