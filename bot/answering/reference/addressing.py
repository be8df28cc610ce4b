"""Which documents a question is addressed to by their names, and what it asks of them without these names.

Names are handles.py's. Nothing here looks into the documents for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.answering.reference.abbreviations import spelt_out
from bot.answering.reference.handles import Handle, Handles
from bot.answering.several import split_questions
from bot.language import content_stems, has, words
from bot.prompts import Prompts

_CLAUSE = re.compile(r"(?<=[.;?!:,])\s+|\s+(?=(?:and|but|vs\.?|versus|against)\s)")
_ONESELF = re.compile(r"(?:and |as )?(?:i['’]?m|i am|i['’]?ve|i have|as an?)\b", re.IGNORECASE)
_OWN_QUESTION = re.compile(r"\b(?:(?:what|how)(?! about)|when|where|who|which|why)\b", re.IGNORECASE)
# "And what does X say about that?" asks the same again of X.
_SAYING = r"\b(?:say|think|tell|write|give|suggest|recommend)s?\b"
_SAYS = re.compile(
    rf"\b(?:what|how) (?:do|does|did|would|about|is)\b(?: the)?(?=.*{_SAYING})"
    rf"|{_SAYING}(?: (?:about|of|on|to|for) (?:it|that|this|them))?"
    r"|\b(?:according to|by|in|for|at|from)\b",
    re.IGNORECASE,
)
_FILLERS = frozenset(content_stems("hm hmm ok okay then over now well yeah uh place instead same others"))
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|them|one)\b", re.IGNORECASE)
_ASKS_OF = ("do", "does", "did", "is", "are", "was", "can", "will", "would", "has")
_SEVERAL = r"both|each|either|two|all"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question without the names in it, and the groups of documents that it is about."""

    text: str
    groups: tuple[tuple[str, ...], ...]


