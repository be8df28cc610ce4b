from bot.domain import Chunk, Citation, Composer, Message, Reply
from bot.errors import BadQuestion
from eval.cases import Case, Expectation
from eval.metrics import Outcome
from eval.run import Replies, Subject, ask_cases, in_conversation


def _ask(coach: Replies, *cases: Case, composer: Composer | None = None, **rest: object) -> list[Outcome]:
    subject = Subject(coach, **rest)
    return list(ask_cases(lambda case: subject, cases, composer=composer))


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
    [outcome] = _ask(coach, case, composer=Composer.EXTRACTIVE)
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
    _ask(coach, _case("a"), _case("b"))
    assert [message.thread_id for message in coach.messages] == [None, None]


def test_cited_chunks_are_found_and_unknown_ones_left_out(scripted_coach, chunk: Chunk) -> None:
    citations = tuple(
        Citation(number, chunk_id, "baker", chunk.section, chunk.heading, "Sourdough")
        for number, chunk_id in enumerate((chunk.chunk_id, "baker/nowhere"), start=1)
    )
    coach = scripted_coach({"a": Reply("A.", "answer", citations=citations)})
    [outcome] = _ask(coach, _case("a"), chunks=[chunk])
    assert outcome.cited == {chunk.chunk_id: chunk}


def test_a_question_that_the_coach_refuses_is_a_wrong_outcome_and_the_next_is_asked(scripted_coach) -> None:
    coach = scripted_coach({"a": BadQuestion("It is empty."), "b": Reply("B.", "answer")})
    first, second = _ask(coach, _case("a"), _case("b"))
    assert (first.reply.action, first.reply.text) == ("error", "BadQuestion: It is empty.")
    assert second.reply.text == "B."


def test_what_the_index_finds_is_kept_where_a_needed_fact_stands_in_a_chunk(scripted_coach, chunk) -> None:
    coach = scripted_coach({"a": Reply("A.", "answer"), "b": Reply("B.", "answer")})
    gold = Case("case-1", "fact", "a", Expectation.ANSWER, needs=(("10 weeks",),))
    found, unmeasured = _ask(coach, gold, _case("b"), chunks=[chunk], search=lambda query: [f"for {query}"])
    assert (found.gold, found.ranked) == ({chunk.chunk_id}, ("for a",))
    assert (unmeasured.gold, unmeasured.ranked) == (frozenset(), ())


def test_each_case_is_asked_of_its_own_subject(scripted_coach) -> None:
    subjects = {
        question: Subject(scripted_coach({question: Reply(question, "answer")}), titles=(question,))
        for question in ("a", "b")
    }
    found = list(ask_cases(lambda case: subjects[case.question], [_case("a"), _case("b")]))
    assert [(one.reply.text, one.titles) for one in found] == [("a", ("a",)), ("b", ("b",))]


def test_what_stands_alone_is_asked_again_after_the_question_before_it_by_somebody_else() -> None:
    cases = [_case("a"), _case("b", "earlier"), _case("c")]
    later = in_conversation(cases)
    assert [(case.history, case.question) for case in later] == [(("c",), "a"), (("a",), "c")]
    assert {case.case_id for case in later} == {"case-1-later"}
    assert in_conversation([]) == []
