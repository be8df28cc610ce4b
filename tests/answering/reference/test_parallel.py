"""Two documents that answer the same question: sentences that are alike, and how their figures differ."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.reference.parallel import Aligned, align, apart, difference, total
from bot.answering.reference.prose import Line, Ranked
from bot.domain import Chunk, Section
from bot.prompts import bundled_prompts

# A vector for each sentence: those that speak of money point one way, those of time another.
_WAYS = {"fee": (1.0, 0.0), "loan": (0.0, 1.0)}


def _ranked(text: str, score: float) -> Ranked:
    chunk = Chunk("d/body/1", "d", Section.BODY, "D", text, 1, 0)
    return Ranked(Line(text, chunk, frozenset(), frozenset(), frozenset()), score, score, 0.5, 0.5)


def _embed(texts):
    return np.array([next(way for word, way in _WAYS.items() if word in text) for text in texts], np.float32)


def test_sentences_are_chosen_that_say_the_same_though_another_is_nearer_to_the_question():
    ours = [_ranked("The fee is 9 crowns.", 0.6), _ranked("A loan lasts 3 days.", 0.5)]
    theirs = [_ranked("A loan lasts 8 days.", 0.6), _ranked("The fee is 4 crowns.", 0.5)]

    found = align([ours, theirs], _embed)

    assert found is not None
    assert [each.line.text for each in found.told] == ["The fee is 9 crowns.", "The fee is 4 crowns."]
    assert found.likeness == pytest.approx(1.0)


def test_one_document_is_not_compared():
    assert align([[_ranked("The fee is 9 crowns.", 0.6)]], _embed) is None
    assert align([[_ranked("The fee is 9 crowns.", 0.6)], []], _embed) is None


@pytest.mark.parametrize(
    ("likeness", "sure", "answers"),
    [(0.8, 0.3, True), (0.8, 0.05, False), (0.5, 0.3, True), (0.5, 0.2, False), (0.2, 0.9, False)],
)
def test_what_is_alike_may_be_less_sure(likeness, sure, answers):
    aligned = Aligned((_ranked("The fee is 9 crowns.", 0.6),) * 2, likeness)

    assert aligned.answers(lambda each: sure) is answers


@pytest.mark.parametrize(
    ("question", "one", "other", "said"),
    [
        (
            "which fee is higher",
            "The fee is 9 crowns a year, or 5 crowns for pupils.",
            "The fee is 31 crowns.",
            "The difference is 22 crowns: 31 crowns in the document on B, and 9 crowns in the other one.",
        ),
        (
            "where is it cheaper",
            "It costs 1,200 euros.",
            "It costs 850 euros.",
            "The difference is 350 euros: 850 euros in the document on B, and 1,200 euros in the other one.",
        ),
        (
            "whose interest is lower",
            "The interest is 1.5% a year.",
            "It is 5,000 marks, at 2%.",
            "The difference is 0.5%: 1.5% in the document on A, and 2% in the other one.",
        ),
        ("which pays more", "It begins at $98,000.", "It begins at $90,000.",
         "The difference is $8,000: $98,000 in the document on A, and $90,000 in the other one."),
        ("which is longer", "It takes seven months.", "It takes 7 months.", "Both come to 7 months."),
    ],
)  # fmt: skip
def test_figures_of_one_unit_are_compared(question, one, other, said):
    told = [("A", _ranked(one, 0.6)), ("B", _ranked(other, 0.6))]

    compared = difference(question, told, bundled_prompts())

    assert compared is not None
    assert compared.text == said
    assert [fact.text for fact in compared.rests_on] == [one, other]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("what are both fees", "The fee is 9 crowns.", "The fee is 31 crowns."),
        ("which fee is higher", "The fee is 9 crowns.", "The fee is 31 florins."),
        ("which is longer", "It takes 9 to 12 months.", "It takes about a year."),
        ("which is better", "The shed is open.", "The barn is open."),
    ],
)
def test_nothing_is_compared_that_was_not_asked_or_has_no_common_unit(question, one, other):
    told = [("A", _ranked(one, 0.6)), ("B", _ranked(other, 0.6))]

    assert difference(question, told, bundled_prompts()) is None


def test_two_figures_of_one_document_are_subtracted_where_that_is_asked():
    told = [_ranked("A junior gets about 3,900 crowns.", 0.6), _ranked("An intern gets 1,450 crowns.", 0.5)]

    found = apart("how many crowns more does a junior get", told, bundled_prompts())

    assert found is not None
    assert "2,450 crowns" in found.text
    assert apart("what does a junior get", told, bundled_prompts()) is None


def test_shares_are_subtracted_however_roughly_they_are_given():
    ours, theirs = _ranked("About 46% stay at home.", 0.6), _ranked("Some 31% stay at home.", 0.5)

    found = difference("one share minus the other", [("here", ours), ("there", theirs)], bundled_prompts())

    assert found is not None
    assert "15%" in found.text


def test_two_figures_are_added_up_where_that_is_asked():
    told = [_ranked("The fee is 36 crowns a year.", 0.6), _ranked("Membership costs 58 crowns a year.", 0.5)]

    found = total("what do I pay altogether", told, bundled_prompts())

    assert found is not None
    assert found.text == "Together that is 94 crowns: 36 crowns and 58 crowns."
    assert total("what do I pay", told, bundled_prompts()) is None
