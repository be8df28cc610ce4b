"""What a question refuses: "without X", "all but the optional ones", "those that are not eight weeks".

Grammar alone, over lower-case text; it knows neither the pathway nor what stands at the place asked about.
"""

from __future__ import annotations

import re

_VERBS = (
    r"skip(?:ping|ped|s)?|omit(?:ting|ted|s)?|ignor(?:e|es|ing|ed)|drop(?:ping|ped|s)?|"
    r"ditch(?:ing|ed)?|bin(?:ning|ned)?|toss(?:ing|ed)?|"
    r"nix(?:ing|ed)?|scratch(?:ing|ed)?|scrap(?:ping|ped)?|axe|chuck(?:ing|ed)?(?: out)?|"
    r"exclud(?:e|ed|es|ing)|remov(?:e|es|ing|ed)|"
    r"disregard(?:ing)?|subtract(?:ing)?|deduct(?:ing)?|forget(?:ting)?(?: about)?|"
    r"set(?:ting)? aside(?! for)|shelv(?:e|es|ed|ing)|rul(?:e|ing) out|"
    r"(?:leav(?:e|ing)|left|tak(?:e|ing|en)|kick(?:ing)?|cross(?:ing|ed)?|"
    r"cut(?:ting)?|strik(?:e|ing)|throw(?:ing)?|thrown)"
    r" (?:out|aside|away|off)|leav(?:e|ing)"
)
_PREPOSITIONS = (
    r"without|except(?:ing)?(?: for)?|excluding|excl\.?|minus|apart from|aside from|"
    r"other than|besides|beyond|neither|nor|"
    r"not counting|not including|save for|barring|differ(?:s|ing|ent)? (?:from|to|"
    r"than)|unequal to|(?:all|every\w*|any\w*)(?: [\w']+){0,3} but|"
    r"but not|,\s*not|(?:don't|do not|not) (?:care (?:about|for)|want|need|bother with)|no time for"
)
_NOT = r"(?:\w+n't|\b(?:are|is|do|does|were)nt|\bnot|\bno|\bnever|\bnon-?)"
_FILLER = (
    r"the|an?|all|any(?:thing)?|every(?:thing)?|whatever|both|each|those|these|that|this|that's|which|who|"
    r"just|merely|mere|pure|only|my|your|of|for|skills?|"
    r"ones?|stages?|phases?|steps?|tasks?|things?|resources?|is|are|be|been|takes?|"
    r"taking|lasts?|lasting|runs?|needs?|requires?|"
    r"marked|labell?ed|rated|called|considered|strictly|really|super|so|very|that|"
    r"exactly|precisely|necessarily|time|long|with|"
    r"just|being|duration|length|\d"
)
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<firm>{_VERBS}|{_PREPOSITIONS})|"
    rf"(?P<soft>{_NOT}))[\s'‘\"*-]+(?:(?:{_FILLER})[\s'‘\"]+){{0,6}}$"
)
_AFTER = re.compile(
    r"['’\"]?(?:\s+(?:ones?|skills?|stuff|things?|phases?|stages?|part|"
    r"step))?,?\s+(?:is |are |being |can be |should be )?"
    r"(?:left |taken |put |set |thrown )?(?:out|aside|away|excluded|excepted|"
    r"omitted|skipped|dropped|not (?:counted|included))\b"
)
_ALSO = re.compile(r"not (?:only|just) (?:the|those|my|your)\b")
_POLAR = re.compile(
    r"(?:^|[.!?;]\s+|\bso,? |\bbut )(?:is|are|do|does|did|was|were|should|would|"
    r"could|can|wo|ca|has|have)n't\b[^,.;:]*$"
)


def refused(lower: str, start: int, end: int, *, firmly: bool = False) -> bool:
    """Whether what stands at `lower[start:end]` is refused; `firmly`: by more than a "not" before it."""
    if _AFTER.match(lower[end:]) and not re.search(r"which|what", lower[max(0, start - 30) : start]):
        return True
    before = lower[max(0, start - 90) : start]
    match = _BEFORE.search(before)
    if match is None or _ALSO.search(match.group()):
        return False
    return bool(match["firm"]) or not (firmly or _POLAR.search(before))


def dropped(lower: str, start: int, end: int) -> bool:
    """Whether what stands at `lower[start:end]` is to be left out by a verb: "if I ditch X"."""
    if _AFTER.match(lower[end:]):
        return True
    match = _BEFORE.search(lower[max(0, start - 90) : start])
    return match is not None and re.match(rf"(?:{_VERBS})\b", match["firm"] or "") is not None


def flipped(lower: str) -> bool:
    """Whether the question asks for the exceptions to what it said before: "Most are. Which aren't?"."""
    return (
        re.search(
            r"\b(?:which|what)(?: ones?| of them)? (?:(?:are|is|do|does)(?:n't|nt| not)|not)\s*[?.!]*\s*$",
            lower,
        )
        is not None
    )


def known(lower: str, start: int, end: int) -> bool:
    """Whether the person says that they know, or are done with, what stands at `lower[start:end]`."""
    clause = re.split(r"[.!?;:]\s", lower[:start])[-1]
    after = re.split(r"[.!?;:](?:\s|$)", lower[end:], maxsplit=1)[0]
    return bool(_DONE_BEFORE.search(clause) or _DONE_AFTER.match(after))


def asks_rest(lower: str) -> bool:
    """Whether the question is about what remains."""
    return re.search(rf"\b(?:{_REST})\b", lower) is not None


_DONE_BEFORE = re.compile(
    r"(?:\b(?:i|we)(?:'ve|'m| have| am| had| will have|'ll have)?|^\W*|\b(?:after|"
    r"once|when|having|assuming|if|and|so) )\s*"
    r"(?:(?:already|now|just|actually|finally|then|been|i|i'm|i've|is|am|have|we)\s+)*"
    r"(?:know|knew|master(?:ed)?|learn(?:ed|t)|studied|did|done|do|had|finish(?:ed|"
    r"ing)?|complet(?:ed?|ing)|taken|worked|through|wrapped|"
    r"covered|passed|good|fluent|solid|comfortable|used|built|"
    r"master)\b(?:\s+(?!which|what|how)[\w'+/-]+){0,6}\s*['\"(]?$"
)
_DONE_AFTER = re.compile(
    r"['\"]?(?:\s+(?:i|we)\s+(?:already |do |just )*"
    r"(?:know|have|can|did|learn(?:ed|t)|mastered|finished)\b(?! to\b)"
    r"|\s+already\b(?!\s+(?:in|a|an|the|so)\b)|(?:\s+(?:phase|stage|step|part|block|skill|milestone|"
    r"section))?\s+(?:(?:is|are|being|has been|was|were)\s+)?(?:already\s+|now\s+|"
    r"all\s+)*"
    r"(?:done|finished|completed|complete|over|behind me|known|mastered|under my belt|in the bag|past me)\b)"
)
_REST = (
    r"remain\w*|left|rest|still|ahead|in front|to go(?! (?:through|over|for|into|with|on|to|by|and)\b)"
    r"|outstanding|what else|others?|"
    r"yet to|more to|from then|from there|"
    r"(?:then|so) (?:what|how)|what's next"
)
