"""Does a message ask a document that it names, or for what is one's own? By its words alone.

Which names are those of documents is for `answering`.
"""

from __future__ import annotations

import re

# Where a question may begin inside a message, and what may stand before its first word.
_OPENS = (
    r"(?:^|[.,;:!?…)–—-]\s+|\b(?:and|but|so|or|then)\s+)"
    r"(?:(?:and|but|so|or|then|also|please|pls|hey|hi|ok|okay|until|till|by|after|before|from|since|at|in|on|for|"
    r"to|with|about|within)\s+)*"
)
_SOMEBODY = r"(?:i|it|he|she|they|we|you|one|people|there|any\w*|some\w*|every\w*)\b"
_INVERTED = (
    rf"(?:(?:do|have)\s+{_SOMEBODY}|(?:is|are|am|was|were|can|could|may|does|did|will|would|should|shall|must|has)"
    rf"\s+(?:{_SOMEBODY}|(?:this|that|these|those|the|a|an|my)\b))"
)
_ASKS = re.compile(
    rf"\?|{_OPENS}(?:(?:what|which|how|why|who|whom|whose)\b|whats\b|hows\b|"
    rf"(?:when|where)(?:\s+exactly)?(?:['’]s|s\b|\s+{_INVERTED}|\s+(?:is|are|was|does|do|can|must)\b)|{_INVERTED}|"
    r"(?:does|is|are)\s+\w+|(?:tell|show|give) me\b|(?:can|could|may|should|must) i\b)",
    re.IGNORECASE,
)
_YOU_DO = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?!tell|show|say|explain|give)\w+", re.IGNORECASE
)
_THINGS = (
    r"(?:plan|schedule|timeline|calendar|roadmap|pace|commitments?|promises?|tasks?|to-?dos?|next steps?|"
    r"goals?)"
)
_OWN = re.compile(
    rf"\b(?:my|our) (?:own |open |next |current |personal )*{_THINGS}\b(?! (?:at|in) )|"
    r"\b(?:my|our) (?:\w+ ){0,2}?(?:commitments?|promises?)\b|"
    r"\b(?:did|have|had|what|all|things) i(?:['’]ve| have|['’]d| had)? (?:\w+ )?"
    r"(?:promis|commit|sign(?:ed)? up)\w*|"
    r"\bwhat i(?:['’]ve| have)? (?:\w+ )?promised\b|\b(?:open|any) (?:commitments|promises)\b|\bon track\b",
    re.IGNORECASE,
)
_FOR_PLAN = re.compile(
    r"^\W*(?:(?:and|so|but|ok|then|again|please|hey)\W+)*"
    r"(?:what(?:['’]?s| is| was| does)|how(?:['’]s| is| does)|show me|tell me|give me|can i see|let me see)"
    r"\s+my (?:own |current |whole |personal )*(?:plan|schedule|timeline)\b(?! (?:b|c|of action)\b)",
    re.IGNORECASE,
)


_WHAT_IS_LEFT = re.compile(
    r"\b(?:left|remaining|missing|still (?:open|to do|to be done|to come)|unfinished|not (?:yet )?done|to go)"
    r"(?: to do| for me)? (?:of|in|from|on|with|for)\b"
    r"|\bhow (?:far|much)\b[^.?!]*\b(?:am|have|did|are) (?:i|we)\b"
    r"|\bwhat\b[^.?!]*\b(?:do|have) i (?:still )?(?:have|got)? ?(?:left|to do|to finish|done)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:(?:and|so|ok(?:ay)?|now)[\s,]+)*(?:what|how much)(?:['’]s| is| do i have)? (?:still )?"
    r"(?:left|remaining|remains|missing)(?: (?:to do|to learn|for me|now|then|over))*\W*",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:weeks?|months?|hours?|days?|time|long|after|before|behind)\b", re.IGNORECASE)
_LISTS = re.compile(r"\W*(?:please )?(?:list|name|show|give|tell)(?: (?:me|us))?\b\s*", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:i|me|my|mine|myself|i['’]\w+|you|your)\b", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:skills?|phases?|stages?|tasks?|resources?|courses?|books?)\b", re.IGNORECASE)
_OLD_SKILLS = re.compile(r"(?:all )?(?:of )?my (?:existing|current|present|old) skills?\b", re.IGNORECASE)


def asks_for_rest(words: str) -> bool:
    """Tell whether nothing is asked but what is left, of the plan that is: "what's left to do?"."""
    return _REST.fullmatch(words.strip()) is not None


def asks_what_is_left(words: str) -> bool:
    """Tell whether somebody asks what they have and have not done: "what's left of phase 1?"."""
    return _WHAT_IS_LEFT.search(words) is not None and not _OTHERWISE.search(words)


def asks_something(message: str) -> bool:
    """Tell whether a part of a message is a question, with its mark or without: "Kestrel, may I go in"."""
    return _ASKS.search(_YOU_DO.sub(" ", message)) is not None


def asks_for_plan(words: str) -> bool:
    """Tell whether somebody asks for their plan by that name: "what's my plan for the course"."""
    return _FOR_PLAN.search(words) is not None


def is_own(words: str) -> bool:
    """Tell whether somebody speaks of their own plan or promises, and not of those of a document."""
    return _OWN.search(words) is not None


def asks_for_list(words: str, *, known: bool) -> bool:
    """Tell whether a list is wanted that speaks of nobody: "list me the X skills".

    Where no skill of theirs is `known`, those that somebody has are the ones that everybody brings.
    """
    ordered = _LISTS.match(words)
    rest = words[ordered.end() :] if ordered else ""
    brought = not known and _OLD_SKILLS.match(rest) is not None
    return brought or (not _PERSONAL.search(rest) and _LISTED.search(rest) is not None)
