"""What the shell offers after TAB, asked through the variables that a shell sets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.bundled import bundled_folder
from bot.clock import system_clock
from bot.domain import Chunk, Document, Section
from bot.index import layout
from bot.index.catalogue import IndexedDocument, encode_catalogue, write_catalogue
from bot.pathways.readers import read_document
from bot.store import Store

Pathcoach = Callable[..., Any]
Offered = Callable[..., list[str]]

HEAVY = ("torch", "chromadb", "langchain", "langchain_core", "llama_cpp", "numpy", "rich.console")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an index of which there is only the list of documents, which is all that is needed."""
    home = tmp_path / "home"
    folder = layout.index_folder(home)
    folder.mkdir(parents=True)
    chunk = Chunk("bees/body/hive", "bees", Section.BODY, "Hive", "Open it.", 1, 0)
    reference = Document("bees", "Bees", (chunk,))
    (written,) = bundled_folder("knowledge").glob("*.md")
    pathway = read_document(written).pathway
    assert pathway is not None
    pathways = [
        Document(pathway_id, title, (), pathway=replace(pathway, pathway_id=pathway_id, title=title))
        for pathway_id, title in (("cook-to-beekeeper", "Cook: bees"), ("smith-to-sailor", "Smith: sea"))
    ]
    documents = [reference, *pathways]
    content = encode_catalogue(tuple(IndexedDocument("x.md", document) for document in documents))
    with layout.new_generation(folder) as building:
        write_catalogue(building, content)
        layout.publish(building)
    return home


@pytest.fixture
def offered(pathcoach: Pathcoach) -> Offered:
    """`offered("show", "coo")`: what bash gets for `pathcoach show coo<TAB>`."""

    def complete(*words: str, **env: str) -> list[str]:
        ran = pathcoach(
            _PATHCOACH_COMPLETE="complete_bash",
            COMP_WORDS=" ".join(("pathcoach", *words)),
            COMP_CWORD=str(len(words)),
            **env,
        )
        assert (ran.code, ran.err) == (0, "")
        return sorted(ran.out.split())

    return complete


@pytest.mark.parametrize("words", [("show",), ("ask", "How?", "--pathway"), ("chat", "--pathway")])
@pytest.mark.usefixtures("home")
def test_pathways_are_offered_by_their_ids(offered: Offered, words: tuple[str, ...]) -> None:
    assert offered(*words, "") == ["cook-to-beekeeper", "smith-to-sailor"]
    assert offered(*words, "smi") == ["smith-to-sailor"]


@pytest.mark.parametrize(
    "words", [("ask", "How?", "--thread"), ("chat", "--thread"), ("threads", "--delete")]
)
def test_threads_are_offered_to_the_person_they_belong_to(
    offered: Offered, home: Path, words: tuple[str, ...]
) -> None:
    with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=system_clock) as store:
        mine, hers = (store.open_thread(person, "terminal", title="x") for person in ("local", "ana"))
    assert offered(*words, "") == [mine.thread_id]
    assert offered(words[0], "--user", "ana", *words[1:], hers.thread_id[:5]) == [hers.thread_id]


def test_whoever_was_linked_is_offered_the_threads_of_both(offered: Offered, home: Path) -> None:
    with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=system_clock) as store:
        thread = store.open_thread("u-1", "slack", title="x")
        code = store.create_link_code("u-1", now=system_clock())
        store.redeem_link_code(code.code, person_id="ana", now=system_clock())
    assert offered("chat", "--user", "ana", "--thread", "") == [thread.thread_id]


@pytest.mark.parametrize("command", ["pull", "use", "verify"])
def test_models_are_offered_by_their_names(offered: Offered, command: str) -> None:
    assert offered("models", command, "granite") == ["granite-4.0-1b", "granite-4.1-3b"]


def test_zsh_gets_the_titles_too(pathcoach: Pathcoach, home: Path) -> None:
    ran = pathcoach(_PATHCOACH_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="pathcoach show cook")
    assert "cook-to-beekeeper" in ran.out
    assert "Cook" in ran.out


def test_without_an_index_or_a_store_nothing_is_offered_and_nothing_made(
    offered: Offered, tmp_path: Path
) -> None:
    assert offered("show", "") == []
    assert offered("chat", "--thread", "") == []
    assert not (tmp_path / "home").exists()


@pytest.mark.usefixtures("home")
def test_a_wrong_setting_is_not_said_while_typing(offered: Offered) -> None:
    assert offered("show", "", PATHCOACH_HOEM="x") == []


@pytest.mark.parametrize("words", ["show", "chat --thread", "models use", "--help"])
def test_nothing_heavy_is_imported(home: Path, words: str) -> None:
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        f"    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    asked = {
        "_PATHCOACH_COMPLETE": "complete_bash",
        "COMP_WORDS": f"pathcoach {words} ",
        "COMP_CWORD": str(len(words.split()) + 1),
    }
    ran = subprocess.run(
        [sys.executable, "-c", code, *([words] if words == "--help" else [])],
        env={
            "PATHCOACH_HOME": str(home),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **({} if words == "--help" else asked),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stderr == "[]\n"
    assert words != "show" or "cook-to-beekeeper" in ran.stdout
