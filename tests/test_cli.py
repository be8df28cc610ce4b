"""The command line in this process: help, options, exit codes. tests/e2e/ runs it as a user does."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from bot.cli import app, main

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Pathcoach = Callable[..., Ran]


@pytest.fixture(scope="module")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of the documents that come with Pathcoach."""
    from bot.config import Settings, prepare_home
    from bot.index.command import ensure_index

    home = tmp_path_factory.mktemp("cli") / "home"
    prepare_home(home)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("OMP_NUM_THREADS", "1")  # several spinning threads take minutes on a busy machine
        ensure_index(Settings(home=home))
    return home


@pytest.fixture
def pathcoach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Pathcoach:
    """`pathcoach("ask", "…", home=…)`, in an empty folder and without settings of one's own."""
    for name in [name for name in os.environ if name.upper().startswith("PATHCOACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, home: Path = tmp_path / "home", stdin: bytes = b"", **env: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pathcoach", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        for name, value in {"PATHCOACH_HOME": str(home), **env}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ran(left.value.code if isinstance(left.value.code, int) else 0, said.out, said.err)

    return run


def refusal(ran: Ran) -> str:
    """Return the one sentence with which a command gave up."""
    assert (ran.code, ran.out) == (1, ""), ran.err
    assert "Traceback" not in ran.err
    (sentence,) = ran.err.splitlines()
    assert sentence.endswith((".", "?"))
    return sentence


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_says_what_it_does_with_an_example(
    pathcoach: Pathcoach, command: str
) -> None:
    ran = pathcoach(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Example: pathcoach {command}" in ran.out
    # Every option and argument is explained: no line with a name and nothing after it.
    options = ran.out.partition("Options:")[2].splitlines()
    assert [line for line in options if line.strip().startswith("-") and "  " not in line.strip()] == [
        line for line in options if line.strip().endswith("<llm|mixed|extractive>")
    ]


def test_the_help_lists_every_command_with_its_first_sentence(pathcoach: Pathcoach) -> None:
    ran = pathcoach("-h")
    assert ran.code == 0
    listed = ran.out.partition("Commands:")[2].splitlines()
    assert sorted(line.split()[0] for line in listed if line.strip()) == COMMANDS
    assert all(line.strip().endswith(".") for line in listed if line.strip())


def test_the_version_is_printed(pathcoach: Pathcoach) -> None:
    from importlib.metadata import version

    assert pathcoach("--version") == Ran(0, f"pathcoach {version('pathcoach')}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("ask",),
        ("ask", "one", "two"),
        ("ask", "How long?", "--loudly"),
        ("ask", "How long?", "--composer", "poet"),
        ("show",),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_points_to_the_help(
    pathcoach: Pathcoach, arguments: tuple[str, ...]
) -> None:
    ran = pathcoach(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: pathcoach" in ran.err
    assert "--help" in ran.err


@pytest.mark.parametrize(
    "command", [("ask", "How long?"), ("chat",), ("index",), ("pathways",), ("show", "x")]
)
def test_every_command_refuses_an_unknown_setting(pathcoach: Pathcoach, command: tuple[str, ...]) -> None:
    said = refusal(pathcoach(*command, PATHCOACH_COMPOSR="llm"))
    assert "PATHCOACH_COMPOSR" in said
    assert "Did you mean PATHCOACH_COMPOSER?" in said


def test_an_unknown_key_in_the_settings_file_is_refused(pathcoach: Pathcoach) -> None:
    Path("pathcoach.toml").write_text("[model]\ncontext = 1024\n")
    assert "model.context is not a setting. Did you mean model.context_tokens?" in refusal(
        pathcoach("pathways")
    )


def test_a_value_of_the_wrong_type_is_shown(pathcoach: Pathcoach) -> None:
    said = refusal(pathcoach("pathways", PATHCOACH_MODEL__THREADS="many"))
    assert "model.threads is 'many'" in said


def test_a_secret_in_the_settings_file_is_refused_unshown(pathcoach: Pathcoach) -> None:
    Path("pathcoach.toml").write_text('[model]\napi_key = "hunter2"\n')
    said = refusal(pathcoach("ask", "How long?"))
    assert "PATHCOACH_MODEL__API_KEY" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("command", [("ask", "How long?"), ("chat",), ("index",), ("pathways",)])
def test_a_home_that_cannot_be_made_is_named_with_the_remedy(
    tmp_path: Path, pathcoach: Pathcoach, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    said = refusal(pathcoach(*command, home=tmp_path / "file" / "home"))
    assert str(tmp_path / "file" / "home") in said
    assert "Set PATHCOACH_HOME" in said


def test_a_question_of_undecodable_bytes_is_refused_before_anything_is_loaded(pathcoach: Pathcoach) -> None:
    # What Python makes of `pathcoach ask $'caf\xe9'`.
    assert "not UTF-8" in refusal(pathcoach("ask", os.fsdecode(b"caf\xe9?")))


@pytest.mark.real_model
class TestWithAnIndex:
    @pytest.fixture(autouse=True)
    def no_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATHCOACH_COMPOSER", "extractive")

    @pytest.mark.parametrize(
        ("question", "said"),
        [("", "empty"), (" \t\n", "empty"), ("\0\x07", "empty"), ("why " * 5000, "characters")],
        ids=["empty", "blank", "control characters", "20,000 characters"],
    )
    def test_a_question_that_nobody_can_read_gets_one_sentence(
        self, pathcoach: Pathcoach, built_home: Path, question: str, said: str
    ) -> None:
        assert said in refusal(pathcoach("ask", question, home=built_home))

    def test_a_bad_line_is_named_and_the_others_are_answered(
        self, pathcoach: Pathcoach, built_home: Path
    ) -> None:
        lines = b"How many phases are there?\n\n" + b"why " * 5000 + b"\nThank you!\n"
        ran = pathcoach("ask", "-", "--json", home=built_home, stdin=lines)
        assert ran.code == 1
        asked = [json.loads(line)["question"] for line in ran.out.splitlines()]
        assert asked == ["How many phases are there?", "Thank you!"]
        assert len(ran.err.splitlines()) == 1

    @pytest.mark.parametrize("stdin", ["café?\n".encode("latin-1"), bytes(range(128, 256))])
    def test_standard_input_that_is_no_text_is_named_with_its_line(
        self, pathcoach: Pathcoach, built_home: Path, stdin: bytes
    ) -> None:
        ran = pathcoach("ask", "-", home=built_home, stdin=b"Thank you!\n" + stdin)
        assert ran.code == 1
        assert ran.err.startswith("Line 2 of standard input is not UTF-8 text.")
        assert len(ran.err.splitlines()) == 1

    def test_a_thread_of_another_person_is_refused(self, pathcoach: Pathcoach, built_home: Path) -> None:
        ran = pathcoach("ask", "How many phases are there?", "--json", "--user", "ana", home=built_home)
        thread_id = json.loads(ran.out)["thread_id"]
        own = pathcoach("ask", "Thanks!", "--user", "ana", "--thread", thread_id, home=built_home)
        assert own.code == 0, own.err
        said = refusal(pathcoach("ask", "Thanks!", "--user", "eve", "--thread", thread_id, home=built_home))
        assert thread_id in said

    def test_chat_answers_piped_lines(self, pathcoach: Pathcoach, built_home: Path) -> None:
        ran = pathcoach("chat", home=built_home, stdin=b"How many phases are there?\n\nquit\nnever read\n")
        assert (ran.code, ran.err) == (0, "")
        assert "5 phases" in ran.out
        assert "Sources: [1]" in ran.out

    def test_pathways_are_listed_and_shown(self, pathcoach: Pathcoach, built_home: Path) -> None:
        listed = json.loads(pathcoach("pathways", "--json", home=built_home).out)
        assert listed["pathway_id"] == "backend-developer-to-edge-ai-engineer"
        assert listed["title"] in pathcoach("pathways", home=built_home).out
        shown = pathcoach("show", listed["pathway_id"], home=built_home)
        assert shown.out.startswith("---\nid: backend-developer-to-edge-ai-engineer\n")
        assert "`pathcoach pathways`" in refusal(pathcoach("show", "cook-to-astronaut", home=built_home))
