from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bundled import bundled_folder
from bot.domain import Pathway
from bot.pathways.markdown import read_markdown
from bot.pathways.write import write_markdown


@settings(max_examples=60, deadline=None)
@given(st.from_type(Pathway))
def test_a_written_pathway_reads_back_as_the_same_pathway(pathway: Pathway) -> None:
    assert read_markdown(write_markdown(pathway), name="a.md").pathway == pathway


def test_the_example_document_reads_the_same_after_writing(document: str) -> None:
    pathway = read_markdown(document, name="a.md").pathway
    assert pathway is not None
    assert read_markdown(write_markdown(pathway), name="b.md").pathway == pathway


def test_every_bundled_pathway_reads_the_same_after_writing() -> None:
    paths = sorted(bundled_folder("knowledge").glob("*.md"))
    assert paths
    for path in paths:
        pathway = read_markdown(path.read_text("utf-8"), name=path.name).pathway
        assert pathway is not None
        assert read_markdown(write_markdown(pathway), name=path.name).pathway == pathway


def test_markup_in_a_note_is_kept_as_text(document: str) -> None:
    pathway = read_markdown(
        document.replace("Out of print;", r"\*Out\* of `print` \[1];"), name="a.md"
    ).pathway
    assert pathway is not None
    assert pathway.phases[0].resources[0].note == "*Out* of print [1]; look for a used copy."
    assert read_markdown(write_markdown(pathway), name="b.md").pathway == pathway


def test_lists_in_prose_stay_lists(document: str) -> None:
    answer = "Two things:\n\n- flour\n- water\n\nNothing else."
    text = document.replace("Bakers rest on Mondays.", answer)
    pathway = read_markdown(text, name="a.md").pathway
    assert pathway is not None
    assert pathway.faq[1].answer == answer
    assert read_markdown(write_markdown(pathway), name="b.md").pathway == pathway
