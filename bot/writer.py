"""Writes a reply from a finding: in code's own words, or by the model, each sentence grounded."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from bot import grounding
from bot.answering.finding import Finding, Statement
from bot.budget import Prompt, fit_for
from bot.composing import (
    Citations,
    Composers,
    Line,
    asks_for_list,
    in_plain_words,
    join_paragraphs,
    openings,
    say,
    speak,
    what_is_lost,
    with_marks,
)
from bot.domain import Chunk, Composer, Dropped, Fact, Usage
from bot.errors import ModelError
from bot.prompts import Prompts

_END = re.compile(r"([.!?][\"')\]]*)\s+(?=[\"'(]*[A-Z])|()\n+")
_MOST_FACTS = 4  # more than that is a list, which code lays out better
_MOST_TOKENS = 80  # of one sentence
_ATTEMPTS = 2
_OF_DOCUMENTS = ("answer", "abstain")  # what coaching says is laid out already


@dataclass
class Pace:
    """How fast a model writes: tokens, and the time between the first of each text and its end."""

    tokens: int = 0
    seconds: float = 0.0

    @property
    def tokens_per_s(self) -> float | None:
        """None where nothing was written, or it came all at once."""
        return self.tokens / self.seconds if self.tokens > 0 and self.seconds > 0 else None


class Draft:
    """A reply in the making: what the tools found, in order, and the one of it that is being written."""

    def __init__(self, findings: Sequence[Finding], chunk_of: Callable[[str], Chunk]) -> None:
        self.findings = tuple(findings)
        self.finding = self.findings[0]
        self.citations = Citations(chunk_of)
        self.composer = Composer.EXTRACTIVE
        self.model: str | None = None
        self.usage = Usage()
        self.pace = Pace()
        self.dropped: list[Dropped] = []
        self.parts: list[str] = []
        self.reworded: list[Statement] = []

    @property
    def text(self) -> str:
        """What the reader sees."""
        return join_paragraphs(self.parts)

    @property
    def stated(self) -> tuple[Fact, ...]:
        """The evidence; what code computed from it stands there as its own words."""
        computed = [
            Fact(" ".join([statement.text, *statement.items]), fact.chunk_id, fact.quote)
            for statements in (*(finding.statements for finding in self.findings), self.reworded)
            for statement in statements
            for fact in statement.rests_on[:1]
        ]
        found = [fact for finding in self.findings for fact in finding.facts]
        return tuple(dict.fromkeys([*found, *computed]))

    def add(self, text: str) -> str:
        """Take a finished part and return it as it is to be sent."""
        self.parts.append(text)
        return text


class Writer:
    """Knows the prompt. One for all conversations."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self._openings = openings(prompts)
        self._composers = Composers(prompts.composers)
        self.static: tuple[BaseMessage, ...] = (
            SystemMessage(prompts.instructions),
            *(
                message
                for example in prompts.worked_examples
                for message in (
                    HumanMessage(self.render(example.evidence, example.question)),
                    AIMessage(example.answer),
                )
            ),
        )

    def render(self, evidence: Sequence[str], question: str) -> str:
        """Return the last message of a prompt."""
        return self._prompts.say("task", notes="\n".join(evidence), question=question)

    def needs(self, model: BaseChatModel, composer: Composer | None) -> bool:
        """Whether any reply is written by the model, so that it is worth loading."""
        return self._composers.needs_model(_name_of(model), composer)

    def write(
        self, draft: Draft, model: BaseChatModel, *, composer: Composer | None, stop: Event
    ) -> Iterator[str]:
        """Yield the reply's parts as they are ready, and fill the draft. `stop` raises Cancelled."""
        finding = draft.finding
        chosen = self._composers.choose(finding, _name_of(model), composer)
        if chosen is Composer.EXTRACTIVE or not self._may_be_written(finding):
            yield from self._plainly(draft)
            return
        lines = speak(finding.statements, self._prompts)
        if chosen is Composer.MIXED and getattr(model, "continues_answers", False):
            yield from self._line_by_line(draft, model, lines, stop=stop)
        else:
            yield from self._at_once(draft, model, lines, stop=stop)

    def _may_be_written(self, finding: Finding) -> bool:
        """Not a list, a sentence that code has composed, or what was done: these are laid out already."""
        if finding.action != "answer" or finding.abstained:
            return False
        if not 0 < len(finding.statements) <= _MOST_FACTS:
            return False
        if any(not s.rests_on or s.items or "\n" in s.text for s in finding.statements):
            return False
        return not (asks_for_list(finding.question, self._prompts) and len(finding.statements) > 2)

    def _plainly(self, draft: Draft) -> Iterator[str]:
        """Say the finding in code's own words."""
        finding = draft.finding
        statements: Sequence[Statement] = finding.statements
        if finding.action in _OF_DOCUMENTS:
            statements = in_plain_words(statements, finding.question, self._prompts)
            draft.reworded += statements
        for statement in statements:
            yield draft.add(say(statement, draft.citations))

    def _line_by_line(
        self, draft: Draft, model: BaseChatModel, lines: Sequence[Line], *, stop: Event
    ) -> Iterator[str]:
        """Begin each sentence for the model; say in plain words what it does not get right."""
        answer, own, helped = "", 0, 0
        for line in lines:
            sentence, verdict = "", grounding.Verdict(False)
            begun = line.lead
            for attempt in range(_ATTEMPTS):
                sentence = self._continued(draft, model, lines, begun=begun, answer=answer, stop=stop)
                verdict = grounding.check(sentence, [_fact(line)], self._openings)
                if verdict.supported and (lost := what_is_lost(sentence, line.text)):
                    verdict = grounding.Verdict(False, reason=lost)
                if verdict.supported:
                    own, helped = own + (attempt == 0), helped + (attempt > 0)
                    break
                draft.dropped.append(Dropped(sentence, verdict.reason))
                begun = _back_on_track(sentence, line.text)
            if not verdict.supported:
                sentence = line.text
            answer = f"{answer} {sentence}".strip()
            yield draft.add(with_marks(sentence, draft.citations.cite(line.statement.rests_on)))
        if own + helped:
            draft.composer = Composer.LLM if own == len(lines) else Composer.MIXED

    def _continued(
        self,
        draft: Draft,
        model: BaseChatModel,
        lines: Sequence[Line],
        *,
        answer: str,
        begun: str,
        stop: Event,
    ) -> str:
        """Return the sentence that the model makes of its beginning, behind what was said before."""
        evidence = [line.text for line in lines]
        said = f"{answer} {begun}".strip()
        sentence = begun + "".join(self._stream(draft, model, evidence, begun=said, stop=stop)).rstrip()
        return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."

    def _at_once(
        self, draft: Draft, model: BaseChatModel, lines: Sequence[Line], *, stop: Event
    ) -> Iterator[str]:
        """Let the model write the whole answer, send what is grounded, and say the rest in plain words."""
        facts = {_fact(line): line for line in lines}
        left = list(lines)
        texts = [line.text for line in lines]
        for sentence in _sentences(self._stream(draft, model, texts, stop=stop)):
            verdict = grounding.check(sentence, list(facts), self._openings)
            news = [
                line
                for line in (facts[fact] for fact in verdict.facts)
                if line in left and not what_is_lost(sentence, line.text, texts)
            ]
            if not verdict.supported or not news:
                draft.dropped.append(Dropped(sentence, verdict.reason or "repeats what was said"))
                continue
            left = [line for line in left if line not in news]
            rests_on = [fact for line in news for fact in line.statement.rests_on]
            yield draft.add(with_marks(sentence, draft.citations.cite(rests_on)))
        if left == lines:
            yield from self._plainly(draft)
            return
        draft.composer = Composer.MIXED if left else Composer.LLM
        for line in left:
            yield draft.add(say(line.statement, draft.citations))

    def _stream(
        self, draft: Draft, model: BaseChatModel, evidence: Sequence[str], *, begun: str = "", stop: Event
    ) -> Iterator[str]:
        prompt = Prompt(self.static, (), tuple(evidence), draft.finding.question)
        messages = fit_for(model, prompt, render=self.render, max_tokens=_MOST_TOKENS)
        if begun:
            messages.append(AIMessage(begun))
        ends = ["\n", ". "] if begun else ["\n"]
        draft.model = getattr(model, "model_name", None)
        begun_s: float | None = None
        for chunk in model.stream(
            messages, config={"tags": ["nostream"]}, max_tokens=_MOST_TOKENS, stop=ends, cancel=stop
        ):
            begun_s = begun_s or time.perf_counter()
            if isinstance(chunk, AIMessageChunk) and chunk.usage_metadata:
                used, before = usage_of(chunk), draft.usage
                # The first token was there when the clock was started.
                draft.pace.tokens += max(0, used.completion_tokens - 1)
                draft.pace.seconds += time.perf_counter() - begun_s
                draft.usage = Usage(
                    before.prompt_tokens or used.prompt_tokens,
                    before.cached_tokens or used.cached_tokens,
                    before.completion_tokens + used.completion_tokens,
                )
            yield str(chunk.text)


