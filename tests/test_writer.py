"""The model writes, code checks: what is not grounded never leaves the writer."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk

from bot.answering.finding import Finding, Statement, state
from bot.domain import Chunk, Composer, Fact, Section
from bot.errors import ModelNotFound
from bot.prompts import bundled_prompts
from bot.writer import Draft, Writer

CALM, TOOLS = "You may miss the calm.", "You may miss the old tools."


def chunk_of(chunk_id: str) -> Chunk:
    return Chunk(chunk_id, "doc", Section.REALITY_CHECK, "What you may miss", f"{CALM}\n{TOOLS}", 1, 1)


def finding(*texts: str, **fields: Any) -> Finding:
    statements = tuple(state(Fact(text, "doc/reality-check/miss", text)) for text in texts)
    return Finding("answer", statements, **{"open_ended": True, "question": "will it be bad?", **fields})


def write(found: Finding, model: Any, composer: Composer | None = None) -> Draft:
    draft = Draft([found], chunk_of)
    sent = list(Writer(bundled_prompts()).write(draft, model, composer=composer, stop=Event()))
    assert sent == draft.parts
    return draft


@pytest.mark.parametrize("continues", [True, False])
def test_a_grounded_sentence_is_sent_with_its_citation(scripted: Any, continues: bool) -> None:
    model = scripted(texts=[" the calm." if continues else CALM], continues_answers=continues)

    draft = write(finding(CALM), model)

    assert draft.text == "You may miss the calm [1]."
    assert draft.composer is Composer.LLM


@pytest.mark.parametrize("continues", [True, False])
def test_an_ungrounded_sentence_is_dropped_and_the_fact_said_plainly(scripted: Any, continues: bool) -> None:
    model = scripted(texts=[" a salary of $999."], continues_answers=continues)

    draft = write(finding(CALM), model)

    assert draft.text == "You may miss the calm [1]."
    assert draft.composer is Composer.EXTRACTIVE
    assert "$999" in draft.dropped[0].sentence


def test_one_good_and_one_bad_sentence_make_a_mixed_reply(scripted: Any) -> None:
    model = scripted(texts=[" the calm.", " the free lunches."], continues_answers=True)

    draft = write(finding(CALM, TOOLS), model)

    assert draft.text == "You may miss the calm [1]. Another thing to miss is the old tools [1]."
    assert draft.composer is Composer.MIXED


def test_the_model_continues_what_was_said_before(scripted: Any) -> None:
    model = scripted(texts=[" the calm.", " the old tools."], continues_answers=True)

    write(finding(CALM, TOOLS), model)

    assert [prompt[-1] for prompt in model.prompts] == [
        AIMessage("You may miss"),
        AIMessage("You may miss the calm. Another thing to miss is"),
    ]


def test_a_sentence_that_goes_wrong_is_put_back_on_track_once(scripted: Any) -> None:
    whole = "You may miss the calm, with hardly any noise."
    model = scripted(texts=[" the calm.", " with hardly any noise."], continues_answers=True)

    draft = write(finding(whole), model)

    assert draft.parts == ["You may miss the calm, with hardly any noise [1]."]
    assert draft.composer is Composer.MIXED


def test_only_the_first_sentence_of_a_ramble_is_heard(scripted: Any) -> None:
    model = scripted(texts=[" the calm. It is a great team. You will be rich."], continues_answers=True)

    assert write(finding(CALM), model).text == "You may miss the calm [1]."


def test_what_a_whole_answer_leaves_out_is_said_plainly(scripted: Any) -> None:
    draft = write(finding(CALM, TOOLS), scripted(texts=[f"{CALM} {CALM}"]))

    assert draft.text == "You may miss the calm [1]. Another thing to miss is the old tools [1]."
    assert draft.composer is Composer.MIXED
    assert [dropped.reason for dropped in draft.dropped] == ["repeats what was said"]


@pytest.mark.parametrize(
    "found",
    [
        finding(CALM, abstained=True),
        finding(CALM, open_ended=False),
        Finding("answer", (Statement("Two things", (), ("a", "b")),), open_ended=True),
    ],
)
def test_what_code_has_laid_out_is_not_given_to_the_model(scripted: Any, found: Finding) -> None:
    model = scripted(texts=["nothing"])

    draft = write(found, model)

    assert model.prompts == []
    assert draft.composer is Composer.EXTRACTIVE


def test_with_the_composer_extractive_the_model_is_not_asked(scripted: Any) -> None:
    model = scripted(texts=["nothing"])

    write(finding(CALM), model, Composer.EXTRACTIVE)

    assert model.prompts == []


def test_without_the_model_code_still_writes(scripted: Any) -> None:
    class Missing(type(scripted(texts=[]))):  # type: ignore[misc]
        @property
        def model_name(self) -> str:
            raise ModelNotFound("The bundled model is not installed.")

    draft = write(finding(CALM), Missing(texts=[]), Composer.EXTRACTIVE)

    assert draft.text == "You may miss the calm [1]."


@pytest.mark.parametrize(
    ("composer", "needed"), [(None, True), (Composer.LLM, True), (Composer.EXTRACTIVE, False)]
)
def test_a_model_is_needed_unless_code_writes_everything(
    scripted: Any, composer: Composer | None, needed: bool
) -> None:
    assert Writer(bundled_prompts()).needs(scripted(texts=[]), composer) is needed


def test_asked_to_write_in_one_go_the_model_is_not_begun_for(scripted: Any) -> None:
    model = scripted(texts=[CALM], continues_answers=True)

    draft = write(finding(CALM), model, Composer.LLM)

    assert isinstance(model.prompts[0][-1], HumanMessage)
    assert draft.composer is Composer.LLM


@pytest.mark.parametrize(
    ("question", "listed"),
    [("list what I may miss", True), ("would I be bored after all the big things?", False)],
)
def test_three_facts_are_a_list_only_where_one_is_asked_for(
    scripted: Any, question: str, listed: bool
) -> None:
    model = scripted(texts=[" the calm.", " the old tools.", " the people."], continues_answers=True)

    draft = write(finding(CALM, TOOLS, "You may miss the people.", question=question), model)

    assert ("\n- " in draft.text) is listed


def test_every_worked_example_is_grounded_in_its_own_evidence() -> None:
    from bot.composing import openings
    from bot.grounding import check
    from bot.writer import _sentences

    for example in bundled_prompts().worked_examples:
        facts = [Fact(text, "example", text) for text in example.evidence]
        for sentence in _sentences(iter([example.answer])):
            assert check(sentence, facts, openings(bundled_prompts())).supported, sentence


def test_how_fast_the_model_wrote_is_told_where_it_counts_tokens(scripted: Any) -> None:
    class Counting(scripted):  # type: ignore[misc]
        def _stream(self, *arguments: Any, **keywords: Any) -> Iterator[ChatGenerationChunk]:
            yield from super()._stream(*arguments, **keywords)
            usage = UsageMetadata(input_tokens=9, output_tokens=4, total_tokens=13)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=usage))

    counted = write(finding(CALM), Counting(texts=[CALM])).pace
    assert counted.tokens == 3  # the clock starts with the first
    assert counted.tokens_per_s == pytest.approx(3 / counted.seconds)
    assert write(finding(CALM), scripted(texts=[CALM])).pace.tokens_per_s is None
