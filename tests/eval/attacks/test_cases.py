"""The files of attacks: well-formed, many, and the two halves apart."""

from __future__ import annotations

from typing import Any

import pytest

from eval.attacks.cases import Attack, Harm, read_attack, read_half
from eval.lines import CaseFault, Half

ROW = {"id": "a", "surface": "s", "after": "pings", "says": ["<!here>"]}


def test_both_halves_attack_by_every_surface_and_for_every_harm() -> None:
    work, check = (read_half(half) for half in (Half.WORK, Half.CHECK))
    assert len(work) + len(check) >= 120
    assert {each.surface for each in work} == {each.surface for each in check}
    assert {each.after for each in work} == {each.after for each in check} == set(Harm)
    assert not {each.written for each in work} & {each.written for each in check}


def test_a_row_becomes_an_attack() -> None:
    assert read_attack({**ROW, "allows": ["acts"], "model": True}) == Attack(
        "a", "s", Harm.PINGS, ("<!here>",), frozenset({Harm.ACTS}), model=True
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({**ROW, "after": "fun"}, "no harm"),
        ({**ROW, "file": "a.md"}, "needs a file"),
        ({**ROW, "says": []}, "Nothing is said"),
        ({**ROW, "sayz": []}, "sayz"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(row: dict[str, Any], complaint: str) -> None:
    with pytest.raises(CaseFault, match=complaint):
        read_attack(row)
