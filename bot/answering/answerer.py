"""A question about one pathway in, a finding out. Who answers what: handlers.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.answering import (
    arithmetic,
    claimed_places,
    claims,
    describing,
    despite,
    entries,
    gone,
    horizons,
    nearby,
    noted,
    open_questions,
    ordering,
    own_pay,
    pay,
    per_phase,
    plain,
    pointing,
    presence,
    suiting,
    timeline,
    unranked,
)
from bot.answering.continuing import continue_from
from bot.answering.coverage import Coverage, judge
from bot.answering.finding import Finding, Statement, state
from bot.answering.handlers import BY_FORM, LOOKUPS, OPERATIONS
from bot.answering.lacking import attribute_lacked, missed_again, parts_lacked
from bot.answering.lines import Line, Lines
from bot.answering.operation import settle_operation
from bot.answering.reading import Reading, read
from bot.answering.records import Kind
from bot.answering.several import focus_of, joined, split_questions, two_nouns
from bot.answering.shaping import as_said, listed_in, shortened, with_sequels
from bot.answering.storytelling import without_story
from bot.answering.topic import settle_topic
from bot.answering.view import PathwayView
from bot.answering.wording import put_plainly
from bot.domain import Focus, Pathway
from bot.embedding import Embedder
from bot.english import ordinary_words
from bot.language import has, join
from bot.prompts import Prompts
from bot.router import Router

OPEN_TOPICS = frozenset({"love", "miss", "challenges", "reality", "advice", "overview"})
# Of the move, each answered apart where a message names two of them.
_ASPECTS = frozenset({"salary", "demand", "difficulty", "duration", "skills", "challenges", "love", "miss"})
_ASPECT = 0.4  # score of the topic of a word that names an aspect
_SURE = 0.55  # above this score of its topic the router is hardly ever wrong
_UNSURE = 0.35  # below this score of its topic the router guesses
_RECKONED = frozenset(
    "duration importance skills phases tasks resources transferable how why plan difficulty".split()
)
_ORDERED = frozenset({"phases", "tasks", "skills", "duration", "how", "resources", "importance"})
_INSIDE = r"(?:do|doing|learn|build|work on|happens?|goes on|tackle) (?:\w+ )?(?:in|during|within|for)"
_MOST_QUESTIONS = 3  # that one message may ask
_CERTAIN = 0.8  # of a question that is answered beside one that is not
_MOST_SPOKEN_OF = 6  # records that a conversation is about at once
_FAIR = 0.5  # score of a statement that is worth saying where nothing better is known


class Answerer:
    """Answers questions about one pathway. Made once per index generation; threads may share it."""

    def __init__(
        self, pathway: Pathway, prompts: Prompts, router: Router, embedder: Embedder, *, cache: Path | None
    ) -> None:
        self.view = PathwayView(pathway, prompts, ordinary_words())
        self.lines = Lines(self.view, embedder, cache)
        self._router = router

    def read(self, question: str, focus: Focus | None = None) -> Reading:
        """Read a question, with what the conversation is about."""
        text = put_plainly(question, self.view)
        whole = self._read_one(text, focus)
        parts = split_questions(text)
        if len(parts) == 1:
            parts = self._two_topics(text) or parts
        return replace(whole, parts=tuple(parts), focus=focus) if 1 < len(parts) <= _MOST_QUESTIONS else whole

    def asked(self, message: str) -> str:
        """Return what a long message asks, without the story around it."""
        return without_story(message, self.view)

    def answer(self, reading: Reading) -> Finding:
        """Return the statements that answer, or an abstention with what is known nearby.

        Several questions are answered one after the other, each as if it followed the one before it.
        """
        if not reading.parts:
            return self._answer_one(reading)
        found: list[Finding] = []
        focus = reading.focus
        for part in reading.parts:
            leans = bool(found) and found[-1].abstained and self._leans(part)
            found.append(found[-1] if leans else self._answer_one(self._read_one(part, focus)))
            focus = focus_of(found[-1], focus)
        # What is told again of what was spoken of needs no judgement.
        answered = [
            1.0 if each.confidence is None or self._names_one(part) else each.confidence
            for each, part in zip(found, reading.parts, strict=True)
            if not each.abstained
        ]
        if len(answered) < len(found) and max(answered, default=0.0) < _CERTAIN:
            return self._answer_one(reading)
        return joined([self._named(each, part) for each, part in zip(found, reading.parts, strict=True)])

    def _two_topics(self, text: str) -> list[str]:
        """Return the two aspects of the move that a few words ask for, each as a question."""
        pair = two_nouns(text)
        routes = [self._router.route(f"{noun}?") for noun in pair]
        sure = all(route.topic_scores[route.topic] >= _ASPECT for route in routes)
        topics = {route.topic for route in routes}
        return [f"{noun}?" for noun in pair] if len(topics) == 2 and sure and topics <= _ASPECTS else []

    def _leans(self, part: str) -> bool:
        """Whether a question asks on about what the one before it named: "how much of it?"."""
        alone = self._read_one(part, None)
        points = has(self.view.lexicon["ellipsis"]["pronoun"], part)
        return points and not (alone.subjects or alone.anchors or alone.importances or alone.phases)

    def _names_one(self, part: str) -> bool:
        """Whether a question names a skill or a phase, of which something is surely said."""
        return bool(self._read_one(part, None).named(Kind.SKILL, Kind.PHASE))

    def _named(self, finding: Finding, question: str) -> Finding:
        """Say which of several questions it is that is not covered."""
        if not finding.abstained:
            return finding
        said = self.view.prompts.say("part_not_covered", question=question.strip(" ?.!,;"))
        return replace(finding, statements=(Statement(said, ()),))

    def _read_one(self, text: str, focus: Focus | None) -> Reading:
        reading = parts_lacked(attribute_lacked(read(text, self.view, self._router), self.view), self.view)
        if focus is not None and (missed := missed_again(reading, focus, self.view)):
            return missed
        if focus is None or not focus.topic:
            return reading
        return continue_from(reading, focus, self.view, lambda text: read(text, self.view, self._router))

    def _answer_one(self, reading: Reading) -> Finding:
        if reading.picked:
            return self._finding("answer", reading, pointing.tell(reading.picked, self.view))
        if reading.told:
            return self._finding("answer", reading, [state(fact) for fact in reading.told])
        if reading.summed:
            return self._finding("answer", reading, arithmetic.add_up(reading.summed, reading, self.view))
        if reading.others:
            return self._finding("answer", reading, pointing.list_of(reading.others, self.view))
        if reading.admitted:
            found = self._finding("abstain", reading, [Statement(reading.admitted, ())], abstained=True)
            return replace(found, missing=reading.missing)
        if reading.lacking:
            return self._abstain(reading, Coverage(False))
        best = self.lines.best(reading)
        coverage = judge(reading, best[0] if best else None, self.view, bare=self.lines.bare_cosine(reading))
        found = self._as_covered(reading, coverage, best)
        return replace(found, confidence=coverage.probability)

    def _as_covered(self, reading: Reading, coverage: Coverage, best: Sequence[Line]) -> Finding:
        """Answer as far as the question is covered, or where its form alone leaves no doubt."""
        if reading.among and (chosen := pointing.among(reading, self.view, self.lines)):
            return self._finding("answer", reading, chosen)
        for tell in (gone.renamed, noted.asked):
            if said := tell(reading, self.view, self.lines):
                return self._finding("answer", reading, said)
        if unsaid := suiting.unsaid(reading, self.view) or unranked.unsaid(reading, self.view):
            return self._finding("abstain", reading, unsaid, abstained=True)
        if some := presence.partly(reading, self.view):
            return self._finding("answer", reading, some)
        if wrong := claimed_places.misplaced(reading, self.view):
            return self._finding("answer", replace(reading, topic="plan"), wrong)
        if thing := presence.missing(reading, self.view, self.lines):
            return self._abstain(reading, Coverage(False, missing=(thing,)))
        topic, said = entries.answer(reading, self.view)
        if not said:
            topic, said = plain.answer(reading, self.view, self.lines)
        if said:
            return self._finding("answer", replace(reading, topic=topic, operation="lookup"), said)
        near_enough = coverage.covered or not reading.strange
        if near_enough and (due := horizons.certain(reading, self.view, self.lines)):
            return self._finding("answer", replace(reading, topic="plan", operation="lookup"), due)
        if not coverage.covered:
            if found := despite.answer(reading, self.view, self.lines):
                return self._finding("answer", *found)
            if not coverage.off_topic and (warned := noted.advised(reading, self.view)):
                return self._finding("answer", reading, warned)
            return self._abstain(reading, coverage)
        statements, open_ended = self._statements(reading)
        if not statements and best and best[0].score >= _FAIR:
            statements, open_ended = open_questions.nearest(reading, self.view, self.lines), True
        if not statements:
            return self._abstain(reading, Coverage(False))
        return self._finding("answer", reading, statements, open_ended=open_ended)

    def _statements(self, reading: Reading) -> tuple[list[Statement], bool]:
        """Return what to say, and whether the model may say it in its own words."""
        view = self.view
        if reading.importances and not reading.subjects:
            reading = describing.with_subject(reading, view, self.lines)
        reading = replace(reading, topic=settle_topic(reading, view))
        reading = replace(reading, operation=settle_operation(reading, view))
        topic, operation = reading.topic, reading.operation
        # What is told of oneself claims nothing.
        own = pay.beyond(reading, view) or own_pay.of_own(reading, view) or timeline.place(reading, view)
        if some := open_questions.some(reading, view) or own or per_phase.by_number(reading, view):
            return some, False
        reckoned = next((said for answer in BY_FORM if (said := answer(reading, view))), [])
        if operation == "verify" and not reckoned:
            checked = claims.check(reading, view, self.lines)
            if checked or (
                reading.confidence < _SURE and (checked := describing.pointed(reading, self.lines))
            ):
                return checked, False
        elif operation in ("lookup", "order") and (
            correction := claims.contradicted(reading, view, self.lines)
        ):
            return correction, False
        if reckoned:
            return reckoned, False
        ordered_topic = operation == "order" and topic in _ORDERED
        if (ordered_topic or ordering.concerns(reading)) and not self._is_list(reading):
            ordered = ordering.order(reading, view, self.lines)
            if ordered:
                return ordered, False
        counted = operation == "count" or topic in _RECKONED
        if operation == "extreme" and topic == "plan":
            counted = False
        if operation in OPERATIONS and counted and (done := OPERATIONS[operation](reading, view)):
            return done, False
        if (
            reading.route.topic_scores.get(topic, 0.0) < _UNSURE
            and not reading.continued
            and (narrow := describing.narrow(reading, view, self.lines, anywhere=True))
        ):
            return narrow, True
        reading = describing.with_subject(reading, view, self.lines)
        if topic in OPEN_TOPICS or topic in ("uncovered", "offtopic"):
            return open_questions.answer(reading, view, self.lines), True
        reading = describing.with_phase(reading, view, self.lines)
        several = topic == "resources" and len(reading.named(Kind.RESOURCE, Kind.TITLE)) > 1
        if (
            topic in describing.NARROWED
            and not several
            and (narrow := describing.narrow(reading, view, self.lines))
        ):
            return narrow, False
        if topic in ("transferable", "why") and (held := describing.transferable(reading, view, self.lines)):
            return held, True
        handler = LOOKUPS.get(topic)
        statements = handler(reading, view) if handler else []
        return statements or describing.narrow(reading, view, self.lines, anywhere=True), False

    def _is_list(self, reading: Reading) -> bool:
        """Whether a question surely asks what a phase holds: "to do in the last phase before I apply"."""
        inside = reading.topic in ("tasks", "resources") and reading.confidence >= _SURE
        asks = reading.operation == "lookup" or (
            has(_INSIDE, reading.text) and not ordering.concerns(reading)
        )
        return inside and asks and bool(reading.named(Kind.PHASE))

    def _abstain(self, reading: Reading, coverage: Coverage) -> Finding:
        view, prompts = self.view, self.view.prompts
        pathway = view.pathway
        what = prompts.say("what_is_covered", from_role=pathway.from_role, to_role=pathway.to_role)
        if coverage.off_topic:
            statements = [Statement(f"{prompts.say('outside')} {what}", ())]
        elif missed := nearby.near_miss(reading, view):
            statements = missed
        else:
            missing = join([f'"{as_said(word, reading.text)}"' for word in coverage.missing[:2]], last="or")
            opening = (
                prompts.say("not_covered_word", words=missing) if missing else prompts.say("not_covered")
            )
            near = open_questions.nearby(reading, view, self.lines)
            rest = (
                [Statement(f"{prompts.say('nearby')} {near[0].text}", near[0].rests_on), *near[1:]]
                if near
                else []
            )
            statements = [Statement(opening, ()), *(rest or [Statement(what, ())])]
        found = self._finding("abstain", reading, statements, abstained=True)
        return replace(found, missing=as_said(coverage.missing[0], reading.text) if coverage.missing else "")

    def _finding(
        self,
        action: str,
        reading: Reading,
        statements: list[Statement],
        *,
        open_ended: bool = False,
        abstained: bool = False,
    ) -> Finding:
        view = self.view
        stated = {fact for statement in statements for fact in statement.rests_on}
        answered = [r for r in view.records if stated & set(r.facts)]
        named = list(reading.subjects)
        if reading.operation == "compare" and statements:  # "it" is then the one that is said to have more
            said = statements[0].text
            named.sort(key=lambda r: said.index(r.name) if r.name in said else len(said))
        alone = reading.operation == "order" and not any(statement.items for statement in statements)
        listed = () if reading.picked or alone else listed_in(statements, view)
        kept = reading.continued or any(r.record_id in reading.listed for r in named)
        if kept and not listed:
            listed = reading.listed
        # What was answered is spoken of next; a list is not, nor the answer "before the one you named".
        if reading.operation in ("order", "extreme") and not reading.has("aux", view.lexicon):
            answered.sort(key=lambda r: r in named)
            named = []
        elif len(answered) > 3 or any(r in named for r in answered):
            answered = []
        ids = [r.record_id for r in dict.fromkeys([*named, *answered])]
        ids += [i for i in reading.earlier if i not in ids]
        subjects = join([r.name for r in reading.subjects][:3])
        return Finding(
            action=action,
            statements=tuple(shortened(with_sequels(statements, view), view.pathway)),
            open_ended=open_ended,
            abstained=abstained,
            record_ids=tuple(ids[:_MOST_SPOKEN_OF]),
            listed=listed,
            topic=reading.topic,
            operation=reading.operation,
            pathway_id=view.pathway.pathway_id,
            understood=f"{reading.operation} · {reading.topic}" + (f" · {subjects}" if subjects else ""),
            question=reading.text,
        )
