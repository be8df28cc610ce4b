"""What titles name."""

from __future__ import annotations

import pytest

from bot.answering.reference.naming import Titles
from bot.answering.reference.titles import is_person, read_title, singular
from bot.language import words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Accountants and auditors", ("auditor",)),
        ("Urban and regional planners", ("planner", "urban")),
        ("Kindergarten and elementary school teachers", ("kindergarten", "teacher")),
        ("Advertising, promotions, and marketing managers", ("manager", "promotion")),
        ("Painters, construction and maintenance", ("painter",)),
        ("Police and detectives", ("police",)),
        ("Line installers and repairers", ("line", "repairer")),
    ],
)
def test_each_part_of_a_compound_title_is_a_name(title, name):
    assert name in read_title("x", title).names


def test_words_that_only_say_of_which_kind_are_not_what_a_title_is_about():
    assert read_title("x", "Compensation, benefits, and job analysis specialists").heads == {"specialist"}


def test_a_file_name_names_what_the_title_calls_otherwise():
    assert ("stonemason",) in read_title("brickmasons-and-stonemasons", "Masonry workers").names or (
        "stonemason" not in read_title("x", "Masonry workers").tokens
    )


@pytest.mark.parametrize(
    ("plural", "one"),
    [("actuaries", "actuary"), ("waitresses", "waitress"), ("firemen", "fireman"), ("glass", "glass")],
)
def test_plurals_are_folded(plural, one):
    assert singular(plural) == one


TITLES = {
    "civil": "Civil engineers",
    "civil-tech": "Civil engineering technologists and technicians",
    "trucks": "Heavy and tractor-trailer truck drivers",
    "delivery": "Delivery truck drivers and driver/sales workers",
    "fire": "Firefighters",
    "trainers": "Fitness trainers and instructors",
    "dental": "Dental hygienists",
}
USUAL = frozenset(words("what pay salary how much earn of for licensed degree"))


def _found(question):
    titles = Titles(TITLES, USUAL, frozenset({"licensed"}))
    return titles.find(titles.joined(words(question)))


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("What does a civil engineer earn?", ("civil",)),
        ("pay of civil engineering technicians", ("civil-tech",)),
        ("civil engineering salary", ("civil",)),
        ("How much do fire fighters earn?", ("fire",)),
        ("what do licensed hygienists earn", ("dental",)),
        ("heavy truck driver pay", ("trucks",)),
    ],
)
def test_the_longest_name_in_a_question_counts(question, ids):
    (named,) = _found(question)
    assert named.document_ids == ids
    assert named.bounded


def test_a_name_of_several_documents_means_each():
    (named,) = _found("What does a truck driver earn?")
    assert set(named.document_ids) == {"trucks", "delivery"}


@pytest.mark.parametrize("question", ["What does a dog trainer earn?", "dental hygienist recruiter pay"])
def test_a_word_beside_a_name_makes_it_another_thing(question):
    assert not _found(question)[0].bounded


@pytest.mark.parametrize("question", ["Do I need a civil tone?", "how heavy is it", "What is fitness?"])
def test_a_word_of_a_title_that_is_not_what_it_is_about_names_nothing(question):
    assert _found(question) == []


@pytest.mark.parametrize(
    ("word", "person"), [("baker", True), ("auditors", True), ("letter", False), ("flyers", False)]
)
def test_what_ends_like_a_word_for_people_may_be_a_thing(word: str, person: bool) -> None:
    assert is_person(word) is person
