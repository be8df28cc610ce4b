from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bundled import bundled_folder
from bot.domain import ActionPlan, Importance, Pathway, Range, RealityCheck, ResourceKind, Salary
from bot.errors import DocumentError
from bot.pathways.markdown import read_markdown
from bot.pathways.page import is_page, read_page
from bot.pathways.write import write_markdown

NAME = "night-nurse-to-ux-writer.page.txt"
SEED = (
    Path(__file__).parents[2].parent / "shared" / "seeds" / "backend-developer-to-edge-ai-engineer.page.txt"
)


def _read(text: str) -> Pathway:
    pathway = read_page(text, name=NAME).pathway
    assert pathway is not None
    return pathway


def figures(pathway: Pathway) -> dict[str, object]:
    """Return everything of a pathway but its prose: names, order, counts, importance, weeks and figures."""
    reality, plan = pathway.reality_check, pathway.action_plan
    return {
        "id": pathway.pathway_id,
        "title": pathway.title,
        "roles": (pathway.from_role, pathway.to_role),
        "difficulty": pathway.difficulty,
        "months": pathway.months,
        "salary": pathway.salary,
        "transferable": [skill.name for skill in pathway.transferable_skills],
        "skills": [(skill.name, skill.importance, skill.weeks) for skill in pathway.skills_to_learn],
        "phases": [
            (phase.position, phase.name, phase.weeks, [task.task_id for task in phase.tasks])
            for phase in pathway.phases
        ],
        "resources": [[(item.name, item.kind) for item in phase.resources] for phase in pathway.phases],
        "reality": (len(reality.love), len(reality.miss), len(reality.challenges)),
        "plan": (len(plan.week), len(plan.month), len(plan.quarter)),
        "questions": [entry.question for entry in pathway.faq],
        "hours_per_week": pathway.hours_per_week,
    }


@pytest.mark.skipif(not SEED.is_file(), reason=f"the page that the first pathway comes from is not at {SEED}")
def test_the_page_of_the_first_pathway_has_the_figures_of_our_document() -> None:
    ours = bundled_folder("knowledge") / "backend-developer-to-edge-ai-engineer.md"
    document = read_markdown(ours.read_text("utf-8"), name=ours.name)
    page = read_page(SEED.read_text("utf-8"), name=SEED.name)
    assert document.pathway is not None
    assert page.pathway is not None
    assert figures(page.pathway) == figures(document.pathway)
    assert page.warnings == ()


def test_a_page_is_read_whole(page: str) -> None:
    pathway = _read(page)
    assert pathway.pathway_id == "night-nurse-to-ux-writer"
    assert (pathway.from_role, pathway.to_role) == ("Night Nurse", "UX Writer")
    assert pathway.title == "From Night Nurse to UX Writer"
    assert pathway.difficulty == "Moderate"
    assert pathway.months == (Range(6, 8), Range(7, 7))
    assert pathway.salary == Salary(
        "EUR", (Range(20, 20), Range(15, 25)), Range(40_000, 52_000), Range(48_000, 60_000)
    )
    assert pathway.demand == "Growing in health software"
    assert pathway.overview == "You explain hard things at 3 in the morning."
    assert [(skill.name, skill.why) for skill in pathway.transferable_skills] == [
        ("Plain Speech", "Patients need short sentences."),
        ("Triage", "You know what comes first. Users need that too."),
    ]
    assert [(skill.name, skill.importance, skill.weeks, skill.how) for skill in pathway.skills_to_learn] == [
        (
            "Content Design (Patterns)",
            Importance.CRITICAL,
            5,
            "Read 'Letting Go of the Words' and rewrite a form.",
        ),
        ("Figma Basics", Importance.NICE_TO_HAVE, 2, "Follow the tutorials."),
    ]
    assert [(phase.position, phase.name, phase.weeks) for phase in pathway.phases] == [
        (1, "Foundations of Words", 6),
        (2, "Portfolio", 1),
    ]
    assert [(task.task_id, task.text) for task in pathway.phases[0].tasks] == [
        ("1.1", "Rewrite ten error messages"),
        ("1.2", "Join a GitHub project as an editor"),
    ]
    assert [(item.name, item.kind) for item in pathway.phases[0].resources] == [
        ("Coursera - Content Design by Ann Lee", ResourceKind.COURSE),
        ("GitHub style guides", ResourceKind.OTHER),
        ("Book: 'Letting Go of the Words'", ResourceKind.BOOK),
        ("Official Figma tutorials", ResourceKind.DOCUMENTATION),
    ]
    assert [item.name for item in pathway.phases[1].resources] == ["LinkedIn profiles of UX writers"]
    assert pathway.reality_check == RealityCheck(
        ("Sleeping at night",), ("Seeing patients recover",), ("Proving the worth of words",)
    )
    assert pathway.action_plan == ActionPlan(
        ("Collect bad error messages",), ("Rewrite a leaflet",), ("Publish a case study",)
    )
    assert [entry.question for entry in pathway.faq] == ["Will I earn more?"]


def test_a_page_can_be_written_as_markdown(page: str) -> None:
    pathway = _read(page)
    assert read_markdown(write_markdown(pathway), name="a.md").pathway == pathway


def test_records_know_their_lines(page: str) -> None:
    pathway = _read(page)
    lines = page.splitlines()
    assert lines[pathway.skills_to_learn[1].line - 1] == "Figma Basics"
    assert lines[pathway.phases[1].line - 1] == "2"


