from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.fields import Field
from bot.channels.slack.surfaces.modals import Modal, Opened, date_modal, sources_modal, why_modal
from bot.channels.slack.surfaces.rendering import render_view
from bot.channels.slack.surfaces.settings import settings_modal
from bot.channels.slack.surfaces.submissions import read_date, read_settings, read_why
from bot.commitments.telling import Teller
from bot.domain import Person
from bot.errors import BadQuestion
from bot.profile import ProfileUpdate
from tests.channels.slack.block_rules import check_view
from tests.channels.slack.surfaces.conftest import LATE, NASTY, OPEN, PROMPTS, UNDATED, citation, worst

ADDRESS = {"channel": "D1", "ts": "1.2"}
PERSON = Person("p", timezone="Europe/Berlin", pathway_id="a", hours_per_week=6)
_INITIAL = {
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "plain_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "static_select": ("initial_option", "selected_option"),
    "checkboxes": ("initial_options", "selected_options"),
}


def submitted(view: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The view as Slack hands it back, with what stood in its fields at first, or what was put there."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            initial, name = _INITIAL[block["element"]["type"]]
            value = changed.get(block["block_id"], block["element"].get(initial))
            values[block["block_id"]] = {block["element"]["action_id"]: {"type": "x", name: value}}
    return {**view, "state": {"values": values}}


def test_the_sources_are_the_passages_in_full_or_else_what_was_quoted() -> None:
    view = sources_modal(
        [citation(1, quote="quoted"), citation(2)], PROMPTS, passages={"x/2": "Whole <passage>."}
    )

    check_view(view)
    shown = render_view(view)
    assert "[1] Roadmap › Phase 1: Foundations › Tasks\n\nquoted" in shown
    assert "[2] Roadmap › Phase 2: Foundations › Tasks\n\nWhole <passage>." in shown
    assert "rests on no passage" in render_view(sources_modal([], PROMPTS))


def test_fifty_of_the_longest_sources_keep_every_limit() -> None:
    sources = [citation(n, heading=NASTY * 50, quote=NASTY * 500) for n in range(1, 51)]

    view = sources_modal(sources, PROMPTS)

    check_view(view)
    assert "and 18 more" in render_view(view)


@pytest.mark.parametrize("action", [Action.CHANGE_DATE, Action.REPLAN, Action.SNOOZE_DATE])
def test_a_date_is_asked_for_and_read_back(action: Action, teller: Teller) -> None:
    view = date_modal(OPEN, action, teller, address=ADDRESS)

    check_view(view)
    assert view["callback_id"] == Modal.DATE
    assert Opened.decode(view["private_metadata"]) == Opened(Press(action, "c1", 3), ADDRESS)
    picked = submitted(view, date="2026-04-01", time="09:05")
    assert read_date(picked) == (date(2026, 4, 1), time(9, 5))
    assert read_date(submitted(view, time=None))[1] is None
    with pytest.raises(BadQuestion, match="date is missing"):
        read_date(submitted(view, date=None))
    with pytest.raises(BadQuestion, match="25:00"):
        read_date(submitted(view, time="25:00"))


def test_the_date_that_is_suggested_is_the_due_one_or_one_to_come(teller: Teller) -> None:
    suggested = {
        (of.commitment_id, action): read_date(submitted(date_modal(of, action, teller, address=ADDRESS)))
        for of, action in (
            (OPEN, Action.CHANGE_DATE),
            (LATE, Action.REPLAN),
            (UNDATED, Action.CHANGE_DATE),
            (OPEN, Action.SNOOZE_DATE),
        )
    }

    assert suggested == {
        ("c1", Action.CHANGE_DATE): (date(2026, 3, 6), time(18)),
        ("c2", Action.REPLAN): (date(2026, 3, 6), None),
        ("c3", Action.CHANGE_DATE): (date(2026, 3, 6), None),
        ("c1", Action.SNOOZE_DATE): (date(2026, 3, 3), None),
    }


@pytest.mark.parametrize("action", [Action.PARTLY, Action.MISSED, Action.DROP])
def test_why_may_be_said_or_left_out(action: Action, teller: Teller) -> None:
    view = why_modal(LATE, action, teller, address=ADDRESS)

    check_view(view)
    assert Opened.decode(view["private_metadata"]).press == Press(action, "c2", 3)
    assert read_why(submitted(view, why="  too\nmuch work ")) == "too much work"
    assert read_why(submitted(view)) == ""
    assert ("off your list" in render_view(view)) == (action is Action.DROP)


def test_the_worst_forms_keep_every_limit(teller: Teller) -> None:
    pathways = {f"pathway-{number}": NASTY * 20 for number in range(200)} | {"x" * 200: "too long"}

    for commitment in (worst(1), worst(2, late=True)):
        check_view(date_modal(commitment, Action.REPLAN, teller, address=ADDRESS))
        check_view(why_modal(commitment, Action.DROP, teller, address=ADDRESS))
    check_view(settings_modal(PERSON, pathways, PROMPTS, zone="Europe/Berlin", address=ADDRESS))
    with pytest.raises(BadQuestion, match="too much to remember"):
        why_modal(OPEN, Action.DROP, teller, address={"url": "x" * 3_000})


def test_settings_that_are_saved_as_they_were_change_nothing() -> None:
    for person in (PERSON, Person("p")):
        view = settings_modal(person, {"a": "A", "b": "B"}, PROMPTS, zone="Europe/Berlin", address=ADDRESS)

        check_view(view)
        assert read_settings(submitted(view), person) == ProfileUpdate()


def test_only_what_was_changed_in_the_settings_is_an_update() -> None:
    view = settings_modal(PERSON, {"a": "A", "b": "B"}, PROMPTS, zone="UTC")
    changed = submitted(
        view,
        pathway={"value": "b"},
        hours="7.5",
        timezone=" Lisbon ",
        days=[{"value": "5"}, {"value": "0"}, {"value": "9"}],
        quiet_from="22:30",
        reminders=[],
    )

    assert read_settings(changed, PERSON) == ProfileUpdate(
        pathway_id="b",
        hours_per_week=7.5,
        timezone="Lisbon",
        working_days=(0, 5),
        quiet=(time(22, 30), time(8)),
        reminders_on=False,
    )
    emptied = read_settings(submitted(view, hours=None, timezone=None), PERSON)
    assert emptied == ProfileUpdate(reset=("hours_per_week", "timezone"))
    with pytest.raises(BadQuestion, match="no number"):
        read_settings(submitted(view, hours="many"), PERSON)


@pytest.mark.parametrize(
    "metadata", ["", "[]", "null", '{"press":"x","address":{}}', '{"press":"","address":[]}']
)
def test_a_form_that_is_none_of_ours_is_refused(metadata: str) -> None:
    with pytest.raises(BadQuestion):
        Opened.decode(metadata)


def test_every_field_of_a_form_is_one_whose_errors_can_be_shown(teller: Teller) -> None:
    views = [
        date_modal(replace(OPEN), Action.REPLAN, teller, address=ADDRESS),
        why_modal(OPEN, Action.DROP, teller, address=ADDRESS),
        settings_modal(PERSON, {"a": "A"}, PROMPTS, zone="UTC"),
    ]

    names = [block["block_id"] for view in views for block in view["blocks"] if block["type"] == "input"]

    assert sorted(names) == sorted(Field)
