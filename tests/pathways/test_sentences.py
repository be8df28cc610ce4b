from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import (
    Importance,
    Pathway,
    Phase,
    Range,
    Resource,
    ResourceKind,
    Salary,
    Skill,
    Source,
    Task,
    TransferableSkill,
)
from bot.pathways import sentences as say
from bot.pathways.markdown import read_markdown


@pytest.fixture
def pathway(document: str) -> Pathway:
    found = read_markdown(document, name="a.md").pathway
    assert found is not None
    return found


def test_the_figures_of_a_pathway_read_like_prose_and_name_both_estimates(pathway: Pathway) -> None:
    assert say.difficulty_sentence(pathway) == "The move from Cook to Baker is rated moderate."
    assert say.duration_sentence(pathway) == (
        "The move from Cook to Baker takes 6 to 9 months; another estimate in the sources says 6 months."
    )
    assert say.salary_change_sentence(pathway) == (
        "The move from Cook to Baker raises pay by 5%; another estimate in the sources says 5% to 10%."
    )
    assert say.salary_range_sentence(pathway) == (
        "A Cook earns €28,000 to €34,000 a year, and a Baker earns €30,000 to €37,000 a year."
    )
    assert say.demand_sentence(pathway) == "Demand for Baker roles: steady, most of all in towns."
    assert say.source_sentence(pathway) == (
        "The facts of this pathway come from Guild of Bakers, as of 2 March 2026."
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((Range(-10, -5),), "The move from Cook to Baker lowers pay by 5% to 10%."),
        ((Range(-5, 5),), "The move from Cook to Baker changes pay by -5% to 5%."),
        ((Range(0, 0),), "The move from Cook to Baker changes pay by 0%."),
        ((), None),
    ],
)
def test_pay_that_falls_or_is_unknown_is_said_so(
    pathway: Pathway, change: tuple[Range, ...], sentence: str | None
) -> None:
    salary = replace(pathway.salary, change_percent=change)
    assert say.salary_change_sentence(replace(pathway, salary=salary)) == sentence


def test_a_currency_without_a_symbol_follows_its_amount(pathway: Pathway) -> None:
    norwegian = replace(pathway, salary=Salary("NOK", (), None, Range(480000, 480000)), to_role="SRE")
    assert say.salary_range_sentence(norwegian) == "An SRE earns 480,000 NOK a year."


def test_unknown_pay_and_sources_give_no_sentence(pathway: Pathway) -> None:
    bare = replace(pathway, salary=Salary("USD", (), None, None), sources=(), as_of=None)
    assert say.salary_range_sentence(bare) is None
    assert say.source_sentence(bare) is None
    assert say.source_sentence(replace(bare, sources=(Source("A"), Source("B")))) == (
        "The facts of this pathway come from A and B."
    )


@pytest.mark.parametrize(
    ("name", "weeks", "sentence"),
    [
        ("Baking (Bread)", 8, "Baking (Bread) is nice to have and takes 8 weeks to learn."),
        ("Salt and Yeast", 1, "Salt and Yeast are nice to have and take 1 week to learn."),
        ("Baking in Tin and Stone", 2, "Baking in Tin and Stone is nice to have and takes 2 weeks to learn."),
    ],
)
def test_a_skill_agrees_with_its_verb_and_weeks(name: str, weeks: int, sentence: str) -> None:
    assert say.skill_sentence(Skill(name, Importance.NICE_TO_HAVE, weeks, "")) == sentence


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("Read a book. Bake.", "To learn Rye, read a book. Bake."),
        ("FreeCAD tutorials", "To learn Rye: FreeCAD tutorials."),
        ("The guild's course", "To learn Rye: the guild's course."),
        ("", None),
    ],
)
def test_how_to_learn_a_skill_names_the_skill(how: str, sentence: str | None) -> None:
    assert say.how_sentence(Skill("Rye", Importance.CRITICAL, 2, how)) == sentence


def test_a_skill_held_already_says_why_it_helps() -> None:
    assert say.transferable_sentence(TransferableSkill("SQL", "Your queries help")) == (
        "You already have SQL: your queries help."
    )
    assert say.transferable_sentence(TransferableSkill("SQL", "")) == "You already have SQL."


def test_a_phase_its_tasks_and_its_resources_name_the_phase() -> None:
    loaf = Resource("The Loaf", ResourceKind.BOOK, "https://a.org", "Out of print", date(2026, 3, 2))
    phase = Phase(2, "Dough", 1, (Task("2.1", "Bake a loaf"),), (loaf,))
    assert say.phase_sentence(phase) == "Phase 2, Dough, takes 1 week."
    assert say.phase_tasks_sentence(phase) == "Phase 2, Dough, has 1 task."
    assert say.task_sentence(phase, phase.tasks[0]) == "A task of phase 2, Dough: Bake a loaf."
    assert say.resource_sentence(phase, loaf) == (
        "A resource of phase 2, Dough: The Loaf (book; https://a.org). Note: Out of print. "
        "Last checked on 2 March 2026."
    )


def test_totals_add_up(pathway: Pathway) -> None:
    assert say.phases_total_sentence(pathway) == "The roadmap has 2 phases, which take 9 weeks in all."
    assert say.skills_total_sentence(pathway) == (
        "There are 2 skills to learn, and one after another they take 5 weeks."
    )


@settings(max_examples=60, deadline=None)
@given(st.from_type(Pathway))
def test_every_sentence_is_one_line_and_ends(pathway: Pathway) -> None:
    lines = [
        say.difficulty_sentence(pathway),
        say.duration_sentence(pathway),
        say.demand_sentence(pathway),
        *filter(None, (say.salary_change_sentence(pathway), say.salary_range_sentence(pathway))),
        *map(say.skill_sentence, pathway.skills_to_learn),
        *filter(None, map(say.how_sentence, pathway.skills_to_learn)),
        *map(say.transferable_sentence, pathway.transferable_skills),
        *map(say.phase_sentence, pathway.phases),
    ]
    for line in lines:
        assert "\n" not in line
        assert line.endswith((".", "!", "?", ".'", '."', ".)"))
