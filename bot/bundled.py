"""Where the files that come with Pathcoach are: pathway documents and prompts."""

from importlib.resources import files
from pathlib import Path
from typing import Literal


def bundled_folder(name: Literal["knowledge", "prompts"]) -> Path:
    """Return the folder `name`: inside the installed package, else beside `bot/` in a checkout."""
    package = Path(str(files("bot")))
    installed = package / "_bundled" / name
    return installed if installed.is_dir() else package.parent / name
