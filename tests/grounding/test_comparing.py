"""What two facts settle together: comparisons, order, sums."""

from __future__ import annotations

import pytest

from tests.grounding.conftest import Held

RUST, GO = "Rust takes 12 weeks.", "Go takes 6 weeks."
MAKERS = ("The median wage for bakers is $40,000.", "The median wage for cooks is $35,000.")
PHASES = ("Phase 1 is about statistics.", "Phase 3 is about drones.")
SHIFTS = "The three shifts last 4, 4 and 2 hours."


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Rust takes longer than Go.", (RUST, GO)),
        ("Go is quicker than Rust.", (RUST, GO)),
        ("Bakers earn more than cooks at the median.", MAKERS),
        ("Statistics come before drones.", PHASES),
        ("Altogether the three shifts last 10 hours.", (SHIFTS,)),
    ],
)
def test_what_the_facts_settle_is_supported(sentence: str, facts: tuple[str, ...], held: Held) -> None:
    verdict = held(sentence, *facts)

    assert verdict.supported, verdict.reason
    assert len(verdict.facts) == len(facts)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Go takes longer than Rust.", (RUST, GO)),
        ("Rust takes longer than Perl.", (RUST, GO)),
        ("Rust takes longer than Go.", (RUST, "Go pays $90,000.")),
        ("Rust takes longer than Go.", ("Rust takes 12 to 14 weeks.", "Go takes 10 to 13 weeks.")),
        ("Rust is cheaper than Go.", (RUST, GO)),
        ("Rust takes much longer than Go.", (RUST, GO)),
        ("Bakers earn more than cooks.", MAKERS),  # at the median
        ("Drones come before statistics.", PHASES),
        ("Altogether the three shifts last 12 hours.", (SHIFTS,)),
        ("Altogether the two shifts last 10 hours.", (SHIFTS,)),
        ("Altogether the night shifts last 10 hours.", (SHIFTS,)),
    ],
)
def test_what_they_do_not_settle_is_not(sentence: str, facts: tuple[str, ...], held: Held) -> None:
    assert not held(sentence, *facts).supported