def test_line_ends_and_blank_lines_change_nothing(page: str) -> None:
    assert _read(page.replace("\n", "\r\n")) == _read(page)
    assert _read("\n".join(line for line in page.splitlines() if line.strip())) == _read(page)


def test_without_a_title_the_roles_come_from_the_lines_above_it(page: str) -> None:
    title = next(line for line in page.splitlines() if line.startswith("From Night"))
    pathway = _read(page.replace(title, ""))
    assert (pathway.from_role, pathway.to_role) == ("Night Nurse", "Ux Writer")
    assert pathway.months == (Range(6, 8),)


def test_a_heading_counts_once_and_in_order(page: str) -> None:
    pathway = _read(
        page.replace("Take the next step.", "Overview").replace("Publish a", "Overview\nPublish a")
    )
    assert pathway.overview == "You explain hard things at 3 in the morning."
    assert pathway.action_plan.quarter == ("Overview Publish a case study",)


def test_an_answer_without_its_question_is_kept(page: str) -> None:
    pathway = _read(page.replace("Will I earn more?\n", ""))
    assert [entry.question for entry in pathway.faq] == [None]
    assert pathway.salary.after == Range(48_000, 60_000)


@pytest.mark.parametrize(
    ("section", "next_section"),
    [
        ("Overview", "Your Transferable Skills"),
        ("Your Transferable Skills", "Skills You’ll Need to Learn"),
        ("Skills You’ll Need to Learn", "Your Learning Roadmap"),
        ("Reality Check", "Start Your Journey Now"),
        ("Start Your Journey Now", "Frequently Asked Questions"),
        ("Frequently Asked Questions", "Ready to Start Your Transition?"),
    ],
)
def test_a_page_may_lack_a_section(page: str, section: str, next_section: str) -> None:
    cut = page[: page.index(section)] + page[page.index(next_section) :]
    pathway = _read(cut)
    assert [phase.weeks for phase in pathway.phases] == [6, 1]
    assert read_page(cut, name=NAME).chunks


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("Difficulty\nModerate\n", "", 'no part "Difficulty"'),
        ("Salary Change\n+20%\n", "", 'no part "Salary change"'),
        ("Your Learning Roadmap\n", "", 'no part "Your learning roadmap"'),
        ("6-8 months", "A while", '"A while" is no number of months'),
        ("Difficulty\nModerate\n", "Difficulty\n", 'Nothing stands below "Difficulty"'),
        ("Critical5 weeks", "Vital5 weeks", 'importance "Vital" is not known'),
        ("Critical5 weeks", "Critical0 weeks", '"0" is not a number of weeks'),
        ("\n2\n\nPortfolio", "\n3\n\nPortfolio", "Phase 3 stands where phase 2 is due"),
        ("\n1 week\n", "\n", "Phase 2 lacks its name or its weeks"),
        ("\n1\n\nFoundations of Words", "\nFoundations of Words", "Phase 2 stands where phase 1"),
    ],
)
def test_a_missing_or_wrong_part_is_an_error_with_a_line(
    page: str, right: str, wrong: str, problem: str
) -> None:
    assert page.count(right) == 1
    with pytest.raises(DocumentError, match=problem) as raised:
        read_page(page.replace(right, wrong), name=NAME)
    assert raised.value.line > 0
    assert raised.value.remedy


def test_a_roadmap_without_phases_is_an_error(page: str) -> None:
    cut = page[: page.index("1\n\nFoundations of Words")] + page[page.index("Reality Check") :]
    with pytest.raises(DocumentError, match="The roadmap has no phases"):
        read_page(cut, name=NAME)


def test_a_salary_change_in_words_is_left_out_with_a_warning(page: str) -> None:
    read = read_page(page.replace("+20%", "Varies"), name=NAME)
    assert read.pathway is not None
    assert read.pathway.salary.change_percent == (Range(15, 25),)
    line = page.splitlines().index("Salary Change") + 1
    assert read.warnings == (
        f'{NAME}:{line}: The salary change "Varies" holds no percentage, so it is left out.',
    )


def test_an_unclear_run_together_resource_is_kept_whole_with_a_warning(page: str) -> None:
    read = read_page(page.replace("LinkedIn profiles of UX writers", "ZebraQuilt lessons"), name=NAME)
    assert read.pathway is not None
    assert [item.name for item in read.pathway.phases[1].resources] == ["ZebraQuilt lessons"]
    assert len(read.warnings) == 1
    assert '"ZebraQuilt" may be one name, or two resources' in read.warnings[0]


def test_ordinary_text_is_no_page(page: str) -> None:
    assert is_page(page)
    assert not is_page("Overview\n\nDifficulty\n\nDemand and supply.\n")
    assert not is_page("")


_NOISE = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_mangled_page_gives_a_pathway_or_a_document_error(page: str, data: st.DataObject) -> None:
    lines = page.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(
            st.sampled_from(["", lines[at] * 2, lines[at][:3], lines[at].strip(), "1\n"]) | _NOISE
        )
    try:
        read = read_page("".join(lines), name=NAME)
    except DocumentError as error:
        outcome = error.remedy
    else:
        assert read.pathway is not None
        assert read.pathway.phases
        outcome = read.document_id
    assert outcome
