from __future__ import annotations

import inspect
import re

from bot import errors
from bot.errors import CoachError, DocumentError, DocumentErrors


def _classes() -> dict[str, type[CoachError]]:
    found = inspect.getmembers(errors, inspect.isclass)
    return {name: kind for name, kind in found if issubclass(kind, CoachError)}


def test_every_expected_failure_is_a_coach_error() -> None:
    own = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == "bot.errors"]
    assert own == list(_classes().values())


def test_the_drawn_tree_is_the_tree() -> None:
    drawn: dict[str, str] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"([│├└─ ]*)([A-Z]\w+) {2,}", f"{line}  "):
            depth = len(match[1]) // 4
            above[depth:] = [match[2]]
            drawn[match[2]] = above[depth - 1] if depth else "Exception"
    assert drawn == {name: kind.__bases__[0].__name__ for name, kind in _classes().items()}


def test_every_class_says_what_it_is_for() -> None:
    assert [name for name, kind in _classes().items() if not kind.__doc__] == []


def test_a_document_error_names_file_line_and_remedy() -> None:
    error = DocumentError("a.md", 7, "The weeks are missing.", "Write “4 weeks”.")
    assert str(error) == "a.md:7: The weeks are missing. Write “4 weeks”."
    assert str(DocumentError("a.md", 0, "The file is empty.", "")) == "a.md: The file is empty."


def test_several_document_errors_are_said_one_a_line() -> None:
    first, second = DocumentError("a.md", 1, "One.", "Do."), DocumentError("a.md", 2, "Two.", "Do.")
    both = DocumentErrors([first, second])
    assert str(both).splitlines() == [str(first), str(second)]
    assert (both.path, both.line, both.errors) == ("a.md", 1, [first, second])


def test_a_file_name_steers_no_terminal() -> None:
    assert str(DocumentError("a\x1b[2J\n.md", 0, "It is empty.", "")) == "a[2J .md: It is empty."
