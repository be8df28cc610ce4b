"""Attacks are carried out everywhere where their words could do harm."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import Chunk, Document, Section
from eval.attacks.judges import got_through
from eval.attacks.owned import HARMLESS
from eval.attacks.run import carry_out
from eval.attacks.stage import Stage
from tests.eval.attacks.conftest import Attacked, make_attack
from tests.eval.attacks.naive import ANSWER


def test_a_persons_words_are_shown_printed_and_written_everywhere(attacked: Attacked) -> None:
    seen = attacked(text="water the ferns")

    assert all("water the ferns" in text for text in (seen.tables[0], seen.calendars[0][0], seen.pages[0][0]))
    assert all(HARMLESS in text for text in (seen.calendars[0][1], seen.pages[0][1]))
    assert sum("water the ferns" in text for text in seen.printed) >= 6
    assert len(seen.slack[0].posts) == 5
    assert got_through(seen) == {}


def test_every_passage_of_a_document_is_shown_as_if_it_were_an_answer(stage: Stage) -> None:
    chunk = Chunk("a/1", "a", Section.BODY, "Fees", "It costs \x1b[2J 5.", line=1, position=1)
    stage = replace(stage, documents={"a": Document("a", "A\x07", (chunk,))}, notices={"a": ["odd\x9b"]})

    (seen,) = carry_out(stage, [make_attack("what?", file="a.md", document="…")])

    assert len(got_through(seen)["steers"]) >= 3
    assert len(seen.slack) == 2


def test_with_the_model_the_last_message_gets_another_reply(attacked: Attacked) -> None:
    assert [reply.text for reply in attacked("one", "two", model=True).replies] == [ANSWER] * 3


def test_the_victims_ids_stand_in_their_places(attacked: Attacked, stage: Stage) -> None:
    seen = attacked("drop {commitment_id}", thread="{thread_id}")
    assert seen.attack.says == (f"drop {stage.victim.commitment_id}",)
    assert seen.attack.thread == stage.victim.thread_id
