import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.errors import IndexMissing
from bot.index.layout import index_folder, pointer_path
from bot.index.reader import Index, is_current


@pytest.fixture
def index(corpus):
    corpus.build()
    return Index.open(corpus.home, corpus.embedder)


def test_without_an_index_the_error_says_what_to_run(corpus):
    with pytest.raises(IndexMissing, match="Run `pathcoach index`"):
        Index.open(corpus.home, corpus.embedder)


def test_an_index_of_another_embedding_model_does_not_open(corpus, index):
    with pytest.raises(IndexMissing, match="embedding model"):
        Index.open(corpus.home, type(corpus.embedder)("another"))


def test_an_index_of_another_version_does_not_open_and_is_built_anew(corpus, index):
    manifest = index_folder(corpus.home) / index.generation / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 0'))

    with pytest.raises(IndexMissing, match="another version"):
        Index.open(corpus.home, corpus.embedder)
    assert not is_current(corpus.home, corpus.embedder)
    corpus.build()
    assert is_current(corpus.home, corpus.embedder)


@pytest.mark.parametrize("name", ["manifest.json", "documents.json", "vectors.npy"])
def test_an_index_with_a_file_missing_does_not_open_and_is_built_anew(corpus, index, name):
    (index_folder(corpus.home) / index.generation / name).unlink()

    with pytest.raises(IndexMissing, match="incomplete"):
        Index.open(corpus.home, corpus.embedder)
    corpus.build()
    assert Index.open(corpus.home, corpus.embedder).search("bowline")


def test_what_was_indexed_comes_back_as_it_was(corpus, index):
    assert [chunk.chunk_id for chunk in index.chunks][:2] == ["baker/body/flour", "baker/body/oven"]
    assert index.chunk("sailor/body/knots").text == "Learn the bowline before any other knot"
    assert index.documents["baker"].title == "Baker"
    assert dict(index.pathways) == {}


@pytest.mark.parametrize(
    ("query", "chunk_id"),
    [
        ("zwiebelbrot", "baker/body/course"),
        ("RYA-2041", "sailor/body/licence"),
        ("230", "baker/body/oven"),
        ("kneading", "baker/body/flour"),
        ("learn the bowline before any other knot", "sailor/body/knots"),
    ],
)
def test_names_numbers_and_stems_are_found_first(index, query, chunk_id):
    assert index.search(query, k=3)[0].chunk.chunk_id == chunk_id


def test_every_passage_carries_its_real_cosine_and_bm25(corpus, index):
    query = "the wind and the oven"

    passages = index.search(query, k=6)

    vector = corpus.embedder.embed([query])[0]
    assert len(passages) == 6
    for passage in passages:
        assert passage.cosine == pytest.approx(float(index.vector(passage.chunk.chunk_id) @ vector), abs=1e-6)
    assert {p.chunk.chunk_id for p in passages if p.bm25 > 0} == {"sailor/body/wind", "baker/body/oven"}
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)


def test_a_name_is_found_among_many_chunks_that_are_nearer_in_meaning(corpus):
    corpus.write(
        "crowd.md",
        "crowd",
        *(f"Week {n}: how long does the course take in week {n} of the plan" for n in range(300)),
        "Tool: Quxfish-7 is covered at the end with a great many other words that lead elsewhere altogether",
    )
    corpus.build()

    passages = Index.open(corpus.home, corpus.embedder).search(
        "how long does the course on Quxfish-7 take", k=8
    )

    assert "crowd/body/tool" in {passage.chunk.chunk_id for passage in passages}


def test_a_search_can_be_kept_to_some_pathways(index):
    assert {p.chunk.pathway_id for p in index.search("learn wind oven", pathway_ids=["sailor"])} == {"sailor"}
    assert index.search("oven", pathway_ids=[]) == []
    assert index.search("oven", pathway_ids={"no-such-pathway"}) == []


def test_k_bounds_the_passages(index):
    assert len(index.search("the", k=2)) == 2
    assert index.search("the", k=0) == []


@pytest.mark.parametrize("query", ["", "  \n", "?!", "\ud800", "word " * 4000, "日本語"])
def test_odd_queries_do_not_fail(index, query):
    assert len(index.search(query)) in (0, 6)


def test_an_open_reader_follows_a_new_generation_when_it_refreshes(corpus, index):
    index.search("oven")
    assert index.refresh() is False
    corpus.write("new.md", "new", "Compass: Follow the gyrocompass")
    corpus.build()

    assert "new" not in index.documents
    assert index.refresh() is True
    assert index.search("gyrocompass")[0].chunk.chunk_id == "new/body/compass"
    assert index.refresh() is False


def test_an_open_reader_goes_on_while_generations_come_and_go(corpus, index):
    index.search("oven")
    for degrees in range(3):
        corpus.write("new.md", "new", f"Compass: Turn {degrees} degrees")
        corpus.build()

    assert index.search("bowline knot")[0].chunk.chunk_id == "sailor/body/knots"


def test_a_reader_whose_generation_was_removed_before_its_first_search_moves_on(corpus, index):
    for degrees in range(3):
        corpus.write("new.md", "new", f"Compass: Turn {degrees} degrees")
        corpus.build()

    assert index.search("compass")[0].chunk.chunk_id == "new/body/compass"


def test_an_index_that_is_deleted_leaves_the_open_one_in_use(corpus, index):
    index.search("oven")
    shutil.rmtree(index_folder(corpus.home))

    assert index.refresh() is False
    assert index.search("bowline knot")[0].chunk.chunk_id == "sailor/body/knots"


def test_threads_find_the_same_in_an_open_index_after_it_was_deleted(corpus, index):
    def search(_):
        return index.search("bowline knot", k=3, pathway_ids=["sailor"])

    before = search(0)
    shutil.rmtree(index_folder(corpus.home))
    with ThreadPoolExecutor(4) as threads:
        after = list(threads.map(search, range(64)))

    assert all(passages == before for passages in after)


def test_a_deleted_index_that_was_never_searched_is_missing(corpus, index):
    shutil.rmtree(index_folder(corpus.home))

    with pytest.raises(IndexMissing):
        index.search("oven")


def test_a_damaged_pointer_is_a_missing_index(corpus, index):
    pointer_path(index_folder(corpus.home)).write_text("{")

    with pytest.raises(IndexMissing):
        Index.open(corpus.home, corpus.embedder)


def test_threads_may_search_while_the_index_is_refreshed(corpus, index):
    failures = []

    def search():
        try:
            for _ in range(40):
                assert index.search("bowline knot", k=1)[0].chunk.chunk_id == "sailor/body/knots"
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for degrees in range(3):
        corpus.write("new.md", "new", f"Compass: Turn {degrees} degrees")
        corpus.build()
        index.refresh()
    for thread in threads:
        thread.join()

    assert failures == []


def test_vectors_are_unit_vectors_in_the_order_of_the_chunks(corpus, index):
    vectors = np.array([index.vector(chunk.chunk_id) for chunk in index.chunks])
    again = corpus.embedder.embed([f"{chunk.heading}\n{chunk.text}" for chunk in index.chunks])

    np.testing.assert_allclose(vectors, again, atol=1e-6)
