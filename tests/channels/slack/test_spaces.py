"""A channel's pathway is set by who invited the bot or by an admin, and everybody there is told."""

from __future__ import annotations

from pathlib import Path

from bot.channels.slack.people import CHANNEL
from tests.channels.slack.office import Office, play
from tests.local_slack import Hands

EDGE = "backend-developer-to-edge-ai-engineer"


async def typed(at: Office, hands: Hands, text: str, channel: str) -> str:
    """Type a command, and return what its person alone was told."""
    await at.after(hands.slash("/coach", text, channel))
    return at.slack.ephemerals(hands, channel)[-1].text


def pathway(at: Office, channel: str) -> str | None:
    return at.store.spaces.pathway(CHANNEL, f"{at.slack.team_id}:{channel}")


def test_who_invited_the_bot_sets_it_and_the_channel_is_told_in_one_line(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben, with_bot=False)
        ana.invite_bot(general)
        await at.after_all()

        said = await typed(at, ana, f"pathway {EDGE}", general)

        assert said == "Set. I told the channel."
        assert pathway(at, general) == EDGE
        (told,) = at.slack.bot_messages(general)
        assert (
            told.text == f"Questions in this channel are about this pathway: {at.index.pathways[EDGE].title}."
        )
        assert at.index.pathways[EDGE].title in await typed(at, ben, "pathway", general)

    play(tmp_path, scene)


def test_a_member_who_is_neither_changes_nothing(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, with_bot=False)
        ana.invite_bot(general)
        ben.join(general)
        await at.after_all()

        said = await typed(at, ben, f"pathway {EDGE}", general)

        assert said == "The pathway of a channel is set by who invited me, or by an admin of the workspace."
        assert pathway(at, general) is None
        assert at.slack.bot_messages(general) == []

    play(tmp_path, scene)


def test_an_admin_sets_it_and_takes_it_back(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ada = at.person("ada", is_admin=True)
        general = at.slack.add_channel("general", ada)

        await typed(at, ada, f"pathway {EDGE.upper()}", general)
        assert pathway(at, general) == EDGE

        await typed(at, ada, "pathway none", general)
        assert pathway(at, general) is None
        assert "no particular pathway" in at.slack.bot_messages(general)[-1].text

    play(tmp_path, scene)


def test_a_channel_that_the_bot_is_not_in_is_not_told_and_that_is_said(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ada = at.person("ada", is_owner=True)
        general = at.slack.add_channel("general", ada, private=True, with_bot=False)

        said = await typed(at, ada, f"pathway {EDGE}", general)

        assert "I could not write that into the channel." in said
        assert pathway(at, general) == EDGE

    play(tmp_path, scene)


def test_in_a_direct_message_it_is_the_persons_own(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        room = at.slack.dm(ana)

        said = await typed(at, ana, f"pathway {EDGE}", room)

        assert said == f"Your pathway: {at.index.pathways[EDGE].title}."
        assert at.store.person(at.id_of(ana)).pathway_id == EDGE
        assert at.index.pathways[EDGE].title in await typed(at, ana, "pathway", room)
        assert await typed(at, ana, "pathway none", room) == "You have not chosen a pathway."

    play(tmp_path, scene)


def test_for_one_that_there_is_not_the_nearest_are_named(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ada = at.person("ada", is_admin=True)
        general = at.slack.add_channel("general", ada)

        assert f"Did you mean {EDGE}?" in await typed(at, ada, "pathway edge-ai", general)
        assert await typed(at, ada, "pathway zzz", general) == (
            "There is no pathway “zzz”. /coach pathway lists them."
        )
        assert pathway(at, general) is None

    play(tmp_path, scene)


def test_who_brings_a_colleague_in_invites_no_bot(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        event = {"type": "member_joined_channel", "user": ben.id, "channel": general, "inviter": ana.id}
        own = {"user_id": at.slack.bot_user_id, "is_bot": True}

        await at.spaces.joined({"team_id": at.slack.team_id, "event": event, "authorizations": [own]})

        assert at.store.spaces.inviters(CHANNEL, f"{at.slack.team_id}:{general}") == set()

    play(tmp_path, scene)
