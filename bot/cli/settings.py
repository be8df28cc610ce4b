"""`pathcoach config`: what is set, and where that came from."""

from __future__ import annotations

import json
import shutil
import sys

from bot.cli.options import JsonOption
from bot.cli.tables import print_table
from bot.config import SettingInUse, load_settings, settings_file, settings_file_places, settings_in_use

_WIDE = 100  # columns that the explanations need beside the rest


def config(as_json: JsonOption = False) -> None:
    """Show each setting, its value and where that came from.

    A setting comes from the environment, else from pathcoach.toml in this folder or in the home folder, else
    it is the default. Of a secret you only see whether it is set.

    \b
    Examples:
      pathcoach config
      PATHCOACH_MODEL__THREADS=2 pathcoach config --json
    """
    in_use = list(settings_in_use(load_settings()))
    if as_json:
        for setting in in_use:
            print(json.dumps(_as_json(setting), ensure_ascii=False))
        return
    columns = ("setting", "value", "from", "what it is")
    shown = 4 if not sys.stdout.isatty() or shutil.get_terminal_size().columns >= _WIDE else 3
    print_table(columns[:shown], [_row(setting)[:shown] for setting in in_use])
    print(f"\n{_about_the_file()}")


def _as_json(setting: SettingInUse) -> dict[str, object]:
    return {
        "name": setting.name,
        "variable": setting.variable,
        "value": setting.value,
        "source": setting.source,
        "description": setting.description,
    }


def _row(setting: SettingInUse) -> tuple[str, ...]:
    value = "not set" if setting.value is None else str(setting.value)
    return setting.name, value, setting.source, setting.description


def _about_the_file() -> str:
    here, at_home = settings_file_places()
    if (path := settings_file()) is None:
        return f"There is no settings file. It would be {here}, or {at_home} for every folder."
    return f"The settings file is {path}."
