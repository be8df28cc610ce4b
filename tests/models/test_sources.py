from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ModelNotFound
from bot.models import ModelEntry, load_catalogue
from bot.models.sources import HubFile, read_source


def _read(text: str) -> HubFile | ModelEntry | Path:
    return read_source(text, load_catalogue())


def test_a_name_of_the_catalogue_is_a_pinned_file_of_the_hub() -> None:
    entry = load_catalogue().find("granite-4.1-3b")
    assert _read("granite-4.1-3b") == HubFile("ibm-granite/granite-4.1-3b-GGUF", entry.file, entry)


def test_the_bundled_model_has_no_file_on_the_hub() -> None:
    assert _read("smollm2-135m") == load_catalogue().find("smollm2-135m")


def test_a_file_of_the_hub_may_lie_in_a_folder_there() -> None:
    source = _read("hf:owner/some-GGUF/Q4/some.gguf")
    assert source == HubFile("owner/some-GGUF", "Q4/some.gguf")
    assert (source.name, source.source) == ("some", "hf:owner/some-GGUF/Q4/some.gguf")


def test_a_pinned_file_is_pinned_however_it_is_named() -> None:
    entry = load_catalogue().find("granite-4.1-3b")
    assert _read(f"hf:{entry.repository}/{entry.file}") == _read("granite-4.1-3b")
    elsewhere = _read(f"hf:somebody/copies/{entry.file}")
    assert isinstance(elsewhere, HubFile)
    assert elsewhere.entry is None


def test_a_file_that_is_here_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.gguf").write_bytes(b"GGUF")
    (tmp_path / "granite-4.1-3b").mkdir()
    monkeypatch.chdir(tmp_path)
    assert _read("mine.gguf") == Path("mine.gguf")
    assert isinstance(_read("granite-4.1-3b"), HubFile)


@pytest.mark.parametrize("text", ["hf:", "hf:owner", "hf:owner/name", "hf:o/n/file.bin", "hf:o/n/../x.gguf"])
def test_half_a_name_of_the_hub_is_told_how_to_be_whole(text: str) -> None:
    with pytest.raises(ModelNotFound, match=r"Write hf:OWNER/REPOSITORY/FILE\.gguf"):
        _read(text)


@pytest.mark.parametrize("text", ["/none/x.gguf", "none.gguf", "none/at/all"])
def test_a_path_to_nothing_is_said_to_be_one(text: str) -> None:
    with pytest.raises(ModelNotFound, match="no model file at"):
        _read(text)


def test_a_misspelt_name_gets_the_nearest() -> None:
    with pytest.raises(ModelNotFound, match=r"Did you mean granite-4\.0-1b"):
        _read("granit-4.0-1b")
