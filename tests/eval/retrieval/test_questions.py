"""The halves share neither phrasings nor pages, and their questions are the same again."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from bot.errors import SettingsError
from eval.lines import Half
from eval.retrieval.facts import Fact
from eval.retrieval.handbook import data_folder, documents, read_occupations, read_titles
from eval.retrieval.names import NameBook, Naming
from eval.retrieval.phrasings import STYLES, parse_phrasings, read_phrasings
from eval.retrieval.questions import COUNTS, make_questions

DATA = Path(os.environ.get("PATHCOACH_TEST_DATA") or Path(__file__).parents[4] / "shared" / "data")


def test_each_half_asks_for_each_fact_in_each_style_in_words_of_its_own() -> None:
    work, check = (read_phrasings(half) for half in Half)

    for phrasings in (work, check):
        assert {(each.fact, each.style) for each in phrasings} == {
            (fact, style) for fact in Fact for style in STYLES
        }
    assert not {each.text.casefold() for each in work} & {each.text.casefold() for each in check}


def test_a_phrasing_without_a_place_for_the_name_is_said(tmp_path: Path) -> None:
    path = tmp_path / "phrasings.yaml"
    path.write_text('pay:\n  terse: ["how much"]\n', encoding="utf-8")

    with pytest.raises(SettingsError, match="'how much'"):
        parse_phrasings(path)


def test_questions_have_the_name_in_the_form_that_the_sentence_needs(data: Path) -> None:
    occupations = read_occupations(data)
    book = NameBook(occupations, read_titles(data))
    made = [each for half in Half for each in make_questions(half, occupations, book, read_phrasings(half))]

    assert made
    for question in made:
        assert question.name in question.text
        assert "{" not in question.text
        assert bool(question.spelt) is (question.naming is not Naming.TRAP)
        assert question.fact is not Fact.TRAINING or question.naming is Naming.TRAP  # the pages have no value
    assert len({question.question_id for question in made}) == len(made)


def test_without_the_data_a_sentence_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATHCOACH_TEST_DATA", str(tmp_path))

    with pytest.raises(SettingsError, match="PATHCOACH_TEST_DATA"):
        data_folder()


def test_a_choice_of_pages_is_the_same_again_and_has_the_noise_beside_it(data: Path) -> None:
    chosen = documents(data, pages=2)

    assert len(chosen) == 3
    assert chosen == documents(data, pages=2)
    assert chosen[-1].name == "usagov"


@pytest.mark.skipif(not (DATA / "ooh").is_dir(), reason="the handbook's data is not at hand")
def test_the_halves_have_all_their_questions_and_share_no_page() -> None:
    occupations = read_occupations(DATA)
    book = NameBook(occupations, read_titles(DATA))
    work, check = (make_questions(half, occupations, book, read_phrasings(half)) for half in Half)

    for made in (work, check):
        assert Counter(each.naming for each in made) == COUNTS
    assert not {each.document_id for each in work} & {each.document_id for each in check} - {None}
    assert make_questions(Half.WORK, occupations, book, read_phrasings(Half.WORK)) == work
