from dataclasses import replace

import pytest

from bot.domain import Composer
from eval.cases import Expectation
from eval.metrics import (
    fact_recall,
    faults,
    forbidden,
    is_right,
    lost_in_conversation,
    summarise,
    unsupported_numbers,
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


def test_what_is_quoted_from_the_question_claims_nothing(make_outcome) -> None:
    question = "How long, and what will it pay in 2031?"
    reply = "10 weeks [1]. The documents don't answer “what will it pay in 2031”."

    def found(text: str) -> list[str]:
        return unsupported_numbers(make_outcome(text, question=question, needs=[("oven",)]))

    assert found(reply) == []
    assert found("It pays well in 2031.") == ["2031"]
    assert found("They say “in 2032”.") == ["2032"]


def test_fact_recall_is_the_share_of_the_needs_that_the_reply_holds(make_outcome) -> None:
    needs = [("10 week",), ("critical", "vital"), ("oven",)]
    assert fact_recall(make_outcome("Ten weeks, and it is vital.", needs=needs)) == pytest.approx(2 / 3)
    assert fact_recall(make_outcome("Ten weeks.")) is None


def test_what_is_forbidden_and_said_is_named(make_outcome) -> None:
    assert forbidden(make_outcome("Eight weeks.", forbids=["8 week", "oven"])) == ["8 week"]


def test_only_open_questions_that_the_model_wrote_and_got_right_count_as_written(make_outcome) -> None:
    need = [("hardware",)]
    outcomes = [
        make_outcome("Hardware.", kind="open_advice", needs=need, composer=Composer.LLM),
        make_outcome("Hardware.", kind="reality_check", needs=need, composer=Composer.MIXED),
        make_outcome("Clouds.", kind="open_advice", needs=need, composer=Composer.LLM),
        make_outcome("Hardware.", kind="open_advice", needs=need, composer=Composer.EXTRACTIVE),
        make_outcome("Hardware.", kind="fact", needs=need, composer=Composer.LLM),
    ]
    assert summarise(outcomes)["written_and_right"] == 0.5


def test_only_what_is_right_alone_can_be_lost_in_a_conversation(make_outcome) -> None:
    need = [("10 week",)]
    alone = [make_outcome("10 weeks.", needs=need), make_outcome("8 weeks.", needs=need)]
    follow_up = replace(alone[0], case=replace(alone[0].case, history=("earlier",)))
    later = [make_outcome("9 weeks.", needs=need), make_outcome("9 weeks.", needs=need)]
    assert lost_in_conversation([follow_up, *alone], later) == later[:1]
    assert summarise(alone, later)["lost_in_conversation"] == 1
    assert summarise(alone)["lost_in_conversation"] is None
