"""Several questions in one message, and several findings in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answering.finding import Finding, Statement
from bot.domain import Focus
from bot.language import words

_SUBJECT = (
    r"(?:i|you|we|they|he|she|it|there|that|this|these|those|the|an?|my|your|one|any\w*|some\w*|demand|pay)\b"
)
_ASKING = (
    r"(?:(?:what|which|who|whose|why|where|when)(?:['’]?s|['’]re)?\b(?!\s+(?:i|you|we|they|he|she|it)\b)"
    r"|how\b(?! i\b| you\b)|(?:is|are|isn't|aren't)\b"
    rf"|(?:do|does|did|can|could|should|will|would|have|has|am)\s+{_SUBJECT}"
    r"|(?:tell|give|list|name|show|explain|number of|count)\b)"
)
_IS_OVER = r"done|gone|over|passed|elapsed|finished|completed?|behind us|down"
_LEAD = r"(?:and also|and|[+&]|also|plus|then|oh|ok|so|but|secondly|second|next)"
# Where one question ends and another begins.
_GAP = re.compile(
    rf"(?<=[.?!;])\s+|(?<=\.\.)\s*|\n+|,?\s+(?:{_LEAD}[,:]?\s+)+(?={_ASKING})",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"\?|^(?:{_LEAD},?\s+)*{_ASKING}|\bhow (?:many|much|long)\W*$"
    rf"|^(?!.*\b(?:i|my|we|me)\b)(?!.*\b(?:{_IS_OVER})\W*$)(?=.*\b(?:total|sum|weeks|length|duration|salary|importance|priority)\b)[^!]{{0,40}}$"
    r"|^does\b"
    r"|\b(?:wonder\w*|curious|(?:like|want|need) to know)\b.*\b(?:what|which|how|who|why)",
    re.IGNORECASE,
)
# "Number of stages + shortest one?"
_BESIDE = re.compile(
    r"(.+?)\s+[+&]\s+((?:the )?\w{3,}est (?:one|phase|stage|step|skill|part)s?\b.*)", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:^|(?<=[\s(]))\(?(?:[1-3]|[abc])\)\s*")  # "1) how long is it 2) what does it pay"
_OPENING = re.compile(
    rf"^(?:[^?.:]{{0,40}}(?:two|2|three|3)\b[^?.:]{{0,25}}[:.]\s+|(?:{_LEAD}[,:]?\s+)+)", re.IGNORECASE
)
_ALTERNATIVE = re.compile(
    r"^(?:or|i mean|in other words|that is|meaning|not|right|correct|ok|yes|no|true|really)\b", re.I
)
# "And what afterwards?" asks the same again of a later time: what tells of the one tells of both.
_TWO_NOUNS = re.compile(
    r"(?:(?:what|how) about )?(?:the )?(?P<one>\w+(?: \w+)?)\s*(?: and|&|\+|/|,) ?"
    r"(?:the )?(?P<other>\w+(?: \w+)?)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"^(?:and |but )?what (?:about )?(?:afterwards?|later|after (?:that|it|the \w+))\W*$", re.I
)
_EARLIER = re.compile(r"\b(?:before|now|today|currently|at first)\b", re.I)
# "So it's 12 months and 50% more, right?": each figure is a claim of its own.
_FIGURE = (
    r"\$?\d[\d.,]*k? ?(?:%|percent|months?|weeks?|years?|hours?|phases?|stages?|skills?|tasks?|dollars?|usd)?"
)
_TWO_CLAIMS = re.compile(
    rf"(?P<one>(?!.*\b(?:which|what|how|when|where|who|why|if|between|from)\b)"
    rf"[^?!\d$]*(?P<first>{_FIGURE})[^?!\d$]*?),? "
    rf"(?:and|plus|&|\+) (?P<other>[^?!\d$]*(?P<second>{_FIGURE})[^?!\d$]*?)"
    r"[,.?! ]+(?:is (?:that|this) )?(?:right|true|correct|yes|no|isn['’]?t it|really)?[?!. ]*",
    re.IGNORECASE,
)
_MOST_SPOKEN_OF = 6  # records that the next question of a message may mean
_SHORTEST = 2  # words of a question that stands beside another


def split_questions(message: str) -> list[str]:
    """Return the questions of a message, in order; what is said before one stays with it.

    A second half that only repeats or narrows the first ("or the other one?", "I mean …") stays with it.
    """
    if len(listed := _NUMBERED.split(message)[1:]) > 1:
        return [each.strip(" ,;") for each in listed if each.strip(" ,;")]
    if (pair := _BESIDE.fullmatch(message)) and _QUESTION.search(pair[1]):
        return [pair[1], pair[2]]
    if claims := _two_claims(message):
        return claims
    questions: list[str] = []
    begun = ""
    for part in _GAP.split(message):
        begun = f"{begun} {part}".strip()
        again = questions and _LATER.match(begun) and _EARLIER.search(questions[-1])
        if questions and (again or _ALTERNATIVE.match(begun) or len(words(begun)) < _SHORTEST):
            questions[-1] = f"{questions[-1]} {begun}"
            begun = ""
        elif _QUESTION.search(_OPENING.sub("", part)):
            questions.append(_OPENING.sub("", begun) or begun)
            begun = ""
    if begun and questions:
        questions[-1] = f"{questions[-1]} {begun}"
    return questions if len(questions) > 1 else [message]


def _two_claims(message: str) -> list[str]:
    """Return two figures of different units that are claimed in one breath, each as a claim of its own."""
    found = _TWO_CLAIMS.fullmatch(message)
    if found is None or not message.rstrip().endswith("?"):
        return []
    units = [re.sub(r"[\d.,\s]+|s$", "", found[name].lower()) for name in ("first", "second")]
    if units[0] == units[1] or not all(units):
        return []
    return [f"{found['one'].strip()}, right?", f"{found['other'].strip()}, right?"]


def two_nouns(message: str) -> tuple[str, ...]:
    """Return what stands on both sides of "and" in a few words without a verb: "pay and demand?"."""
    found = _TWO_NOUNS.fullmatch(message.strip(" ?.!"))
    return (found["one"], found["other"]) if found and not re.match(_ASKING, found["one"], re.I) else ()


def joined(findings: Sequence[Finding]) -> Finding:
    """Return several findings as one; the conversation is about the last that answers from then on."""
    last = next((each for each in reversed(findings) if not each.abstained), findings[-1])
    sure = [each.confidence for each in findings if each.confidence is not None]
    return replace(
        last,
        statements=tuple(_once(said for each in findings for said in each.statements)),
        open_ended=all(each.open_ended for each in findings),
        passages=tuple(dict.fromkeys(passage for each in findings for passage in each.passages)),
        understood="; ".join(each.understood for each in findings if each.understood),
        question=" ".join(each.question for each in findings),
        confidence=max(sure, default=None),
    )


def _once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield each statement once; what says no more than one fact is not said in two wordings."""
    said: set[object] = set()
    for statement in statements:
        alone = len(statement.rests_on) == 1 and not statement.items
        # "It takes 9 months" says what "The move takes 9 months" says.
        plain = alone and statement.rests_on[0].text.endswith(statement.text.partition(" ")[2])
        key = statement.rests_on if plain else statement
        if key not in said:
            said.add(key)
            yield statement


def focus_of(finding: Finding, before: Focus | None) -> Focus | None:
    """Return what the conversation is about after a finding; what was not answered leaves it as it was."""
    if finding.abstained and not finding.moves_on:
        return replace(before or Focus(), missing=finding.missing) if finding.missing else before
    earlier = before.record_ids if before else ()
    return Focus(
        finding.pathway_id,
        finding.topic,
        finding.operation,
        tuple(dict.fromkeys((*finding.record_ids, *earlier)))[:_MOST_SPOKEN_OF],
        finding.question,
        finding.listed,
    )
