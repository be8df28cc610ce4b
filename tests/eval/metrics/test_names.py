from dataclasses import replace

import pytest

from eval.metrics import unsupported_names
from eval.metrics.names import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read the book by Michael Barr.", ["Michael", "Barr"]),
        ("FreeRTOS runs on an STM32 and on YOLOv8.", ["FreeRTOS", "STM32", "YOLOv8"]),
        ("Build a robot. Then sell it.", []),
        ("Learn this: Start early, and “Go slowly” there.", []),
        ("Zephyros2 is new; I think so.", ["Zephyros2"]),
        ("It takes 10 weeks in 2024.", []),
        ("They gave up C++ for Ada, and C for C#.", ["C++", "Ada", "C", "C#"]),
    ],
)
def test_names_are_told_from_words_that_only_open_a_sentence(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_name_of_a_chunk_a_fact_a_question_or_a_title_is_supported(make_outcome) -> None:
    text = "It is Sourdough, as Ada says in Oslo [1], from Cook to Baker's."
    outcome = make_outcome(text, question="what of oslo?", facts=["Ada says so."])
    assert unsupported_names(replace(outcome, titles=("From Cook to Baker",))) == []
    assert unsupported_names(outcome) == ["Cook", "Baker's"]


def test_the_signs_of_a_language_are_of_its_name(make_outcome) -> None:
    assert unsupported_names(make_outcome("We use C++.", facts=["C++ is used."])) == []
    assert unsupported_names(make_outcome("We use C.", facts=["C++ is used."])) == ["C"]


def test_a_list_is_judged_item_by_item(make_outcome) -> None:
    assert unsupported_names(make_outcome("You learn [1]:\n- Sourdough\n- Bake with Thornquist")) == [
        "Thornquist"
    ]


def test_what_is_not_said_from_the_documents_is_not_judged(make_outcome) -> None:
    assert unsupported_names(make_outcome("Ask Thornquist.", action="refer")) == []
