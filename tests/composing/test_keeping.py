"""What the model says for a line is the line."""

import pytest

from bot.composing import what_is_lost

LINE = (
    "You already know Clouds, and that helps: "
    "knowing IoT Core helps you to look after fleets of tiny devices."
)


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        (LINE, ""),
        ("You know Clouds, and knowing IoT Core helps you look after fleets of devices.", ""),
        ("You already know Clouds, and that helps.", "leaves out too much"),
        (LINE.replace("IoT", "IOT"), "misspells a name"),
        (LINE.replace("fleets", "9 fleets"), "misspells a name"),
    ],
)
def test_a_sentence_keeps_what_its_line_says(sentence: str, lost: str) -> None:
    assert what_is_lost(sentence, LINE) == lost


def test_a_name_of_another_line_is_no_misspelling() -> None:
    assert what_is_lost(f"{LINE[:-1]}, and STM32 boards.", LINE, ["You may use STM32 boards."]) == ""
