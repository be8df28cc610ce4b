"""Settings: flags, then environment (`PATHCOACH_…`), `pathcoach.toml`, the chosen model, and defaults.

An unknown key is an error in the file and in the environment alike, and so is a secret in the file.
`settings_in_use` says of each setting where it came from.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any, Literal, get_args

from platformdirs import user_data_path
from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.domain import Composer
from bot.errors import SettingsError, StorageError
from bot.model_choice import Chosen, read_choice
from bot.passwords import holds_password, mask_passwords
from bot.settable import EmbeddingSettings, ExpandedPath, ModelSettings, SlackSettings, StoreSettings

_PREFIX = "PATHCOACH_"
_FILE = "pathcoach.toml"


class Settings(BaseSettings):
    """Everything that can be set, with its default."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        # A wrong value may be a secret in the wrong place: only the sentences below say what was wrong.
        hide_input_in_errors=True,
    )

    home: ExpandedPath = Field(
        default_factory=lambda: user_data_path("pathcoach", appauthor=False),
        description="where the index, the store and remembered sources are kept",
    )
    pathway: str | None = Field(default=None, description="the pathway that questions are about, by its id")
    composer: Composer | None = Field(
        default=None, description="llm, mixed or extractive; empty: as was measured for the model"
    )
    now: datetime | None = Field(
        default=None, description="freezes the clock, for demos and tests (ISO 8601 with offset)"
    )
    model: ModelSettings = ModelSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    store: StoreSettings = StoreSettings()
    slack: SlackSettings = SlackSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        path = settings_file()
        in_file = _read_file(path) if path else {}
        layers = (in_file, {"model": dict(_chosen_model(in_file))})
        sources = (InitSettingsSource(settings_cls, layer) for layer in layers)
        return init_settings, env_settings, *sources

    @property
    def cache_home(self) -> Path:
        """Folder of what can be computed again."""
        return self.home / "cache"

    @property
    def store_url(self) -> str:
        """SQLAlchemy URL of the store."""
        return self.store.url or f"sqlite:///{self.home / 'store.sqlite'}"


@dataclass(frozen=True, slots=True)
class SettingInUse:
    """A setting as it is now. `value` is for reading: no secret and no password is in it."""

    name: str  # in dotted form
    variable: str
    value: str | int | float | None
    origin: Literal["environment", "file", "chosen", "default"]
    source: str  # the variable as it is written, the file's path, the command that chose it, or "default"
    description: str


def settings_in_use(settings: Settings) -> Iterator[SettingInUse]:
    """Yield every setting with its value and where that came from. Raises SettingsError."""
    path = settings_file()
    in_file = _read_file(path) if path else {}
    chosen = {f"model.{key}" for key in _chosen_model(in_file)}
    written = _environment()
    for name, info in _fields(Settings):
        variable, section = _variable(name), name.rpartition(".")[0]
        origin: Literal["environment", "file", "chosen", "default"] = "default"
        source: str = origin
        if variable in written:
            origin, source = "environment", written[variable]
        elif path and name.rpartition(".")[2] in (in_file.get(section, {}) if section else in_file):
            origin, source = "file", str(path)
        elif name in chosen:
            origin, source = "chosen", "pathcoach models use"
        yield SettingInUse(name, variable, _shown(settings, name), origin, source, info.description or "")


def settings_file() -> Path | None:
    """Return the `pathcoach.toml` that counts: in this folder, else in the home folder, else None."""
    return next((path for path in settings_file_places() if path.is_file()), None)


def settings_file_places() -> tuple[Path, Path]:
    """Return where a `pathcoach.toml` is looked for, the one that wins first."""
    return Path.cwd() / _FILE, default_home() / _FILE


def default_home() -> Path:
    """Return the home folder as the environment has it, before any settings file is read."""
    home = os.environ.get(f"{_PREFIX}HOME")
    return Path(os.path.expanduser(home)) if home else user_data_path("pathcoach", appauthor=False)


def _chosen_model(in_file: Mapping[str, Any]) -> Chosen:
    """Return what `pathcoach models use` chose: all of it, or nothing where another model's path is set."""
    section, written = in_file.get("model"), _environment()
    if _variable("model.path") in written or (isinstance(section, dict) and "path" in section):
        return {}
    home = default_home()
    if _variable("home") not in written and isinstance(in_file.get("home"), str):
        home = Path(os.path.expanduser(in_file["home"]))
    return read_choice(home)


