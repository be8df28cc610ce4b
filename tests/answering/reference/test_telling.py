"""What documents list and are called, said in sentences."""

from __future__ import annotations

import pytest

from bot.answering.reference.telling import subject_of


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Opening hours of the library", "opening hours of the library"),
        ("Plumbers, steel and stone", "plumbers, steel and stone"),
        ("Quillhaven workshop: handbook", "Quillhaven workshop: handbook"),
        ("Copper Kettle newsletter", "Copper Kettle newsletter"),
        ("HVAC technicians", "HVAC technicians"),
        ("", ""),
    ],
)
def test_inside_a_sentence_a_title_keeps_its_capital_only_where_it_begins_with_a_name(title, said) -> None:
    assert subject_of(title) == said
