"""What is submitted in a form is done, or the form says what is wrong with it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from bot.channels.slack.surfaces.post import Post
from bot.domain import CommitmentStatus
from bot.profile import ProfileUpdate
from tests.channels.slack.office import Office, buttons, play
from tests.local_slack import Hands, View


async def settings(at: Office, hands: Hands) -> View:
    """Open the settings from Home."""
    hands.open_home()
    await at.after_all()
    home = at.slack.home(hands)
    assert home is not None
    await at.after(hands.click_in_view(home, "settings", value=home.body["blocks"][-2]["block_id"]))
    (modal,) = at.slack.modals(hands)
    return modal


def test_a_date_that_has_passed_is_said_in_the_form_and_nothing_is_changed(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        message = await at.listed(ana, read)
        await at.after(ana.pick(message, "more", "Re-plan…"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"date": "2026-02-27"}))

        assert modal.open
        assert modal.errors == {"date": "Friday, 27 February 2026 has passed. Name a later date for “read”."}
        assert at.now(read) == read

        await at.after(ana.submit_view(modal, {"date": "2026-03-09"}))
        assert not modal.open
        assert at.now(read).due_on == date(2026, 3, 9)

    play(tmp_path, scene)


def test_a_form_that_is_out_of_date_says_so_and_so_does_its_message(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        message = await at.listed(ana, read)
        await at.after(ana.pick(message, "more", "Re-plan…"))
        (modal,) = at.slack.modals(ana)
        at.desk.commitments.close(read.person_id, read.commitment_id, CommitmentStatus.DONE)

        await at.after(ana.submit_view(modal, {"date": "2026-03-09"}))

        assert "has changed since this was shown; it is done now" in modal.errors["date"]
        assert "“read” was done already" in message.words
        assert at.now(read).status is CommitmentStatus.DONE

    play(tmp_path, scene)


def test_a_form_of_what_is_out_of_date_does_not_open(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        message = await at.listed(ana, read)
        at.desk.commitments.close(read.person_id, read.commitment_id, CommitmentStatus.DONE)

        await at.after(ana.pick(message, "more", "Re-plan…"))

        assert at.slack.modals(ana) == []
        assert "“read” was done already" in message.words

    play(tmp_path, scene)


def test_it_is_snoozed_until_the_morning_of_a_day_that_is_picked(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        message = await at.listed(ana, read)
        await at.after(ana.pick(message, "more", "Snooze until a date…"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"date": "2026-03-05"}))

        until = at.now(read).snoozed_until
        assert until is not None
        assert until.astimezone(at.clock.now.tzinfo).strftime("%d %H:%M") == "05 09:00"
        assert buttons(message) == ["undo"]

    play(tmp_path, scene)


def test_an_answer_in_a_thread_gets_its_outcome_there(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        root = ana.dm("hello")
        read = at.promise(ana, "read")
        listed = await at.listed(ana, read)
        posted = await at.poster.post(
            listed.channel, Post(listed.text, tuple(listed.blocks)), key="in the thread", thread_ts=root.ts
        )
        message = at.slack.message(posted.channel, posted.ts)
        assert message is not None
        await at.after(ana.pick(message, "more", "Drop…"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"why": "no time"}))

        assert "Dropped: read." in message.words
        assert at.desk.commitments.history(read.person_id, read.commitment_id)[-1].why == "no time"

    play(tmp_path, scene)


def test_settings_are_kept_and_shown_on_home(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        at.id_of(ana)
        modal = await settings(at, ana)

        await at.after(
            ana.submit_view(
                modal,
                {
                    "timezone": "Tokyo",
                    "hours": "7.5",
                    "days": ["5", "6"],
                    "quiet_from": "20:00",
                    "reminders": [],
                },
            )
        )

        person = at.store.person(at.id_of(ana))
        assert (person.timezone, person.hours_per_week, person.working_days) == ("Asia/Tokyo", 7.5, (5, 6))
        assert (person.quiet_from, person.reminders_on) == (time(20), False)
        home = at.slack.home(ana)
        assert home is not None
        assert "Timezone: Asia/Tokyo" in str(home.body)

    play(tmp_path, scene)


def test_all_that_cannot_be_kept_is_said_beside_its_field(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        before = at.store.person(at.id_of(ana))
        modal = await settings(at, ana)

        await at.after(
            ana.submit_view(
                modal, {"timezone": "Atlantis", "hours": "200", "quiet_from": "08:30", "quiet_until": "08:00"}
            )
        )

        assert sorted(modal.errors) == ["hours", "quiet_until", "timezone"]
        assert "There is no timezone 'Atlantis'" in modal.errors["timezone"]
        assert at.store.person(before.person_id) == before

    play(tmp_path, scene)


def test_without_a_timezone_that_of_slack_holds(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        person_id = at.id_of(ana)
        await at.people.refresh(f"{at.slack.team_id}:{ana.id}")
        at.desk.profiles.update(person_id, ProfileUpdate(timezone="Asia/Tokyo"))
        modal = await settings(at, ana)

        await at.after(ana.submit_view(modal, {"timezone": ""}))

        assert at.store.person(person_id).timezone == "Europe/Oslo"

    play(tmp_path, scene)


def test_a_form_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        await at.after(ana.click(message, "change_date"))
        (modal,) = at.slack.modals(ana)
        modal.body["private_metadata"] = "garbage"

        await at.after(ana.submit_view(modal))

        assert modal.errors == {"date": "This form is not one that I know. Open it again."}

    play(tmp_path, scene)


def test_nobody_submits_a_form_about_what_is_anothers(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        secret = at.promise(ana, "leave my job")
        message = await at.listed(ben, at.promise(ben, "read"))
        await at.after(ben.pick(message, "more", "Re-plan…"))
        (modal,) = at.slack.modals(ben)
        own = at.desk.commitments.open(at.id_of(ben))[0].commitment_id
        modal.body["private_metadata"] = modal.body["private_metadata"].replace(own, secret.commitment_id)

        await at.after(ben.submit_view(modal, {"date": "2026-03-09"}))

        assert modal.errors == {"date": "I know no such commitment of yours, so nothing was changed."}
        assert at.now(secret) == secret

    play(tmp_path, scene)


def test_somebody_new_gets_the_timezone_of_their_slack(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        lin = at.slack.add_user("lin", tz="Asia/Shanghai")
        modal = await settings(at, lin)

        await at.after(lin.submit_view(modal, {"hours": "5"}))

        home = at.slack.home(lin)
        assert home is not None
        assert "Timezone: Asia/Shanghai" in str(home.body)

    play(tmp_path, scene)
