from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import known_keys, load_settings, prepare_home, settings_file
from bot.errors import SettingsError, StorageError


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without our variables; the home is `home` inside it."""
    for name in [name for name in os.environ if name.upper().startswith("PATHCOACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATHCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_setting_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATHCOACH_HOME")
    settings = load_settings()
    assert settings.home.name == "pathcoach"
    assert (settings.model.path, settings.model.base_url, settings.composer) == (None, None, None)
    assert settings.store_url == f"sqlite:///{settings.home / 'store.sqlite'}"


def test_flags_win_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("pathcoach.toml").write_text(
        'pathway = "file"\ncomposer = "mixed"\n[model]\nthreads = 1\nmax_tokens = 99\n'
    )
    monkeypatch.setenv("PATHCOACH_MODEL__THREADS", "2")
    monkeypatch.setenv("PATHCOACH_COMPOSER", "llm")
    settings = load_settings({"composer": "extractive"})
    assert (settings.pathway, settings.composer) == ("file", "extractive")
    assert (settings.model.threads, settings.model.max_tokens) == (2, 99)


def test_the_file_in_this_folder_counts_before_the_one_in_the_home(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "pathcoach.toml").write_text('pathway = "home"\n')
    assert load_settings().pathway == "home"
    Path("pathcoach.toml").write_text('pathway = "here"\n')
    assert load_settings().pathway == "here"
    assert settings_file() == tmp_path / "pathcoach.toml"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_HOME", "")
    monkeypatch.setenv("PATHCOACH_MODEL__PATH", "")
    assert load_settings().home.name == "pathcoach"
    assert load_settings().model.path is None


def test_a_tilde_in_the_file_is_the_users_folder() -> None:
    Path("pathcoach.toml").write_text('[model]\npath = "~/models/coach.gguf"\n')
    assert load_settings().model.path == Path.home() / "models" / "coach.gguf"


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("PATHCOACH_COMPOSR", "Did you mean PATHCOACH_COMPOSER?"),
        ("pathcoach_hom", "Did you mean PATHCOACH_HOME?"),
        ("PATHCOACH_MODEL__TREADS", "Did you mean PATHCOACH_MODEL__THREADS?"),
        ("PATHCOACH_STORE", "The settings are PATHCOACH_STORE__URL."),
        ("PATHCOACH_XYLOPHONE", "The settings are PATHCOACH_COMPOSER, "),
    ],
)
def test_an_unknown_variable_is_refused_with_what_may_be_meant(
    monkeypatch: pytest.MonkeyPatch, variable: str, meant: str
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(SettingsError, match=f"The environment variable {variable} is not a setting. {meant}"):
        load_settings()


@given(st.sampled_from(sorted(known_keys())), st.data())
def test_one_slip_in_a_key_of_the_file_is_recognised(key: str, data: st.DataObject) -> None:
    section, _, name = key.rpartition(".")
    at = data.draw(st.integers(0, len(name) - 1))
    slipped = f"{name[:at]}q{name[at:]}"
    with pytest.raises(SettingsError, match=rf"{slipped} is not a setting\. Did you mean {re.escape(key)}\?"):
        load_settings({section: {slipped: 1}} if section else {slipped: 1})


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('compser = "llm"', r"^compser is not a setting\. Did you mean composer\?$"),
        ('[modle]\npath = "x"', r"^modle is not a setting\. Did you mean model\?$"),
        ('composer = "poet"', r"^The setting composer is 'poet': input should be 'llm', 'mixed' or"),
        ("[model]\ncontext_tokens = 8", r"model\.context_tokens is '8': .*greater than or equal to 512"),
        ('[model]\nthreads = "many"', r"model\.threads is 'many': input should be a valid integer"),
        ("model = 4", r"^The setting model is '4': "),
        ('now = "soon"', r"^The setting now is 'soon': "),
        ("a = = 1", r"pathcoach\.toml is not valid TOML: .*line 1"),
    ],
)
def test_a_fault_in_the_file_gets_one_sentence(toml: str, said: str) -> None:
    Path("pathcoach.toml").write_text(toml)
    with pytest.raises(SettingsError, match=said) as raised:
        load_settings()
    assert len(str(raised.value).splitlines()) == 1


def test_every_fault_gets_a_sentence_of_its_own() -> None:
    Path("pathcoach.toml").write_text('composer = "poet"\n[model]\nthreads = 0\n')
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert len(str(raised.value).splitlines()) == 2


def test_a_file_that_is_no_utf_8_is_named() -> None:
    Path("pathcoach.toml").write_bytes('pathway = "caf\u00e9"'.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"pathcoach\.toml is not valid TOML"):
        load_settings()


def test_the_key_of_a_server_is_taken_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pathcoach.toml").write_text('[model]\napi_key = "hunter2"\n')
    with pytest.raises(
        SettingsError, match="set the environment variable PATHCOACH_MODEL__API_KEY"
    ) as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)

    Path("pathcoach.toml").unlink()
    monkeypatch.setenv("PATHCOACH_MODEL__API_KEY", "hunter2")
    key = load_settings().model.api_key
    assert key is not None
    assert key.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(load_settings())


def test_the_frozen_time_keeps_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_NOW", "2026-03-02T09:00:00+01:00")
    now = load_settings().now
    assert now == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert now.utcoffset() == timedelta(hours=1)


def test_the_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    prepare_home(tmp_path / "deep" / "home")
    prepare_home(tmp_path / "deep" / "home")
    assert stat.S_IMODE((tmp_path / "deep" / "home").stat().st_mode) == 0o700


def test_a_home_that_is_a_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(StorageError, match=r"home cannot be created .*Set PATHCOACH_HOME to a folder"):
        prepare_home(tmp_path / "home")


def test_the_readme_lists_every_setting_as_it_is() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| `PATHCOACH_(\w+)` \|", readme, re.MULTILINE))
    assert rows == {key: key.upper().replace(".", "__") for key in known_keys()}


def test_the_password_in_a_refused_address_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_SLACK__BASE_URL", "https://me:hunter2@slack.com/api/")
    with pytest.raises(
        SettingsError, match=r"^The setting slack\.base_url is .*address like https://slack"
    ) as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)
