from dataclasses import replace

from bot.domain import Chunk
from eval.cases import Case, Expectation
from eval.gold import gold_chunks

_CASE = Case("case-1", "fact", "how long?", Expectation.ANSWER, needs=(("2 months", "10 weeks"),))


def test_the_chunks_that_hold_a_needed_fact_in_any_spelling_are_gold(chunk: Chunk) -> None:
    other = replace(chunk, chunk_id="baker/faq/1", text="Rye takes 2 months.")
    silent = replace(chunk, chunk_id="baker/faq/2", text="Rent the oven.")
    assert gold_chunks(_CASE, [chunk, other, silent]) == {chunk.chunk_id, other.chunk_id}


def test_a_fact_that_stands_in_many_chunks_tells_nothing_of_where_to_look(chunk: Chunk) -> None:
    many = [replace(chunk, chunk_id=f"baker/{number}") for number in range(4)]
    assert gold_chunks(_CASE, many) == frozenset()
    assert len(gold_chunks(_CASE, many[:3])) == 3


def test_what_a_case_names_itself_is_gold(chunk: Chunk) -> None:
    assert gold_chunks(replace(_CASE, gold=("baker/faq/9",)), [chunk]) == {"baker/faq/9"}


def test_expressions_follow_ups_and_what_is_not_covered_have_no_gold(chunk: Chunk) -> None:
    for case in (
        replace(_CASE, needs=(("re:10 weeks",),)),
        replace(_CASE, history=("earlier",)),
        replace(_CASE, expects=Expectation.ABSTAIN),
    ):
        assert gold_chunks(case, [chunk]) == frozenset()
