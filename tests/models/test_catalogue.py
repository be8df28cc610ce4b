from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.bundled import bundled_folder
from bot.errors import ModelNotFound, SettingsError
from bot.llm.model_file import BUNDLED_SHA256, bundled_model
from bot.models import Catalogue, ModelEntry, load_catalogue
from bot.models.catalogue import read_catalogue
from bot.prompts import Prompts


def test_every_entry_is_pinned_to_one_file() -> None:
    for entry in load_catalogue():
        assert re.fullmatch(r"[0-9a-f]{64}", entry.sha256)
        assert entry.bytes > 50_000_000
        assert entry.file.endswith(".gguf")
        assert entry.quantisation in entry.file


def test_one_entry_comes_with_pathcoach_and_is_the_file_that_is_loaded() -> None:
    (bundled,) = [entry for entry in load_catalogue() if entry.bundled]
    assert (bundled.file, bundled.sha256) == (bundled_model().name, BUNDLED_SHA256)
    assert bundled_model().stat().st_size == bundled.bytes


def test_entries_are_found_by_name_title_or_file_in_any_case() -> None:
    catalogue = load_catalogue()
    entry = catalogue.find("granite-4.1-3b")
    assert catalogue.find("GRANITE-4.1-3B") is entry
    assert catalogue.find(entry.file) is entry


def test_a_name_that_is_not_there_gets_the_nearest_one() -> None:
    with pytest.raises(ModelNotFound, match=r"'granite-4.1-3'.* Did you mean granite-4\.1-3b\?"):
        load_catalogue().find("granite-4.1-3")


def test_a_name_like_no_other_gets_them_all() -> None:
    with pytest.raises(ModelNotFound, match=r"It knows smollm2-135m, .*hf:OWNER/REPOSITORY/FILE\.gguf"):
        load_catalogue().find("zzz")


def test_entries_come_with_the_smallest_file_first() -> None:
    sizes = [entry.bytes for entry in load_catalogue()]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(("name", "kv_bytes"), [("granite-4.1-3b", 81_920), ("lfm2-1.2b-rag", 12_288)])
def test_keys_and_values_of_a_token_take_what_the_published_shape_says(name: str, kv_bytes: int) -> None:
    assert load_catalogue().find(name).kv_bytes_per_token == kv_bytes


def test_what_is_recommended_may_be_used_by_anybody() -> None:
    assert {entry.licence for entry in load_catalogue() if entry.pick_for} == {"Apache-2.0"}


def test_who_writes_is_known_for_a_file_or_by_default() -> None:
    table = Prompts(bundled_folder("prompts")).composers
    files = {entry.file for entry in load_catalogue()}
    assert set(table) - {"default"} <= files


def test_the_same_name_twice_is_refused(entry: Callable[..., ModelEntry]) -> None:
    with pytest.raises(SettingsError, match="'made-up' twice"):
        Catalogue((entry(), entry(file="other.gguf")))


@pytest.mark.parametrize("text", ["- {name: a}", "x: [", "17"])
def test_what_is_no_catalogue_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SettingsError, match="catalogue of models is wrong"):
        read_catalogue(text)
