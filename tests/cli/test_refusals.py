"""What every command refuses alike: unknown and wrong settings, a home that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.mark.parametrize(
    "command", [("ask", "How long?"), ("chat",), ("index",), ("pathways",), ("show", "x")]
)
def test_every_command_refuses_an_unknown_setting(
    pathcoach: Pathcoach, command: tuple[str, ...], refusal: Refusal
) -> None:
    said = refusal(pathcoach(*command, PATHCOACH_COMPOSR="llm"))
    assert "PATHCOACH_COMPOSR" in said
    assert "Did you mean PATHCOACH_COMPOSER?" in said


def test_an_unknown_key_in_the_settings_file_is_refused(pathcoach: Pathcoach, refusal: Refusal) -> None:
    Path("pathcoach.toml").write_text("[model]\ncontext = 1024\n")
    assert "model.context is not a setting. Did you mean model.context_tokens?" in refusal(
        pathcoach("pathways")
    )


def test_a_value_of_the_wrong_type_is_shown(pathcoach: Pathcoach, refusal: Refusal) -> None:
    said = refusal(pathcoach("pathways", PATHCOACH_MODEL__THREADS="many"))
    assert "model.threads is 'many'" in said


def test_a_secret_in_the_settings_file_is_refused_unshown(pathcoach: Pathcoach, refusal: Refusal) -> None:
    Path("pathcoach.toml").write_text('[model]\napi_key = "hunter2"\n')
    said = refusal(pathcoach("ask", "How long?"))
    assert "PATHCOACH_MODEL__API_KEY" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("command", [("ask", "How long?"), ("chat",), ("index",), ("pathways",)])
def test_a_home_that_cannot_be_made_is_named_with_the_remedy(
    tmp_path: Path, pathcoach: Pathcoach, command: tuple[str, ...], refusal: Refusal
) -> None:
    (tmp_path / "file").touch()
    said = refusal(pathcoach(*command, home=tmp_path / "file" / "home"))
    assert str(tmp_path / "file" / "home") in said
    assert "Set PATHCOACH_HOME" in said
