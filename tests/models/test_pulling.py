from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from bot.errors import ModelCorrupt, ModelNotFound, ModelUnavailable, StorageError
from bot.models import ModelEntry
from bot.models.hub import Hub
from bot.models.library import Installed, Library, Origin
from bot.models.pulling import pull
from bot.models.sources import HubFile
from tests.models.fake_hub import FILE, REPOSITORY, FakeHub

Pull = Callable[..., Installed]
_GB = 10**9


@pytest.fixture
def pinned(hub: FakeHub, entry: Callable[..., ModelEntry]) -> HubFile:
    """The hub's file, as the catalogue would have it."""
    digest = hashlib.sha256(hub.content).hexdigest()
    return HubFile(
        REPOSITORY, FILE, entry(repository=REPOSITORY, bytes=len(hub.content), sha256=digest, file=FILE)
    )


@pytest.fixture
def pulling(hub: FakeHub, library: Library) -> Pull:
    """`pulling(wanted)`: from the hub into the library."""

    def run(wanted: HubFile, *, free: int = _GB) -> Installed:
        return pull(wanted, library=library, hub=Hub(hub.url), free_bytes=lambda folder: free)

    return run


def _parts(library: Library) -> list[Path]:
    return [path for path in library.folder.rglob("*") if path.name.endswith(".part")]


def test_a_pulled_model_is_whole_and_recorded(
    pulling: Pull, pinned: HubFile, library: Library, hub: FakeHub
) -> None:
    installed = pulling(pinned)
    assert installed.path == library.folder / FILE
    assert installed.path.read_bytes() == hub.content
    assert list(library) == [installed]
    assert (installed.name, installed.origin, installed.source) == ("made-up", Origin.CATALOGUE, "made-up")
    assert not _parts(library)


def test_what_is_here_is_not_asked_for_again(pulling: Pull, pinned: HubFile, hub: FakeHub) -> None:
    first = pulling(pinned)
    hub.requests.clear()
    assert pulling(pinned) == first
    assert hub.requests == []


def test_an_interrupted_pull_goes_on_where_it_ended(
    pulling: Pull, pinned: HubFile, hub: FakeHub, library: Library
) -> None:
    hub.cuts, hub.then_status = [5500], 503
    with pytest.raises(ModelUnavailable, match="503"):
        pulling(pinned)
    (part,) = _parts(library)
    assert part.stat().st_size == 5000
    assert list(library) == []
    hub.then_status = 200
    hub.requests.clear()
    assert pulling(pinned).path.read_bytes() == hub.content
    assert [headers["range"] for headers in hub.asked("GET", "/")] == ["bytes=5000-"]


def test_wrong_bytes_are_deleted_and_never_installed(
    pulling: Pull, pinned: HubFile, hub: FakeHub, library: Library
) -> None:
    hub.digest = hub.sha256
    hub.content = hub.content[:-1] + b"!"
    with pytest.raises(
        ModelCorrupt, match=r"SHA-256 .* It was deleted\. Run `pathcoach models pull made-up`"
    ):
        pulling(pinned)
    assert list(library) == []
    assert not _parts(library)
    assert not (library.folder / FILE).exists()


def test_another_size_than_the_catalogues_is_refused_before_anything_comes(
    pulling: Pull, pinned: HubFile, hub: FakeHub
) -> None:
    hub.announced_bytes = 5
    with pytest.raises(ModelCorrupt, match="not the one of the catalogue: it has 5 bytes"):
        pulling(pinned)
    assert hub.asked("GET", "/") == []


def test_another_digest_than_the_catalogues_is_refused_before_anything_comes(
    pulling: Pull, pinned: HubFile, hub: FakeHub
) -> None:
    hub.digest = "f" * 64
    with pytest.raises(ModelCorrupt, match="not the one of the catalogue"):
        pulling(pinned)
    assert hub.asked("GET", "/") == []


def test_a_full_disk_is_seen_before_anything_comes(pulling: Pull, pinned: HubFile, hub: FakeHub) -> None:
    with pytest.raises(StorageError, match=r"made-up needs 100 MB more .* 50 MB are free"):
        pulling(pinned, free=50_000_000)
    assert hub.asked("GET", "/") == []


def test_a_damaged_file_is_pulled_again(pulling: Pull, pinned: HubFile, hub: FakeHub) -> None:
    installed = pulling(pinned)
    installed.path.write_bytes(b"GGUF, but short")
    assert pulling(pinned).path.read_bytes() == hub.content


def test_any_file_of_the_hub_is_held_to_the_digest_that_the_hub_says(
    pulling: Pull, hub: FakeHub, library: Library
) -> None:
    wanted = HubFile(REPOSITORY, FILE)
    installed = pulling(wanted)
    assert installed.path == library.folder / "somebody--made-up-GGUF" / FILE
    assert (installed.origin, installed.source) == (Origin.HUB, f"hf:{REPOSITORY}/{FILE}")
    assert installed.sha256 == hub.sha256


def test_a_file_without_a_published_digest_is_recorded_as_it_came(pulling: Pull, hub: FakeHub) -> None:
    hub.digest = "0123456789abcdef0123456789abcdef01234567"
    installed = pulling(HubFile(REPOSITORY, FILE))
    assert installed.origin is Origin.FOUND
    assert installed.sha256 == hashlib.sha256(hub.content).hexdigest()


def test_what_was_left_of_another_file_is_not_gone_on_with(
    pulling: Pull, pinned: HubFile, hub: FakeHub, library: Library
) -> None:
    library.prepare()
    (library.folder / f".{FILE}.abcdefabcdef.part").write_bytes(b"of an older file")
    assert pulling(pinned).path.read_bytes() == hub.content
    assert not _parts(library)


def test_a_second_pull_at_the_same_time_is_told_to_wait(
    pulling: Pull, pinned: HubFile, library: Library
) -> None:
    library.prepare()
    with (
        FileLock(library.folder / ".lock"),
        pytest.raises(StorageError, match=r"Another `pathcoach models pull`"),
    ):
        pulling(pinned)


def test_a_file_that_is_not_published_is_said_to_be_missing(pulling: Pull) -> None:
    with pytest.raises(ModelNotFound, match="has no file other"):
        pulling(HubFile(REPOSITORY, "other.gguf"))
