"""Whatever the fact: another figure, exchanged names or a "not" make a supported sentence unsupported."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Fact
from bot.grounding import check

NAMES = st.sampled_from("Ada Grace Linus Barbara Edsger Radia Donald Tim".split())
COURSES = st.sampled_from(["Rust", "Docker", "SQL", "welding", "first aid", "bread baking"])
UNITS = st.sampled_from(["weeks", "months", "hours", "days"])
NUMBERS = st.integers(2, 999)
# What a fact says, and what a sentence may say instead.
FORMS = st.sampled_from(
    [
        ("{name} teaches {course}, and it takes {number} {unit}.", "{name} teaches {course}."),
        ("{course} takes {number} {unit}.", "You should plan {number} {unit} for {course}."),
        ("{name} offers {course} and {other} offers yoga.", "{course} is offered by {name}."),
        (
            "{course} is critical and takes {number} {unit}.",
            "{course} is essential and needs {number} {unit}.",
        ),
        (
            "{name} must take {course} within {number} {unit}.",
            "Within {number} {unit} {name} has to take {course}.",
        ),
        ("{name} earns ${number} an hour.", "{name} earns {number} dollars an hour."),
        ("{name} beats {other} in {course}.", "{other} is beaten by {name} in {course}."),
    ]
)


def supported(sentence: str, fact: str) -> bool:
    return check(sentence, [Fact(fact, "doc", fact)]).supported


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str, dict[str, object]]:
    fact, sentence = draw(FORMS)
    name = draw(NAMES)
    other = draw(NAMES.filter(lambda drawn: drawn != name))
    values = {
        "name": name,
        "other": other,
        "course": draw(COURSES),
        "number": draw(NUMBERS),
        "unit": draw(UNITS),
    }
    return fact, sentence, values


@given(cases())
def test_both_ways_to_say_it_are_supported(case: tuple[str, str, dict[str, object]]) -> None:
    fact, sentence, values = case

    assert supported(fact.format(**values), fact.format(**values))
    assert supported(sentence.format(**values), fact.format(**values))


@given(cases(), NUMBERS)
def test_another_figure_is_not(case: tuple[str, str, dict[str, object]], number: int) -> None:
    fact, sentence, values = case
    changed = {**values, "number": number}

    for form in (fact, sentence):
        if "{number}" in form and number != values["number"]:
            assert not supported(form.format(**changed), fact.format(**values))


@given(cases())
def test_exchanged_names_are_not(case: tuple[str, str, dict[str, object]]) -> None:
    fact, sentence, values = case
    exchanged = {**values, "name": values["other"], "other": values["name"]}

    for form in (fact, sentence):
        if "{other}" in fact:
            assert not supported(form.format(**exchanged), fact.format(**values))


@given(cases(), st.sampled_from(["another course", "juggling", "Perl"]))
def test_another_thing_is_not(case: tuple[str, str, dict[str, object]], course: str) -> None:
    fact, sentence, values = case

    for form in (fact, sentence):
        if "{course}" in form:
            assert not supported(form.format(**{**values, "course": course}), fact.format(**values))


@given(cases())
def test_a_not_makes_it_unsupported(case: tuple[str, str, dict[str, object]]) -> None:
    fact, sentence, values = case
    for verb, denied in (
        ("takes", "does not take"),
        ("is", "is not"),
        ("must", "need not"),
        ("earns", "never earns"),
    ):
        said = sentence.format(**values)
        if f" {verb} " in said:
            assert not supported(said.replace(f" {verb} ", f" {denied} ", 1), fact.format(**values))
