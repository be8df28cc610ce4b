"""Builders for the eval's own tests: replies and outcomes as a coach would give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from bot.domain import Chunk, Citation, Composer, Fact, Message, Reply, Section, Trace
from eval.cases import Case, Expectation
from eval.metrics import Outcome

MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def chunk() -> Chunk:
    return Chunk(
        chunk_id="baker/skills-to-learn/1",
        pathway_id="baker",
        section=Section.SKILLS_TO_LEARN,
        heading="Skills to learn › Sourdough",
        text="Sourdough is critical and takes 10 weeks.",
        line=12,
        position=3,
    )


@pytest.fixture
def make_outcome(chunk: Chunk) -> MakeOutcome:
    def make(
        text: str,
        *,
        kind: str = "fact",
        question: str = "how long is sourdough?",
        expects: Expectation = Expectation.ANSWER,
        needs: Iterable[tuple[str, ...]] = (),
        forbids: Iterable[str] = (),
        action: str = "answer",
        abstained: bool = False,
        composer: Composer = Composer.EXTRACTIVE,
        quote: str | None = "takes 10 weeks",
        cites: bool = True,
        facts: Iterable[str] = (),
        elapsed_ms: float = 5.0,
    ) -> Outcome:
        citation = Citation(
            1, chunk.chunk_id, chunk.pathway_id, chunk.section, chunk.heading, quote or "not in there"
        )
        reply = Reply(
            text=text,
            action=action,
            abstained=abstained,
            citations=(citation,) if cites else (),
            composer=composer,
            trace=Trace(facts=tuple(Fact(fact, chunk.chunk_id, "Sourdough") for fact in facts)),
        )
        case = Case("case-1", kind, question, expects, needs=tuple(needs), forbids=tuple(forbids))
        return Outcome(case, reply, elapsed_ms, cited={chunk.chunk_id: chunk} if cites else {})

    return make


class ScriptedCoach:
    """Answers every message from a table, and keeps the messages that it got."""

    def __init__(self, replies: dict[str, Reply | Exception]) -> None:
        self.replies = replies
        self.messages: list[Message] = []

    def reply(self, message: Message) -> Reply:
        self.messages.append(message)
        found = self.replies[message.text]
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def scripted_coach() -> Callable[[dict[str, Reply | Exception]], ScriptedCoach]:
    return ScriptedCoach
