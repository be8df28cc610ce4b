"""`pathcoach bundle`: what is refused before pip is asked, and what is taken into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]

# No pip answers in these: each of them ends before it is asked.


def test_a_folder_with_something_in_it_is_refused(
    pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path
) -> None:
    (tmp_path / "full" / "inside").mkdir(parents=True)
    assert "is there already and not an empty folder" in refusal(pathcoach("bundle", "full"))
    assert not (tmp_path / "home").exists()


def test_a_model_that_is_not_here_is_told_how_to_come(pathcoach: Pathcoach, refusal: Refusal) -> None:
    said = refusal(pathcoach("bundle", "new", "--model", "granite-4.0-1b"))
    assert said.endswith("Run `pathcoach models pull granite-4.0-1b`.")


def test_a_model_in_use_that_is_gone_is_said(pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path) -> None:
    gone = pathcoach("bundle", "new", PATHCOACH_MODEL__PATH=str(tmp_path / "gone.gguf"))
    assert "gone.gguf" in refusal(gone)
    assert not (tmp_path / "new").exists()


def test_a_model_that_was_damaged_is_not_taken_along(
    pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path, tiny_gguf: Path
) -> None:
    (mine := tmp_path / "mine.gguf").write_bytes(tiny_gguf.read_bytes())
    pathcoach("models", "pull", str(mine))
    mine.write_bytes(mine.read_bytes()[:-1])
    assert "is damaged" in refusal(pathcoach("bundle", "new", "--model", "mine"))


def test_an_index_of_another_embedding_model_is_not_taken_along(
    pathcoach: Pathcoach, refusal: Refusal
) -> None:
    said = refusal(pathcoach("bundle", "new", PATHCOACH_EMBEDDING__MODEL="some/other"))
    assert "some/other, which does not come along. Bundle with --no-index" in said


def test_a_folder_of_wheels_that_is_not_there_is_wrong_usage(pathcoach: Pathcoach) -> None:
    ran = pathcoach("bundle", "new", "--wheels", "nowhere")
    assert (ran.code, ran.out) == (2, "")