def usage_of(message: AIMessage) -> Usage:
    """Return what a model says that a message cost; nothing where it does not say."""
    used: Any = message.usage_metadata
    if not used:
        return Usage()
    cached = (used.get("input_token_details") or {}).get("cache_read", 0)
    return Usage(used["input_tokens"], cached, used["output_tokens"])


def _name_of(model: BaseChatModel) -> str | None:
    """Return what replies call a model; None for one that is missing, which matters only where it writes."""
    try:
        return getattr(model, "model_name", None)
    except ModelError:
        return None


def _fact(line: Line) -> Fact:
    """Return a line as one fact, to hold a sentence against."""
    fact = line.statement.rests_on[0]
    return Fact(line.text, fact.chunk_id, fact.quote)


def _back_on_track(sentence: str, text: str) -> str:
    """Return how `text` begins, up to and with the first word that `sentence` does not share."""
    said, wanted = sentence.rstrip(".").split(), text.split()
    shared = next((at for at, (a, b) in enumerate(zip(said, wanted, strict=False)) if a != b), len(said))
    return " ".join(wanted[: shared + 1])


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Cut what streams in into sentences; the last one only if it is finished."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        while match := _END.search(buffer):
            if sentence := buffer[: match.end(match.lastindex or 0)].strip():
                yield sentence
            buffer = buffer[match.end() :]
    if buffer.strip().endswith((".", "!", "?")):
        yield buffer.strip()
