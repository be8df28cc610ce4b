"""Which tools does a message call for? What it does decides first, then the router's scores and thresholds.

What nobody may be left alone with comes before all else; an answer to what the coach has asked comes next.
Then what the message does, as far as it concerns something that is there; what is left is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.acts import Act, ActKind
from bot.acts.clauses import split_clauses
from bot.acts.machine_talk import is_machine_talk
from bot.answering import suiting
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.coaching.completing import asks_what_is_left_of_phase, completed
from bot.coaching.condensing import one_report_each
from bot.coaching.desk import Session
from bot.coaching.meaning import undated
from bot.coaching.own_plan import Question, wishes_the_move
from bot.coaching.passing import is_sure_of_oneself, news_in
from bot.coaching.relevance import REPORTS, SHOWS, relevant
from bot.coaching.reporting import rest_of
from bot.coaching.rewording import reworded
from bot.coaching.settling import promised_beside, reads_as_answer
from bot.coaching.several import reported
from bot.coaching.skipping import skipped
from bot.coaching.sourcing import asks_for_sources
from bot.dates import read_hours
from bot.domain import Focus
from bot.foreign import is_foreign
from bot.language import content_stems, has
from bot.profile import Told
from bot.router import Route
from bot.talk import TALK, about_coach, is_short, kind_of_talk, only_greets
from bot.tools import CoachContext

SETTLED = ("refer", "decline", "reply_to_coach", "show_sources")  # tools whose choice no model may overrule

_CONCERNS = ("distress", "legal", "medical", "visa")
_NAMES_ONE = 2  # words of a thing to do that names one: a verb and what it is done to
_NOWHERE = ("uncovered", "offtopic", "smalltalk", "capabilities")
# News that are told whole, with nothing else beside them; who is leaving a job asks about the move.
_NO_DISTRESS = ("pausing", "giving_up", "idle", "feat", "leaving")
_FAINT = 0.25  # score of small talk below which even a few words are taken for a question
_MOST_CALLS = 4
# The tool of each act that does something, and the arguments that it has beside the words.
TOOL_OF: dict[ActKind, tuple[str, dict[str, Any]]] = {
    ActKind.PROMISE: ("propose_commitment", {}),
    ActKind.DONE: ("close_commitment", {"outcome": "done"}),
    ActKind.PARTLY: ("close_commitment", {"outcome": "partly"}),
    ActKind.MISSED: ("close_commitment", {"outcome": "missed"}),
    ActKind.DROP: ("close_commitment", {"outcome": "dropped"}),
    ActKind.MOVE: ("move_commitment", {}),
    ActKind.SNOOZE: ("snooze_commitment", {}),
    ActKind.LIST: ("list_commitments", {}),
    ActKind.NEXT: ("next_tasks", {}),
    ActKind.PLAN: ("show_plan", {}),
    ActKind.TELL: ("update_profile", {}),
    ActKind.WHO: ("update_profile", {}),
    ActKind.REVIEW: ("weekly_review", {}),
    ActKind.QUIET: ("set_reminders", {"on": False}),
    ActKind.REMIND: ("set_reminders", {"on": True}),
    ActKind.UNDO: ("undo_last", {}),
}
_STEP = re.compile(r"\b(?:next|my|first|a|small\w*|one) steps?\b", re.IGNORECASE)  # of one's own
# "How many hours a week" is no question about a week.
_PACE = re.compile(
    r"\b(?:hours?|hrs?|h|days?|minutes?|times) (?:a|per|each|every|in the) (?:week|month)\b", re.IGNORECASE
)
_TELLING = (ActKind.TELL, ActKind.PROMISE, ActKind.DONE, ActKind.PARTLY, ActKind.MISSED)
_WORDLESS = (ActKind.QUIET, ActKind.REMIND, ActKind.UNDO)
_ORDERED = ("phase/", "task/", "action/")  # what a record's id begins with that has one before and one behind
_INTRODUCED = 0.3  # score of what is told of oneself
_A_LITTLE = "2 hours"  # that are enough for whoever finds it all too much
# "Finished phase 1 yesterday" says who did it as "I finished it" does; "Tom has finished it" says otherwise.
_OWN_REPORT = re.compile(
    r"\b(?:i|we)\b|^\W*(?:(?:and|but|so|ok(?:ay)?|well|now|then|also|just|finally|already|not|never|\w+ly)\W+)*"
    r"(?:\w+ed|done|did|got|read|made|built|wrote|ran|took|went|learnt|missed|skipped|drop|cancel|forget|scrap)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|that|this|these|those|they|them|so|enough|too|also|still|there|then)\b", re.IGNORECASE
)
_TOOLS = frozenset(tool for tool, _ in TOOL_OF.values())


@dataclass(frozen=True, slots=True)
class Call:
    """A tool and its arguments."""

    tool: str
    arguments: dict[str, Any] = field(default_factory=dict)


def choose_tools(message: str, context: CoachContext) -> list[Call]:
    """Return the tools that a message calls for, in order; at least one."""
    knowledge = context.knowledge
    if has(knowledge.prompts.lexicon["cues"]["despair"], message):
        return [Call("refer", {"concern": "distress"})]
    said = context.session.mended(message)
    pending = context.session.pending
    if (pending is None or pending.kind == "report") and (several := reported(context.session, said)):
        outcome = next(iter(several.values()))
        return [Call("close_commitment", {"words": said, "outcome": outcome.value})]
    if skipped(context.session, said) is not None:
        return [Call("close_commitment", {"words": said, "outcome": "dropped"})]
    if rest_of(context.session, said) is not None:
        return [Call("close_commitment", {"words": said, "outcome": "done"})]
    if reworded(context.session, said):
        return [Call("move_commitment", {"words": said})]
    if reads_as_answer(context.session, said):
        answer = Call("reply_to_coach", {"words": said})
        more = promised_beside(context.session, said)
        return [answer, Call("propose_commitment", {"words": more})] if more else [answer]
    if context.history and asks_for_sources(message):
        return [Call("show_sources")]
    last_action = context.history[-1].reply.action if context.history else ""
    topic = context.focus.topic if context.focus and last_action == "answer" else ""
    if meant := completed(said, last_action, context.session.now, topic=topic):
        return [Call(tool, dict(arguments)) for tool, arguments in meant]
    if kind := about_coach(message, said, knowledge.prompts.lexicon):
        return [Call("small_talk", {"kind": kind})]
    return _wanted(said, message, context)


def _wanted(said: str, message: str, context: CoachContext) -> list[Call]:
    """Return the tools for what a message says itself: a trouble, what it does, what it asks."""
    knowledge, pathway_id = context.knowledge, context.pathway_id
    # What somebody needs does not depend on what was spoken of before: distress after a question is distress.
    reading = knowledge.read(message, pathway_id, None) if pathway_id else None
    route = reading.route if reading else knowledge.route(message)
    # What somebody is in need of may stand in the story around the question.
    told = knowledge.asked(message, pathway_id) != message
    needs = knowledge.route(message) if told else route
    concern = max(_CONCERNS, key=lambda name: needs.topic_scores[name])
    spoken = has(knowledge.prompts.lexicon["cues"].get(concern, "(?!)"), message)
    concerned = _is_concern(concern, needs, named=bool(reading and reading.subjects), spoken=spoken)
    concerned = concerned and not _asks_an_aspect(message, context)
    news = _news(said, context)
    discouraged = news == "giving_up"
    if concerned and concern == "distress" and news not in _NO_DISTRESS:
        return [Call("refer", {"concern": concern})]
    if done := list(_calls_of_acts(said, message, context)):
        return done
    names = [record.name for record in reading.subjects] if reading else []
    if is_foreign(message, names=names) and is_foreign(message, names=knowledge.titles_named(message)):
        return [Call("decline", {"reason": "other_language"})]
    if concerned and news not in _NO_DISTRESS:
        return [Call("refer", {"concern": concern})]
    last_action = context.history[-1].reply.action if context.history else ""
    if last_action != "answer" and not undated(context.session, said).strip(" .,!"):
        return [Call("reply_to_coach", {"words": said})]  # a day alone answers something
    if discouraged or news == "overwhelmed":
        return [Call("small_talk", {"kind": "overwhelmed"}), Call("next_tasks", {"words": _A_LITTLE})]
    return [_answer_or_talk(message, context, route)]


def _calls_of_acts(said: str, message: str, context: CoachContext) -> Iterator[Call]:
    """Yield the tools for what a message does, and for the question in it; nothing where it only asks.

    `said` is the message with its spelling mended; the documents mend a question towards their own words.
    """
    session = context.session
    read = session.desk.acts.read(said, session.now)
    asked = context.knowledge.asked(said, context.pathway_id)
    if asked != said:  # "50 minutes late" in a story are no time at hand
        read = [act for act in read if _is_meant(act, asked, session)]
        said = asked
    if not session.open_commitments() and _only_tells(read, _news(said, context)):
        return  # there is nothing that it could be a report on
    acts = relevant(read, session, _question(read, said, context, written=message))
    done = [act for act in acts if act.kind is not ActKind.OTHER]
    ordered = has(context.knowledge.prompts.lexicon["cues"]["orders"], message)
    if ordered or is_machine_talk(message, _TOOLS):  # a promise is asked about before it is one
        done = [act for act in done if act.kind is ActKind.PROMISE]
    if not done:
        return
    done = list(one_report_each(done, session, said))
    for act in _gathered(done)[:_MOST_CALLS]:
        tool, arguments = TOOL_OF[act.kind]
        yield Call(tool, arguments if act.kind in _WORDLESS else {**arguments, "words": act.words})
    if any(act.asks for act in acts if act.kind is ActKind.OTHER):
        alone = _asked_alone(acts, message)
        reported = any(act.kind is ActKind.DONE for act in done)
        if reported and any(asks_what_is_left_of_phase(act.words) for act in acts if act.asks):
            yield Call("show_plan", {"words": alone, "part": "phase_left"})
        else:
            yield Call("answer_question", {"question": alone})


def _is_meant(act: Act, asked: str, session: Session) -> bool:
    """Whether an act in a story counts.

    Nothing is shown for its sake, what others did is no report, skills are noted that the pathway knows, and
    towns set no clock.
    """
    if act.kind in SHOWS:
        return act.words.strip(" .?!") in asked
    if act.kind in REPORTS and not _OWN_REPORT.search(act.words):
        return False
    told = session.desk.profile_reader.read(act.words, session.now) if act.kind is ActKind.TELL else Told()
    doubtful = bool(told) and not replace(told, skills=(), place=None)
    return not doubtful or is_sure_of_oneself(told, session)


def _asked_alone(acts: Sequence[Act], message: str) -> str:
    """Return the question of a message without what is told beside it, where it points at none of that."""
    told = [act for act in acts if not act.asks]
    asked = " ".join(act.words for act in acts if act.asks and act.kind is ActKind.OTHER)
    # "2 hours a day, how many months?" asks with the hours.
    apart = all(act.kind is ActKind.TELL and read_hours(act.words) is None for act in told)
    return asked if apart and not _POINTS.search(asked) else message


def _question(acts: Sequence[Act], message: str, context: CoachContext, *, written: str) -> Question:
    """Return what a message asks, and what of the documents it speaks of.

    `written` is the message before its spelling was mended: names of documents are no slips.
    """
    asks = "?" in message or any(act.asks for act in acts)
    knowledge, pathway_id = context.knowledge, context.pathway_id
    document, follows = knowledge.documents_meant(written, context.focus)
    if pathway_id is None:
        return Question(message, asks, document=document, follows=follows)
    focus = context.focus
    continued = bool(focus and knowledge.read(message, pathway_id, focus).continued)
    # What somebody tells of themselves beside a question is not what it asks about.
    asked = " ".join(act.words for act in acts if act.kind not in _TELLING) or message
    reading = knowledge.read(asked, pathway_id, None)
    lexicon = knowledge.prompts.lexicon
    roadmap = any(has(lexicon[f"{name}_words"], _STEP.sub(" ", asked)) for name in ("phase", "skill"))
    ordered = any(each.startswith(_ORDERED) for each in (focus or Focus()).record_ids)
    return Question(
        message,
        asks,
        names=continued or bool(reading.subjects),
        roadmap=roadmap,
        horizon=reading.horizon is not None and not _PACE.search(asked),
        document=document,
        follows=follows,
        onward=continued and not (ordered or roadmap or reading.subjects),
        suits=suiting.is_asked(message, lexicon["suits"]),
    )


def _gathered(acts: Sequence[Act]) -> list[Act]:
    """Return the acts with all promises in one, at the place of the first: they are agreed to together.

    The next steps are shown once, in the words of the clause that says most.
    """
    acts = [act for act in acts if act is _fullest(act, acts)]
    promised = [act.words for act in acts if act.kind is ActKind.PROMISE]
    others = [act for act in acts if act.kind is not ActKind.PROMISE]
    if promised:
        place = next(at for at, act in enumerate(acts) if act.kind is ActKind.PROMISE)
        others.insert(place, Act(ActKind.PROMISE, "\n".join(promised)))
    return others


def _fullest(act: Act, acts: Sequence[Act]) -> Act:
    """Return of the acts that ask for the next steps the one with the most words; anything else is itself."""
    alike = [other for other in acts if other.kind is act.kind] if act.kind is ActKind.NEXT else [act]
    return max(alike, key=lambda other: len(other.words))


def _answer_or_talk(message: str, context: CoachContext, route: Route) -> Call:
    knowledge, pathway_id, focus = context.knowledge, context.pathway_id, context.focus
    cues = knowledge.prompts.lexicon["cues"]
    for kind in ("contents", "complaint", "reword") if context.history else ("contents",):
        if has(knowledge.prompts.lexicon[kind], message):
            return Call("small_talk", {"kind": kind})
    if (news := _news(context.session.mended(message), context)) and news != "leaving":
        return Call("small_talk", {"kind": "progress" if news == "feat" else news})
    reading = knowledge.read(message, pathway_id, None) if pathway_id else None
    if _introduces(message, reading, context):
        return Call("small_talk", {"kind": "acknowledged" if context.history else "greeting"})
    if _means_to(message, reading, context):
        return Call("propose_commitment", {"words": message})
    continued = bool(focus and pathway_id and knowledge.read(message, pathway_id, focus).continued)
    named = continued or bool(reading and (reading.subjects or reading.anchors or reading.strange))
    talk = route.topic in TALK
    named = named or (talk and knowledge.documents_meant(message, focus)[0])
    score = route.topic_scores[route.topic]
    if talk and (score >= (0.6 if named else 0.38) or (not named and is_short(message) and score >= _FAINT)):
        return Call("small_talk", {"kind": kind_of_talk(message, route, cues)})
    if only_greets(message, route, cues, about=bool(reading and (reading.subjects or reading.anchors))):
        return Call("small_talk", {"kind": "greeting"})
    return Call("answer_question", {"question": message})


def _introduces(message: str, reading: Reading | None, context: CoachContext) -> bool:
    """Tell whether somebody only says who they are: "backend here, ten years of it"."""
    lexicon = context.knowledge.prompts.lexicon
    beside = f"{lexicon['feared']}|{lexicon['suits']['alone']}|{lexicon['time_words']}"
    asks = "?" in message or has(lexicon["story"]["asks"], message)
    if asks or not has(lexicon["introduces"], message) or has(beside, message):
        return False
    if reading and (reading.named(Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE) or reading.has("aux", lexicon)):
        return False
    acts = context.session.desk.acts
    read = acts.read(context.session.mended(message), context.session.now)
    return not any(act.asks for act in read) and any(
        acts.scores(act.words)[ActKind.TELL] >= _INTRODUCED for act in read
    )


def _means_to(message: str, reading: Reading | None, context: CoachContext) -> bool:
    """Tell whether somebody says what they have to do, without a day, of which no pathway says anything."""
    if reading is None or reading.subjects or reading.anchors or reading.topic not in _NOWHERE:
        return False
    said = context.session.mended(message)
    clauses, acts = split_clauses(said), context.session.desk.acts
    vague = [acts.promises.strength(clause, context.session.now) == "vague" for clause in clauses]
    if vague != [True] or acts.promises.asks(clauses[0], context.session.now):
        return False
    things = acts.promises.read(said, context.session.now)
    if any(len(set(content_stems(each.text))) < _NAMES_ONE for each in things):
        return False  # "I have to go now"
    return not wishes_the_move(Act(ActKind.PROMISE, said), context.session)


def _news(said: str, context: CoachContext) -> str | None:
    return news_in(said, context.knowledge.prompts.lexicon["news"])


def _only_tells(acts: Sequence[Act], news: str | None) -> bool:
    """Tell whether a message tells how something went that nobody promised: "I got the job"."""
    return news in ("setback", "success") and not any(act.form == "firm" for act in acts)


def _is_concern(concern: str, route: Route, *, named: bool, spoken: bool) -> bool:
    """A concern is believed if nothing that a pathway holds is as likely; distress sooner than the others.

    `spoken`: a word of it is said, "H1B" or "doctor", so that less is enough.
    """
    score = route.topic_scores[concern]
    inside = max(
        s for name, s in route.topic_scores.items() if name not in (*_CONCERNS, "uncovered", "offtopic")
    )
    least = 0.3 if concern == "distress" or (spoken and not named) else 0.5 if named else 0.36
    return score >= least and score > inside


def _asks_an_aspect(message: str, context: CoachContext) -> bool:
    """Whether a word or two ask for an aspect of what was spoken of: "alone?"."""
    aspect = context.knowledge.prompts.lexicon["ellipsis"]["aspect"]
    asked = re.fullmatch(rf"(?:and )?(?:{aspect})\s*\?", message.strip(), re.IGNORECASE)
    return bool(context.focus and context.focus.record_ids and asked)
