"""Sums, comparisons and lists of described subsets, over a made-up pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many hours a week do I need to do phase 2 in 4 weeks?", "about 18 hours a week"),
        ("I want Queen Rearing done in 3 months, how many hours a week is that?", "about 7 hours a week"),
        ("Compute: Hive Inspection + Honey Extraction.", "8 weeks"),
        ("What is the total of everything before phase 3?", "11 weeks"),
        ("How many weeks are all skills but the critical ones?", "12 weeks"),
        ("The critical skill plus the optional one: how many weeks?", "14 weeks"),
        ("What does the roadmap come to if someone drops the final phase?", "11 weeks"),
        ("How long do all phases except the first take?", "12 weeks"),
        ("Combined length of the two stages right after bee biology?", "12 weeks"),
        ("Total the weeks of the critical skills, then add the extraction one.", "8 weeks"),
        ("I have bee biology and the first colony behind me. How many weeks are left?", "5 weeks"),
        ("Sum up the skills rated important, only these.", "3 weeks"),
        ("The two longest skills together?", "14 weeks together (9 + 5)"),
        ("How long do the first two stages take?", "11 weeks together (4 + 7)"),
        ("If I kick phase 2 out of the roadmap I'm left with how many weeks?", "9 weeks"),
        (
            "I've kept bees for years, so if I leave the harvest phase out, how long is the roadmap?",
            "11 weeks",
        ),
        ("If I bin the nice-to-haves, how many weeks of skill learning are left over?", "8 weeks"),
        ("Hive Inspection I know already. Weeks left for the other skills?", "12 weeks"),
    ],
)
def test_a_described_subset_is_added_up(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_a_sum_is_said_in_hours_where_the_question_asks_for_hours(ask_made_up: Ask) -> None:
    assert "110 hours" in ask_made_up("How many hours is everything before phase 3 at 10 hours a week?")


def test_an_average_is_of_the_kind_that_is_spoken_of(ask_made_up: Ask) -> None:
    assert "5.3 weeks each (16 weeks in all)" in ask_made_up("Average length of a stage?")


def test_hours_of_a_name_that_a_skill_and_a_phase_share_are_not_doubled(ask_bundled: Ask) -> None:
    assert "those 100 hours" in ask_bundled("How long is C++ with 20 hours a week?")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many hours go into hive inspection at ten hours weekly?", "5 weeks come to 50 hours"),
        ("Hours for the queen rearing skill in total, at 4 hours a week?", "9 weeks are 36 hours"),
        ("I've got 200 hours, enough for hive inspection and queen rearing?", "Yes."),
        ("My budget is 100 hours at 20 hours a week: in which phase does it run out?", "a week are 5 weeks."),
        (
            "My budget is 100 hours at 20 hours a week: in which phase does it run out?",
            "phase 2, First Colony",
        ),
        ("I've got 200 hours, enough for hive inspection and queen rearing?", "14 weeks come to 140 hours"),
    ],
)
def test_hours_a_week_and_hours_in_all_are_told_apart(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Longest phase minus shortest phase, in weeks?", "3 weeks longer", "11 weeks"),
        ("How far apart are the quickest and the slowest skill?", "6 weeks longer", "12 weeks"),
        ("Name the quickest and the slowest phase.", "The longest phase is First Colony", "11 weeks"),
    ],
)
def test_both_ends_are_told_or_set_apart_and_not_added_up(
    question: str, said: str, unsaid: str, ask_made_up: Ask
) -> None:
    answer = ask_made_up(question)

    assert said in answer
    assert unsaid not in answer


@pytest.mark.parametrize(
    ("question", "opening", "said"),
    [
        ("Is Hive Inspection plus Honey Extraction longer than Queen Rearing?", "No.", "1 week longer"),
        ("Do the first two phases take longer than the last?", "Yes.", "6 weeks longer"),
        ("Does any optional skill outlast every critical skill?", "Yes.", "4 weeks longer"),
        ("Are all the skills together as long as the whole roadmap?", "No.", "17 weeks"),
        ("By how many weeks does the second phase beat the first?", "First Colony", "3 weeks"),
        ("Phase 1 plus phase 3, is that more or less than phase 2?", "Phases 1 and 3", "2 weeks longer"),
        ("Compare the longest skill with the longest roadmap phase: who wins?", "Queen Rearing", "2 weeks"),
        (
            "Must-haves vs optional ones (must-have means critical), which takes longer?",
            "The nice",
            "4 weeks",
        ),
        ("Do the must-haves outweigh the optionals in weeks?", "No.", "4 weeks longer"),
    ],
)
def test_two_sides_are_compared_by_their_weeks(
    question: str, opening: str, said: str, ask_made_up: Ask
) -> None:
    answer = ask_made_up(question)

    assert answer.startswith(opening)
    assert said in answer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("If I drop the optional skill and honey extraction, what's left to learn?", "Hive Insp", "Queen"),
        ("Remaining phases once I finish bee biology?", "First Colony", "Bee Biology"),
        ("Which stages come before the harvest?", "Bee Biology", "Phase 3"),
        ("Which skills are at least important?", "Honey Extraction", "Queen Rearing"),
        ("Name the stages that come ahead of the longest one.", "Bee Biology", "Harvest"),
        ("What are the two phases after the shortest?", "Harvest", "Bee Biology"),
    ],
)
def test_what_remains_is_listed(question: str, named: str, left_out: str, ask_made_up: Ask) -> None:
    answer = ask_made_up(question)

    assert named in answer
    assert left_out not in answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("At which week would I begin the harvest phase?", "from week 12 to week 16"),
        ("In week 11, which phase am I in?", "from week 5 to week 11"),
        ("I studied for 11 weeks. How many phases should be behind me?", "you have 2 phases behind you"),
        ("6 weeks behind me, which phase do I enter next?", "2 weeks into phase 2, First Colony"),
        ("11 weeks done. What comes next on the roadmap?", "phase 3, Harvest and Sale, comes next"),
        ("At the halfway point of the roadmap, which phase is that?", "4 weeks into phase 2"),
        ("Halfway point of the 16-week roadmap: which stage am I in then?", "4 weeks into phase 2"),
        ("4 weeks behind me. Next stage, and how long does it take?", "comes next and takes 7 weeks"),
        ("6 weeks into the roadmap already! Remaining weeks?", "10 weeks of the roadmap's 16"),
        ("When does stage 3 start?", "from week 12 to week 16"),
        ("6 weeks in, how much of the roadmap remains?", "10 weeks of the roadmap's 16 weeks are left"),
        ("What is two stages after the quickest one?", "comes phase 3, Harvest and Sale"),
        ("I am halfway through phase 2. How many weeks are left till the end?", "8.5 weeks (3.5 + 5)"),
    ],
)
def test_weeks_are_counted_along_the_roadmap(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_weeks_spent_on_a_skill_are_no_weeks_of_the_roadmap(ask_made_up: Ask) -> None:
    assert "behind you" not in ask_made_up("3 weeks done with hive inspection, what next?")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much more is the bottom of the new pay than the bottom of the old one?", "€3,000"),
        ("Between the floor and the ceiling of a beekeeper's pay, how wide is the gap?", "€9,000"),
        ("How much more is the pay at the bottom end and at the top end, before and after?", "€3,000"),
        ("How much more is the pay at the bottom end and at the top end, before and after?", "€6,000"),
        ("Bottom of the pay band, how many euros does it climb with the move?", "€3,000"),
        ("Pay spread now and pay spread after, from lowest to highest. Which is broader?", "a gap of €9,000"),
        ("What is the span of the new pay range?", "a gap of €9,000"),
        ("What is the monthly pay of a beekeeper?", "€2,583 to €3,333"),
        ("Which of the two pay bands is wider?", "a gap of €9,000"),
        ("Does the bottom or the top of the pay rise more?", "The upper end of the pay is €6,000"),
        ("What is the midpoint of the new salary range?", "€35,500"),
        (
            "I'm on 35k. Is the bottom of the new range above or below that?",
            "€31,000 a year, €4,000 below €35,000",
        ),
        ("I make 35000. Is the top of the new band more than what I get?", "€5,000 above €35,000"),
        ("What is the middle of the pay range today?", "€31,000 a year, between €28,000"),
        ("My salary is 30000 euros, what does it come to with the promised raise on top?", "€33,000"),
    ],
)
def test_the_gap_between_two_ends_of_the_pay_is_computed(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_a_rise_that_the_pathway_does_not_name_is_not_reckoned(ask_made_up: Ask) -> None:
    assert "€36,000" not in ask_made_up("I earn 30000 euros now, what would I make with 20% more?")


def test_what_counts_for_more_is_no_matter_of_weeks(ask_made_up: Ask) -> None:
    assert "weeks longer" not in ask_made_up("Does queen rearing count for more than hive inspection?")


def test_phases_sorted_from_one_end_to_the_other_are_all_told(ask_made_up: Ask) -> None:
    answer = ask_made_up("stages sorted longest -> shortest")

    assert answer.index("First Colony") < answer.index("Harvest and Sale") < answer.index("Bee Biology")


def test_importances_are_set_against_each_other(ask_made_up: Ask) -> None:
    answer = ask_made_up("Which importance group adds up to the most weeks?")

    assert "the nice-to-have skills, with 9 weeks" in answer


def test_what_takes_the_same_time_is_found(ask_bundled: Ask) -> None:
    answer = ask_bundled("Which two phases are equally long?")

    assert "Foundations" in answer
    assert "Deployment" in answer
    assert "Embedded" not in answer


def test_courses_are_listed_by_who_offers_them(ask_made_up: Ask) -> None:
    answer = ask_made_up("Courses that are not on Honeyschool: which ones?")

    assert "Selling at Stalls" in answer
    assert "Ada Thornquist" not in answer


@pytest.mark.parametrize(
    ("question", "opening", "said"),
    [
        ("Could hive inspection and queen rearing be squeezed into ten weeks?", "No.", "14 weeks"),
        ("All three skills one by one in twenty-one weeks... fits?", "Yes.", "17 weeks"),
        ("Is it doable to get all phases done in four months?", "Yes.", "16 weeks"),
    ],
)
def test_whether_several_fit_into_a_time(question: str, opening: str, said: str, ask_made_up: Ask) -> None:
    answer = ask_made_up(question)
    assert answer.startswith(opening)
    assert said in answer
