import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathways.run_together import split_resources, vocabulary_of

PAGE = vocabulary_of(["Ann Lee's Tide course, QuartzDB/Rust", "Use WaveKit on Cloud Platforms", "a Guide"])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("One thing alone", ["One thing alone"]),
        ("Tide by Ann LeeQuartzDB docs", ["Tide by Ann Lee", "QuartzDB docs"]),
        ("tutorialsTensorFlow guide", ["tutorials", "TensorFlow guide"]),
        ("Learn by GrübelUdemy - Rust", ["Learn by Grübel", "Udemy - Rust"]),
        ("Notes by SmithBook: 'Tides'", ["Notes by Smith", "Book: 'Tides'"]),
        ("Book: 'The C Way'Rust lessons", ["Book: 'The C Way'", "Rust lessons"]),
        ('Book: "The C Way"Rust lessons', ['Book: "The C Way"', "Rust lessons"]),
        ("Rust (2nd edition)Tide docs", ["Rust (2nd edition)", "Tide docs"]),
        ("Intro to Edge AIUdacity - Tide", ["Intro to Edge AI", "Udacity - Tide"]),
        ("A WaveKit course on GitHub", ["A WaveKit course on GitHub"]),
        ("JavaScript, NumPy and FreeRTOS on LinkedIn", ["JavaScript, NumPy and FreeRTOS on LinkedIn"]),
        ("O'Reilly's RESTful D'Angelo guide", ["O'Reilly's RESTful D'Angelo guide"]),
        ("iPhone and gRPC docs", ["iPhone and gRPC docs"]),
        ("Tide by AbelianGitHub tides", ["Tide by Abelian", "GitHub tides"]),
        ("CloudPlatforms and WaveKit", ["CloudPlatforms and WaveKit"]),
        ("AWS CloudFormation docs", ["AWS CloudFormation docs"]),
    ],
)
def test_resources_are_split_where_the_next_one_clearly_starts(line: str, names: list[str]) -> None:
    splitting = split_resources(line, vocabulary=PAGE)
    assert list(splitting.names) == names


@pytest.mark.parametrize("word", ["CloudMonger", "LeeZephyr", "ZephyrTide"])
def test_a_place_that_could_be_a_name_is_kept_whole_and_reported(word: str) -> None:
    splitting = split_resources(f"The {word} course", vocabulary=PAGE)
    assert splitting.names == (f"The {word} course",)
    assert splitting.unclear == (word,)


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("aAbB '\")("), max_size=80))
def test_splitting_loses_nothing_but_spaces(line: str) -> None:
    splitting = split_resources(line, vocabulary=PAGE)
    assert "".join("".join(splitting.names).split()) == "".join(line.split())
