"""Whether the move suits somebody: what to weigh, what is learnt on the way, what no document says."""

from __future__ import annotations

import pytest

from bot.answering.suiting import is_asked
from bot.prompts import bundled_prompts
from tests.answering.conftest import Ask

pytestmark = pytest.mark.real_model
WEIGHED = ["You know kitchens", "moderate", "6 to 8 months", "Mornings outdoors", "noise"]


@pytest.mark.parametrize(
    "question",
    [
        "is this for me?",
        "am I a good fit?",
        "I'm a line cook, 6 years. Is it right for me?",
        "do I stand a chance?",
    ],
)
def test_whoever_asks_whether_it_is_for_them_hears_what_to_weigh(question: str, ask_made_up: Ask) -> None:
    text = ask_made_up(question).lower()

    assert [part for part in WEIGHED if part.lower() not in text] == []


def test_whoever_asks_whether_they_would_like_it_hears_what_is_loved_missed_and_hard(
    ask_made_up: Ask,
) -> None:
    text = ask_made_up("would I like it?").lower()

    assert [word for word in ("mornings", "noise", "stings") if word not in text] == []
    assert "moderate" not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I've never done a hive inspection, is that a problem?", "on the way: Hive Inspection"),
        (
            "I don't know anything about honey extraction. Can I still do this?",
            "on the way: Honey Extraction",
        ),
        ("I have no food hygiene, does that matter?", "take that as known"),
    ],
)
def test_what_somebody_lacks_is_learnt_on_the_way_or_taken_as_known(
    question: str, said: str, ask_made_up: Ask
) -> None:
    assert said in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I'm bad at math, will that be a problem?", "don't say whether “bad at math”"),
        ("I have no car. Can I still do it?", "don't say whether “no car”"),
        ("can I do this without a degree?", "don't say whether “without a degree”"),
        ("am I too old for this?", "don't say whether “too old”"),
        ("can a data scientist do this?", "from Line Cook, and nothing of “data scientist”"),
        ("I'm a teacher, could I make it?", "from Line Cook, and nothing of “teacher”"),
    ],
)
def test_what_no_document_says_of_somebody_is_owned_up_to(question: str, said: str, ask_made_up: Ask) -> None:
    text = ask_made_up(question)

    assert said in text
    assert "moderate" in text


@pytest.mark.parametrize("message", ["am I on track?", "can I do it in 6 months?", "is that in phase 2?"])
def test_other_questions_of_oneself_are_not_whether_it_suits(message: str) -> None:
    assert not is_asked(message, bundled_prompts().lexicon["suits"])
