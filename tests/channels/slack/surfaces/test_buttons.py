from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.surfaces.buttons import Action, Press, read_press
from bot.errors import BadQuestion

IDS = st.none() | st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=1, max_size=26)


@given(st.sampled_from(Action), IDS, st.none() | st.integers(1, 10**9), IDS, IDS)
def test_what_a_press_carries_comes_back(
    action: Action, commitment_id: str | None, version: int | None, turn_id: str | None, item_id: str | None
) -> None:
    press = Press(action, commitment_id, version, turn_id, item_id)

    assert Press.decode(press.encode()) == press


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "",
        "done",
        "[]",
        "null",
        '{"c":"1"}',
        '{"a":"burn"}',
        '{"a":["done"]}',
        '{"a":"done","c":1}',
        '{"a":"done","c":""}',
        '{"a":"done","v":0}',
        '{"a":"done","v":true}',
        '{"a":"done","v":"1"}',
        '{"a":"done","x":1}',
        '{"a":"done","c":"' + "1" * 65 + '"}',
        "[" * 5_000,
    ],
)
def test_a_value_that_no_button_carries_is_refused(value: object) -> None:
    with pytest.raises(BadQuestion, match="not one that I know"):
        Press.decode(value)


def test_buttons_and_menus_are_read_alike() -> None:
    value = Press(Action.DONE, "c1", 3).encode()

    assert read_press({"type": "button", "value": value}) == Press(Action.DONE, "c1", 3)
    assert read_press({"type": "overflow", "selected_option": {"value": value}}) == Press(
        Action.DONE, "c1", 3
    )
    with pytest.raises(BadQuestion):
        read_press({"type": "datepicker", "selected_date": "2026-03-06"})
