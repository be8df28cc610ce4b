"""A question about one pathway in, a finding out: the table that says who answers what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.answering import (
    arithmetic,
    claims,
    comparing,
    extremes,
    groups,
    horizons,
    listing,
    lookup,
    open_questions,
    ordering,
    pay,
    pointing,
    providers,
    reckoning,
    timeline,
)
from bot.answering.continuing import continue_from
from bot.answering.coverage import Coverage, judge
from bot.answering.finding import Finding, Statement, state
from bot.answering.lines import Line, Lines
from bot.answering.operation import settle_operation
from bot.answering.reading import Reading, read
from bot.answering.records import Kind
from bot.answering.topic import settle_topic
from bot.answering.view import PathwayView
from bot.answering.wording import put_plainly
from bot.domain import Focus, Pathway
from bot.embedding import Embedder
from bot.english import ordinary_words
from bot.language import has, join
from bot.prompts import Prompts
from bot.router import Router

Handler = Callable[[Reading, PathwayView], list[Statement]]

LOOKUPS: dict[str, Handler] = {
    "duration": lookup.duration,
    "importance": lookup.importance,
    "how": lookup.how,
    "why": lookup.why,
    "salary": lookup.salary,
    "difficulty": lambda _, view: lookup.whole("fact/difficulty", view),
    "demand": lambda _, view: lookup.whole("fact/demand", view),
    "skills": listing.skills,
    "transferable": listing.transferable,
    "phases": listing.phases,
    "tasks": listing.tasks,
    "resources": listing.resources,
    "plan": horizons.plan,
}
OPERATIONS: dict[str, Handler] = {
    "count": arithmetic.count,
    "sum": arithmetic.total,
    "extreme": extremes.extreme,
    "compare": comparing.compare,
    "list": listing.selected,
}
# Asked in this order before the router's operation counts: each speaks only where the form leaves no doubt.
BY_FORM: tuple[Handler, ...] = (
    timeline.place,
    pay.gap,
    groups.by_importance,
    groups.of_equal_length,
    providers.offered,
    reckoning.reckon,
)
OPEN_TOPICS = frozenset({"love", "miss", "challenges", "reality", "advice", "overview"})
# Lists that are worth narrowing to the one entry that a detailed question is about.
_NARROWED = {
    "tasks": (Kind.TASK, Kind.ACTION, Kind.RESOURCE),
    "resources": (Kind.RESOURCE, Kind.TASK, Kind.SKILL),
    "plan": (Kind.ACTION, Kind.TASK),
    "phases": (Kind.TASK, Kind.RESOURCE, Kind.ACTION),
    "how": (Kind.SKILL, Kind.TASK, Kind.RESOURCE, Kind.ACTION),
}
_FAR_AHEAD = 0.3  # how far a statement is ahead that a detailed question is about
_CLEAR = 0.08  # how far the nearest statement of a list must be ahead to be answered alone
_SURE = 0.55  # above this score of its topic the router is hardly ever wrong
_UNSURE = 0.35  # below this score of its topic the router guesses
_RECKONED = frozenset(
    {
        "duration",
        "importance",
        "skills",
        "phases",
        "tasks",
        "resources",
        "transferable",
        "how",
        "why",
        "plan",
        "difficulty",
    }
)
_ORDERED = frozenset({"phases", "tasks", "skills", "duration", "how", "resources", "importance"})
# What a topic needs to be named; "how long" may be asked of the whole transition too.
_SUBJECTS_OF_TOPIC: dict[str, tuple[Kind, ...]] = {
    "duration": (Kind.SKILL, Kind.PHASE),
    "importance": (Kind.SKILL,),
    "how": (Kind.SKILL, Kind.PHASE, Kind.TRANSFERABLE, Kind.RESOURCE),
    "why": (Kind.TRANSFERABLE,),
    "transferable": (Kind.TRANSFERABLE,),
}
_INSIDE = r"(?:do|doing|learn|build|work on|happens?|goes on|tackle) (?:\w+ )?(?:in|during|within|for)"
_NEAR = 0.75  # score of a statement that a question is surely about
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
        reading = read(put_plainly(question, self.view), self.view, self._router)
        if focus is None or not focus.topic:
            return reading
        return continue_from(reading, focus, self.view, lambda text: read(text, self.view, self._router))

    def answer(self, reading: Reading) -> Finding:
        """Return the statements that answer, or an abstention with what is known nearby."""
        if reading.picked:
            return self._finding("answer", reading, pointing.tell(reading.picked, self.view))
        best = self.lines.best(reading)
        coverage = judge(reading, best[0] if best else None, bare=self.lines.bare_cosine(reading))
        if reading.among and (chosen := pointing.among(reading, self.view, self.lines)):
            return self._finding("answer", reading, chosen)
        near_enough = coverage.covered or not reading.strange
        if near_enough and (due := horizons.certain(reading, self.view, self.lines)):
            return self._finding("answer", replace(reading, topic="plan", operation="lookup"), due)
        if not coverage.covered:
            if ordered := ordering.certain(reading, self.view, self.lines):
                return self._finding("answer", replace(reading, operation="order"), ordered)
            if corrected := claims.certain(reading, self.view):
                return self._finding("answer", replace(reading, operation="verify"), corrected)
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
        reading = replace(reading, topic=settle_topic(reading, view))
        reading = replace(reading, operation=settle_operation(reading, view))
        topic, operation = reading.topic, reading.operation
        reckoned = next((said for answer in BY_FORM if (said := answer(reading, view))), [])
        if operation == "verify" and not reckoned:
            checked = claims.check(reading, view, self.lines)
            if checked:
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
            and (narrow := self._narrow(reading, anywhere=True))
        ):
            return narrow, True
        reading = self._with_subject(reading)
        if topic in OPEN_TOPICS or topic in ("uncovered", "offtopic"):
            return open_questions.answer(reading, view, self.lines), True
        reading = self._with_phase(reading)
        if topic in _NARROWED and (narrow := self._narrow(reading)):
            return narrow, False
        if topic in ("transferable", "why") and (held := self._transferable(reading)):
            return held, True
        handler = LOOKUPS.get(topic)
        statements = handler(reading, view) if handler else []
        return statements or self._narrow(reading, anywhere=True), False

    def _is_list(self, reading: Reading) -> bool:
        """Whether a question surely asks what a phase holds: "to do in the last phase before I apply"."""
        inside = reading.topic in ("tasks", "resources") and reading.confidence >= _SURE
        asks = reading.operation == "lookup" or (
            has(_INSIDE, reading.text) and not ordering.concerns(reading)
        )
        return inside and asks and bool(reading.named(Kind.PHASE))

    def _transferable(self, reading: Reading) -> list[Statement]:
        """Return the one skill that a question describes without naming it, where one is clearly nearest."""
        if reading.named(Kind.TRANSFERABLE) or not reading.residue:
            return []
        held = self.lines.best(reading, kinds=(Kind.TRANSFERABLE,), least=_FAIR, most=2)
        clear = len(held) == 1 or (len(held) == 2 and held[0].cosine - held[1].cosine >= _CLEAR)
        return [state(held[0].fact)] if clear else []

    def _with_phase(self, reading: Reading) -> Reading:
        """Find the phase of "materials for the stage with pointers" by the statement its words point at."""
        described = reading.topic in ("tasks", "resources") and has(
            self.view.lexicon["phase_words"], reading.text
        )
        if not described or not reading.anchors or reading.named(Kind.PHASE):
            return reading
        for line in self.lines.best(reading, kinds=(Kind.TASK, Kind.RESOURCE), least=_FAIR, most=1):
            phase = self.view.record(f"phase/{line.record.phase}")
            if line.anchored and phase is not None:
                return replace(reading, subjects=(*reading.subjects, phase), anchors=())
        return reading

    def _with_subject(self, reading: Reading) -> Reading:
        """Find what a question is about that names nothing, by the statement that its words point at."""
        wanted = _SUBJECTS_OF_TOPIC.get(reading.topic)
        if wanted is None or reading.named(*wanted):
            return reading
        pointed = [r for r in reading.subjects if r.phase]  # "the phase of that course"
        pointed += [line.record for line in self.lines.best(reading, least=_NEAR, most=2) if line.anchored]
        for record in pointed:
            phase = (
                self.view.record(f"phase/{record.phase}") if record.phase and Kind.PHASE in wanted else None
            )
            subject = record if record.kind in wanted else phase
            if subject is not None:
                return replace(reading, subjects=(*reading.subjects, subject))
        return reading

    def _narrow(self, reading: Reading, *, anywhere: bool = False) -> list[Statement]:
        """Return the entry that a detailed question is about, where its words point at one."""
        if reading.topic == "how" and reading.named(Kind.SKILL) and not anywhere:
            return []
        kinds = None if anywhere else _NARROWED.get(reading.topic)
        lines = self.lines.best(reading, kinds=kinds, least=_FAIR, most=4)
        if not anywhere:
            ahead = len(lines) > 1 and lines[0].score - lines[1].score >= _FAR_AHEAD
            lines = [line for line in lines if line.anchored or (ahead and line is lines[0])]
            lines = [line for line in lines if self._fits(reading, line)]
        if not lines:
            return []
        close = [
            line
            for line in lines
            if line.score >= lines[0].score - 0.06 and line.anchored >= lines[0].anchored
        ]
        return [state(line.fact) for line in close[:2]]

    def _fits(self, reading: Reading, line: Line) -> bool:
        """Whether a statement lies within the phase and the horizon that the question restricts itself to."""
        phases = set(reading.phases) | {r.phase for r in reading.named(Kind.PHASE)}
        if phases and line.record.phase and line.record.phase not in phases:
            return False
        return not (reading.horizon and line.record.horizon and line.record.horizon != reading.horizon)

    def _abstain(self, reading: Reading, coverage: Coverage) -> Finding:
        view, prompts = self.view, self.view.prompts
        pathway = view.pathway
        what = prompts.say("what_is_covered", from_role=pathway.from_role, to_role=pathway.to_role)
        if coverage.off_topic:
            statements = [Statement(f"{prompts.say('outside')} {what}", ())]
        else:
            missing = join([f'"{_as_said(word, reading.text)}"' for word in coverage.missing[:2]], last="or")
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
        return self._finding("abstain", reading, statements, abstained=True)

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
        listed = () if reading.picked else _listed(statements, view)
        if reading.continued and not listed:
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
            statements=tuple(_shortened(statements, view.pathway)),
            open_ended=open_ended,
            abstained=abstained,
            record_ids=tuple(ids[:4]),
            listed=listed,
            topic=reading.topic,
            operation=reading.operation,
            pathway_id=view.pathway.pathway_id,
            understood=f"{reading.operation} · {reading.topic}" + (f" · {subjects}" if subjects else ""),
            question=reading.text,
        )


def _listed(statements: Sequence[Statement], view: PathwayView) -> tuple[str, ...]:
    """Return the ids of the records that the statements list, in their order; none of a single one."""
    stated = [fact for statement in statements for fact in statement.rests_on]
    place = {fact: index for index, fact in reversed(list(enumerate(stated)))}
    found = {
        r.record_id: min(place[fact] for fact in (*r.facts, r.in_list) if fact in place)
        for r in view.records
        if r.kind is not Kind.TITLE and any(fact in place for fact in (*r.facts, r.in_list))
    }
    return tuple(sorted(found, key=found.__getitem__)) if len(found) > 1 else ()


def _as_said(word: str, text: str) -> str:
    """Return a word in the spelling in which it was said: "norway" was "Norway"."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return found.group() if found else word


def _shortened(statements: list[Statement], pathway: Pathway) -> list[Statement]:
    """Name the move in full once only: "It is rated challenging" after "The move from A to B takes …"."""
    move = f"The move from {pathway.from_role} to {pathway.to_role} "
    shortened: list[Statement] = []
    for statement in statements:
        if shortened and shortened[-1].text.startswith((move, "It ")) and statement.text.startswith(move):
            statement = replace(statement, text=f"It {statement.text[len(move) :]}")
        shortened.append(statement)
    return shortened
