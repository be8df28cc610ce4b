import errno

import pytest

from bot.errors import StorageError
from bot.files import storage_errors, write_atomically


def test_content_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_content_and_no_debris(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "inside").write_text("x")

    with pytest.raises(OSError):
        write_atomically(tmp_path / "target", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["target"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EFBIG, "full"),
        (errno.EROFS, "cannot be written"),
    ],
)
def test_the_sentence_fits_the_cause(tmp_path, number, words):
    with pytest.raises(StorageError, match=words), storage_errors(tmp_path):
        raise OSError(number, "reason")
