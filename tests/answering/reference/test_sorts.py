"""The sort of thing that is asked for, and the sentences that have one."""

from __future__ import annotations

import pytest

from bot.answering.reference.sorts import holds, sorts_asked
from bot.prompts import bundled_prompts

SORTS = bundled_prompts().reference["sorts"]


@pytest.mark.parametrize(
    ("question", "sort", "held", "lacking"),
    [
        ("what day is the fair", "day", "The fair is on the first Friday.", "The fair is held in a barn."),
        ("what does a key cost", "money", "A key is 12 euros.", "A key opens both doors."),
        ("how long may I stay", "length", "Guests stay for three weeks.", "Guests stay in the loft."),
        ("which street is it in", "street", "It is in Tanner Lane.", "It is in the old tannery."),
        ("on which date is the fair", "date", "The fair is on 4 May.", "The fair is in May."),
        ("which board is used", "named", "They use a Nicla Sense.", "They use a small board."),
        ("what is the web address", "link", "See loft.example for more.", "There is a form on the web."),
        ("the telephone number", "phone", "Ring 0301 22 33 44.", "Ring the steward."),
        ("who sweeps", "person", "Ulric Torvald sweeps.", "It is swept daily."),
    ],
)
def test_a_sentence_is_told_by_what_it_has_of_the_sort_asked_for(question, sort, held, lacking):
    assert sort in sorts_asked(question, SORTS)
    assert holds(held, SORTS[sort])
    assert not holds(lacking, SORTS[sort])


def test_who_is_paid_more_by_a_share_asks_for_no_sum():
    asked = sorts_asked("by how many percent is one paid more", SORTS)

    assert "share" in asked
    assert "money" not in asked


def test_paid_leave_asks_for_no_money_and_someone_who_is_away_for_no_person():
    assert "money" not in sorts_asked("who has more paid leave", SORTS)
    assert "person" not in sorts_asked("the fee for someone who is away", SORTS)


def test_a_question_for_a_description_asks_for_no_sort():
    assert sorts_asked("tell me about the loft", SORTS) == []
