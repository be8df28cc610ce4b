"""What people press does what it says, once, for themselves alone, and its outcome stands in its place."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.check_ins import check_in_post
from bot.channels.slack.surfaces.elements import actions, button, section
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.proposals import proposal_post
from bot.commitments import Draft
from bot.domain import CheckIn, CommitmentStatus, Delivery, DeliveryKind, Recurrence
from tests.channels.slack.office import FRIDAY, Office, buttons, play, values
from tests.local_slack import delayed

OPEN, PROPOSED, DONE = CommitmentStatus.OPEN, CommitmentStatus.PROPOSED, CommitmentStatus.DONE


def test_a_confirmed_proposal_is_saved_and_says_so_in_place_of_its_buttons(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read a <!channel> chapter")

        await at.after(ana.click(message, "confirm"))

        (kept,) = at.desk.commitments.open(at.id_of(ana))
        assert kept.status is OPEN
        assert "Saved: read a &lt;!channel&gt; chapter, by Friday, 6 March 2026." in message.words
        assert buttons(message) == ["undo"]
        assert "Shall I save this?" not in [block.get("text", {}).get("text") for block in message.blocks]

    play(tmp_path, scene)


def test_a_confirmation_is_undone_and_asks_again(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        await at.after(ana.click(message, "confirm"))

        await at.after(ana.click(message, "undo"))

        assert at.desk.commitments.open(at.id_of(ana)) == []
        assert "“read” is a proposal again" in message.words
        assert buttons(message) == ["confirm", "change_date", "not_now"]
        assert "Saved: " not in "".join(str(block) for block in message.blocks)

    play(tmp_path, scene)


def test_a_second_undo_takes_nothing_more_back(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        await at.after(ana.click(message, "confirm"))
        await at.after(ana.click(message, "undo"))

        await at.after(ana.click(message, "undo", version=-2))

        assert [each.status for each in at.store.commitments.find(at.id_of(ana))] == [PROPOSED]
        assert "“read” is not saved yet." in message.words

    play(tmp_path, scene)


def test_what_was_not_the_last_change_is_not_undone_by_its_button(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        await at.after(ana.click(message, "confirm"))
        later = at.promise(ana, "write")

        await at.after(ana.click(message, "undo"))

        assert at.now(later).status is OPEN
        assert len(at.desk.commitments.open(at.id_of(ana))) == 2
        assert "Something else was changed after this" in message.words

    play(tmp_path, scene)


def test_pressing_twice_does_it_once(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")

        first, second = ana.click(message, "confirm"), ana.click(message, "confirm", version=0)
        await at.after(first)
        await at.after(second)

        (kept,) = at.desk.commitments.open(at.id_of(ana))
        assert [
            each.kind.value for each in at.desk.commitments.history(at.id_of(ana), kept.commitment_id)
        ] == ["proposed", "confirmed"]

    play(tmp_path, scene)


def test_an_old_button_changes_nothing_and_says_how_it_stands(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        message = await at.listed(ana, read)
        at.desk.commitments.move(read.person_id, read.commitment_id, date(2026, 3, 9))

        await at.after(ana.click(message, "done"))

        assert at.now(read).status is OPEN
        assert "“read” is open, due Monday, 9 March 2026." in message.words
        assert buttons(message) == ["done", "more"]

        await at.after(ana.click(message, "done"))
        assert at.now(read).status is DONE

    play(tmp_path, scene)


def test_a_press_on_an_older_view_of_a_message_brings_no_button_back(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.listed(ana, at.promise(ana, "read"), at.promise(ana, "write"))
        reading, writing = values(message, "done")

        await at.after(ana.click(message, "done", value=reading))
        await at.after(ana.click(message, "done", value=writing, version=0))

        assert at.desk.commitments.open(at.id_of(ana)) == []
        assert "done" not in buttons(message)

    play(tmp_path, scene)


def test_another_persons_button_does_nothing_and_tells_nothing(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        secret = at.promise(ana, "leave my job")
        press = Press(Action.DONE, secret.commitment_id, secret.version)
        posted = await at.poster.post(
            general, Post("?", (section("?"), actions(button("Done", press)))), key="k"
        )
        message = at.slack.message(general, posted.ts)
        assert message is not None

        await at.after(ben.click(message, "done"))

        assert at.now(secret) == secret
        assert "I know no such commitment of yours" in at.slack.words_visible_to(ben)
        assert "leave my job" not in at.slack.words_visible_to(ben)
        assert "I know no such commitment" not in at.slack.words_visible_to(ana)

    play(tmp_path, scene)


@pytest.mark.parametrize(
    ("chosen", "moment"),
    [("Snooze for an hour", "today, 10:00"), ("Snooze until tomorrow", "tomorrow, 09:00")],
)
def test_a_snoozed_one_says_when_it_comes_back(tmp_path: Path, chosen: str, moment: str) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        at.clock.now = at.clock.now.replace(day=9)
        message = await at.listed(ana, read)

        await at.after(ana.pick(message, "more", chosen))

        assert at.now(read).snoozed_until is not None
        assert f"I will remind you of “read” {moment}." in message.words

    play(tmp_path, scene)


def test_what_was_not_kept_can_be_planned_anew_explained_or_undone(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        at.clock.now = at.clock.now.replace(day=9)
        message = await at.listed(ana, read)

        await at.after(ana.click(message, "missed"))

        assert at.now(read).status is CommitmentStatus.MISSED
        assert "Noted as missed: read." in message.words
        assert buttons(message) == ["replan", "why", "undo"]

        await at.after(ana.click(message, "why"))
        (modal,) = at.slack.modals(ana)
        await at.after(ana.submit_view(modal, {"why": "I was ill"}))

        assert at.desk.commitments.history(read.person_id, read.commitment_id)[-1].why == "I was ill"
        assert "Noted with “read”: I was ill" in message.words

        await at.after(ana.click(message, "replan"))
        (modal,) = at.slack.modals(ana)
        await at.after(ana.submit_view(modal, {"date": "2026-03-12"}))

        assert (at.now(read).status, at.now(read).due_on) == (OPEN, date(2026, 3, 12))
        assert "now due Thursday, 12 March 2026" in message.words

    play(tmp_path, scene)


def test_one_of_several_proposals_in_a_whisper_is_settled_and_the_others_are_asked_again(
    tmp_path: Path,
) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        proposals = at.propose(ana, Draft("read", FRIDAY), Draft("write", FRIDAY))
        message = await at.whisper(ana, general, proposal_post(proposals, at.teller(ana)))

        await at.after(ana.click(message, "confirm", value=values(message, "confirm")[0]))

        assert [each.text for each in at.desk.commitments.open(at.id_of(ana))] == ["read"]
        assert "Saved: read" in message.words
        assert buttons(message) == ["undo", "confirm", "change_date", "not_now"]

    play(tmp_path, scene)


def test_a_list_in_a_whisper_keeps_its_other_rows(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        promised = [at.promise(ana, "read"), at.promise(ana, "write")]
        message = await at.whisper(ana, general, commitments_post(promised, at.teller(ana)))

        await at.after(ana.click(message, "done", value=values(message, "done")[0]))

        assert "Done: read." in message.words
        assert buttons(message) == ["undo", "done", "more"]

    play(tmp_path, scene)


def test_a_whisper_that_cannot_be_changed_any_more_is_followed_by_a_direct_message(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        message = await at.whisper(
            ana, general, proposal_post(at.propose(ana, Draft("read", FRIDAY)), at.teller(ana))
        )
        url_is_good_for = 30 * 60
        delivery = ana.click(message, "change_date")
        await at.after(delivery)
        (modal,) = at.slack.modals(ana)
        at.slack.clock.advance(url_is_good_for + 1)

        await at.after(ana.submit_view(modal, {"date": "2026-03-09"}))

        (told,) = at.slack.bot_messages(at.slack.dm(ana))
        assert buttons(told) == ["confirm", "change_date", "not_now"]
        assert "Monday, 9 March" in told.words

    play(tmp_path, scene)


def test_stop_is_for_the_one_who_asked(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        stop = Press(Action.STOP, item_id=f"of {at.id_of(ana)}")
        posted = await at.poster.post(general, Post("…", (actions(button("Stop", stop)),)), key="k")
        message = at.slack.message(general, posted.ts)
        assert message is not None

        await at.after(ben.click(message, "stop"))
        await at.after(ana.click(message, "stop"))

        assert at.stopped == [(f"of {at.id_of(ana)}", at.id_of(ben)), (f"of {at.id_of(ana)}", at.id_of(ana))]
        assert [each.text for each in at.slack.ephemerals(ben)] == [
            "Only the person who asked can stop an answer, and only until it is finished."
        ]
        assert at.slack.ephemerals(ana) == []

    play(tmp_path, scene)


def test_a_button_that_is_none_of_ours_is_left_alone_and_one_that_cannot_be_read_says_so(
    tmp_path: Path,
) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        foreign = {"type": "button", "action_id": "foreign", "text": {"type": "plain_text", "text": "?"}}
        broken = {**foreign, "action_id": "done", "value": "garbage"}
        message = await at.write(ana, Post("?", (actions(foreign, broken),)))

        await at.after(ana.click(message, "foreign"))
        assert at.slack.ephemerals(ana) == []

        await at.after(ana.click(message, "done"))
        assert ["This button is not one that I know" in each.text for each in at.slack.ephemerals(ana)] == [
            True
        ]

    play(tmp_path, scene)


def test_dropping_asks_first_and_ends_a_series(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read", recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR"))
        message = await at.listed(ana, read)

        await at.after(ana.pick(message, "more", "Drop…"))
        assert at.now(read).status is OPEN
        (modal,) = at.slack.modals(ana)
        await at.after(ana.submit_view(modal))

        assert at.desk.commitments.open(at.id_of(ana)) == []
        assert "Dropped: read." in message.words

    play(tmp_path, scene)


def test_without_time_for_a_form_one_is_asked_to_press_again(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read", None)
        delivery = ana.click(message, "change_date")
        at.slack.clock.advance(4)

        await at.after(delivery)

        assert at.slack.modals(ana) == []
        assert [each.text for each in at.slack.ephemerals(ana)] == [
            "The form did not open in time. Press again."
        ]

    play(tmp_path, scene)


def test_a_proposal_gets_its_time_from_a_form_and_asks_again_in_place(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        await at.after(ana.click(message, "change_date"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"date": "2026-03-09", "time": "18:00"}))

        (proposal,) = at.desk.commitments.proposals(at.id_of(ana))
        assert (proposal.due_on, proposal.due_time) == (date(2026, 3, 9), time(18))
        assert "Monday, 9 March, 18:00 (in 7 days), Europe/Oslo" in message.words
        assert "Friday" not in str(message.blocks)
        await at.after(ana.click(message, "confirm"))
        assert [each.due_time for each in at.desk.commitments.open(at.id_of(ana))] == [time(18)]

    play(tmp_path, scene)


def test_a_series_begins_on_the_day_that_is_picked(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        proposals = at.propose(ana, Draft("read", FRIDAY, recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR")))
        message = await at.write(ana, proposal_post(proposals, at.teller(ana)))
        await at.after(ana.click(message, "change_date"))
        (modal,) = at.slack.modals(ana)

        await at.after(ana.submit_view(modal, {"date": "2026-03-10"}))

        recurrence = at.now(proposals[0]).recurrence
        assert recurrence is not None
        assert recurrence.rule == "FREQ=WEEKLY;BYDAY=TU"

    play(tmp_path, scene)


def test_a_check_in_is_answered_by_its_menu(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        read = at.promise(ana, "read")
        at.clock.now = at.clock.now.replace(day=9)
        person = at.store.person(at.id_of(ana))
        asks = Delivery("d", person.person_id, DeliveryKind.CHECK_IN, at.clock.now, read.commitment_id)
        check_in = CheckIn("m", person, "You wanted to read. How did it go?", (asks,), (read,))
        message = await at.write(ana, check_in_post(check_in, at.teller(ana)))

        await at.after(ana.pick(message, "snooze", "Snooze for an hour"))

        assert "I will remind you of “read” today, 10:00." in message.words
        assert "How did it go?" in message.words
        assert buttons(message) == ["undo"]

    play(tmp_path, scene)


def test_a_full_message_holds_the_outcomes_of_all_its_rows(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        words = "write & rewrite " * 100
        promised = [at.promise(ana, f"{number} {words}", if_then=words) for number in range(10)]
        at.clock.now = at.clock.now.replace(day=9)
        message = await at.listed(ana, *promised)

        for value in values(message, "missed"):
            await at.after(ana.click(message, "missed", value=value))

        assert at.desk.commitments.open(at.id_of(ana)) == []
        assert buttons(message) == ["replan", "why", "undo"] * 10

    play(tmp_path, scene)


def test_two_presses_at_a_time_both_stand_in_the_message(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        promised = [at.promise(ana, f"read {number}") for number in range(5)]
        message = await at.listed(ana, *promised)

        pressed = [ana.click(message, "done", value=value, version=0) for value in values(message, "done")]
        for delivery in pressed:
            await at.after(delivery)

        assert at.desk.commitments.open(at.id_of(ana)) == []
        assert "done" not in buttons(message)

    play(tmp_path, scene)


def test_a_fault_is_told_to_who_pressed_without_what_the_machine_knows_of_it(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        proposals = at.propose(ana, Draft("read", FRIDAY))
        message = await at.whisper(ana, general, proposal_post(proposals, at.teller(ana)))
        at.desk.commitments.now = None  # type: ignore[method-assign,assignment]

        await at.after(ana.click(message, "confirm"))

        assert at.slack.ephemerals(ana)[-1].text.startswith("Something went wrong on my side")

    play(tmp_path, scene, faults=True)


def test_a_proposal_that_has_changed_since_is_not_confirmed_unseen(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.proposed(ana, "read")
        (proposal,) = at.desk.commitments.proposals(at.id_of(ana))
        at.desk.commitments.set_date(proposal.person_id, proposal.commitment_id, date(2026, 3, 9))

        await at.after(ana.click(message, "confirm"))

        assert at.now(proposal).status is PROPOSED
        assert "“read” is not saved yet." in message.words
        assert "Monday, 9 March" in message.words
        assert buttons(message) == ["confirm", "change_date", "not_now"]

    play(tmp_path, scene)


def test_a_whisper_asks_again_only_for_what_it_asked_for(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        at.propose(ana, Draft("sleep", FRIDAY))
        at.clock.now = at.clock.now.replace(hour=10)
        proposals = at.propose(ana, Draft("read", FRIDAY))
        message = await at.whisper(ana, general, proposal_post(proposals, at.teller(ana)))

        await at.after(ana.click(message, "not_now"))

        assert "Not saved: read." in message.words
        assert buttons(message) == ["undo"]

    play(tmp_path, scene)


def test_a_message_that_changes_slowly_ends_with_all_that_was_pressed(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        message = await at.listed(ana, at.promise(ana, "read"), at.promise(ana, "write"))
        reading, writing = values(message, "done")
        at.slack.faults.add("chat.update", delayed(0.5))

        first = ana.click(message, "done", value=reading)
        await at.slack.until(lambda: len(at.desk.commitments.open(at.id_of(ana))) == 1)
        await at.after(ana.click(message, "done", value=writing, version=0))
        await at.after(first)

        assert "done" not in buttons(message)

    play(tmp_path, scene)
