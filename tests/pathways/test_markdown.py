from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Importance, Pathway, Range, Resource, ResourceKind, Source
from bot.errors import DocumentError, DocumentErrors
from bot.pathways.markdown import read_markdown


def _read(text: str) -> Pathway:
    pathway = read_markdown(text, name="a.md").pathway
    assert pathway is not None
    return pathway


def _fault(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_markdown(text, name="a.md")
    return raised.value


def test_the_front_matter_is_read(document: str) -> None:
    pathway = _read(document)
    assert (pathway.pathway_id, pathway.from_role, pathway.to_role) == ("cook-to-baker", "Cook", "Baker")
    assert pathway.months == (Range(6, 9), Range(6, 6))
    assert pathway.salary.currency == "EUR"
    assert pathway.salary.change_percent == (Range(5, 5), Range(5, 10))
    assert pathway.salary.before == Range(28000, 34000)
    assert pathway.salary.after == Range(30000, 37000)
    assert pathway.sources == (Source("Guild of Bakers"),)
    assert pathway.as_of == date(2026, 3, 2)
    assert pathway.licence == "CC-BY-4.0"


def test_the_sections_are_read(document: str) -> None:
    pathway = _read(document)
    assert pathway.title == "From Cook to Baker"
    assert pathway.overview == "You know kitchens. Dough is new.\n\nIt takes patience."
    assert pathway.transferable_skills[0].why == "You cut quickly and safely."
    sourdough, lamination = pathway.skills_to_learn
    assert (sourdough.importance, sourdough.weeks) == (Importance.CRITICAL, 4)
    assert (lamination.importance, lamination.weeks) == (Importance.NICE_TO_HAVE, 1)
    assert lamination.how == "Practise with these lessons (https://example.org/lessons)."
    assert [(phase.name, phase.weeks) for phase in pathway.phases] == [
        ("Flour and water", 8),
        ("The shop", 1),
    ]
    assert [task.text for task in pathway.phases[0].tasks] == ["Bake one loaf a day", "Keep a diary"]
    assert [task.task_id for task in pathway.phases[0].tasks] == ["1.1", "1.2"]
    assert pathway.phases[0].resources == (
        Resource(
            "The Loaf",
            ResourceKind.BOOK,
            "https://example.org/loaf",
            "Out of print; look for a used copy.",
            date(2026, 2, 1),
        ),
        Resource("Baking evenings at the guild", ResourceKind.OTHER),
    )
    assert pathway.reality_check.love == ("The smell",)
    assert pathway.reality_check.miss == ()
    assert pathway.action_plan.week == ("Buy flour",)
    assert [entry.question for entry in pathway.faq] == ["Will I earn more?", None]


def test_records_know_their_lines(document: str) -> None:
    pathway = _read(document)
    lines = document.splitlines()
    assert lines[pathway.skills_to_learn[1].line - 1] == "### Lamination"
    assert lines[pathway.phases[1].line - 1] == "### 2. The shop · 1 week"
    assert lines[pathway.faq[1].line - 1] == "### (no question)"


def test_windows_line_ends_change_nothing(document: str) -> None:
    assert _read(document.replace("\n", "\r\n")) == _read(document)


FAULTS = [
    ("difficulty: moderate\n", "", "has no `difficulty`", "difficulty: challenging"),
    ("difficulty: moderate", "difficulty:", "`difficulty` is empty", "difficulty: challenging"),
    (
        "difficulty: moderate",
        "dificulty: moderate\ndifficulty: x",
        "`dificulty` is not a key",
        '"difficulty"',
    ),
    ("difficulty: moderate", "difficulty: [a]", "`difficulty` is not a single text", "on one line"),
    ("to: Baker", "to: Baker\nto: Miller", "`to` stands there twice", "Keep one"),
    ("id: cook-to-baker", "id: Cook to Baker", "cannot be used as an identifier", "`cook-to-baker`"),
    ("months: [6-9, 6]", "months: [9-6]", "runs backwards", "`months: 6 to 9`"),
    ("months: [6-9, 6]", "months: soon", '"soon", which is no number or range', "`months: 9-12`"),
    ("months: [6-9, 6]", "months: []", "`months` is empty", "`months: 9-12`"),
    ("months: [6-9, 6]", "months: 0", "not above zero", "`months: 9-12`"),
    ("currency: EUR", "currency: euros", "no three-letter `currency`", "`currency: USD`"),
    ("  before: 28,000-34,000", "  befor: 28000", "`befor` is not a key of the salary", '"before"'),
    ("as_of: 2026-03-02", "as_of: 2026-13-02", '"2026-13-02", which is no date', "`as_of: 2026-03-02`"),
    ("demand: Steady", "demand: [Steady", "front matter cannot be read", "`key: value`"),
    ("licence: CC-BY-4.0", "hours_per_week: 0", '`hours_per_week` is "0"', "1 to 168"),
    ("## Skills to learn", "## Skils to learn", 'no section "Skils to learn"', '"Skills to learn"'),
    ("## Questions", "## Overview", '"Overview" stands there twice', "already"),
    ("## Overview", "Hello.\n\n## Overview", '"Hello." stands outside', "`## Overview`"),
    ("*critical · 4 weeks*", "*criticl · 4 weeks*", 'importance "criticl" is not known', '"critical"'),
    ("*critical · 4 weeks*", "*tasty · 4 weeks*", 'importance "tasty" is not known', "nice to have"),
    ("*critical · 4 weeks*", "*critical · 0 weeks*", '"0" is not a number of weeks', "above zero"),
    ("*critical · 4 weeks*", "*critical · 2.5 weeks*", '"2.5" is not a number of weeks', "above zero"),
    ("*critical · 4 weeks*", "", "does not say how important", "`*critical · 8 weeks*`"),
    ("### Lamination", "### sourdough (levain)", "stands there twice, first on line", "Rename"),
    ("### 2. The shop · 1 week", "### 3. The shop · 1 week", "Phase 3 stands where phase 2", "in order"),
    ("### 2. The shop · 1 week", "### The shop", "lacks its number", "`### 1. Foundations · 8 weeks`"),
    ("### 2. The shop · 1 week", "### 2. The shop · some weeks", '"some" is not a number', "### 1."),
    ("#### Resources", "#### Ressources", 'heading "Ressources" has no place', '"Resources"'),
    ("- Open the shop", "Open the shop", '"Open the shop" is not a list item', "`- `"),
    ("  - Checked on 2026-02-01", "  - Checked on Monday", "holds no date", "Checked on 2026-03-02"),
    ("  - Checked on 2026-02-01", "  - By Ann", '"By Ann" below a resource', "`- Note: …`"),
    ("### What you will love", "### What you love", 'heading "What you love"', '"What you will love"'),
    ("- The smell", "The smell", '"The smell" is not a list item', "`- `"),
    ("Bakers rest on Mondays.\n", "", "has no answer", "Write one below it"),
]


@pytest.mark.parametrize(("right", "wrong", "problem", "remedy"), FAULTS)
def test_a_fault_names_its_line_what_is_wrong_and_the_remedy(
    document: str, right: str, wrong: str, problem: str, remedy: str
) -> None:
    assert document.count(right) == 1
    fault = _fault(document.replace(right, wrong))
    assert not isinstance(fault, DocumentErrors)
    assert problem in fault.problem
    assert remedy in fault.remedy
    assert str(fault).startswith("a.md:")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("months: [6-9, 6]", "months: soon"),
        ("  before: 28,000-34,000", "  befor: 28000"),
        ("*critical · 4 weeks*", "*vital · 4 weeks*"),
        ("### 2. The shop · 1 week", "### The shop"),
        ("- Open the shop", "Open the shop"),
        ("## Questions", "## Answers to all"),
    ],
)
def test_a_fault_points_at_the_very_line(document: str, right: str, wrong: str) -> None:
    text = document.replace(right, wrong)
    assert text.splitlines()[_fault(text).line - 1].strip() == wrong.strip()


