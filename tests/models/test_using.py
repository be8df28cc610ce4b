from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ModelCorrupt, ModelNotFound
from bot.machine.kinds import Gpu, Machine
from bot.model_choice import read_choice
from bot.models import Catalogue, ModelEntry, Verdict, load_catalogue
from bot.models.library import Library
from bot.models.using import InUse, use

Use = Callable[..., InUse]
Make = Callable[..., Machine]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.gguf"
    path.write_bytes(b"GGUF and more")
    return path


@pytest.fixture
def using(library: Library, file: Path, machine: Make, entry: Callable[..., ModelEntry]) -> Use:
    """`using(text, …)`: in a catalogue with the bundled model and the one of `file`."""
    known = entry(sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    catalogue = Catalogue((load_catalogue().find("smollm2-135m"), known))

    def run(text: str, board: Machine | None = None, *, can_offload: bool = False) -> InUse:
        return use(
            text,
            home=library.folder.parent,
            catalogue=catalogue,
            machine=board or machine(8),
            context_tokens=2048,
            can_offload=can_offload,
            check=lambda path: None,
        )

    return run


def _chosen(library: Library) -> dict[str, object]:
    return dict(read_choice(library.folder.parent))


def test_a_model_that_fits_well_is_chosen_by_its_path_alone(using: Use, file: Path, library: Library) -> None:
    used = using(str(file))
    assert (used.name, used.path) == ("made-up", file)
    assert used.fit is not None
    assert used.fit.verdict is Verdict.YES
    assert _chosen(library) == {"path": str(file)}


def test_scarce_memory_is_chosen_with_the_model(
    using: Use, file: Path, library: Library, machine: Make
) -> None:
    using(str(file), machine(0.375))
    assert _chosen(library) == {"path": str(file), "batch_tokens": 128, "kv_type": "q8_0"}


def test_a_gpu_gets_all_layers(using: Use, file: Path, library: Library, machine: Make) -> None:
    using(str(file), machine(8, gpu=Gpu("Orin")), can_offload=True)
    assert _chosen(library) == {"path": str(file), "gpu_layers": -1}


def test_the_bundled_model_is_chosen_by_choosing_nothing(using: Use, file: Path, library: Library) -> None:
    using(str(file))
    assert using("smollm2-135m").path is None
    assert _chosen(library) == {}


def test_a_recorded_model_is_used_by_its_name_or_path(using: Use, file: Path) -> None:
    using(str(file))
    assert using("made-up").path == using("MADE-UP.gguf").path == file


def test_a_model_of_ones_own_has_no_fit(using: Use, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF of one's own")
    assert using(str(own)).fit is None


def test_what_is_not_here_is_not_chosen(using: Use, library: Library) -> None:
    with pytest.raises(ModelNotFound, match="`pathcoach models pull made-up`"):
        using("made-up")
    assert _chosen(library) == {}


def test_a_damaged_file_is_not_chosen(using: Use, file: Path, library: Library) -> None:
    using(str(file))
    using("smollm2-135m")
    file.write_bytes(b"GGUF")
    with pytest.raises(ModelCorrupt):
        using("made-up")
    assert _chosen(library) == {}
