"""What a short message means behind what the coach just did: "set it to 12" behind a plan are hours a week.

Pure: by the words and the action of the last reply. A meaning is the tools to call, with their arguments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.dates import find_when, read_delay, read_when

Part = Literal["whole", "shifts", "step", "why", "left_out", "supposed", "phase_left"]

_HOURS = r"(?P<hours>\d{1,2}(?:\.5)?)\s*(?:h|hrs?|hours?)?(?: (?:a|per|each|every|/) ?(?:week|wk))?"
_OPENING = (
    r"ok(?:ay)?|yes|then|and|but|so|alright|good|fine|well|hm+|please|that['’]?s too (?:long|slow|late)"
)
_LEAD = rf"(?:(?:{_OPENING})[\s,.!]+)*"
_END = r"(?: (?:then|please|instead|from now on))?\W*"
_SETS = re.compile(
    rf"{_LEAD}(?:let['’]?s )?(?:set|make|change|put|do|go|say|take|use)(?: (?:it|that|this|my hours))?"
    rf"(?: (?:to|with|for|at|on))? {_HOURS}{_END}",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    rf"{_LEAD}(?:what (?:if|about|happens (?:if|with)|would happen (?:if|with))|how about|if|with)"
    r"(?: (?:i|we) (?:\w+ )?(?:do|did|had|have|study|studied|put in|spend|spent|managed?|go for|went for|"
    rf"work|worked|get|got))?(?: with| at)? {_HOURS}{_END}",
    re.IGNORECASE,
)
_SUPPOSES_TOO = re.compile(rf"(?:and|or)(?: with| at| for| if it['’]s)? {_HOURS}{_END}", re.IGNORECASE)
_SUPPOSES_START = re.compile(
    rf"{_LEAD}(?:(?:what (?:if|happens if|about)|how about|if|when|suppose|supposing|say"
    r"|i['’]d|i would|i could)\b[^.?!]*\b(?:start\w*|begin\w*|began)|starting|beginning)\b[^.?!]*\W*",
    re.IGNORECASE,
)
_STARTS_THEN = re.compile(
    rf"{_LEAD}(?:let['’]?s |i['’]ll |i will |i |please |we['’]ll )?(?:start|begin)"
    r"(?: (?:it|that|this|with it))? (?P<when>(?:on|in|from|at|next|this|tomorrow|today|now)\b.*)",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start(?:ed|ing)|begin(?:ning)?|began)\b", re.IGNORECASE)
_ONWARD = re.compile(
    r"(?:(?:ok(?:ay)?|and|so|then)[\s,]+)*(?:then(?: what)?|after (?:that|those|them)"
    r"|what(?:['’]s| is| comes)? (?:then|next|after(?: (?:that|those|them))?))\W*",
    re.IGNORECASE,
)
_FASTER = re.compile(
    rf"{_LEAD}(?:how|what|can|could|is there|any way)\b[^.?!]*\b(?:speed (?:\w+ )?up|faster|quicker|sooner|"
    r"earlier|shorten\w*|shorter|cut (?:it |that |this )?(?:down|short))\b[^.?!]*\W*",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"(?:(?:h+m+|wow|ouch|uff|oh|ok(?:ay)?|phew|ugh|well|but|man|no)[\s,.!]+)*"
    r"(?:(?:that|this|it)(?:['’]s| is| sounds| seems| looks)|(?:\d+|nine|twelve) (?:months|weeks) (?:is|"
    r"are|sounds?)) "
    r"(?:just |way |far |much |too |really |very |quite |pretty |so |a bit |rather |kind of )*"
    r"(?:a )?(?:long|slow|a lot|a long time|late|long time|forever)(?: for me| time)?"
    r"(?:\W+(?:what can (?:i|we|you) do(?: about (?:it|that))?|(?:is there )?(?:anything|something|"
    r"any way) faster|"
    r"i (?:want|need) (?:it |to be )?(?:faster|quicker|sooner|done sooner)))?\W*",
    re.IGNORECASE,
)
_WAITS = re.compile(
    rf"{_LEAD}(?:(?:can|could|may) (?:it|that|this|these|they) wait|is it (?:ok|fine|"
    rf"enough) if i (?:start|do|begin)(?: it| that| this)?"
    r"|can i (?:do|start|begin)(?: with)? (?:it|that|this))(?: (?:only|just))? "
    r"(?:till|until|til|by|on)? ?(?P<when>.+?)\W*",
    re.IGNORECASE,
)
_THAT = r"(?:that|it|this)(?: (?:one|step|task|thing))?"
_TAKES = re.compile(
    rf"{_LEAD}how (?:long|much time|many hours) (?:for {_THAT}|(?:will|does|would|do|should|might) {_THAT} "
    rf"(?:take|need|be|cost)|(?:do|will|would) i need for {_THAT})(?: me)?{_END}",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"(?:(?:ok(?:ay)?|so|and|but|then)[\s,]+)*"
    r"(?:how long(?: for (?:it|that|this)| (?:does|will|would|is) (?:it|that|this|the (?:plan|"
    r"move))(?: all)?(?: take| be)?)?"
    rf"|when (?:am|will|would|shall) i(?: be)? (?:done|finished|ready|through)){_END}",
    re.IGNORECASE,
)
_WHY = re.compile(
    rf"{_LEAD}why(?: (?:exactly|is|do i (?:have to )?do|should i(?: do| start with)?|start with))*"
    rf"(?: {_THAT})?(?: (?:first|now|the next(?: (?:one|step|task))?))?(?: and not [\w ,+#]+)?\W*",
    re.IGNORECASE,
)
_SAVES = re.compile(
    rf"{_LEAD}(?:how (?:much|many)(?: time| hours| weeks)?|what) (?:does|did|do|will|would) "
    rf"(?:{_THAT}|these|those) (?:save|take off|spare)(?: me)?{_END}",
    re.IGNORECASE,
)
_INSTEAD = r"make (?:it|that)|by|i (?:mean|meant)|rather|to|sorry|actually|only|just|let['’]?s say|say"
_CORRECTS = re.compile(
    r"(?:no|nope|sorry|oops|wait|not (?:that|quite)|i (?:mean|meant))\b[\s,.:–—-]*"
    rf"(?:(?:{_INSTEAD})\b[\s,]*)*(?P<until>.+?)\W*",
    re.IGNORECASE,
)
# "Actually Dec 20" is another day for what was just saved, moved or listed.
_RATHER = re.compile(
    r"(?:(?:no|oh|ok(?:ay)?|hm+|wait|sorry)[\s,]+)*"
    r"(?:actually|rather|better|make (?:it|that)|let['’]?s (?:say|make it|do)|i mean(?:t)?|change (?:it|"
    r"that) to)"
    r"[\s,:]+(?:make (?:it|that) |rather |by |on |to )*(?P<until>.+?)(?: (?:please|instead|then))*\W*",
    re.IGNORECASE,
)
_NOW = r"(?: (?:now|then|again))?"
_DUE = re.compile(
    rf"{_LEAD}(?:when|what day|by when)(?:['’]?s| is| was| do i have to do| must i do) "
    rf"{_THAT}{_NOW}(?: due| done)?{_NOW}\W*",
    re.IGNORECASE,
)
_REMINDS_BEFORE = re.compile(
    rf"{_LEAD}(?:can you |could you |please )*remind me (?:of (?:it|that) |about (?:it|that) )?(?:the|an?|"
    rf"one|two|three|\d+) "
    r"(?:evening|night|day|morning|minutes?|hours?|days?|weeks?) (?:before(?:hand)?|earlier|ahead|"
    r"in advance)\b.*",
    re.IGNORECASE,
)
_IF = r"(?:what (?:if|happens if|about)|if|suppose|supposing)"
_SUPPOSES_OFF = re.compile(
    rf"{_LEAD}{_IF}\b.*\b(?:off|away|holidays?|vacation|leave|break|pause)\b.*", re.IGNORECASE
)
_SUPPOSES_KNOWN = re.compile(
    rf"{_LEAD}{_IF} i (?:already |also |would |do )*(?:know|knew|learn(?:ed|t)?|can do|was good at)\b.*",
    re.IGNORECASE,
)
_WHEN_IF_STARTED = re.compile(
    rf"{_LEAD}(?:when|how soon|by when) (?:would|will|could|can|do|am) i (?:be )?(?:finish(?:ed)?|done|"
    rf"ready|through|"
    r"complete(?: it)?|there)(?: with (?:it|that|this|everything))? if i (?:start|begin|started|began)\b.*",
    re.IGNORECASE,
)
_WHERE_WAS_I = re.compile(
    rf"{_LEAD}where (?:was|were|am) (?:i|we)(?: (?:now|again|at|up to))*\W*", re.IGNORECASE
)
_OF_PLAN = frozenset({"plan", "profile"})
_REPORTED = frozenset({"finish_task", "close_commitment"})
# "No wait, I haven't finished it" behind what was marked as done.
_NOT_AFTER_ALL = re.compile(
    r"(?:(?:no|oh|oops|sorry|wait|hm+|actually|hang on|hold on|but)\W+)+i (?:have|did)(?: not|n['’]?t) "
    r"(?:\w+ )?(?:finish(?:ed)?|do|done|completed?)(?: (?:it|that|this))?(?: yet| at all)?\W*",
    re.IGNORECASE,
)
_OF_PROMISES = frozenset(
    {"confirm_commitment", "move_commitment", "snooze_commitment", "undo", "propose_commitment"}
)

_SHOW_ONE = frozenset({"confirm_commitment", "move_commitment", "list_commitments", "edit_commitment"})

_BACK_ON = re.compile(
    r"(?:(?:ok(?:ay)?|please|hm+|now|actually|no|wait)[\s,.]+)*"
    r"(?:(?:turn|switch|put|set) (?:them|it|those|reminders?)(?: back)? on|(?:back|turn|switch) on"
    r"|(?:resume|restart|reactivate|re-?enable)(?: them| it)?|"
    r"(?:start|send)(?: them)? again)(?: again)?(?: (?:please|then))?\W*",
    re.IGNORECASE,
)
# "Drop X from my plan": nothing goes but what is known already.
_LEAVES_OUT = re.compile(
    rf"{_LEAD}(?:can you |could you |please |i want to |let['’]?s )*"
    r"(?:drop|remove|take|leave|cut|strike|delete|exclude) (?P<what>[\w+#/() -]{1,60}?)"
    r" (?:from|off|out of|out from) (?:my|the) (?:plan|roadmap|schedule)(?: please)?\W*",
    re.IGNORECASE,
)
Meant = tuple[str, Mapping[str, Any]]  # a tool and its arguments


def completed(message: str, last_action: str, now: datetime, *, topic: str = "") -> tuple[Meant, ...]:
    """Return the tools that a message calls for behind what was just done; none where it says it itself.

    `topic` is that of the last answer.
    """
    said = message.strip()
    if (last_action in _OF_PLAN or topic == "duration") and _TOO_LONG.fullmatch(said):
        return (("show_plan", {"words": said, "part": "shifts"}),)
    if _LEAVES_OUT.fullmatch(said):
        return (("show_plan", {"words": said, "part": "left_out"}),)
    if _WHEN_IF_STARTED.fullmatch(said) and find_when(said, now):
        return (("show_plan", {"words": _STARTS.sub("start", said), "part": "supposed"}),)
    if _WHERE_WAS_I.fullmatch(said):
        return (("next_tasks", {"words": said}),)
    if last_action == "reminders" and _BACK_ON.fullmatch(said):
        return (("set_reminders", {"on": True}),)
    if last_action in _REPORTED and _NOT_AFTER_ALL.fullmatch(said):
        return (("undo_last", {}),)
    if last_action in _REPORTED and asks_what_is_left_of_phase(said):
        return (("show_plan", {"words": said, "part": "phase_left"}),)
    if last_action in _REPORTED and _HOW_MUCH_LEFT.fullmatch(said):
        return (("show_plan", {"words": said}),)
    if last_action in _OF_PLAN:
        return _behind_plan(said, now)
    if last_action == "next_tasks" and _ONWARD.fullmatch(said):
        return (("show_plan", {"words": said}),)
    if last_action == "next_tasks" and (found := _WAITS.fullmatch(said)) and _is_day(found["when"], now):
        return (("propose_commitment", {"words": f"I'll start that on {found['when']}"}),)
    if last_action == "next_tasks" and _WHY.fullmatch(said):
        return (("show_plan", {"words": said, "part": "why"}),)
    if last_action == "next_tasks" and _TAKES.fullmatch(said):
        return (("show_plan", {"words": said, "part": "step"}),)
    if last_action == "move_commitment" and (found := _CORRECTS.fullmatch(said)):
        return _moved_otherwise(found["until"], now)
    if last_action in _SHOW_ONE and (found := _RATHER.fullmatch(said)) and _is_day(found["until"], now):
        return (("move_commitment", {"words": f"move it to {found['until']}"}),)
    if last_action in (*_OF_PROMISES, "list_commitments") and _REMINDS_BEFORE.fullmatch(said):
        return (("snooze_commitment", {"words": said}),)
    if last_action in _OF_PROMISES and _DUE.fullmatch(said):
        return (("list_commitments", {"words": said}),)
    return ()


# "What's left in that phase?" behind what was just marked as done.
_LEFT_OF_PHASE = re.compile(
    rf"{_LEAD}(?:what(?:['’]?s| is| else is| do i still have to do)?|how much(?: is)?"
    r"|how many(?: tasks)?(?: are)?|which(?: tasks)?(?: are)?|is there (?:anything|more))\b[^.?!]* "
    r"(?:in|of|from|for) (?:that|this|the same) (?:phase|stage|part|block|step)\W*",
    re.IGNORECASE,
)


def asks_what_is_left_of_phase(words: str) -> bool:
    """Tell whether somebody asks what is left of the phase that a report was on."""
    return _LEFT_OF_PHASE.fullmatch(words.strip()) is not None


# "How many phases are left?" behind what was just marked as done is asked of one's own plan.
_HOW_MUCH_LEFT = re.compile(
    rf"{_LEAD}(?:how (?:many|much|long)\b[^.?!]*\b(?:left|remain\w*|to go|ahead)\b[^.?!]*"
    rf"|how (?:far|much further)\b[^.?!]*"
    r"|what(?:['’]s| is) (?:still )?(?:left|ahead|to do))\W*",
    re.IGNORECASE,
)
_ENOUGH = re.compile(
    rf"{_LEAD}(?:will|would|is|are) (?P<time>(?:\w+ ){{1,2}}(?:weeks?|months?"
    rf"|years?)) (?:be )?(?:\w+ )?(?:enough|ok(?:ay)?|realistic|"
    rf"doable|possible|sufficient|feasible)(?: for (?:me|it|that|this))?{_END}",
    re.IGNORECASE,
)


def _behind_plan(said: str, now: datetime) -> tuple[Meant, ...]:
    if _HOW_LONG.fullmatch(said):
        return (("show_plan", {"words": said}),)
    if found := _ENOUGH.fullmatch(said):
        return (("show_plan", {"words": f"Can I make it in {found['time']}?"}),)
    if found := _SETS.fullmatch(said):
        return (("update_profile", {"words": f"I have {found['hours']} hours a week"}),)
    if found := _SUPPOSES.fullmatch(said) or _SUPPOSES_TOO.fullmatch(said):
        return (("show_plan", {"words": f"What would my plan be with {found['hours']} hours a week?"}),)
    if (
        (found := _STARTS_THEN.fullmatch(said))
        and "?" not in said
        and find_when(f"start {found['when']}", now)
    ):
        return (("update_profile", {"words": f"I start {found['when']}"}),)
    from_then = _STARTS.sub("start", said)  # "start in March" is its first day
    if _SUPPOSES_START.fullmatch(said) and any(when.due_on for when in find_when(from_then, now)):
        return (("show_plan", {"words": from_then, "part": "supposed"}),)
    off = _SUPPOSES_OFF.fullmatch(said) and any(when.due_on for when in find_when(said, now))
    if off or _SUPPOSES_KNOWN.fullmatch(said):
        return (("show_plan", {"words": said, "part": "supposed"}),)
    if _FASTER.fullmatch(said):
        return (("show_plan", {"words": said, "part": "shifts"}),)
    return (("show_plan", {"words": said, "part": "left_out"}),) if _SAVES.fullmatch(said) else ()


def _is_day(said: str, now: datetime) -> bool:
    """Tell whether nothing is said but a day to come."""
    when = read_when(said, now)
    return when is not None and when.due_on is not None and not when.past


def _moved_otherwise(until: str, now: datetime) -> tuple[Meant, ...]:
    """Return what moves again, from where it was before: "no, two weeks"; nothing where no time is named."""
    if read_delay(f"by {until}"):
        return (("undo_last", {}), ("move_commitment", {"words": f"push it by {until}"}))
    if find_when(until, now):
        return (("undo_last", {}), ("move_commitment", {"words": f"move it to {until}"}))
    return ()
