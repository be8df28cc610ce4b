"""Which commitment is meant: by id or a part of it, by words, by date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commitments.finding import find_by_id, find_by_words
from bot.domain import Commitment
from bot.errors import UnknownCommitment

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))

Opened = Callable[..., Commitment]


@pytest.fixture
def three(opened: Opened) -> list[Commitment]:
    return [
        opened(commitment_id="1k14aaa111", text="email two people in embedded", due_on=date(2026, 3, 6)),
        opened(commitment_id="1k14aab222", text="read chapter 3 of the Barr book", due_on=date(2026, 3, 8)),
        opened(commitment_id="1k14abc333", text="update my portfolio page", due_on=date(2026, 3, 13)),
    ]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("the email one", 0),
        ("I emailed both of them", 0),
        ("sent the emails", 0),
        ("the book", 1),
        ("I've read the chapter", 1),
        ("chapter three is done, the Barr book I mean", 1),
        ("portfolio", 2),
        ("the portfolio page is up to date", 2),
        ("the one due Friday", 0),
        ("the one for Sunday", 1),
        ("the portfolio one due on 13 March", 2),
    ],
)
def test_words_and_dates_say_which_one_is_meant(three: list[Commitment], words: str, meant: int) -> None:
    found = find_by_words(words, three, NOW)

    assert found.commitments[0] == three[meant]
    assert found.sure


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("done with chapter 2", 0),
        ("chapter 3 is through", 1),
        ("read Chapters 3", 1),
    ],
)
def test_what_goes_by_numbers_is_told_apart_by_them(opened: Opened, words: str, meant: int) -> None:
    chapters = [
        opened(commitment_id="1k14aaa111", text="finish chapter 2", due_on=date(2026, 3, 6)),
        opened(commitment_id="1k14aab222", text="chapter 3", due_on=date(2026, 3, 13)),
    ]
    found = find_by_words(words, chapters, NOW)

    assert found.commitments == (chapters[meant],)
    assert found.sure
    assert find_by_words("done with chapter 7", chapters, NOW).commitments == ()
    assert len(find_by_words("done with the chapters", chapters, NOW).commitments) == 2


def test_where_nothing_tells_them_apart_all_may_be_meant(three: list[Commitment]) -> None:
    assert find_by_words("done with it", three, NOW).commitments == tuple(three)
    assert not find_by_words("done with it", three, NOW).sure
    assert find_by_words("done with it", three[:1], NOW).sure


def test_two_that_fit_alike_are_both_named_and_neither_is_sure(opened: Opened) -> None:
    mails = [opened(commitment_id=each, text=f"email {each}") for each in ("anna", "berit")]

    found = find_by_words("I wrote the email", mails, NOW)

    assert set(found.commitments) == set(mails)
    assert not found.sure


def test_what_fits_none_finds_none(three: list[Commitment]) -> None:
    assert find_by_words("the dentist appointment", three, NOW).commitments == ()
    assert find_by_words("the one due in May", three, NOW).commitments == ()


@pytest.mark.parametrize("given_id", ["1k14aaa111", "1K14AAA111", " a111 ", "111", "1k14aaa"])
def test_a_part_of_an_id_that_only_one_has_is_enough(three: list[Commitment], given_id: str) -> None:
    assert find_by_id(three, given_id) == three[0]


@pytest.mark.parametrize(
    ("given_id", "said"),
    [
        ("1k14", "fits 3 of your commitments"),
        ("11", "no commitment '11'"),
        ("1k14aaa112", "Did you mean 1k14aaa111"),
        ("zebra", "commitments list"),
    ],
)
def test_an_id_that_is_none_or_several_is_refused(three: list[Commitment], given_id: str, said: str) -> None:
    with pytest.raises(UnknownCommitment, match=said):
        find_by_id(three, given_id)


@given(words=st.text(max_size=80))
def test_any_words_can_be_looked_for(words: str) -> None:
    kept = [Commitment(each, "ada", text, date(2026, 3, 6)) for each, text in (("a", "read"), ("b", "+ #"))]

    assert set(find_by_words(words, kept, NOW).commitments) <= set(kept)


def test_an_id_in_a_sentence_means_that_one_alone(opened: Opened) -> None:
    mine = opened(commitment_id="1k14zzhf0s3e3rj2tma", text="email two people")

    found = find_by_words("done with 1K14ZZHF0S3E3RJ2TMA", [mine, opened(commitment_id="c2")], NOW)

    assert (found.commitments, found.sure) == ((mine,), True)


def test_an_id_that_is_anothers_means_nothing(opened: Opened) -> None:
    assert not find_by_words("drop 1k14zzhf0s3e3rj2tmb", [opened(text="email two people")], NOW).commitments
