"""`pathcoach ask` on the first pathway: what it prints, and that it can be checked."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.embedding import MiniLMEmbedder
from bot.index.reader import Index

Ran = subprocess.CompletedProcess[str]
Pathcoach = Callable[..., Ran]
Answered = Callable[[Ran], list[dict[str, Any]]]

pytestmark = pytest.mark.real_model

FIELDS = {
    "question": str,
    "answer": str,
    "abstained": bool,
    "action": str,
    "citations": list,
    "commitment": type(None),
    "commitments": list,
    "composer": str,
    "model": (str, type(None)),
    "usage": dict,
    "timings_ms": dict,
    "thread_id": str,
}
CITATION = {"number", "chunk_id", "pathway_id", "section", "heading", "quote"}
USAGE = {"prompt_tokens", "cached_tokens", "completion_tokens"}
TIMINGS = {"route", "retrieve", "first_sentence", "total"}


def test_the_first_ask_builds_the_index_and_prints_one_json_object_alone(
    first_ask: tuple[Path, Ran], answered: Answered
) -> None:
    home, ran = first_ask
    (reply,) = answered(ran)
    assert "10 weeks" in reply["answer"]
    assert ran.stderr.strip(), "the build's progress belongs to standard error"
    assert any((home / "index").iterdir())


def test_the_home_is_for_its_owner_alone(built_home: Path) -> None:
    assert stat.S_IMODE(built_home.stat().st_mode) == 0o700


def test_the_json_has_the_documented_fields(first_ask: tuple[Path, Ran], answered: Answered) -> None:
    (reply,) = answered(first_ask[1])
    assert set(reply) == set(FIELDS)
    for name, kind in FIELDS.items():
        assert isinstance(reply[name], kind), name
    assert reply["composer"] in ("llm", "mixed", "extractive")
    assert set(reply["usage"]) == USAGE
    assert set(reply["timings_ms"]) == TIMINGS
    assert 0 < reply["timings_ms"]["first_sentence"] <= reply["timings_ms"]["total"]
    assert all(set(citation) == CITATION for citation in reply["citations"])


def test_every_line_of_standard_input_is_answered_in_order(
    batch: tuple[list[str], Ran], answered: Answered
) -> None:
    questions, ran = batch
    replies = answered(ran)
    assert [reply["question"] for reply in replies] == questions
    assert all(reply["answer"] for reply in replies)


def test_citations_are_numbered_and_quote_their_chunks_verbatim(
    built_home: Path, batch: tuple[list[str], Ran], answered: Answered
) -> None:
    replies = answered(batch[1])
    index = Index.open(built_home, MiniLMEmbedder())
    cited = [reply for reply in replies if reply["citations"]]
    assert len(cited) >= 5
    for reply in cited:
        numbers = [citation["number"] for citation in reply["citations"]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert {int(mark) for mark in re.findall(r"\[(\d+)\]", reply["answer"])} == set(numbers)
        for citation in reply["citations"]:
            chunk = index.chunk(citation["chunk_id"])
            assert citation["quote"].strip()
            assert citation["quote"] in chunk.text
            assert (citation["pathway_id"], citation["section"]) == (chunk.pathway_id, chunk.section)


def test_a_line_is_answered_before_the_next_one_is_asked(home: Path, pathcoach: Pathcoach) -> None:
    # The second question is only written once the first is answered: reading all lines first would never end.
    relay = (
        "import sys\n"
        "from subprocess import PIPE, Popen\n"
        "with Popen(sys.argv[1:], stdin=PIPE, stdout=PIPE, text=True) as asked:\n"
        "    for question in ('How hard is it?', 'How many phases are there?'):\n"
        "        print(question, file=asked.stdin, flush=True)\n"
        "        print(asked.stdout.readline(), end='')\n"
        "    asked.stdin.close()\n"
        "sys.exit(asked.returncode)\n"
    )
    ran = pathcoach("ask", "-", "--json", before=(sys.executable, "-c", relay))
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == 2


def test_without_json_the_answer_is_plain_text(pathcoach: Pathcoach) -> None:
    ran = pathcoach("ask", "How many weeks does Python for AI/ML take?")
    assert ran.returncode == 0, ran.stderr
    assert "8 weeks" in ran.stdout
    assert not ran.stdout.lstrip().startswith("{")


def test_the_extractive_composer_writes_no_token(pathcoach: Pathcoach, answered: Answered) -> None:
    (reply,) = answered(pathcoach("ask", "Will I miss backend work?", "--json", "--composer", "extractive"))
    assert reply["composer"] == "extractive"
    assert reply["usage"]["completion_tokens"] == 0
    assert reply["citations"]


def test_the_terminal_chat_answers_piped_lines_in_one_thread(pathcoach: Pathcoach) -> None:
    ran = pathcoach("chat", stdin="Is C/C++ for Embedded Systems important?\nAnd how long does that take?\n")
    assert ran.returncode == 0, ran.stderr
    assert "10 weeks" in ran.stdout.split("[1]", 1)[-1]


def test_what_is_not_covered_is_said_and_marked(pathcoach: Pathcoach, answered: Answered) -> None:
    (reply,) = answered(pathcoach("ask", "Which trams go to the zoo on Sundays?", "--json"))
    assert reply["abstained"] is True
    assert reply["answer"]


def test_the_pathway_can_be_named(home: Path, pathcoach: Pathcoach, answered: Answered) -> None:
    (pathway_id,) = Index.open(home, MiniLMEmbedder()).pathways
    (reply,) = answered(pathcoach("ask", "How hard is it?", "--json", "--pathway", pathway_id))
    assert {citation["pathway_id"] for citation in reply["citations"]} == {pathway_id}


def test_a_thread_keeps_its_context_across_processes(pathcoach: Pathcoach, answered: Answered) -> None:
    (first,) = answered(pathcoach("ask", "Is C/C++ for Embedded Systems important?", "--json"))
    follow_up = ("ask", "And how long does that take?", "--json", "--thread", first["thread_id"])
    (second,) = answered(pathcoach(*follow_up))
    assert "10 weeks" in second["answer"]
    assert second["thread_id"] == first["thread_id"]
    assert "10 weeks" not in pathcoach(*follow_up, "--user", "ana").stdout


def test_lines_belong_together_only_with_a_thread(pathcoach: Pathcoach, answered: Answered) -> None:
    lines = "Is C/C++ for Embedded Systems important?\nAnd how long does that take?\n"
    together = answered(pathcoach("ask", "-", "--json", "--thread", "lines", stdin=lines))
    apart = answered(pathcoach("ask", "-", "--json", stdin=lines))
    assert "10 weeks" in together[1]["answer"]
    assert "10 weeks" not in apart[1]["answer"]


def test_two_processes_ask_one_home_at_once(home: Path, pathcoach: Pathcoach, answered: Answered) -> None:
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(pathcoach, "ask", "How many phases are there?", "--json") for _ in range(2)]
        answers = [answered(ran.result())[0]["answer"] for ran in asked]
    assert answers[0] == answers[1]


def test_asking_imports_neither_torch_nor_sentence_transformers(pathcoach: Pathcoach) -> None:
    ran = pathcoach("ask", "Will I miss backend work?", python=("-X", "importtime"))
    assert ran.returncode == 0, ran.stderr
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines() if "|" in line}
    assert "bot.embedding" in imported
    assert not imported & {"torch", "sentence_transformers", "transformers"}
