"""`pathcoach models`: list, pull, use, verify."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.llm.model_file import bundled_model
from tests.models.fake_hub import FILE, REPOSITORY, FakeHub, serving

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.fixture
def mine(tmp_path: Path, tiny_gguf: Path) -> Path:
    """A model of one's own."""
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_gguf.read_bytes())
    return path


def _listed(pathcoach: Pathcoach) -> dict[str, dict[str, Any]]:
    lines = pathcoach("models", "list", "--json").out.splitlines()
    return {each["name"]: each for each in map(json.loads, lines)}


def test_the_list_says_of_each_model_whether_it_fits_and_is_here(pathcoach: Pathcoach) -> None:
    listed = _listed(pathcoach)
    bundled, other = listed["smollm2-135m"], listed["granite-4.1-3b"]
    assert (bundled["here"], bundled["path"]) == ("in use", str(bundled_model()))
    assert (other["here"], other["path"], other["composers_measured"]) == ("no", None, False)
    assert other["fit"]["needs_bytes"] > other["bytes"]
    assert "granite-4.1-3b at Q4_K_M needs" in other["fit"]["words"]


def test_the_list_for_people_ends_with_what_suits_this_machine(pathcoach: Pathcoach) -> None:
    ran = pathcoach("models", "list")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 8
    assert "Suits this machine:" in ran.err or "too little memory" in ran.err


def test_a_server_leaves_no_file_in_use(pathcoach: Pathcoach) -> None:
    lines = pathcoach("models", "list", "--json", PATHCOACH_MODEL__BASE_URL="http://x/v1").out.splitlines()
    assert "in use" not in {json.loads(line)["here"] for line in lines}


def test_a_model_of_ones_own_is_recorded_used_and_put_aside_again(pathcoach: Pathcoach, mine: Path) -> None:
    used = pathcoach("models", "use", str(mine))
    assert (used.code, used.out.splitlines()[0]) == (0, "mine answers from now on.")
    assert "`python -m eval.composing` measures it" in used.err
    assert _listed(pathcoach)["mine"]["here"] == "in use"
    assert _listed(pathcoach)["smollm2-135m"]["here"] == "bundled"
    pathcoach("models", "use", "smollm2-135m")
    assert _listed(pathcoach)["smollm2-135m"]["here"] == "in use"


def test_a_path_that_is_set_elsewhere_wins_and_is_named(pathcoach: Pathcoach, mine: Path) -> None:
    used = pathcoach("models", "use", "smollm2-135m", PATHCOACH_MODEL__PATH=str(mine))
    assert "But model.path is set by PATHCOACH_MODEL__PATH, and that wins." in used.err


def test_a_damaged_model_is_named_by_verify_and_refused_by_use(
    pathcoach: Pathcoach, mine: Path, refusal: Refusal
) -> None:
    pathcoach("models", "pull", str(mine))
    assert pathcoach("models", "verify", "mine").out.startswith("mine is sound: ")
    mine.write_bytes(mine.read_bytes()[:-1])
    verified = pathcoach("models", "verify")
    assert verified.code == 1
    assert "mine.gguf is damaged" in verified.err
    assert "is damaged" in refusal(pathcoach("models", "use", "mine"))


def test_what_is_not_here_is_told_how_to_come(pathcoach: Pathcoach, refusal: Refusal) -> None:
    said = refusal(pathcoach("models", "use", "granite-4.0-1b"))
    assert "Run `pathcoach models pull granite-4.0-1b`" in said
    assert "`pathcoach models list`" in refusal(pathcoach("models", "verify", "granite-4.0-1b"))


def test_what_is_no_model_is_refused(pathcoach: Pathcoach, tmp_path: Path, refusal: Refusal) -> None:
    (tmp_path / "notes.gguf").write_text("a shopping list")
    assert "is not a GGUF file" in refusal(pathcoach("models", "use", "notes.gguf"))


def test_a_pulled_model_can_be_used_by_its_name(pathcoach: Pathcoach, tiny_gguf: Path) -> None:
    source = f"hf:{REPOSITORY}/{FILE}"
    with serving(FakeHub(tiny_gguf.read_bytes(), cuts=[100])) as hub:
        pulled = pathcoach("models", "pull", source, HF_ENDPOINT=hub.url, HF_TOKEN="hf_secret")
    assert pulled.code == 0
    assert "`pathcoach models use made-up` has it answer." in pulled.out
    assert pulled.err == ""
    assert pathcoach("models", "use", source).code == 0
    assert pathcoach("models", "verify", "made-up").code == 0


def test_without_a_network_a_pull_ends_in_one_sentence(
    pathcoach: Pathcoach, free_port: Callable[[], int], refusal: Refusal
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert "cannot be reached" in refusal(pathcoach("models", "pull", "granite-4.0-1b", HF_ENDPOINT=nowhere))
