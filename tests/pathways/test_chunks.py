from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Chunk, Pathway, Section
from bot.pathways import chunks as ids
from bot.pathways import sentences as say
from bot.pathways.blocks import markdown_blocks
from bot.pathways.chunks import chunk_pathway, chunk_reference, slug
from bot.pathways.grammar import split_sentences
from bot.pathways.markdown import read_markdown


def _by_id(chunks: tuple[Chunk, ...]) -> dict[str, Chunk]:
    return {chunk.chunk_id: chunk for chunk in chunks}


def test_the_document_gives_these_chunks_in_its_own_order(document: str) -> None:
    chunks = read_markdown(document, name="a.md").chunks
    assert [chunk.chunk_id.removeprefix("cook-to-baker/") for chunk in chunks] == [
        "overview/at-a-glance",
        "overview/summary",
        "transferable-skills/all",
        "transferable-skills/1",
        "skills-to-learn/all",
        "skills-to-learn/1",
        "skills-to-learn/2",
        "roadmap/all",
        "roadmap/1/tasks",
        "roadmap/1/resources",
        "roadmap/2/tasks",
        "reality-check/love",
        "reality-check/challenges",
        "action-plan/week",
        "questions/1",
        "questions/2",
    ]
    assert [chunk.position for chunk in chunks] == list(range(len(chunks)))


def test_the_figures_of_the_whole_move_stand_together(document: str) -> None:
    glance = _by_id(read_markdown(document, name="a.md").chunks)[ids.at_a_glance_chunk_id("cook-to-baker")]
    assert glance.text.splitlines() == [
        "The move from Cook to Baker is rated moderate.",
        "The move from Cook to Baker takes 6 to 9 months; another estimate in the sources says 6 months.",
        "The move from Cook to Baker raises pay by 5%; another estimate in the sources says 5% to 10%.",
        "A Cook earns €28,000 to €34,000 a year, and a Baker earns €30,000 to €37,000 a year.",
        "Demand for Baker roles: steady, most of all in towns.",
        "The facts of this pathway come from Guild of Bakers, as of 2 March 2026.",
    ]


def test_a_chunk_knows_its_heading_its_section_and_its_line(document: str) -> None:
    chunk = _by_id(read_markdown(document, name="a.md").chunks)[ids.resources_chunk_id("cook-to-baker", 1)]
    assert chunk.section is Section.ROADMAP
    assert chunk.heading == "Roadmap › Phase 1: Flour and water › Resources"
    assert document.splitlines()[chunk.line - 1] == "### 1. Flour and water · 8 weeks"
    assert chunk.text.splitlines() == [
        "Phase 1, Flour and water, has 2 resources.",
        "- The Loaf (book; https://example.org/loaf). Note: Out of print; look for a used copy. "
        "Last checked on 1 February 2026.",
        "- Baking evenings at the guild.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.from_type(Pathway))
def test_chunks_are_never_empty_and_their_ids_are_unique(pathway: Pathway) -> None:
    chunks = chunk_pathway(pathway)
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks)
    for chunk in chunks:
        assert chunk.chunk_id.startswith(f"{pathway.pathway_id}/{chunk.section}/")
        assert chunk.text.strip()
        assert all(line.strip() for line in chunk.text.split("\n"))


@settings(max_examples=60, deadline=None)
@given(st.from_type(Pathway))
def test_every_record_stands_in_its_chunk_as_a_line_to_quote(pathway: Pathway) -> None:
    pid = pathway.pathway_id
    lines = {chunk.chunk_id: chunk.text.split("\n") for chunk in chunk_pathway(pathway)}
    for number, skill in enumerate(pathway.skills_to_learn, start=1):
        sentence = say.skill_sentence(skill)
        assert sentence in lines[ids.skill_chunk_id(pid, number)]
        assert lines[ids.skills_chunk_id(pid)][number - 1] == sentence
        if skill.how:
            assert say.how_sentence(skill) in lines[ids.skill_chunk_id(pid, number)]
    for number, held in enumerate(pathway.transferable_skills, start=1):
        assert f"- {held.name}" in lines[ids.transferable_skills_chunk_id(pid)]
        assert lines[ids.transferable_skill_chunk_id(pid, number)] == [say.transferable_sentence(held)]
    for phase in pathway.phases:
        assert lines[ids.roadmap_chunk_id(pid)][phase.position - 1] == say.phase_sentence(phase)
        for task in phase.tasks:
            assert f"- {task.text}" in lines[ids.tasks_chunk_id(pid, phase.position)]
        for resource in phase.resources:
            assert f"- {say.resource_line(resource)}" in lines[ids.resources_chunk_id(pid, phase.position)]
            assert resource.note is None or resource.note in say.resource_line(resource)
    glance = lines[ids.at_a_glance_chunk_id(pid)]
    assert say.duration_sentence(pathway) in glance
    assert all(say.months(estimate) in say.duration_sentence(pathway) for estimate in pathway.months)
    for item in pathway.reality_check.miss:
        assert f"- {item}" in lines[ids.reality_check_chunk_id(pid, "miss")]
    for item in pathway.action_plan.quarter:
        assert f"- {item}" in lines[ids.action_plan_chunk_id(pid, "90_days")]
    for number, entry in enumerate(pathway.faq, start=1):
        for sentence in split_sentences(entry.answer):
            assert sentence in lines[ids.question_chunk_id(pid, number)]


def test_a_reference_document_is_cut_at_its_headings() -> None:
    text = "Before.\n\n# Boards\n\nAll of them. And more.\n\n## Pi\n\n- cheap\n- small\n\n# Tools\n\nA saw."
    chunks = chunk_reference(markdown_blocks(text), document_id="kit", title="Kit")
    assert [(chunk.chunk_id, chunk.heading, chunk.text, chunk.line) for chunk in chunks] == [
        ("kit/body/1", "Kit", "Before.", 1),
        ("kit/body/2", "Boards", "All of them.\nAnd more.", 5),
        ("kit/body/3", "Boards › Pi", "- cheap\n- small", 9),
        ("kit/body/4", "Tools", "A saw.", 14),
    ]


def test_a_long_part_is_cut_at_paragraphs() -> None:
    paragraph = "Flour is milled from wheat. " * 20
    chunks = chunk_reference(markdown_blocks(f"{paragraph}\n\n" * 5), document_id="kit", title="Kit")
    assert [chunk.line for chunk in chunks] == [1, 5, 9]
    assert all(len(chunk.text) <= 1300 for chunk in chunks)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("# \n\n-."), max_size=4000))
def test_chunks_of_any_reference_text_are_short_unique_and_lose_no_word(text: str) -> None:
    blocks = markdown_blocks(text)
    chunks = chunk_reference(blocks, document_id="kit", title="Kit")
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks)
    assert all(chunk.text.strip() and len(chunk.text) <= 2500 for chunk in chunks)
    joined = "".join("".join(chunk.text.replace("\n- ", "\n").split()) for chunk in chunks)
    for block in blocks:
        if block.kind != "heading":
            assert "".join(block.text.split()) in joined or block.text.startswith("- ")


def test_a_word_longer_than_a_chunk_is_cut() -> None:
    chunks = chunk_reference(markdown_blocks("x" * 3000), document_id="kit", title="Kit")
    assert [len(chunk.text) for chunk in chunks] == [1200, 1200, 600]


def test_slugs_are_plain_ascii() -> None:
    assert slug("Bäcker/in – Level 2!") == "backer-in-level-2"
