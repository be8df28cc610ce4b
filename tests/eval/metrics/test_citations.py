from dataclasses import replace

import pytest

from bot.domain import Chunk, Citation, Section
from eval.metrics import citation_precision, citation_recall, is_uncited, misquotes
from eval.metrics.outcome import Outcome

_OVENS = Chunk("baker/faq/1", "baker", Section.QUESTIONS, "Questions", "Rent the oven.", 30, 9)


def _with_ovens(outcome: Outcome) -> Outcome:
    """Let citation 2 point to a chunk about something else."""
    second = Citation(2, _OVENS.chunk_id, "baker", _OVENS.section, _OVENS.heading, "Rent the oven")
    reply = replace(outcome.reply, citations=(*outcome.reply.citations, second))
    return replace(outcome, reply=reply, cited={**outcome.cited, _OVENS.chunk_id: _OVENS})


def test_a_quote_must_stand_in_the_chunk_it_names(make_outcome, chunk: Chunk) -> None:
    assert misquotes(make_outcome("Ten weeks.")) == []
    assert misquotes(make_outcome("Ten weeks.", quote="takes 10  weeks")) == ["takes 10  weeks"]
    unknown = replace(make_outcome("Ten weeks."), cited={})
    assert misquotes(unknown) == ["takes 10 weeks"]


def test_only_an_answer_needs_citations(make_outcome) -> None:
    assert is_uncited(make_outcome("Ten weeks.", cites=False))
    assert not is_uncited(make_outcome("Ten weeks."))
    assert not is_uncited(make_outcome("Not covered.", cites=False, abstained=True))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Sourdough takes 10 weeks [1].", 1.0),
        ("Sourdough takes 8 weeks [1].", 0.0),
        ("Sourdough, says Thornquist, takes 10 weeks [1].", 0.0),
        ("The oven costs a lot of money each month [1].", 0.0),
        ("Sourdough takes 10 weeks [2].", 0.0),
        ("Sourdough takes 10 weeks [1][2].", 0.5),
        ("Sourdough takes 10 weeks [1]. You rent the oven [2].", 1.0),
        ("Sourdough takes 10 weeks [7].", 0.0),
        ("Sourdough takes 10 weeks.", None),
    ],
)
def test_a_mark_is_right_if_its_chunk_holds_what_is_said_with_it(make_outcome, text, precision) -> None:
    outcome = _with_ovens(make_outcome(text, question="how?"))
    assert citation_precision(outcome) == precision


def test_a_sum_is_held_by_the_declared_fact_that_rests_on_the_cited_chunk(make_outcome) -> None:
    text = "Sourdough takes 20 weeks at half the pace [1]."
    assert citation_precision(make_outcome(text)) == 0.0
    assert citation_precision(make_outcome(text, facts=["Sourdough takes 20 weeks at half the pace."])) == 1.0


@pytest.mark.parametrize(
    ("text", "recall"),
    [
        ("Sourdough takes 10 weeks [1].", 1.0),
        ("Sourdough takes 10 weeks [1]. Rye bread needs warm water.", 0.5),
        ("Sourdough takes 10 weeks. It is critical: 10 weeks [1].", 1.0),
        ("Rye bread takes 4 weeks. Sourdough takes 10 weeks [1].", 0.5),
        ("No. Sourdough takes 10 weeks [1]. Shall we plan it?", 1.0),
        ("You learn [1]:\n- Sourdough\n- Rye bread", 1.0),
        ("You learn:\n- Sourdough\n- Rye bread", 0.0),
        ("No.", None),
    ],
)
def test_every_claim_of_an_answer_wants_a_citation(make_outcome, text, recall) -> None:
    assert citation_recall(make_outcome(text)) == recall


def test_what_is_no_answer_needs_no_citations(make_outcome) -> None:
    assert citation_recall(make_outcome("The documents do not cover ovens.", abstained=True)) is None
