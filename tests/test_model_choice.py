from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import load_settings, settings_in_use
from bot.errors import SettingsError, StorageError
from bot.model_choice import read_choice, write_choice

_CHOSEN = {"path": "/models/chosen.gguf", "gpu_layers": -1}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which a model was chosen; no other setting."""
    for name in [name for name in os.environ if name.upper().startswith("PATHCOACH_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("PATHCOACH_HOME", str(folder))
    monkeypatch.chdir(tmp_path)
    write_choice(folder, _CHOSEN)
    return folder


def test_what_was_chosen_counts_where_nothing_else_is_set() -> None:
    model = load_settings().model
    assert (model.path, model.gpu_layers, model.threads) == (Path("/models/chosen.gguf"), -1, None)


def test_it_is_said_where_the_model_comes_from() -> None:
    shown = {setting.name: setting for setting in settings_in_use(load_settings())}
    assert (shown["model.path"].origin, shown["model.path"].source) == ("chosen", "pathcoach models use")
    assert shown["model.threads"].origin == "default"


def test_choosing_nothing_leads_back_to_the_bundled_model(home: Path) -> None:
    write_choice(home, {})
    assert read_choice(home) == {}
    assert load_settings().model.path is None
    write_choice(home, {})


def test_another_path_in_the_file_or_the_environment_puts_all_of_the_choice_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("pathcoach.toml").write_text('[model]\npath = "/in/file.gguf"\n')
    assert (load_settings().model.path, load_settings().model.gpu_layers) == (Path("/in/file.gguf"), 0)
    monkeypatch.setenv("PATHCOACH_MODEL__PATH", "/in/environment.gguf")
    assert (load_settings().model.path, load_settings().model.gpu_layers) == (
        Path("/in/environment.gguf"),
        0,
    )


def test_any_other_setting_goes_together_with_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pathcoach.toml").write_text("[model]\nthreads = 3\n")
    monkeypatch.setenv("PATHCOACH_MODEL__GPU_LAYERS", "5")
    model = load_settings().model
    assert (model.path, model.threads, model.gpu_layers) == (Path("/models/chosen.gguf"), 3, 5)


def test_the_choice_is_of_the_home_that_the_file_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PATHCOACH_HOME")
    Path("pathcoach.toml").write_text(f'home = "{tmp_path / "home"}"\n')
    assert load_settings().model.path == Path("/models/chosen.gguf")


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_a_choice_that_cannot_be_read_is_named(home: Path, content: bytes) -> None:
    (home / "model.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"model\.json cannot be read .*Delete that file"):
        load_settings()


def test_a_home_that_is_not_there_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_choice(tmp_path / "none", _CHOSEN)
