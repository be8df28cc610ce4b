from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ModelCorrupt, ModelNotFound, StorageError
from bot.models import ModelEntry
from bot.models.library import Library, Origin


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my-model.gguf"
    path.write_bytes(b"GGUF and more")
    return path


def test_an_empty_library_has_nothing_and_writes_nothing(library: Library) -> None:
    assert list(library) == []
    assert not library.folder.exists()


def test_a_file_that_nobody_published_is_recorded_as_it_is_found(library: Library, file: Path) -> None:
    found = library.record_found(file)
    assert (found.name, found.origin, found.bytes) == ("my-model", Origin.FOUND, 13)
    assert library.get("MY-MODEL") == library.get("my-model.gguf") == library.at(file) == found


def test_a_recorded_file_that_changed_is_named_with_the_remedy(library: Library, file: Path) -> None:
    library.record_found(file)
    file.write_bytes(b"GGUF and MORE")
    with pytest.raises(
        ModelCorrupt, match=r"my-model\.gguf is not .* Restore it, or run `pathcoach models use`"
    ):
        library.record_found(file)


def test_a_shorter_file_is_told_by_its_size_without_reading_it(library: Library, file: Path) -> None:
    found = library.record_found(file)
    file.write_bytes(b"GGUF")
    with pytest.raises(ModelCorrupt, match="it has 4 bytes, not 13"):
        library.verify(found)


def test_a_file_that_is_gone_is_said_to_be(library: Library, file: Path) -> None:
    found = library.record_found(file)
    file.unlink()
    with pytest.raises(ModelNotFound, match="is gone"):
        library.verify(found)


def test_a_change_that_leaves_size_and_time_is_only_found_afresh(library: Library, file: Path) -> None:
    found, before = library.record_found(file), file.stat()
    file.write_bytes(b"GGUF and MORE")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    library.verify(found)
    with pytest.raises(ModelCorrupt):
        library.verify(found, afresh=True)


def test_the_records_are_there_for_the_next_process(library: Library, file: Path) -> None:
    found = library.record_found(file)
    assert list(Library(library.folder.parent)) == [found]
    assert library.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"{", b"[1]", b'[{"path": "x"}]', b"\xff"])
def test_records_that_cannot_be_read_are_named(library: Library, content: bytes) -> None:
    library.prepare()
    (library.folder / "models.json").write_bytes(content)
    with pytest.raises(StorageError, match=r"models\.json cannot be read .* Delete that file"):
        list(library)


def test_a_file_of_the_catalogue_is_known_wherever_it_lies(
    library: Library, file: Path, entry: Callable[..., ModelEntry]
) -> None:
    pinned = entry(sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    found = library.record_found(file, [pinned])
    assert (found.name, found.origin, found.source) == ("made-up", Origin.CATALOGUE, "made-up")


def test_a_file_that_bears_a_name_of_the_catalogue_must_be_that_file(
    library: Library, file: Path, entry: Callable[..., ModelEntry]
) -> None:
    with pytest.raises(ModelCorrupt, match="bears the name of made-up, but is not that file"):
        library.record_found(file, [entry(file=file.name)])
    assert list(library) == []


def test_only_what_is_recorded_is_checked_before_it_is_loaded(library: Library, file: Path) -> None:
    library.check(file)
    library.record_found(file)
    library.check(file)
    file.write_bytes(b"GGUF")
    with pytest.raises(ModelCorrupt):
        library.check(file)
