from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.pathways.readers import LARGEST_BYTES, read_document


def _fault(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_document(path)
    assert raised.value.path == str(path)
    assert raised.value.remedy
    return raised.value


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "A.MD"])
def test_a_pathway_in_markdown_is_read(tmp_path: Path, document: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(document, "utf-8")
    assert read_document(path).document_id == "cook-to-baker"


def test_a_page_and_a_text_are_told_apart(tmp_path: Path, page: str) -> None:
    (tmp_path / "nurse.page.txt").write_text(page, "utf-8")
    (tmp_path / "Shopping list.txt").write_text("Flour.\n\nSalt and\nyeast.\n", "utf-8")
    assert read_document(tmp_path / "nurse.page.txt").document_id == "night-nurse-to-ux-writer"
    text = read_document(tmp_path / "Shopping list.txt")
    assert (text.document_id, text.title, text.pathway) == ("shopping-list", "Shopping list", None)
    assert [chunk.text for chunk in text.chunks] == ["Flour.\nSalt and yeast."]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, document: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(document, "utf-8-sig")
    assert read_document(path).pathway is not None


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"", 0, "is empty"),
        (b" \n\n", 0, "is empty"),
        (b"One\nTwo\0", 2, "binary"),
        ("Zoë".encode("latin-1"), 1, "byte 0xeb is not UTF-8"),
        ("Zoe\nZoë\n".encode("utf-16"), 1, "binary"),
        (b"x" * (LARGEST_BYTES + 1), 0, "5 MB is the most"),
    ],
)
def test_content_that_is_no_text_is_an_error(tmp_path: Path, content: bytes, line: int, problem: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    fault = _fault(path)
    assert problem in fault.problem
    assert fault.line == line


def test_what_is_no_readable_file_is_an_error(tmp_path: Path) -> None:
    assert "no such file" in _fault(tmp_path / "a.md").problem
    (tmp_path / "folder.md").mkdir()
    assert "folder" in _fault(tmp_path / "folder.md").problem
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert "kind of file" in _fault(tmp_path / "a.pdf").problem
    looped = tmp_path / "loop.md"
    looped.symlink_to(looped)
    assert "cannot be opened" in _fault(looped).problem


def test_nothing_of_a_document_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "red\x1b[31m.md"
    path.write_text(
        '---\ntitle: "T\\e[2J\\u202e"\n---\n\n## Fees\x1b[8m\n\nIt\x07 costs\x9b 5 &#x202e;euros.\n\n'
        "```\n\x1b[H code\n```\n",
        "utf-8",
    )
    (tmp_path / "blue\x1b[34m.txt").write_text("Plain\x1b]0;x\x07 text.", "utf-8")

    read = [read_document(each) for each in tmp_path.iterdir()]

    shown = [text for each in read for chunk in each.chunks for text in (chunk.heading, chunk.text)]
    assert len(shown) >= 4
    assert all(
        sign.isprintable() or sign == "\n" for text in [*shown, *(e.title for e in read)] for sign in text
    )
