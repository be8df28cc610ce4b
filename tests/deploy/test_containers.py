"""The container files: linted, their sources there and sent to the builder, nobody in them root."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT, program, run

DOCKERFILES = (ROOT / "deploy/Dockerfile", ROOT / "deploy/jetson/Dockerfile")
JETSON = ROOT / "deploy/jetson/Dockerfile"

each_of_them = pytest.mark.parametrize("path", DOCKERFILES, ids=["processor", "jetson"])


def final_stage(path: Path) -> str:
    return path.read_text().rpartition("\nFROM ")[2]


def is_sent(name: str) -> bool:
    """Is this left in by .dockerignore, whose last matching line decides?"""
    sent = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and fnmatch(name, pattern):
            sent = line.startswith("!")
    return sent


@each_of_them
def test_hadolint_finds_nothing(path: Path) -> None:
    ran = run(program("hadolint"), "--no-color", path)
    assert (ran.returncode, ran.stdout) == (0, "")


@each_of_them
def test_what_is_copied_is_there_and_is_sent_to_the_builder(path: Path) -> None:
    copied = [
        name
        for names in re.findall(r"^COPY (?!--from)(.+) \S+$", path.read_text(), re.MULTILINE)
        for name in names.split()
    ]
    assert {"bot", "knowledge", "prompts", "constraints.txt", "pyproject.toml"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists() or not is_sent(name)] == []


@pytest.mark.parametrize("name", [".git", ".venv", "tests", "eval", "deploy", ".env", "pathcoach.env"])
def test_nothing_else_is_sent_to_the_builder(name: str) -> None:
    assert not is_sent(name)


@each_of_them
def test_the_image_runs_as_a_user_with_a_home_in_a_volume(path: Path) -> None:
    stage = final_stage(path)
    assert re.search(r"^USER 10001$", stage, re.MULTILINE)
    assert "VOLUME /var/lib/pathcoach" in stage
    assert "PATHCOACH_HOME=/var/lib/pathcoach" in stage
    assert re.search(r'^HEALTHCHECK .*CMD \["pathcoach", "doctor"\]$', stage, re.MULTILINE)


@each_of_them
def test_the_compiler_stays_in_the_stage_that_builds(path: Path) -> None:
    assert "build-essential" in path.read_text()
    assert "build-essential" not in final_stage(path)


@each_of_them
def test_llama_cpp_is_built_for_all_processors_of_a_kind(path: Path) -> None:
    assert "-DGGML_NATIVE=OFF" in path.read_text()


def test_the_image_for_jetson_is_built_for_the_gpu_of_either_generation() -> None:
    text = JETSON.read_text()
    assert "ARG CUDA_ARCH=87\n" in text
    assert "-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=${CUDA_ARCH} -DGGML_CUDA_NO_VMM=ON" in text
    assert "CUDACXX=/usr/local/cuda/bin/nvcc" in text
    assert "--build-arg CUDA_ARCH=110" in (ROOT / "deploy/README.md").read_text()
