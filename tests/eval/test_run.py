from bot.domain import Chunk, Citation, Composer, Message, Reply
from bot.errors import BadQuestion
from eval.cases import Case, Expectation
from eval.run import ask_cases, in_conversation


def _case(question: str, *history: str) -> Case:
    return Case("case-1", "fact", question, Expectation.ANSWER, history)


def test_earlier_turns_are_asked_first_in_the_same_thread(scripted_coach) -> None:
    coach = scripted_coach(
        {
            "what is sourdough?": Reply(text="Bread.", action="answer", thread_id="t1"),
            "really?": Reply(text="Yes.", action="answer", thread_id="t1"),
            "how long?": Reply(text="Ten weeks.", action="answer", thread_id="t1"),
        }
    )
    case = _case("how long?", "what is sourdough?", "really?")
    [outcome] = ask_cases(coach, [case], chunk_of=lambda _: None, composer=Composer.EXTRACTIVE)
    assert outcome.reply.text == "Ten weeks."
    assert coach.messages == [
        Message("what is sourdough?", person_id="case-1", thread_id=None, composer=Composer.EXTRACTIVE),
        Message("really?", person_id="case-1", thread_id="t1", composer=Composer.EXTRACTIVE),
        Message("how long?", person_id="case-1", thread_id="t1", composer=Composer.EXTRACTIVE),
    ]


def test_every_case_starts_a_thread_of_its_own(scripted_coach) -> None:
    coach = scripted_coach(
        {"a": Reply("A.", "answer", thread_id="t1"), "b": Reply("B.", "answer", thread_id="t2")}
    )
    list(ask_cases(coach, [_case("a"), _case("b")], chunk_of=lambda _: None))
    assert [message.thread_id for message in coach.messages] == [None, None]


def test_cited_chunks_are_found_and_unknown_ones_left_out(scripted_coach, chunk: Chunk) -> None:
    citations = tuple(
        Citation(number, chunk_id, "baker", chunk.section, chunk.heading, "Sourdough")
        for number, chunk_id in enumerate((chunk.chunk_id, "baker/nowhere"), start=1)
    )
    coach = scripted_coach({"a": Reply("A.", "answer", citations=citations)})
    [outcome] = ask_cases(coach, [_case("a")], chunk_of={chunk.chunk_id: chunk}.get)
    assert outcome.cited == {chunk.chunk_id: chunk}


def test_a_question_that_the_coach_refuses_is_a_wrong_outcome_and_the_next_is_asked(scripted_coach) -> None:
    coach = scripted_coach({"a": BadQuestion("It is empty."), "b": Reply("B.", "answer")})
    first, second = ask_cases(coach, [_case("a"), _case("b")], chunk_of=lambda _: None)
    assert (first.reply.action, first.reply.text) == ("error", "BadQuestion: It is empty.")
    assert second.reply.text == "B."


def test_what_stands_alone_is_asked_again_after_the_question_before_it_by_somebody_else() -> None:
    cases = [_case("a"), _case("b", "earlier"), _case("c")]
    later = in_conversation(cases)
    assert [(case.history, case.question) for case in later] == [(("c",), "a"), (("a",), "c")]
    assert {case.case_id for case in later} == {"case-1-later"}
    assert in_conversation([]) == []
