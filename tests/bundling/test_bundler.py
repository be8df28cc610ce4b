from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from bot.bundling import require_empty
from bot.errors import BundleFailed, IndexMissing, StorageError
from bot.index import layout
from tests.bundling.conftest import ENGINE, Making, ScriptedPip


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _index(folder: Path) -> Path:
    for generation in ("old", "new"):
        (folder / generation / "chroma").mkdir(parents=True)
        (folder / generation / "chroma" / "chroma.sqlite3").write_bytes(b"vectors")
    layout.write_pointer(folder, layout.Pointer("new", previous="old"))
    (folder / "vectors.sqlite").write_bytes(b"computed before")
    return folder


def test_a_bundle_holds_wheels_model_index_and_installer(tmp_path: Path, made: Making) -> None:
    (model := tmp_path / "mine.gguf").write_bytes(b"GGUF")
    (learned := tmp_path / "learned").mkdir()
    (learned / "router-1.npy").write_bytes(b"weights")
    made(tmp_path / "b", model=model, index=_index(tmp_path / "index"), learned=learned)
    assert _files(tmp_path / "b") == {
        "install.sh",
        "manifest.json",
        "SHA256SUMS",
        f"wheels/{ENGINE}",
        "wheels/pathcoach-0.1.0-py3-none-any.whl",
        "wheels/needed-1.0-py3-none-any.whl",
        "models/mine.gguf",
        "index/current.json",
        "index/new/chroma/chroma.sqlite3",
        "learned/router-1.npy",
    }
    assert layout.read_pointer(tmp_path / "b" / "index") == layout.Pointer("new", previous=None)


def test_what_is_not_wanted_stays_out(tmp_path: Path, made: Making) -> None:
    made(tmp_path / "b")
    assert {path.name for path in (tmp_path / "b").iterdir() if path.is_dir()} == {"wheels"}
    assert json.loads((tmp_path / "b" / "manifest.json").read_bytes())["model"] is None


def test_the_digests_are_those_that_sha256sum_finds(tmp_path: Path, made: Making) -> None:
    made(tmp_path / "b")
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "b",
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    said = {line.removesuffix(": OK") for line in checked.stdout.splitlines()}
    assert said == _files(tmp_path / "b") - {"SHA256SUMS"}


