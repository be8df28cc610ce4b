"""Questions about one of many documents that are alike: which is meant, and what it says."""

from __future__ import annotations

import pytest

from bot.answering.reference.asking import Ask
from bot.answering.several import focus_of

PATHWAY = "backend-developer-to-edge-ai-engineer"


def _said(finding):
    return " ".join(statement.text for statement in finding.statements)


def _ask(knowledge, question, focus=None):
    return knowledge.answer(question, PATHWAY, focus)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "What does a beekeeper earn?",
            "The median pay of beekeepers and honey graders was $41,300 per year ($19.86 per hour) in 2023.",
        ),
        ("How many lighthouse keepers are there?", "Lighthouse keepers held 310 jobs in 2023."),
        (
            "job outlook for lighthouse keepers",
            "Employment of lighthouse keepers is projected to change by -8% (decline) from 2023 to 2033.",
        ),
        (
            "Which degree do I need to become a lighthouse keeper?",
            "The entry-level education of lighthouse keepers is a high school diploma.",
        ),
        (
            "How much is the membership fee of the town library?",
            "Town library: the membership fee is 12 EUR.",
        ),
    ],
)
def test_a_listed_fact_is_said_with_its_page_as_the_subject(knowledge, question, answer):
    assert _said(_ask(knowledge, question)) == answer


@pytest.mark.parametrize(
    ("question", "document_id"),
    [
        ("What do honey graders earn?", "beekeepers"),
        ("pay of a lighthuose keeper", "lighthouse-keepers"),
        ("What does a beekeper make?", "beekeepers"),
        ("How much do watch menders get paid?", "clock-menders"),
        ("bridge painter salary", "bridge-painters"),
    ],
)
def test_a_page_is_known_by_each_of_its_names_also_misspelt(knowledge, question, document_id):
    finding = _ask(knowledge, question)
    assert (finding.pathway_id, finding.action) == (document_id, "answer")


def test_the_quote_is_the_line_of_the_document(knowledge):
    (fact,) = _ask(knowledge, "What does a beekeeper earn?").facts
    assert fact.quote in knowledge.chunk(fact.chunk_id).text


def test_a_name_that_only_the_text_holds_is_answered_with_the_page_named(knowledge):
    finding = _ask(knowledge, "What does a horologist earn?")
    assert finding.pathway_id == "clock-menders"
    assert _said(finding).startswith('The documents have no page of their own on "horologist"')
    assert "$47,050" in _said(finding)


def test_what_a_page_lists_is_said_of_a_name_that_no_ending_tells_is_of_people(knowledge):
    finding = _ask(knowledge, "number of watch case cook jobs")
    assert finding.pathway_id == "clock-menders"
    assert "held 5,900 jobs" in _said(finding)


@pytest.mark.parametrize(
    ("stranger", "known"),
    [
        (("new", "clock", "menders", "broken"), True),
        (("new", "horology", "engineers", "broken"), False),
        (("pocket", "watch"), True),  # of nobody
    ],
)
def test_a_page_knows_whom_it_speaks_of_by_the_word_before_them(references, stranger, known):
    ask = Ask("", "", stranger=stranger)
    assert references.knows_person(ask, "clock-menders") is known


@pytest.mark.parametrize(
    "question", ["What does a goldsmith earn?", "how much do lighthouse inspectors make"]
)
def test_for_a_name_that_no_document_holds_it_is_said_that_there_is_no_page(knowledge, question):
    finding = _ask(knowledge, question)
    assert finding.abstained
    assert _said(finding).startswith("The documents have no page on ")


def test_two_figures_are_compared(knowledge):
    said = _said(_ask(knowledge, "Who earns more, beekeepers or bridge painters?"))
    assert said.startswith(
        "Bridge painters, steel and stone come out higher in median pay: $58,110 per year, against $41,300"
    )


def test_a_follow_up_goes_on_with_the_same_page(knowledge):
    first = _ask(knowledge, "What does a beekeeper earn?")
    then = _ask(knowledge, "and how many jobs are there?", focus_of(first, None))
    assert _said(then) == "Beekeepers and honey graders held 12,400 jobs in 2023."


def test_a_follow_up_with_another_name_asks_the_same(knowledge):
    first = _ask(knowledge, "What does a beekeeper earn?")
    assert "$52,700" in _said(_ask(knowledge, "and lighthouse keepers?", focus_of(first, None)))


def test_two_questions_about_two_documents_are_both_answered(knowledge):
    finding = _ask(knowledge, "How long is the roadmap, and what does a beekeeper earn?")
    assert {fact.chunk_id.partition("/")[0] for fact in finding.facts} == {PATHWAY, "beekeepers"}
    assert "$41,300" in _said(finding)


@pytest.mark.parametrize(
    "question", ["How long does the whole roadmap take?", "What will I earn as an edge AI engineer?"]
)
def test_questions_about_the_pathway_stay_with_it(knowledge, question):
    assert _ask(knowledge, question).pathway_id == PATHWAY


def test_a_place_that_the_page_does_not_speak_of_is_named(knowledge):
    finding = _ask(knowledge, "What do beekeepers earn in Norway?")
    assert finding.abstained
    assert _said(finding).startswith(
        'The document on beekeepers and honey graders says nothing about "Norway".'
    )


def test_a_value_that_points_at_a_section_is_said_as_it_stands(knowledge):
    assert "See What they do" in _said(_ask(knowledge, "What education do clock menders need?"))


def test_a_list_is_given_where_its_heading_is_asked_for(knowledge):
    (listed,) = _ask(knowledge, "What are the duties of bridge painters?").statements
    assert listed.items == ("Keep a book of what was done", "Show apprentices the work")


def test_the_last_of_a_figure_is_not_given_for_another_one(knowledge):
    assert "41,300" not in _said(_ask(knowledge, "What do the lowest 10 percent of beekeepers earn?"))


@pytest.mark.parametrize(
    "question",
    [
        "The pleating machine operators, how are they trained on the job?",
        "My cousin joins the harbour divers. Do you know what their median pay is?",
    ],
)
def test_somebody_of_no_page_is_not_taken_for_the_reader(knowledge, question):
    finding = _ask(knowledge, question)
    assert finding.abstained
    assert "no page" in _said(finding)


def test_what_leads_up_to_a_question_about_a_page_is_no_question_of_its_own(knowledge):
    said = _said(_ask(knowledge, "I wonder how big the field is. How many lighthouse keepers are there?"))
    assert said == "Lighthouse keepers held 310 jobs in 2023."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What number sits in the middle when every lighthouse keeper's pay is lined up?", "$"),
        ("Not the growth, only today: how many posts are filled by lighthouse keepers?", "310 jobs"),
    ],
)
def test_a_fact_is_asked_for_in_a_roundabout_way(knowledge, question, answer):
    assert answer in _said(_ask(knowledge, question))


def test_a_message_that_names_a_page_is_meant_for_it_unless_it_goes_on_about_one(knowledge):
    assert knowledge.documents_meant("what do lighthouse keepers make an hour", None) == (True, False)
    spoken_of = focus_of(_ask(knowledge, "What does a beekeeper earn?"), None)
    assert knowledge.documents_meant("and an hour?", spoken_of) == (False, True)
