from datetime import date

import pytest

from bot.domain import (
    ActionPlan,
    Chunk,
    Document,
    Importance,
    Pathway,
    Phase,
    Question,
    Range,
    RealityCheck,
    Resource,
    ResourceKind,
    Salary,
    Section,
    Skill,
    Source,
    Task,
    TransferableSkill,
)
from bot.index.catalogue import IndexedDocument, encode_catalogue, read_catalogue, write_catalogue

PATHWAY = Pathway(
    pathway_id="baker-to-sailor",
    title="Baker → Sailor",
    from_role="Baker",
    to_role="Sailor",
    difficulty="challenging",
    months=(Range(9, 9), Range(9, 12.5)),
    salary=Salary("NOK", (Range(-10, 5),), None, Range(400_000, 550_000)),
    demand="steady",
    overview="Two lines.\nOf text.",
    transferable_skills=(TransferableSkill("Early hours", "Watches start at four", line=9),),
    skills_to_learn=(Skill("Knots", Importance.CRITICAL, 3, "Tie them", line=12),),
    phases=(
        Phase(
            1,
            "Harbour",
            4,
            (Task("1.1", "Sweep the deck"),),
            (Resource("Ropes", ResourceKind.BOOK, None, "out of print", date(2026, 1, 2)),),
            line=20,
        ),
    ),
    reality_check=RealityCheck(("sea",), ("bread",), ("storms",), line=30),
    action_plan=ActionPlan(("call",), ("visit",), ("sign on",), line=40),
    faq=(Question(None, "Yes.", line=50), Question("Why?", "Because.")),
    sources=(Source("Harbour office", "https://example.org"),),
    as_of=date(2026, 3, 2),
)


@pytest.mark.parametrize("pathway", [PATHWAY, None])
def test_documents_come_back_as_they_were_written(tmp_path, pathway):
    chunk = Chunk(
        "baker-to-sailor/roadmap/1", "baker-to-sailor", Section.ROADMAP, "Roadmap › 1", "Ærlig", 20, 0
    )
    catalogue = (
        IndexedDocument("/a/b.md", Document("baker-to-sailor", "T", (chunk,), pathway, ("careful",))),
    )

    write_catalogue(tmp_path, encode_catalogue(catalogue))

    assert read_catalogue(tmp_path) == catalogue
    assert encode_catalogue(read_catalogue(tmp_path)) == encode_catalogue(catalogue)


def test_a_damaged_file_is_a_value_error(tmp_path):
    write_catalogue(tmp_path, b'[{"path": 3}]')

    with pytest.raises(ValueError, match="damaged"):
        read_catalogue(tmp_path)