def test_the_engine_is_compiled_for_any_processor_past_what_pip_keeps(
    tmp_path: Path, made: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_CUDA=on")
    made(tmp_path / "b", pip := ScriptedPip())
    command, variables = pip.commands[0]
    assert variables == {"CMAKE_ARGS": "-DGGML_CUDA=on -DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF"}
    assert {"--no-cache-dir", "--no-binary=llama-cpp-python", "--no-deps"} <= set(command)


def test_what_is_needed_is_got_in_the_versions_that_are_installed(tmp_path: Path, made: Making) -> None:
    made(tmp_path / "b", pip := ScriptedPip())
    command, _ = pip.commands[-1]
    (constraints,) = [word.partition("=")[2] for word in command if word.startswith("--constraint=")]
    lines = Path(constraints).read_text().splitlines()
    assert any(line.startswith("typer==") for line in lines)
    assert not any(line.startswith("pathcoach==") for line in lines)


def test_an_engine_that_is_given_is_not_compiled(tmp_path: Path, made: Making) -> None:
    (given := tmp_path / "given").mkdir()
    (given / ENGINE).write_bytes(b"engine")
    made(tmp_path / "b", pip := ScriptedPip(), wheels=given)
    assert not [command for command, _ in pip.commands if "--no-cache-dir" in command]
    assert f"--find-links={given}" in pip.commands[-1][0]


def test_wheels_without_the_engine_do_not_replace_compiling_it(tmp_path: Path, made: Making) -> None:
    (given := tmp_path / "given").mkdir()
    (given / "llama_cpp_python-0.0.1-py3-none-any.whl").write_bytes(b"an old one")
    made(tmp_path / "b", pip := ScriptedPip(), wheels=given)
    assert "--no-cache-dir" in pip.commands[0][0]


@pytest.mark.parametrize("part", ["llama-cpp-python==", ".whl"])
def test_a_failure_of_pip_is_one_sentence_that_names_the_log(tmp_path: Path, made: Making, part: str) -> None:
    with pytest.raises(BundleFailed, match=r"pip could not get .* Read why in .*bundle\.log") as failed:
        made(tmp_path / "b", ScriptedPip(fails_at=part))
    assert "\n" not in str(failed.value)
    assert "no matching distribution" in (tmp_path / "home" / "bundle.log").read_text()
    assert not list(tmp_path.glob("*b*unfinished")) + list(tmp_path.glob("b"))


def test_an_interrupted_bundle_leaves_nothing(tmp_path: Path, made: Making) -> None:
    (place := tmp_path / "place").mkdir()
    with pytest.raises(KeyboardInterrupt):
        made(place / "b", ScriptedPip(fails_at=".whl", raises=KeyboardInterrupt))
    assert list(place.iterdir()) == []


def test_while_it_is_made_and_after_a_kill_it_does_not_look_finished(tmp_path: Path, made: Making) -> None:
    (place := tmp_path / "place").mkdir()
    (place / ".b.unfinished" / "wheels").mkdir(parents=True)  # a killed run's
    (place / ".b.unfinished" / "wheels" / "half.whl").write_bytes(b"")
    seen: list[str] = []

    class Watching(ScriptedPip):
        def __call__(self, *asked: object) -> int:
            seen.extend(path.name for path in place.iterdir())
            return super().__call__(*asked)  # type: ignore[arg-type]

    made(place / "b", Watching())
    assert set(seen) == {".b.unfinished"}
    assert [path.name for path in place.iterdir()] == ["b"]
    assert "wheels/half.whl" not in _files(place / "b")


def test_an_empty_folder_is_filled_and_folders_above_are_made(tmp_path: Path, made: Making) -> None:
    (empty := tmp_path / "empty").mkdir()
    made(empty)
    made(tmp_path / "far" / "away")
    assert _files(empty) == _files(tmp_path / "far" / "away") != set()


def test_what_is_there_is_never_overwritten(tmp_path: Path, made: Making) -> None:
    (full := tmp_path / "full").mkdir()
    (full / "letter.txt").write_text("dear")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for folder in (full, full / "letter.txt", tmp_path / "link"):
        pip = ScriptedPip()
        with pytest.raises(BundleFailed, match="is there already and not an empty folder"):
            made(folder, pip)
        assert pip.commands == []
    assert _files(full) == {"letter.txt"}


def test_a_disk_as_a_whole_is_refused() -> None:
    with pytest.raises(BundleFailed, match="Name a folder on it"):
        require_empty(Path("/"))


def test_too_little_room_is_said_before_anything_is_got(tmp_path: Path, made: Making) -> None:
    with pytest.raises(StorageError, match=r"needs about .* 1 MB are free"):
        made(tmp_path / "b", pip := ScriptedPip(), free=10**6)
    assert pip.commands == []


def test_the_model_counts_for_the_room(tmp_path: Path, made: Making) -> None:
    with (model := tmp_path / "large.gguf").open("wb") as file:
        file.truncate(2 * 10**12)
    with pytest.raises(StorageError, match=r"needs about 200\d\.\d GB"):
        made(tmp_path / "b", model=model)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, made: Making) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="The bundle cannot be written to"):
        made(tmp_path / "file" / "b")


def test_no_index_where_one_is_wanted_is_said(tmp_path: Path, made: Making) -> None:
    (tmp_path / "index").mkdir()
    with pytest.raises(IndexMissing, match="--no-index"):
        made(tmp_path / "b", index=tmp_path / "index")
    assert not (tmp_path / "b").exists()


def test_a_second_one_at_the_same_time_is_told_to_wait(tmp_path: Path, made: Making) -> None:
    with (
        FileLock(tmp_path / "home" / "bundle.lock"),
        pytest.raises(BundleFailed, match="Another `pathcoach bundle` is running"),
    ):
        made(tmp_path / "b")
