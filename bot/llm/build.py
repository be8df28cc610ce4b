"""How llama.cpp was built: found out without loading a model."""

from __future__ import annotations

import os
from dataclasses import dataclass

from bot.errors import ModelError
from bot.llm.waiting import wait_asleep


@dataclass(frozen=True, slots=True)
class Build:
    """The binding's version, and whether it can compute on a GPU."""

    version: str
    offloads: bool


def read_build() -> Build:
    """Return the build that is installed. Raises ModelError where it cannot be loaded; takes 0.3 s."""
    wait_asleep(os.environ)
    try:
        import llama_cpp
    except (ImportError, OSError, RuntimeError) as error:  # a library that it needs may be missing
        reason = str(error).partition("\n")[0]
        raise ModelError(
            f"llama.cpp cannot be loaded ({reason}). "
            f"Run `pip install --force-reinstall --no-cache-dir --no-deps llama-cpp-python`."
        ) from None
    return Build(llama_cpp.__version__, bool(llama_cpp.llama_supports_gpu_offload()))
