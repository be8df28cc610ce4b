import pytest

from bot.errors import DocumentError
from bot.index.sources import documents_in, forget, forget_vanished, remember, remembered


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "baker.md"
    path.write_text("baker\nOven: Heat it")
    return path


def test_nothing_is_remembered_at_first(tmp_path):
    assert remembered(tmp_path) == ()


def test_sources_are_remembered_once_as_absolute_paths(tmp_path, document, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert remember(tmp_path, [document.relative_to(tmp_path), document, tmp_path / "." / "baker.md"]) == []

    assert remembered(tmp_path) == (document,)


def test_a_path_that_does_not_exist_is_an_error_and_the_others_are_remembered(tmp_path, document):
    [error] = remember(tmp_path, [tmp_path / "nowhere.md", document])

    assert "nowhere.md" in str(error)
    assert remembered(tmp_path) == (document,)


def test_a_file_of_another_kind_is_refused(tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")

    [error] = remember(tmp_path, [picture])

    assert ".md" in error.remedy
    assert remembered(tmp_path) == ()


def test_a_source_can_be_forgotten_even_when_its_file_is_gone(tmp_path, document):
    remember(tmp_path, [document])
    document.unlink()

    assert forget(tmp_path, document) is None
    assert remembered(tmp_path) == ()


def test_forgetting_what_was_never_added_names_what_was(tmp_path, document):
    remember(tmp_path, [document])

    error = forget(tmp_path, tmp_path / "other.md")

    assert "other.md" in error.path
    assert str(document) in error.remedy


def test_a_source_that_vanished_is_dropped_with_a_warning(tmp_path, document):
    remember(tmp_path, [document, tmp_path])
    document.unlink()

    [warning] = forget_vanished(tmp_path)

    assert str(document) in warning
    assert remembered(tmp_path) == (tmp_path,)


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1]", "\x00"])
def test_a_damaged_list_of_sources_is_an_error_with_a_remedy(tmp_path, content):
    (tmp_path / "sources.json").write_text(content)

    with pytest.raises(DocumentError, match="Delete it"):
        remembered(tmp_path)


def test_a_folder_gives_its_documents_in_order(tmp_path):
    for name in ("b.md", "a.txt", "c/d.markdown", ".hidden/e.md", "c/.f.md", "g.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    found = [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)]

    assert found == ["a.txt", "b.md", "c/d.markdown"]
