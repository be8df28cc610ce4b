"""The documents that come with Pathcoach."""

import re
from pathlib import Path

import pytest

from bot.bundled import bundled_folder
from bot.pathways.readers import read_document

PATHS = sorted(bundled_folder("knowledge").glob("*.md"))
SEED = (
    Path(__file__).parents[2].parent / "shared" / "seeds" / "backend-developer-to-edge-ai-engineer.page.txt"
)
OURS = bundled_folder("knowledge") / "backend-developer-to-edge-ai-engineer.md"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_bundled_document_reads_without_a_warning_and_is_named_after_its_id(path: Path) -> None:
    document = read_document(path)
    assert document.warnings == ()
    assert document.document_id == path.stem


def test_the_first_pathway_says_where_its_source_contradicts_itself() -> None:
    text = {chunk.chunk_id.partition("/")[2]: chunk.text for chunk in read_document(OURS).chunks}
    glance = text["overview/at-a-glance"]
    assert "takes 9 to 12 months; another estimate in the sources says 9 months." in glance
    assert "raises pay by 30%; another estimate in the sources says 30% to 50%." in glance
    assert "does not agree with itself" in text["overview/summary"]


def _names() -> set[str]:
    pathway = read_document(OURS).pathway
    assert pathway is not None
    resources = {resource.name for phase in pathway.phases for resource in phase.resources}
    return resources | {skill.name for skill in pathway.skills_to_learn}


@pytest.mark.skipif(not SEED.is_file(), reason=f"the page that the first pathway comes from is not at {SEED}")
def test_the_first_pathway_keeps_names_and_numbers_of_its_source_but_no_sentence() -> None:
    page, ours = SEED.read_text("utf-8"), OURS.read_text("utf-8")
    titles = re.findall(r"(?<![A-Za-z])'([^'\n]{6,})'", page)
    assert len(titles) >= 8
    assert [title for title in titles if title not in ours] == []
    sentences = [
        sentence.strip(" •.")
        for line in page.splitlines()
        for sentence in re.split(r"(?<=[.!?])\s", line)
        if len(sentence.split()) >= 7
    ]
    names = _names()
    assert len(sentences) > 50
    assert [sentence for sentence in sentences if sentence in ours and sentence not in names] == []
