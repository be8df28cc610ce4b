from pathlib import Path

from bot.domain import Document
from bot.errors import DocumentError, DocumentErrors
from bot.index.builder import build_index
from bot.index.layout import index_folder, read_manifest
from bot.index.reader import Index


def test_the_first_build_embeds_every_chunk(corpus):
    report = corpus.build()

    assert (report.documents, report.chunks, report.embedded) == (2, 6, 6)
    assert len(corpus.embedder.embedded) == 6
    assert "Flour\nKnead strong flour for 12 minutes" in corpus.embedder.embedded


def test_an_unchanged_corpus_embeds_nothing_and_keeps_its_generation(corpus):
    first = corpus.build()
    corpus.embedder.embedded.clear()

    second = corpus.build()

    assert corpus.embedder.embedded == []
    assert second.generation == first.generation
    assert (second.embedded, second.unchanged, second.removed) == (0, 6, 0)


def test_a_changed_chunk_alone_is_embedded(corpus):
    first = corpus.build()
    corpus.embedder.embedded.clear()
    text = (corpus.folder / "baker.md").read_text()
    (corpus.folder / "baker.md").write_text(text.replace("230", "250"))

    report = corpus.build()

    assert corpus.embedder.embedded == ["Oven\nHeat the oven to 250 degrees"]
    assert (report.embedded, report.unchanged) == (1, 5)
    assert report.generation != first.generation


def test_the_documents_that_changed_are_named_with_their_own_counts(corpus):
    corpus.build()
    corpus.write(
        "baker.md", "baker", "Flour: Knead strong flour for 12 minutes", "Oven: Heat it to 250 degrees"
    )
    (corpus.folder / "sailor.md").rename(corpus.folder / "skipper.md")
    corpus.write("smith.md", "smith", "Iron: Strike it hot")

    changes = {Path(change.path).name: change for change in corpus.build().changes}
    (corpus.folder / "smith.md").unlink()
    (gone,) = corpus.build().changes

    assert {name: (c.embedded, c.unchanged, c.removed, c.gone) for name, c in changes.items()} == {
        "baker.md": (1, 1, 1, False),
        "skipper.md": (0, 3, 0, False),
        "smith.md": (1, 0, 0, False),
    }
    assert (Path(gone.path).name, gone.removed, gone.gone) == ("smith.md", 1, True)
    assert corpus.build().changes == ()


def test_what_moves_within_a_document_is_found_at_its_new_line_without_embedding(corpus):
    corpus.build()
    corpus.embedder.embedded.clear()
    corpus.write(
        "sailor.md",
        "sailor",
        "Wind: Read the wind from the water",
        "Knots: Learn the bowline before any other knot",
    )

    corpus.build()

    assert corpus.embedder.embedded == []
    assert Index.open(corpus.home, corpus.embedder).chunk("sailor/body/wind").line == 2


def test_a_removed_document_leaves_the_index(corpus):
    corpus.build()
    (corpus.folder / "baker.md").unlink()

    report = corpus.build()

    index = Index.open(corpus.home, corpus.embedder)
    assert (report.removed, report.chunks) == (3, 3)
    assert set(index.documents) == {"sailor"}
    assert {passage.chunk.pathway_id for passage in index.search("flour oven")} == {"sailor"}


def test_another_embedding_model_embeds_everything_again(corpus):
    corpus.build()
    corpus.embedder = type(corpus.embedder)("hashed-words-2")

    report = corpus.build()

    assert report.embedded == 6
    assert read_manifest(index_folder(corpus.home) / report.generation).model_digest == "hashed-words-2"


def test_a_bad_document_is_named_and_the_good_ones_are_indexed(corpus):
    corpus.write("bad.md", "bad", "no colon here")

    report = corpus.build()

    assert report.documents == 2
    assert [(Path(error.path).name, error.line) for error in report.errors] == [("bad.md", 2)]


