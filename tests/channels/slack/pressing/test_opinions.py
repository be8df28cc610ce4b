"""Sources and thumbs below an answer: for all who see it, but of a personal one for its person alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.channels.slack.people import CHANNEL
from bot.channels.slack.surfaces.answers import answer_posts
from bot.channels.slack.surfaces.post import Post
from bot.domain import Chunk, Citation, Reply, Section
from bot.prompts import bundled_prompts
from tests.channels.slack.office import Office, play
from tests.local_slack import Hands, Message

PASSAGE = "RTOS takes six weeks <!channel>, as the whole passage says."


async def answered(at: Office, hands: Hands, channel: str, *, personal: bool = False) -> Message:
    """Post an answer to somebody's question, and return it."""
    section = Section.SKILLS_TO_LEARN
    cited = (Citation(1, "c1", "edge", section, "Skills › RTOS", "RTOS takes six weeks"),)
    at.index.chunks["c1"] = Chunk("c1", "edge", section, "Skills › RTOS", PASSAGE, line=1, position=1)
    reply = Reply("Six weeks. [1]", "answer", citations=cited, personal=personal)
    thread = at.store.open_thread(at.id_of(hands), CHANNEL, title="RTOS")
    turn = at.store.append_turn(thread.thread_id, "How long is RTOS?", reply=reply)
    (post,) = answer_posts(replace(reply, turn_id=turn.turn_id), bundled_prompts())
    posted = await at.poster.post(channel, post, key=turn.turn_id)
    message = at.slack.message(channel, posted.ts)
    assert message is not None
    return message


def labels(message: Message) -> list[str]:
    return [each["text"]["text"] for each in message.blocks[-1]["elements"]]


def test_the_passages_are_shown_in_full_to_whoever_asks_for_them(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        message = await answered(at, ana, general)

        await at.after(ben.click(message, "sources"))

        (modal,) = at.slack.modals(ben)
        assert "as the whole passage says" in str(modal.body)
        assert "<!channel>" not in str(modal.body)

    play(tmp_path, scene)


def test_of_a_personal_answer_others_get_neither_sources_nor_a_say(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        message = await answered(at, ana, general, personal=True)

        await at.after(ben.click(message, "sources"))
        await at.after(ben.click(message, "helpful"))

        assert at.slack.modals(ben) == []
        assert at.store.feedback.all() == []
        assert len(at.slack.ephemerals(ben)) == 2
        await at.after(ana.click(message, "sources"))
        assert len(at.slack.modals(ana)) == 1

    play(tmp_path, scene)


def test_everybody_has_one_opinion_and_the_last_is_marked(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        message = await answered(at, ana, general)

        await at.after(ana.click(message, "helpful"))
        assert labels(message) == ["Sources", "👍 Noted", "👎"]
        await at.after(ana.click(message, "helpful"))
        await at.after(ben.click(message, "unhelpful"))

        assert labels(message) == ["Sources", "👍", "👎 Noted"]
        assert sorted(each.helpful for each in at.store.feedback.all()) == [False, True]
        assert "Six weeks." in message.words
        await at.after(ana.click(message, "unhelpful"))
        assert [each.helpful for each in at.store.feedback.all()] == [False, False]

    play(tmp_path, scene)


def test_an_opinion_of_what_one_person_alone_saw_is_thanked_for(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        public = await answered(at, ana, general, personal=True)
        message = await at.whisper(ana, general, Post(public.text, tuple(public.blocks)))

        await at.after(ana.click(message, "helpful"))

        assert [each.helpful for each in at.store.feedback.all()] == [True]
        assert at.slack.ephemerals(ana)[-1].text == "Noted, thank you."
        assert "Six weeks." in message.words

    play(tmp_path, scene)


def test_an_answer_that_is_no_longer_kept_says_so(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        message = await answered(at, ana, general)
        at.store.forget(at.id_of(ana))

        await at.after(ana.click(message, "helpful"))
        await at.after(ana.click(message, "sources"))

        assert [each.text for each in at.slack.ephemerals(ana)] == [
            "This answer is no longer kept. Ask the question again."
        ] * 2

    play(tmp_path, scene)
