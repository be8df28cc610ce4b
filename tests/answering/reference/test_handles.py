"""Names that documents are known by: found in what people write, and told from ordinary words."""

from __future__ import annotations

import pytest

from bot.answering.reference.handles import Handles
from bot.language import words

TITLES = {"mill": "Rules of the Ravensmoor mill", "boat": "The boats of Ravensmoor", "choir": "Choir book"}
TEXTS = {
    "mill": "The mill grinds on Monday. Ask Hedwiga Torvald, or write to mill@ravensmoor.example.",
    "boat": "Boats leave at noon. The pilot is Ulric Torvald.",
    "choir": "The choir sings on Friday, and the Choir of Quillhaven comes too. We learnt the Wexlar score.",
}


@pytest.fixture(scope="module")
def handles():
    return Handles(TEXTS, TITLES, foreign=["Wexlar wrote a book."])


def _found(handles, question):
    return [handle.document_ids for handle in handles.find(words(question))]


def test_a_name_in_titles_stands_for_the_documents_that_have_it_there(handles):
    assert _found(handles, "who sweeps the ravensmoor mill") == [("boat", "mill")]


def test_a_misspelt_name_is_found(handles):
    assert _found(handles, "who sweeps at Ravensmor") == [("boat", "mill")]


def test_a_name_in_the_genitive_is_found(handles):
    assert _found(handles, "Quillhaven's choir") == [("choir",)]


def test_two_words_beside_each_other_are_one_name_of_the_documents_that_have_both(handles):
    found = handles.find(words("where is Ulric Torvald"))

    assert [(each.document_ids, each.titled) for each in found] == [(("boat",), False)]


def test_a_noun_that_one_title_has_means_its_document_where_it_is_pointed_at(handles):
    assert _found(handles, "who sings in the choir") == [("choir",)]
    assert _found(handles, "is there a choir") == []


def test_words_in_capitals_beside_each_other_are_a_name_however_common_they_are(handles):
    rooms = {"house": "The house is warm. Ask in Room C, please.", "yard": "The yard is cold."}
    found = Handles(rooms, {"house": "House", "yard": "Yard"}, foreign=["C is a language."])

    assert _found(found, "when does room c close") == [("house",)]
    assert _found(found, "is c a language") == []


@pytest.mark.parametrize("question", ["on monday or friday?", "is Wexlar a writer"])
def test_ordinary_words_and_names_of_elsewhere_are_no_handles(handles, question):
    assert _found(handles, question) == []