class Addressing:
    """Reads to which documents questions are addressed. Threads may share it."""

    def __init__(
        self, handles: Handles, titles: Mapping[str, str], known: Mapping[str, str], prompts: Prompts
    ) -> None:
        """`titles` are those of the documents, by id; `known` is what abbreviations stand for."""
        self._handles = handles
        self._titles = titles
        self._known = known
        self._pathway: str = prompts.reference["asks_pathway"]

    def named(self, question: str, *, titled: bool = False, inside: bool = True) -> list[str]:
        """Return the documents that a question names by a handle, in its order; `titled`: by their titles.

        `inside`: what stands inside of one document names it, too: "the Bridge Loan".
        """
        found = self._handles.find(words(question))
        found = [handle for handle in found if inside or not handle.is_asked_about]
        chosen = [handle for handle in found if handle.titled or not titled]
        return list(dict.fromkeys(each for handle in chosen for each in handle.document_ids))

    def read(self, question: str, fallback: tuple[tuple[str, ...], ...] = (), *, own: bool = False) -> Asked:
        """Read a question; where it names none it is about `fallback`.

        `own` leaves out the clauses that ask the pathway, where others ask a document.
        """
        said = words(question)
        handles = self._handles.find(said)
        names = _names([handle for handle in handles if not handle.is_asked_about], said)
        text = self._own(question, names) if own else question
        left = _without(names, text)
        return Asked(spelt_out(left, self._known), self._groups(handles, left) or fallback)

    def parts(self, question: str, groups: tuple[tuple[str, ...], ...]) -> list[Asked]:
        """Return the questions of a message, each with its documents, else with `groups`."""
        found: list[Asked] = []
        for part in split_questions(question):
            asked = self.read(part, groups, own=True)
            said = set(content_stems(asked.text)) - _FILLERS
            # "Who keeps the list at A, and who keeps it at B?" asks the same of both.
            again = found and _POINTS_BACK.search(asked.text) and said <= set(content_stems(found[-1].text))
            found.append(Asked(found[-1].text, asked.groups) if again else asked)
        return found

    def again(self, question: str, last: str, spoken_of: str | None = None) -> Asked | None:
        """Return the last question, asked of other documents: "and Quillhaven?"; None where more is asked.

        What is said of oneself goes with it: "and Quillhaven, I'm 40". `spoken_of` is the document of the
        last answer: of that another thing may be named, "and Room C?".
        """
        handles = self._handles.find(words(question))
        named = _names(handles, words(question))
        bare = " ".join(word for word in question.split() if not named & set(words(word)))
        clauses = [part for part in _CLAUSE.split(_SAYS.sub(" ", bare)) if part.strip()]
        oneself = [part for part in clauses if _ONESELF.match(part)]
        if any(_OWN_QUESTION.search(part) for part in clauses):
            return None
        left = {word for part in clauses if part not in oneself for word in content_stems(part)}
        inside = [each for each in handles if each.is_asked_about and spoken_of in each.document_ids]
        asked = self._asked_instead(inside, words(question), last)
        groups = self._groups(handles, asked)
        titled = {word for group in groups for each in group for word in content_stems(self._titles[each])}
        return None if not groups or left - titled - _FILLERS else Asked(" ".join([asked, *oneself]), groups)

    def _asked_instead(self, now: Sequence[Handle], said: Sequence[str], last: str) -> str:
        """Return what was asked last, of the thing that is named `now` where one is: "and Room C?"."""
        asked = self.read(last).text
        if not now:
            return asked
        name = " ".join(said[now[0].start : now[0].stop])
        before = [handle for handle in self._handles.find(words(asked)) if handle.is_asked_about]
        gone = _names(before, words(asked))
        return " ".join([*(word for word in asked.split() if not gone & set(words(word))), name])

    def of_pathway(self, question: str) -> str:
        """Return a question to the pathway and documents without the clauses that name a document."""
        said = words(question)
        names = _names(self._handles.find(said), said)
        own = [clause for clause in _CLAUSE.split(question) if clause and not names & set(words(clause))]
        telling = [word for word in content_stems(" ".join(own)) if not has(self._pathway, word)]
        return " ".join(own) if len(telling) > 1 else question

    def _own(self, question: str, names: Set[str]) -> str:
        """Return the question without the clauses that ask the pathway, where others ask a document."""
        clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
        own = [clause for clause in clauses if names & set(words(clause)) or not has(self._pathway, clause)]
        telling = set(content_stems(" ".join(own))) - set(content_stems(" ".join(names)))
        return " ".join(own) if len(own) < len(clauses) and len(telling) > 1 else question

    def _groups(self, handles: Sequence[Handle], text: str) -> tuple[tuple[str, ...], ...]:
        """Return the documents of the names: those that all are of, else those of each name apart."""
        if not handles:
            return ()
        sets = [handle.document_ids for handle in handles]
        shared = tuple(each for each in sets[0] if all(each in other for other in sets))
        if not shared:
            return tuple(dict.fromkeys(self._narrowed(group, text) for group in sets))
        narrowed = self._narrowed(shared, text)
        if len(narrowed) > 1 and has(_SEVERAL, text) and not has(_SEVERAL, self._titles[narrowed[0]]):
            return tuple((each,) for each in narrowed)
        return (narrowed,)

    def _narrowed(self, document_ids: Sequence[str], text: str) -> tuple[str, ...]:
        """Return those of the documents whose titles hold most words of the question."""
        said = set(content_stems(text))
        shared = {each: len(said & set(content_stems(self._titles[each]))) for each in document_ids}
        return tuple(each for each in document_ids if shared[each] == max(shared.values()))


def _without(names: Set[str], text: str) -> str:
    """Return a text without these names; where one is what a question is about, with "it" in its place."""
    kept: list[str] = []
    for word in text.split():
        if not names & set(words(word)):
            kept.append(word)
        elif kept and kept[-1].lower() in _ASKS_OF:
            kept.append("it")
    return " ".join(kept)


def _names(handles: Sequence[Handle], said: Sequence[str]) -> set[str]:
    return {word for handle in handles for word in said[handle.start : handle.stop]}