def test_every_fault_of_a_document_is_reported(corpus):
    faults = [DocumentError("x.md", line, "Wrong.", "Right it.") for line in (3, 7)]

    def read(path: Path) -> Document:
        raise DocumentErrors(faults)

    report = build_index(
        [corpus.folder / "baker.md"],
        home=corpus.home,
        embedder=corpus.embedder,
        read=read,
        progress=corpus.progress,
    )

    assert [error.line for error in report.errors] == [3, 7]


def test_a_document_that_went_bad_keeps_its_indexed_version_and_says_so(corpus):
    corpus.build()
    corpus.write("baker.md", "baker", "no colon here")

    report = corpus.build()

    index = Index.open(corpus.home, corpus.embedder)
    assert "baker/body/oven" in {chunk.chunk_id for chunk in index.chunks}
    assert "indexed before stays in use" in str(report.errors[0])


def test_two_documents_with_one_id_are_an_error_that_names_both_files(corpus):
    corpus.write("second.md", "sailor", "Other: Another record")

    report = corpus.build()

    [error] = report.errors
    assert "sailor.md" in str(error)
    assert "second.md" in str(error)
    assert "sailor/body/knots" in {
        chunk.chunk_id for chunk in Index.open(corpus.home, corpus.embedder).chunks
    }


def test_two_records_with_one_id_are_an_error_with_the_line(corpus):
    corpus.write("twice.md", "twice", "Same: one", "Same: two")

    report = corpus.build()

    assert [(Path(error.path).name, error.line) for error in report.errors] == [("twice.md", 3)]


def test_a_renamed_document_keeps_its_id(corpus):
    corpus.build()
    (corpus.folder / "sailor.md").rename(corpus.folder / "captain.md")

    report = corpus.build()

    assert report.errors == ()
    assert report.embedded == 0


def test_a_file_in_two_sources_is_read_once(corpus):
    report = corpus.build(corpus.folder, corpus.folder / "baker.md")

    assert (report.documents, report.errors) == (2, ())


def test_warnings_of_documents_name_the_file(corpus):
    corpus.write("empty.md", "empty")

    [warning] = corpus.build().warnings

    assert "empty.md: The document is empty." in warning


def test_hidden_files_and_other_suffixes_are_left_out(corpus):
    corpus.write(".draft.md", "draft", "A: b")
    corpus.write("notes.rst", "notes", "A: b")
    (corpus.folder / ".git").mkdir()
    (corpus.folder / ".git" / "x.md").write_text("x\nA: b")
    (corpus.folder / "deeper").mkdir()
    (corpus.folder / "deeper" / "y.TXT").write_text("y\nA: b")

    corpus.build()

    assert set(Index.open(corpus.home, corpus.embedder).documents) == {"baker", "sailor", "y"}


def test_the_last_two_generations_are_kept(corpus):
    generations = []
    for degrees in (200, 210, 220, 230):
        corpus.write("baker.md", "baker", f"Oven: Heat the oven to {degrees} degrees")
        generations.append(corpus.build().generation)

    folders = {path.name for path in index_folder(corpus.home).iterdir() if path.is_dir()}
    assert folders == set(generations[-2:])


def test_vectors_of_texts_that_are_gone_are_forgotten(corpus):
    corpus.build()
    text = (corpus.folder / "baker.md").read_text()
    corpus.write("baker.md", "baker", "Oven: Heat it")
    corpus.build()
    corpus.embedder.embedded.clear()
    (corpus.folder / "baker.md").write_text(text)

    assert corpus.build().embedded == 3


def test_an_empty_corpus_is_an_index_that_finds_nothing(corpus, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    report = corpus.build(empty)

    assert (report.documents, report.chunks) == (0, 0)
    assert Index.open(corpus.home, corpus.embedder).search("anything") == []


def test_a_damaged_vector_cache_is_replaced(corpus):
    corpus.build()
    (index_folder(corpus.home) / "vectors.sqlite").write_bytes(b"not a database, but long enough" * 100)
    corpus.write("new.md", "new", "A: b")

    assert corpus.build().documents == 3


def test_debris_of_a_killed_build_is_removed(corpus):
    corpus.build()
    debris = index_folder(corpus.home) / "20200101T000000-abcdef.building"
    (debris / "chroma").mkdir(parents=True)

    corpus.build()

    assert not debris.exists()
