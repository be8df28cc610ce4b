import hashlib
import os

import pytest

from bot.digests import verify_digest
from bot.errors import ModelCorrupt, ModelNotFound

CONTENT = b"weights"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(CONTENT)
    return path


def replace_unseen(path, content):
    """Change a file's content but neither its size nor its time: only hashing can tell."""
    status = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_the_pinned_file_passes(model):
    verify_digest(model, DIGEST)


def test_another_file_is_corrupt_and_both_digests_are_named(model):
    model.write_bytes(b"other")

    with pytest.raises(ModelCorrupt, match=DIGEST):
        verify_digest(model, DIGEST)


def test_a_missing_file_is_not_found(tmp_path):
    with pytest.raises(ModelNotFound, match="no model file"):
        verify_digest(tmp_path / "nothing", DIGEST)


def test_a_verified_file_is_not_hashed_again(model, tmp_path):
    verify_digest(model, DIGEST, cache=tmp_path / "verified.json")
    replace_unseen(model, b"WEIGHTS")

    verify_digest(model, DIGEST, cache=tmp_path / "verified.json")


def test_without_a_cache_every_call_hashes(model):
    verify_digest(model, DIGEST)
    replace_unseen(model, b"WEIGHTS")

    with pytest.raises(ModelCorrupt):
        verify_digest(model, DIGEST)


def test_a_file_that_changed_is_hashed_again(model, tmp_path):
    verify_digest(model, DIGEST, cache=tmp_path / "verified.json")
    model.write_bytes(b"truncat")
    os.utime(model, ns=(1, 1))

    with pytest.raises(ModelCorrupt):
        verify_digest(model, DIGEST, cache=tmp_path / "verified.json")


def test_another_pin_is_hashed_again(model, tmp_path):
    verify_digest(model, DIGEST, cache=tmp_path / "verified.json")

    with pytest.raises(ModelCorrupt):
        verify_digest(model, "0" * 64, cache=tmp_path / "verified.json")


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_cache_is_ignored(model, tmp_path, content):
    (tmp_path / "verified.json").write_text(content)

    verify_digest(model, DIGEST, cache=tmp_path / "verified.json")


def test_a_cache_that_cannot_be_written_does_not_matter(model):
    verify_digest(model, DIGEST, cache=model / "no-folder" / "verified.json")
