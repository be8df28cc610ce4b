"""Bad input and bad surroundings: one clear sentence, the right exit code, nothing lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ran = subprocess.CompletedProcess[str]
Pathcoach = Callable[..., Ran]
Answered = Callable[[Ran], list[dict[str, Any]]]
Refusal = Callable[[Ran], str]

pytestmark = pytest.mark.real_model

QUESTION = "How many phases are there?"

# Root passes over file permissions unless it gives up that capability (numbers of linux/capability.h) first.
WITHOUT_PRIVILEGE = (
    sys.executable,
    "-c",
    "import ctypes, os, sys\n"
    "if sys.platform == 'linux' and os.geteuid() == 0:\n"
    "    for capability in (1, 2):\n"
    "        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n",
)

PATHWAY = """\
---
id: {pathway_id}
from: Cook
to: Baker
difficulty: moderate
months: 6
salary:
  currency: EUR
  change_percent: 5
  before: 28000-34000
  after: 30000-37000
demand: Steady in towns
as_of: 2026-03-02
sources: [Guild of Bakers]
licence: CC-BY-4.0
---

# From Cook to Baker

## Overview

You know kitchens; dough is new.

## Transferable skills

### Knife work

You cut quickly and safely.

## Skills to learn

### Sourdough

*critical · 4 weeks*

Bake a loaf every day.

## Roadmap
{phases}
## Reality check

### What you will love

- The smell of bread

### What you may miss

- Late mornings

### Biggest challenges

- Rising at three

## Action plan

### This week

- Buy flour

### This month

- Bake ten loaves

### Next 90 days

- Work a night in a bakery

## Questions

### Will I earn more?

A little.
"""
PHASES = """
### 1. Flour and water · 7 weeks

#### Tasks

- Keep a starter alive

#### Resources

- The Bread Guide (book)
"""


@pytest.mark.parametrize("question", ["", "   \t "])
def test_an_empty_question_gets_one_sentence(pathcoach: Pathcoach, refusal: Refusal, question: str) -> None:
    refusal(pathcoach("ask", question, "--json"))


def test_a_question_of_20_000_characters_gets_one_sentence(pathcoach: Pathcoach, refusal: Refusal) -> None:
    refusal(pathcoach("ask", "why " * 5000, "--json"))


def test_a_bad_line_does_not_cost_the_others_their_answers(pathcoach: Pathcoach) -> None:
    ran = pathcoach("ask", "-", "--json", stdin=f"{QUESTION}\n{'why ' * 5000}\nHow hard is it?\n")
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert [json.loads(line)["question"] for line in ran.stdout.splitlines()] == [QUESTION, "How hard is it?"]


def test_an_unknown_pathway_is_named_with_the_known_ones(pathcoach: Pathcoach, refusal: Refusal) -> None:
    said = refusal(pathcoach("ask", QUESTION, "--json", "--pathway", "cook-to-astronaut"))
    assert "cook-to-astronaut" in said
    assert "backend-developer-to-edge-ai-engineer" in said


@pytest.mark.parametrize(
    "arguments",
    [("ask",), ("ask", QUESTION, "--loudly"), ("ask", QUESTION, "--composer", "poet"), ("sing",)],
    ids=lambda arguments: " ".join(arguments),
)
def test_wrong_usage_exits_with_2(pathcoach: Pathcoach, arguments: tuple[str, ...]) -> None:
    ran = pathcoach(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


def test_a_misspelt_setting_is_refused_with_the_right_one(pathcoach: Pathcoach, refusal: Refusal) -> None:
    said = refusal(pathcoach("ask", QUESTION, env={"PATHCOACH_COMPOSR": "llm"}))
    assert "PATHCOACH_COMPOSER" in said


def test_a_model_file_that_is_not_there_gets_one_sentence(
    home: Path, pathcoach: Pathcoach, refusal: Refusal
) -> None:
    missing = str(home / "no.gguf")
    said = refusal(pathcoach("ask", "Will I miss backend work?", env={"PATHCOACH_MODEL__PATH": missing}))
    assert missing in said


def test_input_that_is_not_utf_8_ends_without_a_traceback(pathcoach: Pathcoach) -> None:
    ran = pathcoach("ask", "-", "--json", stdin=b"How many phases are there, caf\xe9\xff?\n")
    assert ran.returncode in (0, 1)
    assert ran.stderr.strip() or ran.stdout.strip()
    assert "Traceback" not in ran.stderr


def test_a_home_that_cannot_be_made_gets_one_sentence(
    tmp_path: Path, pathcoach: Pathcoach, refusal: Refusal
) -> None:
    (tmp_path / "file").touch()
    beyond = str(tmp_path / "file" / "home")
    assert beyond in refusal(pathcoach("ask", QUESTION, env={"PATHCOACH_HOME": beyond}))


def test_a_read_only_home_gets_one_sentence_and_loses_nothing(
    home: Path, pathcoach: Pathcoach, refusal: Refusal, answered: Answered
) -> None:
    home.chmod(0o500)
    try:
        said = refusal(pathcoach("ask", QUESTION, "--json", before=WITHOUT_PRIVILEGE))
    finally:
        home.chmod(0o700)
    assert str(home) in said
    assert "5" in answered(pathcoach("ask", QUESTION, "--json"))[0]["answer"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"# Notes\n\0\1\2\3", "binary"),
        ("# Caf\u00e9\n\nOpen late.\n".encode("latin-1"), "UTF-8"),
        (b"", "empty"),
        (PATHWAY.format(pathway_id="no-phases", phases="").encode(), "phases"),
    ],
    ids=["binary", "wrong encoding", "empty", "no phases"],
)
def test_a_bad_document_is_named_and_the_good_one_is_indexed(
    tmp_path: Path, pathcoach: Pathcoach, answered: Answered, content: bytes, named: str
) -> None:
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_bytes(content)
    good.write_text(PATHWAY.format(pathway_id="cook-to-baker", phases=PHASES), encoding="utf-8")

    ran = pathcoach("index", bad, good)

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    (sentence,) = [line for line in ran.stderr.splitlines() if str(bad) in line]
    assert named in sentence
    question = ("ask", "How many weeks does Sourdough take?", "--json", "--pathway", "cook-to-baker")
    assert "4 weeks" in answered(pathcoach(*question))[0]["answer"]
    assert (
        "5"
        in answered(
            pathcoach("ask", QUESTION, "--json", "--pathway", "backend-developer-to-edge-ai-engineer")
        )[0]["answer"]
    )


def test_of_two_documents_with_one_id_the_first_is_kept(
    tmp_path: Path, pathcoach: Pathcoach, answered: Answered
) -> None:
    text = PATHWAY.format(pathway_id="cook-to-baker", phases=PHASES)
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_text(text, encoding="utf-8")
    second.write_text(text.replace("4 weeks", "9 weeks"), encoding="utf-8")

    ran = pathcoach("index", first, second)

    assert ran.returncode == 1
    (sentence,) = [line for line in ran.stderr.splitlines() if str(second) in line]
    assert str(first) in sentence
    assert "cook-to-baker" in sentence
    question = ("ask", "How many weeks does Sourdough take?", "--json", "--pathway", "cook-to-baker")
    assert "4 weeks" in answered(pathcoach(*question))[0]["answer"]


def test_an_index_that_was_deleted_is_built_again(
    home: Path, pathcoach: Pathcoach, answered: Answered
) -> None:
    shutil.rmtree(home / "index")
    assert "5" in answered(pathcoach("ask", QUESTION, "--json"))[0]["answer"]