def test_all_faults_of_a_document_are_reported_in_line_order(document: str) -> None:
    text = (
        document.replace("critical · 4", "vital · 4")
        .replace("to: Baker\n", "")
        .replace("## Roadmap", "## Way")
    )
    fault = _fault(text)
    assert isinstance(fault, DocumentErrors)
    assert [error.line for error in fault.errors] == sorted(error.line for error in fault.errors)
    problems = " ".join(error.problem for error in fault.errors)
    assert "`to`" in problems
    assert "vital" in problems
    assert "has no phases" in problems
    assert str(fault).count("\n") == len(fault.errors) - 1


@pytest.mark.parametrize("cut", ["## Roadmap", "### 1. Flour"])
def test_a_pathway_without_phases_is_an_error_with_a_remedy(document: str, cut: str) -> None:
    fault = _fault(document[: document.index(cut)] + ("## Roadmap\n" if cut != "## Roadmap" else ""))
    assert "no phases" in fault.problem
    assert "### 1. Foundations · 8 weeks" in fault.remedy


def test_front_matter_that_does_not_end_is_an_error(document: str) -> None:
    assert "front matter" in _fault(document.replace("---\n\n# From", "\n# From")).problem


def test_a_resource_kind_with_a_typo_is_kept_with_a_warning(document: str) -> None:
    text = document.replace("- Baking evenings at the guild", "- Baking evenings (cource)")
    read = read_markdown(text, name="a.md")
    assert read.pathway is not None
    assert read.pathway.phases[0].resources[1].name == "Baking evenings (cource)"
    line = text.splitlines().index("- Baking evenings (cource)") + 1
    assert read.warnings == (f'a.md:{line}: The resource kind "cource" is not known. Did you mean "course"?',)


def test_a_file_without_pathway_front_matter_is_a_reference_document() -> None:
    read = read_markdown("---\ntitle: Kit list\n---\n# Boards\n\nPi.", name="docs/My Kit.md")
    assert read.pathway is None
    assert (read.document_id, read.title) == ("my-kit", "Kit list")
    assert [chunk.text for chunk in read.chunks] == ["Pi."]
    assert read.chunks[0].line == 6
    assert read_markdown("# Boards\n\nPi.", name="kit.md").title == "Boards"


def test_pathway_sections_without_front_matter_give_a_warning(document: str) -> None:
    read = read_markdown(document[document.index("# From") :], name="a.md")
    assert read.pathway is None
    assert "no pathway front matter" in read.warnings[0]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_mangled_document_gives_a_pathway_a_reference_or_a_document_error(
    document: str, data: st.DataObject
) -> None:
    lines = document.splitlines(keepends=True)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=40))
    noise = data.draw(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
    )
    at = data.draw(st.integers(0, len(kept)))
    text = "".join([*lines[:14], *kept[:at], noise, *kept[at:]])
    try:
        read = read_markdown(text, name="a.md")
    except DocumentError as error:
        outcome = error.remedy
    else:
        outcome = read.document_id
    assert outcome
