"""`pathcoach threads`: a person's conversations, listed, searched and deleted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain import Composer, Reply
from bot.store import Store

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]
Keep = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def in_oslo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def keep(home: Path) -> Keep:
    """`keep("Title", ("question", "answer"), …)` keeps a thread an hour after the last; returns its id."""
    now = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)

    def clock() -> datetime:
        return now

    def keep_thread(title: str, *turns: tuple[str, str], person: str = "local") -> str:
        nonlocal now
        with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=clock) as store:
            thread = store.open_thread(person, "terminal", title=title)
            for question, answer in turns:
                reply = Reply(text=answer, action="answer", composer=Composer.EXTRACTIVE)
                store.append_turn(thread.thread_id, question, reply=reply)
        now += timedelta(hours=1)
        return thread.thread_id

    return keep_thread


@pytest.mark.usefixtures("in_oslo")
def test_threads_are_listed_with_the_last_used_first(pathcoach: Pathcoach, keep: Keep) -> None:
    first = keep("Which skills?", ("Which skills?", "Three."), ("How long?", "Ten weeks."))
    second = keep("Thanks")
    ran = pathcoach("threads")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{second}\tMonday, 2 March 2026, 10:05\t0\tThanks",
        f"{first}\tMonday, 2 March 2026, 09:05\t2\tWhich skills?",
    ]
    assert pathcoach("threads", "--limit", "1").out.splitlines() == ran.out.splitlines()[:1]


@pytest.mark.usefixtures("in_oslo")
def test_json_has_the_times_with_their_offset(pathcoach: Pathcoach, keep: Keep) -> None:
    thread_id = keep("Which skills?", ("Which skills?", "Three."))
    assert json.loads(pathcoach("threads", "--json").out) == {
        "thread_id": thread_id,
        "title": "Which skills?",
        "questions": 1,
        "pathway_id": None,
        "channel": "terminal",
        "created_at": "2026-03-02T09:05:00+01:00",
        "updated_at": "2026-03-02T09:05:00+01:00",
    }


def test_a_search_wants_every_word_in_title_questions_or_answers(pathcoach: Pathcoach, keep: Keep) -> None:
    both = keep("Skills", ("Do I need Python?", "Yes, for eight weeks."))
    one = keep("Python", ("Which?", "None."))

    def found(*words: str) -> list[str]:
        return [line.split("\t")[0] for line in pathcoach("threads", *words).out.splitlines()]

    assert found("python") == [one, both]
    assert found("python", "weeks") == [both]
    assert found("eight weeks") == [both]
    nothing = pathcoach("threads", "welding")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No thread of yours has these words.\n")


def test_somebody_without_threads_is_told_how_to_start_one(pathcoach: Pathcoach, keep: Keep) -> None:
    keep("Hers", person="ana")
    ran = pathcoach("threads")
    assert (ran.code, ran.out) == (0, "")
    assert "`pathcoach chat`" in ran.err
    assert "Hers" in pathcoach("threads", "--user", "ana").out


def test_a_title_cannot_break_the_list_or_steer_the_terminal(pathcoach: Pathcoach, keep: Keep) -> None:
    keep("One\ttwo\nthree \x1b[31mred")
    assert pathcoach("threads").out.rstrip("\n").split("\t")[3] == "One two three [31mred"


def test_a_deleted_thread_is_gone_with_its_turns(pathcoach: Pathcoach, keep: Keep, home: Path) -> None:
    deleted = keep("Zwiebelbrot", ("Zwiebelbrot?", "Yes."))
    kept = keep("Kept")
    ran = pathcoach("threads", "--delete", deleted)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f'Deleted thread {deleted}, "Zwiebelbrot", with 1 question and the answers.\n'
    assert [line.split("\t")[0] for line in pathcoach("threads").out.splitlines()] == [kept]
    assert all(b"Zwiebelbrot" not in path.read_bytes() for path in home.glob("store.sqlite*"))


def test_an_unknown_thread_is_refused_with_the_nearest_id_or_the_list(
    pathcoach: Pathcoach, refusal: Refusal, keep: Keep
) -> None:
    thread_id = keep("Mine")
    slip = thread_id[:-1] + ("x" if thread_id[-1] != "x" else "y")
    assert f"Did you mean {thread_id}?" in refusal(pathcoach("threads", "--delete", slip))
    assert "`pathcoach threads` lists yours." in refusal(pathcoach("threads", "--delete", "nothing"))


def test_the_thread_of_another_person_is_unknown_and_stays(
    pathcoach: Pathcoach, refusal: Refusal, keep: Keep
) -> None:
    hers = keep("Hers", person="ana")
    assert "`pathcoach threads` lists yours." in refusal(pathcoach("threads", "--delete", hers))
    assert hers in pathcoach("threads", "--user", "ana").out


def test_words_and_delete_exclude_each_other(pathcoach: Pathcoach, keep: Keep) -> None:
    thread_id = keep("Mine")
    ran = pathcoach("threads", "python", "--delete", thread_id)
    assert (ran.code, ran.out) == (2, "")
    assert thread_id in pathcoach("threads").out


def test_whoever_was_linked_finds_and_deletes_the_threads_of_both(
    pathcoach: Pathcoach, keep: Keep, home: Path
) -> None:
    thread_id = keep("From elsewhere", person="u-1")
    now = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=lambda: now) as store:
        code = store.create_link_code("u-1", now=now)
        store.redeem_link_code(code.code, person_id="ana", now=now)

    listed = pathcoach("threads", "--user", "ana")
    deleted = pathcoach("threads", "--user", "ana", "--delete", thread_id)

    assert "From elsewhere" in listed.out
    assert deleted.out.startswith(f"Deleted thread {thread_id}")