def _environment() -> dict[str, str]:
    """Return how each variable that is set is written, by its name in capitals. Empty counts as not set."""
    return {name.upper(): name for name, value in os.environ.items() if value}


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings; `overrides` are flags and win. Raises SettingsError, one sentence a fault."""
    _refuse_unknown_environment(os.environ)
    try:
        return Settings(**(overrides or {}))
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(error))) from None


def prepare_home(home: Path) -> None:
    """Create the home folder, readable by its owner alone. Raises StorageError."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {home} cannot be created ({error.strerror}). "
            f"Set PATHCOACH_HOME to a folder that you can write to."
        ) from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise StorageError(
            f"The folder {home} cannot be written to. Set PATHCOACH_HOME to a folder that you can write to."
        )


def known_keys(*, only: type | None = None) -> Iterator[str]:
    """Yield every setting's name in dotted form: `home`, `model.path`, …; or only those of one type."""
    for name, info in _fields(Settings):
        if only is None or only in (info.annotation, *get_args(info.annotation)):
            yield name


def _fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _fields(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", info


def _shown(settings: Settings, name: str) -> str | int | float | None:
    secret = name in known_keys(only=SecretStr)
    value = reduce(getattr, name.split("."), settings)
    if secret:
        return "set" if value else "not set"
    return value if value is None or isinstance(value, int | float) else mask_passwords(str(value))


def _read_file(path: Path) -> dict[str, Any]:
    """Read `pathcoach.toml`, which holds no secrets: it is shown, copied and committed without a thought."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be read ({error.strerror}). Allow it, or move it away."
        ) from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}. Correct it.") from None
    for key in known_keys(only=SecretStr):
        section, name = key.split(".")
        if isinstance(values.get(section), dict) and name in values[section]:
            raise SettingsError(
                f"{key} is a secret and may not stand in {path}. "
                f"Remove it there and set the environment variable {_variable(key)}."
            )
    for section, key in (("store", "url"), ("model", "base_url")):
        value = values[section].get(key) if isinstance(values.get(section), dict) else None
        if isinstance(value, str) and holds_password(value):
            raise SettingsError(
                f"{section}.{key} holds a password, which may not stand in {path}. "
                f"Remove it there and set the environment variable {_variable(f'{section}.{key}')}."
            )
    return values


def _variable(key: str) -> str:
    return f"{_PREFIX}{key.upper().replace('.', '__')}"


def _refuse_unknown_environment(environ: Mapping[str, str]) -> None:
    """pydantic-settings ignores an unknown variable with our prefix; a typo must not pass in silence."""
    known = {_variable(key) for key in known_keys()}
    for name in sorted(environ):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            key = name[len(_PREFIX) :].lower().replace("__", ".")
            raise SettingsError(
                f"The environment variable {name} is not a setting. {_suggest(key, written=_variable)}"
            )


def _suggest(key: str, *, written: Callable[[str], str] = str) -> str:
    """Say which setting may be meant: one of the section `key`, else the nearest, else any."""
    known = sorted(known_keys())
    of_section = [other for other in known if other.startswith(f"{key}.")]
    candidates = {*known, *(other.split(".")[0] for other in known)}
    if not of_section and (close := difflib.get_close_matches(key, candidates, n=1, cutoff=0.7)):
        return f"Did you mean {written(close[0])}?"
    return f"The settings are {', '.join(map(written, of_section or known))}."


def _explain(error: ValidationError) -> Iterator[str]:
    """Yield one sentence a fault, with the value, but never what may be a secret."""
    secrets = set(known_keys(only=SecretStr))
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        problem = f"{fault['msg'][0].lower()}{fault['msg'][1:]}"
        if fault["type"] == "extra_forbidden":
            yield f"{key} is not a setting. {_suggest(key)}"
        elif key in secrets or isinstance(fault["input"], dict):
            yield f"The setting {key} is wrong: {problem}."
        else:
            yield f"The setting {key} is {mask_passwords(str(fault['input']))!r}: {problem}."
