import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.normalise import mentions, normalise, numbers


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Ten  weeks\n[1]", "10 weeks"),
        ("thirty-six weeks", "36 weeks"),
        ("It takes **10** weeks [1, 2][3].", "it takes 10 weeks."),
        ("$120k–$200k", "$120000-$200000"),
        ("$120,000 to $200,000", "$120000 to $200000"),
        ("$85-140k", "$85000-140000"),
        ("1.5k", "1500"),
        ("30 per cent, 40 %, 50 percent", "30%, 40%, 50%"),
        ("“you’ll see”", '"you\'ll see"'),
        ("someone often", "someone often"),
    ],
)
def test_one_spelling_stands_for_many(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("About ten weeks.", "10 week"),
        ("A 10-week stage", "10 week"),
        ("It is nice-to-have", "nice to have"),
        ("up to 200,000 USD", "$200k"),
        ("It ends after 36.", "36"),
        ("Quantization helps", "quantiz"),
        ("C/C++ is important", "c/c++"),
        ("Six of them", "re:^6 of"),
    ],
)
def test_a_spelling_is_found_however_it_is_written(text: str, spelling: str) -> None:
    assert mentions(text, spelling)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("It takes 110 weeks", "10 week"),
        ("It takes 1.4 weeks", "4 week"),
        ("They pay 360", "36"),
        ("They pay 36.5", "36"),
        ("unimportant", "important"),
        ("ten weeks [5]", "5"),
        ("It is 16", "re:^6"),
    ],
)
def test_a_part_of_a_longer_word_or_number_is_no_mention(text: str, spelling: str) -> None:
    assert not mentions(text, spelling)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Read\n2. Build for 8 weeks", {"8"}),
        ("Three skills [12], 9–12 months, $120k", {"3", "9", "12", "120000"}),
        ("One of them is a good one, twenty-one are not", {"21"}),
        ("An STM32 board and YOLOv8", set()),
        ("Week 08 costs 1,000.50", {"8", "1000.5"}),
    ],
)
def test_figures_are_told_from_numbering_markers_and_names(text: str, found: set[str]) -> None:
    assert numbers(text) == found


@given(st.integers(min_value=1, max_value=10**6))
def test_a_number_is_the_same_with_and_without_separators(number: int) -> None:
    assert numbers(f"{number:,} weeks") == numbers(f"{number} weeks") == {str(number)}
    assert mentions(f"{number:,} weeks", f"{number} week")


@given(st.text())
def test_the_normal_form_stands_on_one_line(text: str) -> None:
    assert " ".join(normalise(text).split()) == normalise(text)
