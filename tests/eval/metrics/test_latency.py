from dataclasses import replace

from bot.domain import Usage
from eval.metrics import completion_tokens, median_ms, percentile_ms, prompt_tokens


def test_times_are_the_middle_one_and_the_nearest_rank(make_outcome) -> None:
    outcomes = [make_outcome("", elapsed_ms=ms) for ms in (30.0, 10.0, 20.0, 1000.0)]
    assert median_ms(outcomes) == 25.0
    assert percentile_ms(outcomes, 50) == 20.0
    assert percentile_ms(outcomes, 95) == 1000.0


def test_times_of_nothing_are_not_zero() -> None:
    assert median_ms([]) is None
    assert percentile_ms([], 95) is None


def test_tokens_are_those_that_the_model_read_anew_and_wrote(make_outcome) -> None:
    outcome = make_outcome("Ten weeks.")
    written = replace(outcome, reply=replace(outcome.reply, usage=Usage(100, 80, 12)))
    assert (prompt_tokens(written), completion_tokens(written)) == (20, 12)
    assert (prompt_tokens(outcome), completion_tokens(outcome)) == (None, None)
