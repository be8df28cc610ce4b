from dataclasses import replace

import pytest

from bot.domain import Chunk, Composer
from eval.cases import Expectation
from eval.metrics import (
    abstained_on_uncovered,
    faults,
    is_right,
    is_uncited,
    lost_in_conversation,
    median_ms,
    misquotes,
    percentile_ms,
    refused_covered,
    share,
    summarise,
    unsupported_numbers,
    written_and_right,
)


def test_a_reply_with_every_need_and_nothing_forbidden_is_right(make_outcome) -> None:
    outcome = make_outcome("Ten weeks, and it is vital.", needs=[("10 week",), ("critical", "vital")])
    assert is_right(outcome)


def test_a_missing_need_a_forbidden_word_and_the_wrong_sort_of_reply_are_each_named(make_outcome) -> None:
    outcome = make_outcome("Eight weeks.", needs=[("10 week",)], forbids=["8 week"], abstained=True)
    assert faults(outcome) == ["is abstain (answer) in place of answer", "lacks '10 week'", "holds '8 week'"]


@pytest.mark.parametrize(
    ("expects", "action", "abstained", "right"),
    [
        (Expectation.ABSTAIN, "abstain", True, True),
        (Expectation.ABSTAIN, "answer", False, False),
        (Expectation.REFER, "refer", False, True),
        (Expectation.REFER, "abstain", True, False),
        (Expectation.SMALLTALK, "smalltalk", False, True),
        (Expectation.SMALLTALK, "answer", False, False),
        (Expectation.ANSWER, "smalltalk", False, False),
        (Expectation.ANSWER, "plan", False, True),
        (Expectation.ANSWER, "error", False, False),
    ],
)
def test_only_the_expected_sort_of_reply_is_right(make_outcome, expects, action, abstained, right) -> None:
    assert is_right(make_outcome("Well.", expects=expects, action=action, abstained=abstained)) is right


def test_a_figure_of_a_cited_chunk_a_need_or_a_declared_fact_is_supported(make_outcome) -> None:
    text = "1. It takes 10 weeks [1].\n2. Two skills make 18 weeks."
    outcome = make_outcome(text, needs=[("18 weeks",)], facts=["There are 2 such skills."])
    assert unsupported_numbers(outcome) == []


def test_a_figure_that_stands_nowhere_is_unsupported(make_outcome) -> None:
    assert unsupported_numbers(make_outcome("10 weeks, and $999 for 3 ovens [1].")) == ["3", "999"]


def test_a_figure_of_a_chunk_that_is_not_cited_is_unsupported(make_outcome) -> None:
    assert unsupported_numbers(make_outcome("It takes 10 weeks.", cites=False)) == ["10"]


def test_a_right_reply_may_repeat_a_wrong_figure_and_a_wrong_reply_may_not(make_outcome) -> None:
    question, needs = "Sourdough is 25 weeks, yes?", [("10 week",)]
    assert unsupported_numbers(make_outcome("Not 25: 10 weeks.", question=question, needs=needs)) == []
    assert unsupported_numbers(make_outcome("Yes, 25 weeks.", question=question, needs=needs)) == ["25"]


def test_a_quote_must_stand_in_the_chunk_it_names(make_outcome, chunk: Chunk) -> None:
    assert misquotes(make_outcome("Ten weeks.")) == []
    assert misquotes(make_outcome("Ten weeks.", quote="takes 10  weeks")) == ["takes 10  weeks"]
    unknown = replace(make_outcome("Ten weeks."), cited={})
    assert misquotes(unknown) == ["takes 10 weeks"]


def test_only_an_answer_needs_citations(make_outcome) -> None:
    assert is_uncited(make_outcome("Ten weeks.", cites=False))
    assert not is_uncited(make_outcome("Ten weeks."))
    assert not is_uncited(make_outcome("Not covered.", cites=False, abstained=True))


def test_abstaining_is_measured_on_uncovered_and_covered_questions_apart(make_outcome) -> None:
    outcomes = [
        make_outcome("Not covered.", expects=Expectation.ABSTAIN, action="abstain", abstained=True),
        make_outcome("It is $999.", expects=Expectation.ABSTAIN),
        make_outcome("Ten weeks."),
        make_outcome("Ten weeks."),
        make_outcome("Not covered.", action="abstain", abstained=True),
        make_outcome("See a doctor.", action="refer"),
    ]
    assert abstained_on_uncovered(outcomes) == 0.5
    assert refused_covered(outcomes) == 0.5


def test_only_open_questions_that_the_model_wrote_and_got_right_count_as_written(make_outcome) -> None:
    need = [("hardware",)]
    outcomes = [
        make_outcome("Hardware.", kind="open_advice", needs=need, composer=Composer.LLM),
        make_outcome("Hardware.", kind="reality_check", needs=need, composer=Composer.MIXED),
        make_outcome("Clouds.", kind="open_advice", needs=need, composer=Composer.LLM),
        make_outcome("Hardware.", kind="open_advice", needs=need, composer=Composer.EXTRACTIVE),
        make_outcome("Hardware.", kind="fact", needs=need, composer=Composer.LLM),
    ]
    assert written_and_right(outcomes) == 0.5


def test_only_what_is_right_alone_can_be_lost_in_a_conversation(make_outcome) -> None:
    need = [("10 week",)]
    alone = [make_outcome("10 weeks.", needs=need), make_outcome("8 weeks.", needs=need)]
    follow_up = replace(alone[0], case=replace(alone[0].case, history=("earlier",)))
    later = [make_outcome("9 weeks.", needs=need), make_outcome("9 weeks.", needs=need)]
    assert lost_in_conversation([follow_up, *alone], later) == later[:1]
    assert summarise(alone, later)["lost_in_conversation"] == 1
    assert summarise(alone)["lost_in_conversation"] is None


def test_times_are_the_middle_one_and_the_nearest_rank(make_outcome) -> None:
    outcomes = [make_outcome("", elapsed_ms=ms) for ms in (30.0, 10.0, 20.0, 1000.0)]
    assert median_ms(outcomes) == 25.0
    assert percentile_ms(outcomes, 50) == 20.0
    assert percentile_ms(outcomes, 95) == 1000.0


def test_a_share_of_nothing_is_not_zero() -> None:
    assert share([], is_right) is None
    assert summarise([])["right"] is None
    assert median_ms([]) is None
    assert percentile_ms([], 95) is None


def test_the_summary_counts_over_all_outcomes(make_outcome) -> None:
    summary = summarise(
        [make_outcome("7 and 6"), make_outcome("5", quote=None), make_outcome("", cites=False)]
    )
    assert (summary["unsupported_numbers"], summary["misquotes"], summary["uncited"]) == (3, 1, 1)
