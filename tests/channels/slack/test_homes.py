"""Home shows a person their own matters as they are, and nobody else's."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from bot.channels.slack.people import CHANNEL
from bot.domain import CommitmentStatus
from bot.profile import ProfileUpdate
from tests.channels.slack.office import Office, buttons, play
from tests.local_slack import Hands, View, delayed, dropped, refused


async def opened(at: Office, hands: Hands) -> View:
    hands.open_home()
    await at.after_all()
    home = at.slack.home(hands)
    assert home is not None
    return home


def test_it_shows_what_is_next_what_is_open_how_far_it_is_and_the_settings(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.promise(ana, "read")
        (pathway_id,) = at.index.pathways
        at.desk.profiles.update(at.id_of(ana), ProfileUpdate(pathway_id=pathway_id, hours_per_week=6))

        shown = str((await opened(at, ana)).body)

        assert "*Read*" in shown
        assert "0 of" in shown
        assert "At 6 h a week you are done on" in shown
        assert "Timezone: Europe/Oslo" in shown

    play(tmp_path, scene)


def test_what_is_pressed_on_it_is_gone_from_it(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        home = await opened(at, ana)

        await at.after(ana.click_in_view(home, "done"))

        assert at.now(read).status is CommitmentStatus.DONE
        assert "*Read*" not in str(home.body)
        assert at.slack.modals(ana) == []
        assert at.slack.bot_messages() == []

    play(tmp_path, scene)


def test_what_it_does_not_show_of_a_press_is_said_before_it(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.promise(ana, "read")
        home = await opened(at, ana)

        await at.after(ana.pick_in_view(home, "more", "Snooze until tomorrow"))

        (note,) = at.slack.modals(ana)
        assert "I will remind you of “read” tomorrow, 09:00." in str(note.body)

    play(tmp_path, scene)


def test_an_old_button_on_it_changes_nothing_and_brings_it_up_to_date(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        home = await opened(at, ana)
        at.desk.commitments.close(read.person_id, read.commitment_id, CommitmentStatus.MISSED)

        await at.after(ana.click_in_view(home, "done"))

        assert at.now(read).status is CommitmentStatus.MISSED
        (note,) = at.slack.modals(ana)
        assert "“read” was missed already" in str(note.body)
        assert "*Read*" not in str(home.body)

    play(tmp_path, scene)


def test_a_form_that_was_opened_on_it_changes_it(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.promise(ana, "read")
        home = await opened(at, ana)
        await at.after(ana.pick_in_view(home, "more", "Re-plan…"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"date": "2026-03-12"}))

        assert "Thursday, 12 March" in str(home.body)
        assert at.slack.bot_messages() == []

    play(tmp_path, scene)


def test_a_press_elsewhere_shows_on_a_home_that_was_opened(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        home = await opened(at, ana)
        await at.after(ana.click(await at.proposed(ana, "read"), "confirm"))
        await at.after(ben.click(await at.proposed(ben, "write"), "confirm"))

        assert "*Read*" in str(home.body)
        assert "*Write*" not in at.slack.words_visible_to(ana)
        assert at.slack.home(ben) is None

    play(tmp_path, scene)


def test_looking_at_it_makes_nobody_known(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")

        shown = str((await opened(at, ana)).body)

        assert at.store.identity(CHANNEL, f"{at.slack.team_id}:{ana.id}") is None
        assert "Timezone: Europe/Oslo" in shown
        assert "Which move do you want to make?" in shown

    play(tmp_path, scene)


def test_one_that_cannot_be_published_ends_nothing(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        home = await opened(at, ana)
        at.slack.faults.add("views.publish", refused("internal_error"), times=9)

        await at.after(ana.click(message, "confirm"))

        assert len(at.desk.commitments.open(at.id_of(ana))) == 1
        assert buttons(message) == ["undo"]
        assert "*Read*" not in str(home.body)

    play(tmp_path, scene)


def test_it_is_published_over_a_connection_that_drops(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.slack.faults.add("views.publish", dropped())

        assert "Settings" in str((await opened(at, ana)).body)

    play(tmp_path, scene)


def test_an_older_state_never_comes_last(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        external_id = f"{at.slack.team_id}:{ana.id}"
        home = await opened(at, ana)
        at.slack.faults.add("views.publish", delayed(0.5))

        earlier = asyncio.create_task(at.homes.publish(external_id))
        await at.slack.until(lambda: len(at.slack.calls_of("views.publish")) == 2)
        at.promise(ana, "read")
        await asyncio.gather(earlier, at.homes.publish(external_id))

        assert "*Read*" in str(home.body)

    play(tmp_path, scene)


def test_a_pathway_that_is_chosen_by_a_command_is_planned_on_it(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.id_of(ana)
        (pathway,) = at.index.pathways.values()
        at.index.pathways["other"] = replace(pathway, pathway_id="other", title="Another Move")
        home = await opened(at, ana)
        assert "Pathway: not chosen yet" in str(home.body)

        await at.after(ana.slash("/coach", "pathway another move", at.slack.dm(ana)))

        assert "Pathway: Another Move" in str(home.body)

    play(tmp_path, scene)
