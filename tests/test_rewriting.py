from __future__ import annotations

import pytest

from bot.prompts import bundled_prompts
from bot.rewriting import find_stray

EARLIER = "How long does Hive Inspection take? Hive Inspection takes 4 weeks, and queen rearing 6."


def _stray(rewritten: str, message: str, *, names: tuple[str, ...] = ()) -> str:
    return find_stray(rewritten, message, EARLIER, lexicon=bundled_prompts().lexicon, names=names)


@pytest.mark.parametrize(
    ("message", "rewritten"),
    [
        ("and how important is that?", "How important is Hive Inspection?"),
        ("and how important is that?", "How important is the skill of inspecting hives?"),
        ("is it longer than the other?", "Does Hive Inspection take longer than queen rearing?"),
        ("why is that 4 weeks", "Why does Hive Inspection take 4 weeks?"),
        ("why is that four weeks", "Why does Hive Inspection take 4 weeks?"),
        ("what is in the 2nd phase?", "Which tasks belong to the second phase?"),
        ("what of the second one", "How long does queen rearing take?"),
    ],
)
def test_a_question_in_the_words_of_the_conversation_has_no_stray(message: str, rewritten: str) -> None:
    assert _stray(rewritten, message) == ""


@pytest.mark.parametrize(
    ("message", "rewritten", "stray"),
    [
        ("and how important is that?", "How important is Hive Inspection in Norway?", "Norway"),
        ("and how important is that?", "how important is apiculture for varroa?", "apiculture"),
        ("and how important is that?", "Kubernetes: how important is it?", "Kubernetes"),
        ("and how important is that?", "How important is it within 9 weeks?", "9"),
        ("and how important is that?", "How important is it within nine weeks?", "9"),
        ("what next", "What is the third phase?", "3"),
        ("I have 5 hours a week. Which skills?", "Which skills are there?", "5"),
    ],
)
def test_a_new_name_or_figure_and_a_lost_figure_are_strays(message: str, rewritten: str, stray: str) -> None:
    assert _stray(rewritten, message) == stray


def test_an_ordinary_word_is_a_stray_where_it_is_part_of_a_name() -> None:
    assert _stray("How long does honey take?", "how long") == ""
    assert _stray("How long does honey take?", "how long", names=("honey",)) == "honey"
