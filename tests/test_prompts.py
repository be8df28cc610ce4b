from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from string import Formatter

import pytest

from bot.errors import SettingsError
from bot.prompts import Prompts, bundled_prompts

CODE = Path(__file__).parents[1] / "bot"
SENTENCES = bundled_prompts().sentences


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "all.yaml").write_text(
        'hello: "Hello {name}, it is {day}."\nplain: "Yes."\nbroken: "Hello {name"\nnameless: "Hello {}."\n'
    )
    return tmp_path


def test_a_sentence_is_filled(folder: Path) -> None:
    assert Prompts(folder).say("hello", name="Ada", day="Monday", unused=1) == "Hello Ada, it is Monday."
    assert Prompts(folder).say("plain") == "Yes."


def test_a_sentence_that_stands_in_two_files_is_refused(folder: Path) -> None:
    (folder / "sentences" / "more.yaml").write_text('plain: "No."\n')

    with pytest.raises(SettingsError, match=r"'plain' of .*more\.yaml"):
        Prompts(folder).say("plain")


def test_braces_in_a_value_are_only_text(folder: Path) -> None:
    assert Prompts(folder).say("hello", name="{day}", day="{0}") == "Hello {day}, it is {0}."


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("hello", {"name": "Ada"}, r"\{day\} of the sentence 'hello'"),
        ("hello", {}, r"\{day\}, \{name\}"),
        ("goodbye", {}, "no sentence 'goodbye' in .*sentences"),
        ("broken", {"name": "Ada"}, "'broken' in .* is malformed"),
        ("nameless", {}, r"\{\} of the sentence 'nameless'"),
    ],
)
def test_what_cannot_be_filled_is_refused(folder: Path, name: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Prompts(folder).say(name, **values)


def test_a_prompt_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "lexicon.yaml").write_text("a: [1")
    (folder / "routes.yaml").write_bytes(b"\xff")
    prompts = Prompts(folder)
    with pytest.raises(SettingsError, match=r"lexicon\.yaml is not valid YAML"):
        _ = prompts.lexicon
    with pytest.raises(SettingsError, match=r"routes\.yaml cannot be read"):
        _ = prompts.route_examples
    with pytest.raises(SettingsError, match=r"instructions\.md cannot be read"):
        _ = prompts.instructions


def test_every_sentence_that_code_says_by_name_exists_and_is_filled() -> None:
    unsaid = []
    for call in _calls_of_say():
        given = {keyword.arg for keyword in call.keywords}
        for name in _constants(call.args[0]):
            needed = {field for _, field, _, _ in Formatter().parse(SENTENCES.get(name, "{?}")) if field}
            if needed - given and None not in given:  # None: there is a **mapping
                unsaid.append(f"line {call.lineno}: {name} needs {needed - given}")
    assert unsaid == []


def test_every_sentence_name_that_code_puts_together_fits_one() -> None:
    templates = [list(_parts(part)) for call in _calls_of_say() for part in _templates(call.args[0])]
    assert [parts for parts in templates if not any(_fits(name, parts) for name in SENTENCES)] == []


def test_every_sentence_is_said_somewhere() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in CODE.rglob("*.py")]
    words = {name for tree in trees for name in _constants(tree) if re.fullmatch(r"\w*", name)}
    words |= {
        word
        for part in bundled_prompts().lexicon.values()
        if isinstance(part, dict)
        for word in map(str, part)
    }
    # A place in an f-string stands for a word of the code or the lexicon, or for another sentence's name.
    templates = {tuple(_parts(template)) for tree in trees for template in _templates(tree)}
    unsaid = set(SENTENCES) - words
    for name in sorted(unsaid):
        others = (words | set(SENTENCES)) - {name}
        if any(_fits(name, parts, others) for parts in templates):
            unsaid.remove(name)
    assert unsaid == set()


def test_no_route_example_stands_under_two_topics_or_operations() -> None:
    labels: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for example in bundled_prompts().route_examples:
        labels[" ".join(example.text.lower().split()).rstrip("?!.")].add((example.topic, example.operation))
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_the_worked_examples_show_grounded_writing() -> None:
    for example in bundled_prompts().worked_examples:
        assert example.evidence, example.question
        assert example.answer.endswith("."), example.answer
        figures = set(re.findall(r"\d+", example.answer))
        assert figures <= set(re.findall(r"\d+", " ".join(example.evidence)))


def _calls_of_say() -> Iterator[ast.Call]:
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "say"
            ):
                yield node


def _constants(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of `tree`; not the pieces of f-strings."""
    pieces = {
        id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.value


def _templates(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


def _parts(template: ast.JoinedStr) -> Iterator[str]:
    """Yield the pieces of an f-string, "" for a place."""
    yield from (str(part.value) if isinstance(part, ast.Constant) else "" for part in template.values)


def _fits(name: str, parts: Sequence[str], words: Collection[str] | None = None) -> bool:
    """Whether the f-string can give `name`, with any text in its places or one of `words`."""
    if not parts:
        return not name
    if parts[0]:
        return name.startswith(parts[0]) and _fits(name[len(parts[0]) :], parts[1:], words)
    ends = [end for end in range(len(name) + 1) if words is None or name[:end] in words]
    return any(_fits(name[end:], parts[1:], words) for end in ends)
